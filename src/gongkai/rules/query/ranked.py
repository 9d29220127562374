"""What a question in plain words looks for, and how much each of its words counts.

The measure is BM25 over three views of a document: the pairs of units in its best parts, its single Han
characters, and its title. Pairs tell words apart, single characters know what two words have in common (抽烟,
吸烟). A word of the question may be answered by another word for the same thing, whichever of them the
document is fuller of; both together count no more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.rules.query.questions import asked_about
from gongkai.rules.query.synonyms import near_words
from gongkai.rules.query.tokens import phrase, plain, units

ASKING = 0.2  # of what only asks, beside what is asked about
UNITS = 0.7  # of single units, beside pairs
NEAR = 0.5  # of another word for the same thing, beside the word that was typed
TITLE = 0.5  # of pairs in the title, beside those in the text
FURTHER = 0.3  # of each further part of a document, beside the one before it
MOST = 60


@dataclass(frozen=True, slots=True)
class Near:
    """The pairs of a word of the question, and of each other word for the same thing."""

    own: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question looks for: pairs and single units with their weights, and words with others near.

    The pairs of ``near`` do not stand among ``pairs``.
    """

    pairs: Mapping[str, float]
    units: Mapping[str, float]
    near: tuple[Near, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The pairs that are marked in a snippet."""
        own = [pair for pair, weight in self.pairs.items() if weight >= 1]
        return (*own, *(pair for near in self.near for word in (near.own, *near.others) for pair in word))


def wanted(question: str) -> Wanted:
    """What a question looks for.

    >>> sought = wanted("如何申请补贴")
    >>> sought.pairs["请补"], sought.pairs["如何"], sought.units["补"]
    (1.0, 0.2, 1.0)
    >>> sought.near[0].own, sought.near[0].others[0]
    (('申请',), ('申报',))
    """
    parts = asked_about(question)
    pairs = {pair: 1.0 for part in parts for pair in phrase(part)}
    single = {unit: 1.0 for part in parts for unit in part if _han(unit)}
    row = units(question)
    for pair in phrase(row):
        pairs.setdefault(pair, ASKING)
    for unit in row:
        if _han(unit):
            single.setdefault(unit, ASKING)
    near = []
    for word, others in near_words(plain(question)):
        own = tuple(pair for pair in phrase(units(word)) if pairs.pop(pair, 0.0) >= 1)
        if own:
            near.append(Near(own, tuple(tuple(phrase(units(other))) for other in others)))
    return Wanted(dict(list(pairs.items())[:MOST]), dict(list(single.items())[:MOST]), tuple(near[:MOST]))


def _han(unit: str) -> bool:
    return "\u3400" <= unit <= "\u9fff"


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its own score (single units, title) and those of its parts, the best first."""

    document: str
    own: float
    parts: tuple[float, ...]


def fused(found: Iterable[Scored]) -> list[tuple[float, str]]:
    """The documents by one score, the best first."""
    scored = [
        (each.own + sum(score * FURTHER**place for place, score in enumerate(each.parts[:5])), each.document)
        for each in found
    ]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

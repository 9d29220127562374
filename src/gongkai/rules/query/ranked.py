"""What a question in plain words looks for, and how much each of its words counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.rules.query.questions import asked_about
from gongkai.rules.query.tokens import phrase, units

ASKING = 0.2  # weight of the pairs that hold a word that asks
MOST_PAIRS = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """The pairs of units a question looks for, each with its weight; 1 is an ordinary one."""

    weights: Mapping[str, float]

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs that say what is asked about."""
        return tuple(pair for pair, weight in self.weights.items() if weight >= 1)


def wanted(question: str) -> Wanted:
    """What a question looks for: the pairs of its words in full, those that only ask a little.

    >>> wanted("如何申请补贴").weights
    {'申请': 1.0, '请补': 1.0, '补贴': 1.0, '如何': 0.2, '何申': 0.2}
    """
    weights: dict[str, float] = {}
    for part in asked_about(question):
        for pair in phrase(part):
            weights.setdefault(pair, 1.0)
    for pair in phrase(units(question)):
        weights.setdefault(pair, ASKING)
    return Wanted(dict(list(weights.items())[:MOST_PAIRS]))


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with the score of its words, of its title, and of its best part."""

    document: str
    body: float
    title: float
    part: float


def fused(found: Iterable[Scored]) -> list[tuple[float, str]]:
    """The documents by one score, the best first: each kind of score as a share of the best of its kind."""
    known = list(found)
    tops = [max((getattr(s, kind) for s in known), default=0.0) or 1.0 for kind in ("body", "title", "part")]
    scored = [
        (1.0 * s.body / tops[0] + 0.3 * s.title / tops[1] + 0.5 * s.part / tops[2], s.document) for s in known
    ]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

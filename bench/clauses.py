"""Clauses in any number, with words as unequally common as in real ones; the same for the same number.

The commonest words are those of the samples' pools. Behind them comes a long tail of words put together of
the pools' characters, and every document keeps to a few words of its own, as documents do.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from gongkai.faces.search.engine import Query
from gongkai.samples.variants.pools import domains, words

WORDS = 40_000
PER_DOCUMENT = 50
# The commonest words of official papers (建设, 管理) stand in about a tenth of all clauses.
SHIFT = 15
OWN = 40  # words that a document keeps to


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what is known of its document."""

    number: int
    text: str
    units: tuple[str, ...]
    title: str
    document_number: str
    kind: str
    issuer: str
    date: datetime.date


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words and set phrases from the commonest to the rarest, and their summed weights (Zipf's law).

    Official papers repeat themselves: every other entry is a phrase of two or three words.
    """
    chance = Random(1)  # noqa: S311 -- the same words every time
    pooled = [name for d in domains() for name in (*d.topics, *d.objects, *d.rates)]
    chars = Counter("".join((*pooled, *words("prose", "demands"), *words("rules", "articles"))))
    signs, often = zip(*[(c, n) for c, n in chars.items() if "\u4e00" <= c <= "\u9fff"], strict=True)
    chance.shuffle(pooled)
    known = dict.fromkeys(word for name in pooled for word in (name, *_cut(name)))
    single = [word for name in pooled for word in _cut(name)]
    while len(known) < WORDS:
        single.append("".join(chance.choices(signs, often, k=chance.choices((2, 3, 4), (70, 20, 10))[0])))
        known.setdefault(single[-1])
        # the commoner a word, the more phrases have it
        places = [int(len(single) * chance.random() ** 2) for _ in range(chance.choice((2, 3)))]
        known.setdefault("".join(single[place] for place in places))
    return list(known), list(accumulate(1 / (rank + SHIFT) for rank in range(len(known))))


def _cut(name: str) -> list[str]:
    return [name[at : at + 2] for at in range(0, len(name) - 1, 2)]


def generate(count: int) -> Iterator[list[Clause]]:
    """``count`` clauses, document by document."""
    for first in range(0, count, PER_DOCUMENT):
        yield _document(first, min(PER_DOCUMENT, count - first), Random(first))  # noqa: S311


def _document(first: int, count: int, chance: Random) -> list[Clause]:
    known, weights = vocabulary()
    own = chance.choices(known, cum_weights=weights, k=OWN)
    offices, verbs = words("units", "offices"), words("prose", "verbs")
    issuer = "市" + chance.choice(offices)
    date = datetime.date(chance.randint(2005, 2025), chance.randint(1, 12), chance.randint(1, 28))
    title = f"{issuer}关于印发{''.join(own[:4])}{chance.choice(words('prose', 'plans'))}的通知"
    number = f"青{issuer[1]}发〔{date.year}〕{chance.randint(1, 200)}号"
    kind = chance.choice(("通知", "意见", "方案", "办法", "决定", "批复"))
    clauses = []
    for place in range(count):
        size = chance.randint(4, 18)
        drawn = chance.choices(known, cum_weights=weights, k=size)
        for at in range(0, size, 4):
            drawn[at] = chance.choice(own)
        unit = "市" + chance.choice(offices)
        text = f"（{place + 1}）" + _sentences(drawn, verbs, chance)
        if place % 3 == 0:
            text += f"到{date.year + 2}年底，{drawn[0]}率达到{chance.randint(50, 100)}%。"
        if place % 2 == 0:
            text += f"（责任单位：{unit}）"
        clauses.append(Clause(first + place, text, (unit,), title, number, kind, issuer, date))
    return clauses


def _sentences(drawn: list[str], verbs: list[str], chance: Random) -> str:
    pieces = []
    for at in range(0, len(drawn), 3):
        group = drawn[at : at + 3]
        pieces.append(
            chance.choice(verbs) + "".join(group[:2]) + ("和" if len(group) > 2 else "") + "".join(group[2:])
        )
    return "，".join(pieces) + "。"


def queries(texts: Sequence[str], count: int, chance: Random) -> list[Query]:
    """Questions as they come in: mostly short phrases that stand somewhere, some of every other sort."""
    return [_query(texts, chance) for _ in range(count)]


def _query(texts: Sequence[str], chance: Random) -> Query:
    sort = chance.choices(range(8), (35, 28, 10, 8, 5, 7, 2, 5))[0]

    def cut(low: int, high: int) -> str:
        text, size = chance.choice(texts), chance.randint(low, high)
        at = chance.randrange(max(len(text) - size, 1))
        return text[at : at + size].strip("（），。：%")

    def phrase(low: int, high: int) -> str:
        found = ""
        while not found:
            found = cut(low, high)
            if not all("\u4e00" <= c <= "\u9fff" for c in found) or len(found) < low:
                found = ""
        return found

    simple = {0: (2, 2), 1: (3, 6), 2: (7, 9)}
    if sort in simple:
        return Query(phrase(*simple[sort]), mode="phrase")
    if sort == 3:
        return Query(f"{phrase(2, 3)} {phrase(2, 3)}", mode="phrase", filters={"year": ()}, sort="newest")
    if sort == 4:
        return Query(f"青教发{chance.randint(2005, 2025)}-{chance.randint(1, 200)}")
    if sort == 5:
        return Query(
            phrase(2, 4), filters={"kind": ("通知", "意见")}, facets=("kind", "issuer", "year", "unit")
        )
    if sort == 6:
        return Query(phrase(1, 1), filters={"kind": ("通知",)})
    return Query(f"如何{phrase(4, 6)}并且{phrase(3, 4)}？")

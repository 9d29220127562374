"""How much of one text stands in another, by its character pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

_PLAIN = re.compile(r"[^\w%‰]+")


def pairs(folded: str) -> frozenset[str]:
    """The overlapping character pairs of a text, punctuation left out.

    >>> sorted(pairs("教育,局"))
    ['教育', '育局']
    """
    text = _PLAIN.sub("", folded)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of the pairs of ``part`` that ``whole`` holds, 0 where ``part`` has none."""
    return len(part & whole) / len(part) if part else 0.0


class Index:
    """Texts by their character pairs, so that the one that holds most of another is found at once."""

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self.texts = texts
        self._places: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            for pair in text:
                self._places.setdefault(pair, []).append(at)

    def best(self, part: frozenset[str], least: float) -> int | None:
        """The index of the text that holds most of ``part``, None where none holds ``least`` of it.

        >>> index = Index([pairs("教育局牵头"), pairs("财政局配合")])
        >>> index.best(pairs("财政局"), 0.5), index.best(pairs("体育"), 0.5)
        (1, None)
        """
        hits = Counter(chain.from_iterable(self._places.get(pair, ()) for pair in part))
        if not hits:
            return None
        at, count = min(hits.items(), key=lambda h: (-h[1], h[0]))
        return at if count >= least * len(part) else None

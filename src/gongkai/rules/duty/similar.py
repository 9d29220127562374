"""How much of one text stands in another, by its character pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def best(part: frozenset[str], texts: Sequence[frozenset[str]], least: float) -> int | None:
    """The index of the text that holds most of ``part``, None where none holds ``least`` of it."""
    top, at = 0.0, None
    for i, whole in enumerate(texts):
        value = share(part, whole)
        if value > top:
            top, at = value, i
    return at if top >= least else None

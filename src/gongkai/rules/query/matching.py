"""Whether texts answer a question, told text by text: for lists that are too short to need an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.rules.query.grammar import Asked, Term
from gongkai.rules.query.tokens import BREAK, units

_EDGE = "\ufdd3"  # stands between units, so that a unit is found whole


def answers(asked: Asked, texts: Iterable[str]) -> bool:
    r"""Whether the texts of one thing (title, words, notes) together answer: just what the index would say.

    No phrase reaches from one text into the next. Everything answers where nothing was asked.

    >>> from gongkai.rules.query.grammar import read_query
    >>> answers(read_query("處理 -完成"), ["等待处\n理的事项"])
    True
    >>> answers(read_query("事项等待"), ["待处理事项", "等待"])
    False
    """
    row = _joined(units(f" {BREAK} ".join(texts)))
    if any(_has(row, term) for term in asked.without):
        return False
    return all(any(_has(row, term) for term in group) for group in asked.every)


def _has(row: str, term: Term) -> bool:
    return any(_joined(wanted) in row for wanted in term.rows)


def _joined(row: Sequence[str]) -> str:
    return f"{_EDGE}{_EDGE.join(row)}{_EDGE}"

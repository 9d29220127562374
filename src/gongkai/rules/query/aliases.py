"""Names of units (单位): a term that is one of them is looked for under all names that the unit ever bore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gongkai.rules.query.grammar import Asked, Reading, Term
from gongkai.rules.query.tokens import units

MOST = 12  # other names of one term
Names = Mapping[tuple[str, ...], tuple[str, ...]]


def names_of(bearers: Iterable[Sequence[str]]) -> Names:
    """For every name the names of all that bear it, each once; ``bearers`` are the names of one unit each.

    >>> names_of([("云滨市教育局", "市教育局"), ("教育局", "市教育局")])[tuple("市教育局")]
    ('云滨市教育局', '市教育局', '教育局')
    """
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for bearer in bearers:
        for name in bearer:
            row = tuple(units(name))
            if row:
                found.setdefault(row, {}).update(dict.fromkeys(bearer))
    return {row: tuple(names) for row, names in found.items()}


def expanded(asked: Asked, names: Names) -> Asked:
    """The line with every bare term that is a name looked for under the other names too, each with a remark.

    A quoted term stands as it is. A name that another one is part of is found by that one already.

    >>> from gongkai.rules.query.grammar import read_query
    >>> known = names_of([("云滨市卫生健康委员会", "市卫生健康委", "市卫健委")])
    >>> line = expanded(read_query('市卫健委 -考核'), known)
    >>> ["".join(row) for row in line.every[0][0].rows], line.readings[-1].read_as
    (['市卫健委', '市卫生健康委'], '市卫生健康委')
    >>> expanded(read_query('"市卫健委"'), known).every[0][0].rows
    (('市', '卫', '健', '委'),)
    """
    every, notes = [], list(asked.readings)
    for group in asked.every:
        terms = [_expanded(term, names) for term in group]
        every.append(tuple(term for term, _ in terms))
        notes += [Reading("alias", term.written, "、".join(others)) for term, others in terms if others]
    without = tuple(_expanded(term, names)[0] for term in asked.without)
    return replace(asked, every=tuple(every), without=without, readings=tuple(notes))


def _expanded(term: Term, names: Names) -> tuple[Term, tuple[str, ...]]:
    known = () if term.quoted or term.number is not None else names.get(term.rows[0], ())
    rows = list(term.rows)
    added: list[str] = []
    for name in sorted(known, key=len):
        row = tuple(units(name))
        if len(added) < MOST and not any(_has(row, other) for other in rows):
            rows.append(row)
            added.append(name)
    return replace(term, rows=tuple(rows)), tuple(added)


def _has(row: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    return any(row[at : at + size] == part for at in range(len(row) - size + 1))

"""Prose and table reconciled: what both state becomes one task with two mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.similar import best, pairs
from gongkai.rules.records import Mention, Span

_SAME = 0.6
_SAME_SHORT = 0.45


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which prose and table state different units for one task."""

    field: str
    prose: tuple[str, ...]
    table: tuple[str, ...]
    duty: Duty
    other: Duty


def reconcile(prose: Sequence[Duty], rows: Sequence[Duty]) -> tuple[list[Duty], list[Difference]]:
    """All tasks once: those of the prose with the rows that repeat them, then the rows of their own."""
    if not prose or not rows:
        return [*prose, *rows], []
    texts = [pairs(d.folded) for d in prose]
    out = list(prose)
    matched: dict[int, list[Duty]] = {}
    for row in rows:
        row_pairs = pairs(row.folded)
        at = best(row_pairs, texts, _SAME if len(row.folded) > 30 else _SAME_SHORT)
        if at is None:
            out.append(row)
            continue
        _absorb(prose[at], row)
        matched.setdefault(at, []).append(row)
    return out, [d for at, group in matched.items() for d in _differences(prose[at], group)]


def _absorb(duty: Duty, row: Duty) -> None:
    duty.mentions.append(Mention(row.source, row.text, Span(row.page, row.start, row.end)))
    duty.add_deadlines(row.deadlines)
    duty.trace.extend(row.trace)


def _differences(duty: Duty, rows: Sequence[Duty]) -> list[Difference]:
    found = []
    for field in ("lead", "responsible"):
        if any(field in row.unreadable for row in rows):
            continue
        stated = tuple(dict.fromkeys(n for row in rows for n in getattr(row, field)))
        own = getattr(duty, field)
        if stated and own and {_plain(n) for n in stated} != {_plain(n) for n in own}:
            found.append(Difference(field, own, stated, duty, rows[0]))
    return found


def _plain(name: str) -> str:
    return name.replace("人民政府", "政府").lstrip("省市区县")

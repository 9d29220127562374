"""Prose and table reconciled: what both state becomes one task with two mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.similar import Index, pairs, share
from gongkai.rules.records import Mention, Span

_SAME = 0.6
_SAME_SHORT = 0.45
_DAMAGED = 0.25


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
    texts = Index([pairs(d.folded) for d in prose])
    out = list(prose)
    matched: dict[int, list[Duty]] = {}
    places = [_match(row, texts) for row in rows]
    for i, row in enumerate(rows):
        at = places[i] if places[i] is not None else _between(row, places[max(0, i - 1) : i + 2], texts)
        if at is None:
            out.append(row)
            continue
        _absorb(prose[at], row)
        if places[i] is not None:
            matched.setdefault(at, []).append(row)
    known = {n for d in prose for n in (*d.lead, *d.responsible)}
    return out, [d for at, group in matched.items() for d in _differences(prose[at], group, known)]


def _match(row: Duty, texts: Index) -> int | None:
    return texts.best(pairs(row.folded), _SAME if len(row.folded) > 30 else _SAME_SHORT)


def _between(row: Duty, near: Sequence[int | None], texts: Index) -> int | None:
    # A damaged row beside rows of a task needs less likeness to be one of them.
    own = pairs(row.folded)
    known = [n for n in near if n is not None]
    return next((n for n in known if share(own, texts.texts[n]) >= _DAMAGED), None)


def _absorb(duty: Duty, row: Duty) -> None:
    duty.mentions.append(Mention(row.source, row.text, Span(row.page, row.start, row.end)))
    duty.add_deadlines(row.deadlines)
    duty.trace.extend(row.trace)


def _differences(duty: Duty, rows: Sequence[Duty], known: set[str]) -> list[Difference]:
    found = []
    for field in ("lead", "responsible"):
        if any(field in row.unreadable for row in rows):
            continue
        stated = tuple(dict.fromkeys(n for row in rows for n in getattr(row, field)))
        own = getattr(duty, field)
        if not all(r.trusted for r in rows) and (set(stated) <= set(own) or not set(stated) <= known):
            # Lines of a cell that a scan lost, or names that it damaged, are no second statement.
            continue
        if stated and own and {_plain(n) for n in stated} != {_plain(n) for n in own}:
            found.append(Difference(field, own, stated, duty, rows[0]))
    return found


def _plain(name: str) -> str:
    return name.replace("人民政府", "政府").lstrip("省市区县")

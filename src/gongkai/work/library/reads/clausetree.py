"""The clauses of a version as a tree, built from plain rows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from gongkai.work.library.models import Clause, Component
from gongkai.work.library.reads.answers import CellView, ClauseView, ComponentView, OutlineLine

_FIELDS = (
    "pk", "parent_id", "component_id", "eid", "kind", "role", "level", "marker", "heading", "text", "raw",
    "cells", "page", "start", "end",
)  # fmt: skip
Row = tuple[Any, ...]


def components(version: int) -> tuple[ComponentView, ...]:
    """The components of a version with their clauses; two queries."""
    below: dict[int | None, list[Row]] = defaultdict(list)
    top: dict[int, list[Row]] = defaultdict(list)
    for row in Clause.objects.filter(version=version).order_by("order").values_list(*_FIELDS):
        if row[1] is None:
            top[row[2]].append(row)
        else:
            below[row[1]].append(row)
    rows = Component.objects.filter(version=version).order_by("order")
    return tuple(
        ComponentView(eid, kind, number, title, page, tuple(_view(row, below) for row in top[pk]))
        for pk, eid, kind, number, title, page in rows.values_list(
            "pk", "eid", "kind", "number", "title", "page"
        )
    )


def _view(row: Row, below: dict[int | None, list[Row]]) -> ClauseView:
    pk, _parent, _component, eid, kind, role, level, marker, heading, text, raw, cells, page, start, end = row
    head: tuple[tuple[CellView, ...], ...] = ()
    own: tuple[CellView, ...] = ()
    if cells:
        if kind == "table":
            head = tuple(_cells(one) for one in cells)
        else:
            own = _cells(cells)
    inner = below.get(pk)
    children = tuple([_view(child, below) for child in inner]) if inner else ()
    return ClauseView(
        eid, kind, role, level, marker, heading, text, raw, head, own, page, start, end, children
    )


def _cells(cells: list[dict[str, Any]]) -> tuple[CellView, ...]:
    return tuple([CellView(c["text"], c["unreadable"], c["rows"], c["columns"]) for c in cells])


def outline(parts: tuple[ComponentView, ...]) -> tuple[OutlineLine, ...]:
    """The components and their numbered headings, in reading order."""
    lines: list[OutlineLine] = []
    for part in parts:
        lines.append(OutlineLine(part.eid, 0, part.number, part.title))
        waiting = list(reversed(part.clauses))
        while waiting:
            clause = waiting.pop()
            if clause.marker and clause.heading and not clause.role:
                lines.append(OutlineLine(clause.eid, clause.level, clause.marker, clause.heading))
            waiting.extend(reversed(clause.children))
    return tuple(lines)

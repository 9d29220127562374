"""Versions written as rows: a few inserts for any number of documents and clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gongkai.rules.gazette.clauses import Cell, Clause
from gongkai.rules.gazette.clauses import Component as Part
from gongkai.rules.records import Span
from gongkai.work.library.actions.register import Units
from gongkai.work.library.content import Content, IndicatorHeld, TaskHeld
from gongkai.work.library.models import (
    Citation,
    Component,
    Indicator,
    Target,
    Task,
    TaskUnit,
    Version,
)
from gongkai.work.library.models import Clause as ClauseRow

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Filled:
    """A stored version, what it is to hold, and the place and the day by which names are understood."""

    version: Version
    content: Content
    place: int | None
    on: date


def fill(filled: Sequence[Filled], units: Units) -> None:
    """Write everything that the versions hold; they hold nothing yet."""
    clauses = _write_clauses(filled)
    tasks = _write_tasks(filled, clauses, units)
    Target.objects.bulk_create(
        (
            Target(
                version_id=one.version.pk,
                clause_id=_id(clauses.get((one.version.pk, held.clause))),
                task_id=tasks.get((one.version.pk, held.task)),
                order=n,
                eid=held.eid,
                indicator=held.target.indicator[:300],
                year=held.target.year,
                comparator=held.target.comparator,
                value=held.target.value,
                value_high=held.target.value_high,
                unit=(held.target.unit or "")[:40],
                per_year=held.target.per_year,
                as_written=held.target.as_written[:500],
                **_where(held.target.span, clauses.get((one.version.pk, held.clause))),
            )
            for one in filled
            for n, held in enumerate(one.content.targets)
        ),
        batch_size=BATCH,
    )
    Indicator.objects.bulk_create(
        (
            _indicator(one.version, n, held, clauses.get((one.version.pk, held.clause)))
            for one in filled
            for n, held in enumerate(one.content.indicators)
        ),
        batch_size=BATCH,
    )
    _write_citations(filled, clauses)


Clauses = dict[tuple[int, str | None], ClauseRow]


def _id(clause: ClauseRow | None) -> int | None:
    # rows are tied by number: handing the objects over costs Django twice the time of the row itself
    return clause.pk if clause is not None else None


def _where(span: Span, clause: ClauseRow | None) -> dict[str, Any]:
    page = span.page if span.page is not None else clause.page if clause is not None else None
    return {"page": page, "start": span.start, "end": span.end}


def _write_clauses(filled: Sequence[Filled]) -> Clauses:
    parts = [(one, at, part) for one in filled for at, part in enumerate(one.content.components)]
    rows = Component.objects.bulk_create(
        (_component(one.version, at, part) for one, at, part in parts), batch_size=BATCH
    )
    written: Clauses = {}
    level: list[tuple[Filled, Component, ClauseRow | None, Clause, int]] = []
    for (one, _, part), component in zip(parts, rows, strict=True):
        order = _orders(part)
        level += [(one, component, None, clause, order[clause.eid]) for clause in part.clauses]
    orders = {(one.version.pk, eid): n for one, _, part in parts for eid, n in _orders(part).items()}
    while level:
        made = ClauseRow.objects.bulk_create(
            (_clause(one, component, above, clause, n) for one, component, above, clause, n in level),
            batch_size=BATCH,
        )
        below: list[tuple[Filled, Component, ClauseRow | None, Clause, int]] = []
        for (one, component, _, clause, _n), row in zip(level, made, strict=True):
            written[(one.version.pk, clause.eid)] = row
            below += [
                (one, component, row, child, orders[(one.version.pk, child.eid)]) for child in clause.children
            ]
        level = below
    return written


def _orders(part: Part) -> dict[str, int]:
    """The place of every clause in its component, in reading order."""
    return {clause.eid: n for n, clause in enumerate(part.walk())}


def _component(version: Version, at: int, part: Part) -> Component:
    return Component(
        version_id=version.pk,
        order=at,
        kind=part.kind,
        eid=part.eid,
        number=(part.number or "")[:40],
        title=(part.title or "")[:500],
        start=part.span.start,
        end=part.span.end,
        page=part.span.page,
    )


def _clause(
    one: Filled, component: Component, above: ClauseRow | None, clause: Clause, order: int
) -> ClauseRow:
    return ClauseRow(
        component_id=component.pk,
        version_id=one.version.pk,
        parent_id=_id(above),
        order=component.order * 100_000 + order,
        kind=clause.kind,
        eid=clause.eid,
        role=clause.role,
        level=clause.level,
        marker=clause.marker[:40],
        heading=clause.heading,
        text=clause.text,
        raw=one.content.raw.get(clause.eid, ""),
        cells=_cells(clause),
        start=clause.span.start,
        end=clause.span.end,
        page=clause.span.page,
    )


def _cells(clause: Clause) -> list[Any] | None:
    if clause.kind == "table":
        return [_row(row) for row in clause.head]
    return _row(clause.cells) if clause.kind == "row" else None


def _row(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    return [{"text": c.text, "unreadable": c.unreadable, "rows": c.rows, "columns": c.columns} for c in cells]


def _write_tasks(
    filled: Sequence[Filled], clauses: Clauses, units: Units
) -> dict[tuple[int, str | None], int]:
    rows: list[Task] = []
    named: list[tuple[Filled, TaskHeld]] = []
    for one in filled:
        for n, held in enumerate(one.content.tasks):
            rows.append(_task(one.version, n, held, clauses.get((one.version.pk, held.clause))))
            named.append((one, held))
    made = Task.objects.bulk_create(rows, batch_size=BATCH)
    TaskUnit.objects.bulk_create(
        (
            TaskUnit(
                task_id=row.pk,
                role=role,
                order=n,
                as_written=name[:120],
                body_id=units.body(name, one.place, one.on),
            )
            for row, (one, held) in zip(made, named, strict=True)
            for role, names in (("lead", held.task.lead), ("responsible", held.task.responsible))
            for n, name in enumerate(names)
        ),
        batch_size=BATCH,
    )
    return {(row.version_id, row.eid): row.pk for row in made}


def _task(version: Version, order: int, held: TaskHeld, clause: ClauseRow | None) -> Task:
    task = held.task
    days = sorted(deadline.date for deadline in task.deadlines)
    return Task(
        version_id=version.pk,
        clause_id=_id(clause),
        order=order,
        eid=held.eid,
        item=(task.item or "")[:40],
        marker=(task.marker or "")[:40],
        title=(task.title or "")[:500],
        text=task.text,
        due=date.fromisoformat(days[-1]) if days else None,
        deadlines=[asdict(deadline) for deadline in task.deadlines],
        mentions=[asdict(mention) for mention in task.mentions],
        unreadable=list(task.unreadable),
        raw=held.raw,
        confidence=task.confidence,
        **_where(task.span, clause),
    )


def _indicator(version: Version, order: int, held: IndicatorHeld, clause: ClauseRow | None) -> Indicator:
    indicator = held.indicator
    return Indicator(
        version_id=version.pk,
        clause_id=_id(clause),
        order=order,
        eid=held.eid,
        number=(indicator.number or "")[:20],
        name=indicator.name[:300],
        unit=(indicator.unit or "")[:40],
        basis=(indicator.basis or "")[:300],
        baseline=asdict(indicator.baseline) if indicator.baseline is not None else None,
        targets=[asdict(target) for target in indicator.targets],
        raw=held.raw,
        **_where(indicator.span, clause),
    )


def _write_citations(filled: Sequence[Filled], clauses: Clauses) -> None:
    rows = defaultdict(list)
    for one in filled:
        for n, held in enumerate(one.content.references):
            found = held.reference
            clause = clauses.get((one.version.pk, held.clause))
            rows[one.version.pk].append(
                Citation(
                    version_id=one.version.pk,
                    clause_id=_id(clause),
                    order=n,
                    kind=found.kind,
                    title=(found.title or "")[:500],
                    number=(found.number or "")[:120],
                    issuer=(found.issuer or "")[:120],
                    as_written=found.as_written,
                    **_where(found.span, clause),
                )
            )
    Citation.objects.bulk_create((row for some in rows.values() for row in some), batch_size=BATCH)

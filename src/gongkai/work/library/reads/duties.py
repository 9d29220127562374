"""Tasks, targets and indicators: of one version, and across documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Substr

from gongkai.rules.access import Reader
from gongkai.work.library.models import Indicator, Target, Task, TaskUnit
from gongkai.work.library.reads.access import seen_through
from gongkai.work.library.reads.answers import (
    BaselineView,
    DeadlineView,
    DocumentRef,
    Excerpt,
    GoalView,
    IndicatorView,
    TargetView,
    TaskView,
    UnitNamed,
    UnitRef,
)
from gongkai.work.library.reads.listings import (
    DutiesAsked,
    IndicatorLine,
    IndicatorList,
    TaskLine,
    TaskList,
)
from gongkai.work.library.reads.words import excerpt

_AROUND = 60


def targets_of(version: int, text: str) -> tuple[TargetView, ...]:
    """The targets of a version; one query."""
    rows = with_anchors(Target.objects.filter(version=version)).order_by("order")
    return tuple(target_view(row, excerpt(text, row.start, row.end, row.page)) for row in rows)


def tasks_of(version: int, text: str, targets: Iterable[TargetView]) -> tuple[TaskView, ...]:
    """The tasks of a version; two queries."""
    rows = list(with_anchors(Task.objects.filter(version=version)).order_by("order"))
    units = _units(Q(task__version=version))
    owned: dict[str, list[TargetView]] = defaultdict(list)
    for target in targets:
        owned[target.task].append(target)
    return tuple(
        _task(row, units[row.pk], owned[row.eid], excerpt(text, row.start, row.end, row.page)) for row in rows
    )


def indicators_of(version: int, text: str) -> tuple[IndicatorView, ...]:
    """The indicators of a version; one query."""
    rows = with_anchors(Indicator.objects.filter(version=version)).order_by("order")
    return tuple(indicator_view(row, excerpt(text, row.start, row.end, row.page)) for row in rows)


def tasks(reader: Reader, asked: DutiesAsked | None = None, *, page: int = 1, size: int = 20) -> TaskList:
    """A page of the tasks of current versions, by the day on which they are due, undated ones last."""
    asked = asked or DutiesAsked()
    found = _narrowed(Task.objects.all(), reader, asked)
    if asked.unit:
        named: dict[str, Any] = {"body__code": asked.unit}
        if asked.role:
            named["role"] = asked.role
        found = found.filter(pk__in=TaskUnit.objects.filter(**named).values("task"))
    if asked.words:
        found = found.filter(Q(text__icontains=asked.words) | Q(title__icontains=asked.words))
    if asked.since:
        found = found.filter(due__gte=asked.since)
    if asked.until:
        found = found.filter(due__lte=asked.until)
    return tasks_page(found.order_by("due", "pk"), page, size)


def tasks_page(found: QuerySet[Task], page: int, size: int) -> TaskList:
    """A page of tasks; five queries for any number of them."""
    count, number, pages = _paged(found.count(), page, size)
    rows = list(with_words(found)[_cut(number, size)])
    units = _units(Q(task__in=[row.pk for row in rows]))
    owned: dict[int | None, list[TargetView]] = defaultdict(list)
    for target in with_anchors(Target.objects.filter(task__in=rows)).order_by("order"):
        owned[target.task_id].append(target_view(target, _bare(target)))
    lines = tuple(
        TaskLine(
            document_of(row), row.version.number, _task(row, units[row.pk], owned[row.pk], words_of(row))
        )
        for row in rows
    )
    return TaskList(count, number, pages, lines)


def indicators(
    reader: Reader, asked: DutiesAsked | None = None, *, page: int = 1, size: int = 20
) -> IndicatorList:
    """A page of the indicators of current versions, in the order of documents and tables."""
    asked = asked or DutiesAsked()
    found = _narrowed(Indicator.objects.all(), reader, asked)
    if asked.words:
        found = found.filter(name__icontains=asked.words)
    found = found.order_by("-version__document__date_made", "version_id", "order")
    count, number, pages = _paged(found.count(), page, size)
    rows = with_words(found)[_cut(number, size)]
    lines = tuple(
        IndicatorLine(document_of(row), row.version.number, indicator_view(row, words_of(row)))
        for row in rows
    )
    return IndicatorList(count, number, pages, lines)


def _narrowed(found: QuerySet[Any], reader: Reader, asked: DutiesAsked) -> QuerySet[Any]:
    """The rows of the versions that pages show."""
    found = found.filter(seen_through(reader, "version__document"), version__document__current__isnull=False)
    found = found.filter(version__document__current=F("version"))
    return found.filter(version__document__key=asked.document) if asked.document else found


def _paged(count: int, page: int, size: int) -> tuple[int, int, int]:
    pages = max(1, -(-count // size))
    return count, min(max(1, page), pages), pages


def _cut(page: int, size: int) -> slice:
    return slice((page - 1) * size, page * size)


def with_anchors(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with the anchors of their clause and task: the words of the clause are not loaded."""
    anchors = {"at": F("clause__eid")} | ({"of_task": F("task__eid")} if rows.model is Target else {})
    named: QuerySet[Any] = rows.annotate(**anchors)
    return named


def with_words(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with anchors, version and document, and their words cut out of the source by the database.

    Sources are long, words are not.
    """
    first = Greatest(F("start") - _AROUND, 0) + 1
    length = F("end") - F("start") + 2 * _AROUND
    words: QuerySet[Any] = with_anchors(rows).annotate(cut=Substr("version__source_text", first, length))
    return words.select_related("version__document").defer("version__source_text")


def words_of(row: Any) -> Excerpt:
    """The words on the page of a row of :func:`with_words`."""
    low = max(row.start - _AROUND, 0)
    found = excerpt(row.cut, row.start - low, row.end - low, row.page)
    return Excerpt(row.page, row.start, row.end, found.before, found.words, found.after)


def _bare(row: Target) -> Excerpt:
    return Excerpt(row.page, row.start, row.end, "", row.as_written, "")


def document_of(row: Any) -> DocumentRef:
    """The document of a row whose version and document are loaded."""
    document = row.version.document
    return DocumentRef(document.key, document.title, document.number, document.state)


def _units(wanted: Q) -> dict[int, list[UnitNamed]]:
    units: dict[int, list[UnitNamed]] = defaultdict(list)
    rows = TaskUnit.objects.filter(wanted).order_by("task", "role", "order")
    fields = rows.values_list("task", "role", "as_written", "body", "body__code", "body__name")
    for task, role, as_written, body, code, name in fields:
        unit = UnitRef(body, code, name) if body else None
        units[task].append(UnitNamed(role, as_written, unit))
    return units


def _task(row: Any, units: list[UnitNamed], targets: list[TargetView], words: Excerpt) -> TaskView:
    return TaskView(
        eid=row.eid,
        clause=row.at or "",
        item=row.item,
        marker=row.marker,
        title=row.title,
        text=row.text,
        due=row.due,
        deadlines=tuple(
            DeadlineView(date.fromisoformat(d["date"]), d["as_written"], d["inferred_year"])
            for d in row.deadlines
        ),
        lead=tuple(unit for unit in units if unit.role == "lead"),
        responsible=tuple(unit for unit in units if unit.role == "responsible"),
        targets=tuple(targets),
        unreadable=tuple(row.unreadable),
        excerpt=words,
    )


def target_view(row: Any, words: Excerpt) -> TargetView:
    """A target as pages show it; a row of :func:`with_anchors`."""
    return TargetView(
        eid=row.eid,
        clause=row.at or "",
        task=row.of_task or "",
        indicator=row.indicator,
        year=row.year,
        comparator=row.comparator,
        value=row.value,
        value_high=row.value_high,
        unit=row.unit,
        per_year=row.per_year,
        as_written=row.as_written,
        excerpt=words,
    )


def indicator_view(row: Any, words: Excerpt) -> IndicatorView:
    """An indicator as pages show it; a row of :func:`with_anchors`."""
    return IndicatorView(
        eid=row.eid,
        clause=row.at or "",
        number=row.number,
        name=row.name,
        unit=row.unit,
        basis=row.basis,
        baseline=BaselineView(**row.baseline) if row.baseline else None,
        targets=tuple(GoalView(**goal) for goal in row.targets),
        excerpt=words,
    )

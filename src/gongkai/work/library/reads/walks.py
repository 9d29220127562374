"""Lists walked from end to end: each step goes on behind the last thing seen, so nothing is lost or doubled.

A list cut into pages by number shifts when something is published in between; these do not. Every row comes
from the version that pages show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db.models import DateField, F, Max, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from gongkai.rules.access import Reader
from gongkai.work.library.models import Indicator, Target, Task, TaskUnit
from gongkai.work.library.reads.access import documents_for, seen_through
from gongkai.work.library.reads.answers import DocumentLine, DocumentRef, TargetView
from gongkai.work.library.reads.duties import (
    document_of,
    indicator_view,
    target_view,
    tasks_page,
    with_words,
    words_of,
)
from gongkai.work.library.reads.lines import line_of, narrowed, with_lines
from gongkai.work.library.reads.listings import Asked, DutiesAsked, IndicatorLine, TaskLine

Line = TypeVar("Line")
Row = TypeVar("Row", bound=Model)
UNDATED = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Walk(Generic[Line]):
    """A step: ``count`` of all that answer, the lines, and the place behind the last; None at the end."""

    count: int
    lines: tuple[Line, ...]
    after: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the prose in a list across documents."""

    document: DocumentRef
    version: int
    target: TargetView


def documents(reader: Reader, asked: Asked, after: tuple[int, int] | None, size: int) -> Walk[DocumentLine]:
    """The documents that answer, the newest first and undated ones last; four queries for any number.

    ``after`` holds the day (as an ordinal) and the id of the last one seen.
    """
    found = narrowed(documents_for(reader), asked).distinct()
    count = found.count()
    day = Coalesce("date_made", Value(UNDATED), output_field=DateField())
    found = found.annotate(day=day).order_by("-day", "-pk")
    if after is not None:
        last = date.fromordinal(max(1, min(after[0], date.max.toordinal())))
        found = found.filter(Q(day__lt=last) | Q(day=last, pk__lt=after[1]))
    rows = list(with_lines(found)[: size + 1])
    shown = rows[:size]
    behind = None
    if len(rows) > size:
        behind = ((shown[-1].date_made or UNDATED).toordinal(), shown[-1].pk)
    return Walk(count, tuple(line_of(row) for row in shown), behind)


def keys(reader: Reader, asked: Asked) -> Iterator[str]:
    """The key of every document that answers, by key; constant memory."""
    found = narrowed(documents_for(reader), asked).order_by("key").values_list("key", flat=True).distinct()
    yield from found.iterator(chunk_size=2000)


def tasks(reader: Reader, asked: DutiesAsked, after: int | None, size: int) -> Walk[TaskLine]:
    """The tasks that answer, in the order in which they came in; eight queries for any number."""
    found = _of(Task.objects.all(), reader, asked)
    if asked.unit:
        named = TaskUnit.objects.filter(body__code=asked.unit)
        named = named.filter(role=asked.role) if asked.role else named
        found = found.filter(pk__in=named.values("task"))
    elif asked.role:
        found = found.filter(pk__in=TaskUnit.objects.filter(role=asked.role).values("task"))
    if asked.words:
        found = found.filter(Q(text__icontains=asked.words) | Q(title__icontains=asked.words))
    if asked.since:
        found = found.filter(due__gte=asked.since)
    if asked.until:
        found = found.filter(due__lte=asked.until)
    ids, behind = _step(found, after, size)
    lines = tasks_page(Task.objects.filter(pk__in=ids).order_by("pk"), 1, size).lines
    return Walk(found.count(), lines, behind)


def indicators(reader: Reader, asked: DutiesAsked, after: int | None, size: int) -> Walk[IndicatorLine]:
    """The indicators that answer, in the order in which they came in; three queries for any number."""
    found = _of(Indicator.objects.all(), reader, asked)
    found = found.filter(name__icontains=asked.words) if asked.words else found
    ids, behind = _step(found, after, size)
    rows = with_words(Indicator.objects.filter(pk__in=ids).order_by("pk"))
    lines = tuple(
        IndicatorLine(document_of(row), row.version.number, indicator_view(row, words_of(row)))
        for row in rows
    )
    return Walk(found.count(), lines, behind)


def targets(reader: Reader, asked: DutiesAsked, after: int | None, size: int) -> Walk[TargetLine]:
    """The targets that answer, in the order in which they came in; three queries for any number."""
    found = _of(Target.objects.all(), reader, asked)
    found = found.filter(indicator__icontains=asked.words) if asked.words else found
    ids, behind = _step(found, after, size)
    rows = with_words(Target.objects.filter(pk__in=ids).order_by("pk"))
    lines = tuple(
        TargetLine(document_of(row), row.version.number, target_view(row, words_of(row))) for row in rows
    )
    return Walk(found.count(), lines, behind)


def _of(found: QuerySet[Row], reader: Reader, asked: DutiesAsked) -> QuerySet[Row]:
    """The rows of the versions that pages show."""
    found = found.filter(seen_through(reader, "version__document"), version__document__current=F("version"))
    return found.filter(version__document__key=asked.document) if asked.document else found


def _step(found: QuerySet[Row], after: int | None, size: int) -> tuple[list[int], tuple[int] | None]:
    """The ids of the next rows, and the place behind them where more follow."""
    rows = found.filter(pk__gt=after) if after is not None else found
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[: size + 1])
    return ids[:size], (ids[size - 1],) if len(ids) > size else None


def documents_changed(reader: Reader) -> datetime | None:
    """The moment at which a document that the reader may see last changed."""
    newest: datetime | None = documents_for(reader).aggregate(at=Max("changed_at"))["at"]
    return newest


def seals(reader: Reader, keys: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Number and hash of the current version of each document that the reader may see, by key; one query."""
    found = documents_for(reader).filter(key__in=list(keys), current__isnull=False)
    rows = found.values_list("key", "current__number", "current__record_sha256")
    return {key: (number, record_sha256) for key, number, record_sha256 in rows}

"""Issues for staff: the contents as printed against the documents, what waits; the gazettes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from gongkai.base.trail.reads import EntryLine, history
from gongkai.rules.access import Reader
from gongkai.work.library.models import ContentsLine, Document, Issue, Series
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.staff.citations import ref
from gongkai.work.library.reads.staff.common import PAGE_SIZE, Sheet, inside, sheet
from gongkai.work.library.reads.staff.lists import StaffLine, lines, waiting_versions


@dataclass(frozen=True, slots=True)
class StaffIssueLine:
    """An issue in the list; ``waiting`` counts its documents with a version that nobody has published."""

    id: int
    series: str
    series_slug: str
    year: int
    number: int
    serial: int | None
    date: date | None
    state: str
    state_name: str
    documents: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the contents as printed, and the document that it names. ``where`` it is missing: None."""

    category: str
    title: str
    number: str
    page: int | None
    document: DocumentRef | None


@dataclass(frozen=True, slots=True)
class StaffIssue:
    """All that the staff page of an issue shows.

    ``extra`` are documents of the issue that no line of the contents names.
    """

    row: Issue
    line: StaffIssueLine
    source_name: str
    reading: int
    published_at: datetime | None
    published_by: str
    contents: tuple[PrintedLine, ...]
    extra: tuple[DocumentRef, ...]
    documents: tuple[StaffLine, ...]
    history: tuple[EntryLine, ...]

    @property
    def missing(self) -> int:
        """How many lines of the contents have no document."""
        return sum(line.document is None for line in self.contents)


@dataclass(frozen=True, slots=True)
class GazetteLine:
    """A gazette as a publication, with how many of its issues the library holds."""

    slug: str
    title: str
    place: str
    issues: int
    published: int
    first: int | None
    last: int | None


def staff_issues(
    reader: Reader,
    *,
    series: str = "",
    state: str = "",
    year: int | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Sheet[StaffIssueLine]:
    """The issues of the person's places, the newest first."""
    found = Issue.objects.filter(inside(reader, "series__jurisdiction")).select_related("series")
    found = found.defer("source_text")
    if series:
        found = found.filter(series__slug=series)
    if state:
        found = found.filter(state=state)
    if year:
        found = found.filter(year=year)
    return sheet(found.order_by("-year", "-number", "pk"), page, size, _lines)


def _lines(rows: Sequence[Issue]) -> list[StaffIssueLine]:
    held = Document.objects.filter(issue__in=[row.pk for row in rows]).order_by()
    owner = dict(held.exclude(state=State.WITHDRAWN).values_list("pk", "issue_id"))
    waits: dict[int | None, int] = {}
    for pk in waiting_versions(list(owner)):
        waits[owner[pk]] = waits.get(owner[pk], 0) + 1
    counts = dict(held.values_list("issue_id").annotate(Count("pk")))
    return [
        StaffIssueLine(
            row.pk,
            row.series.title,
            row.series.slug,
            row.year,
            row.number,
            row.serial,
            row.date,
            row.state,
            row.get_state_display(),
            counts.get(row.pk, 0),
            waits.get(row.pk, 0),
        )
        for row in rows
    ]


def staff_issue(reader: Reader, issue_id: int) -> StaffIssue | None:
    """The issue; None where there is none in the person's places."""
    found = Issue.objects.filter(inside(reader, "series__jurisdiction"), pk=issue_id)
    row = found.select_related("series", "published_by").defer("source_text").first()
    if row is None:
        return None
    printed = list(ContentsLine.objects.filter(issue=row).select_related("document"))
    named = {line.document_id for line in printed}
    documents = list(Document.objects.filter(issue=row).order_by("ordinal", "pk"))
    return StaffIssue(
        row,
        _lines([row])[0],
        row.source_name,
        row.reading_id,
        row.published_at,
        str(row.published_by or ""),
        tuple(
            PrintedLine(
                line.category,
                line.title,
                line.number,
                line.page,
                ref(line.document) if line.document is not None else None,
            )
            for line in printed
        ),
        tuple(ref(document) for document in documents if document.pk not in named),
        tuple(lines(documents)),
        history(reader, "library.issue", str(row.pk)),
    )


def gazettes(reader: Reader) -> tuple[GazetteLine, ...]:
    """The gazettes of the person's places."""
    found = Series.objects.filter(inside(reader)).select_related("jurisdiction")
    found = found.annotate(held=Count("issues"), out=Count("issues", filter=Q(issues__state=State.PUBLISHED)))
    return tuple(
        GazetteLine(
            row.slug,
            row.title,
            row.jurisdiction.name,
            row.held,
            row.out,
            *_span(row),
        )
        for row in found
    )


def _span(row: Series) -> tuple[int | None, int | None]:
    years = sorted(set(row.issues.order_by().values_list("year", flat=True)))
    return (years[0], years[-1]) if years else (None, None)

"""Gazettes, their archive, and the page of an issue."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Count, Q, QuerySet

from gongkai.base.units.models import Body
from gongkai.rules.access import Reader
from gongkai.work.library.models import ContentsLine, Issue, Series
from gongkai.work.library.reads.access import documents_for, in_office_of, issues_for, seen_through
from gongkai.work.library.reads.answers import (
    ContentsView,
    DocumentRef,
    IssueLine,
    IssuePage,
    IssueRef,
    Origin,
    PlaceRef,
    SeriesRef,
    SourcePage,
    UnitRef,
)
from gongkai.work.library.reads.lines import issue_ref, line_of, series_ref, with_lines
from gongkai.work.library.reads.listings import Archive, YearOfIssues
from gongkai.work.library.reads.words import SourcePages


def series(reader: Reader) -> tuple[SeriesRef, ...]:
    """The gazettes of which the reader may see an issue, by place."""
    seen = Series.objects.filter(issues__in=issues_for(reader)).select_related("jurisdiction").distinct()
    return tuple(
        SeriesRef(row.slug, row.title, PlaceRef(place.pk, place.code, place.name, place.slug))
        for row in seen
        for place in [row.jurisdiction]
    )


def issue_lines(reader: Reader, found: QuerySet[Issue]) -> tuple[IssueLine, ...]:
    """The issues as lines, with the number of documents that the reader may see in each; one query."""
    counted = Count("documents", filter=seen_through(reader, "documents"), distinct=True)
    rows = found.select_related("series__jurisdiction").defer("source_text").annotate(seen=counted)
    return tuple(_line(row, row.seen) for row in rows)


def _line(row: Issue, documents: int) -> IssueLine:
    return IssueLine(
        issue_ref(row), series_ref(row), row.serial, row.date, row.state, row.published_at, documents
    )


def archive(reader: Reader, slug: str, year: int | None = None) -> Archive | None:
    """A gazette with its issues by year, newest first; of one year where it is given."""
    row = Series.objects.select_related("jurisdiction").filter(slug=slug).first()
    found = issues_for(reader).filter(series__slug=slug)
    if year is not None:
        found = found.filter(year=year)
    lines = issue_lines(reader, found.order_by("-year", "-number"))
    if row is None or not (lines or in_office_of(reader, row.jurisdiction_id)):
        return None
    place = row.jurisdiction
    years = tuple(
        YearOfIssues(one, tuple(same)) for one, same in groupby(lines, key=lambda line: line.ref.year)
    )
    ref = SeriesRef(row.slug, row.title, PlaceRef(place.pk, place.code, place.name, place.slug))
    return Archive(ref, years)


def issue(reader: Reader, slug: str, year: int, number: int) -> IssuePage | None:
    """All that the page of an issue shows."""
    row = _issue(reader, slug, year, number)
    if row is None:
        return None
    found = documents_for(reader).filter(issue=row).order_by("ordinal")
    documents = tuple(line_of(one) for one in with_lines(found))
    before, after = _neighbours(reader, row)
    sponsor: Body | None = row.series.sponsor
    return IssuePage(
        line=_line(row, len(documents)),
        origin=_origin(row),
        sponsor=UnitRef(sponsor.pk, sponsor.code, sponsor.name) if sponsor is not None else None,
        contents=_contents(row, {line.id: line.ref for line in documents}),
        documents=documents,
        previous=before,
        next=after,
    )


def _issue(reader: Reader, slug: str, year: int, number: int) -> Issue | None:
    found = issues_for(reader).filter(series__slug=slug, year=year, number=number)
    return found.select_related("series__jurisdiction", "series__sponsor", "original").first()


def _origin(row: Issue) -> Origin:
    pages = SourcePages(row.source_text)
    count = len(pages) if pages.printed else None
    original = row.original
    return Origin(
        original.sha256,
        row.source_name,
        original.media_type,
        1 if count else None,
        count,
        0,
        len(row.source_text),
    )


def _contents(row: Issue, seen: dict[int, DocumentRef]) -> tuple[ContentsView, ...]:
    lines = ContentsLine.objects.filter(issue=row).order_by("order")
    return tuple(
        ContentsView(
            line.category,
            line.title,
            line.title_en,
            line.number,
            line.page,
            seen.get(line.document_id) if line.document_id is not None else None,
        )
        for line in lines
    )


def _neighbours(reader: Reader, row: Issue) -> tuple[IssueRef | None, IssueRef | None]:
    """The issues before and behind this one, over the turn of the year too."""
    others = issues_for(reader).filter(series=row.series_id).select_related("series").defer("source_text")
    earlier = Q(year__lt=row.year) | Q(year=row.year, number__lt=row.number)
    later = Q(year__gt=row.year) | Q(year=row.year, number__gt=row.number)
    before = others.filter(earlier).order_by("-year", "-number").first()
    after = others.filter(later).order_by("year", "number").first()
    return (issue_ref(before) if before else None), (issue_ref(after) if after else None)


def issue_source(reader: Reader, slug: str, year: int, number: int, *, page: int = 1) -> SourcePage | None:
    """A page of the source of an issue.

    The public sees it where every document of the issue is public: what was withdrawn stays away.
    """
    row = _issue(reader, slug, year, number)
    if row is None:
        return None
    hidden = row.documents.exclude(seen_through(reader, "current__document")).exists()
    if hidden and not in_office_of(reader, row.series.jurisdiction_id):
        return None
    pages = SourcePages(row.source_text)
    if not 1 <= page <= len(pages):
        return None
    return SourcePage(_origin(row), page, len(pages), pages.printed, pages.parts(page, None))

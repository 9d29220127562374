"""Documents as lines of lists; four queries for any number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.rules.access import Reader
from gongkai.work.library.models import Document, Issue
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.access import documents_for
from gongkai.work.library.reads.answers import (
    DocumentLine,
    IssueRef,
    PlaceRef,
    SeriesRef,
    TopicRef,
    UnitRef,
)
from gongkai.work.library.reads.listings import Asked, DocumentList

SORTS = {
    "newest": ("-date_made", "-pk"),
    "oldest": ("date_made", "pk"),
    "published": ("-published_at", "-pk"),
    "changed": ("-changed_at", "-pk"),
    "title": ("title", "pk"),
}


def documents(
    reader: Reader, asked: Asked | None = None, *, page: int = 1, size: int = 20, sort: str = "newest"
) -> DocumentList:
    """A page of the documents that answer; an unknown sort is the newest first."""
    found = narrowed(documents_for(reader), asked or Asked())
    count = found.count()
    pages = max(1, -(-count // size))
    number = min(max(1, page), pages)
    rows = with_lines(found.order_by(*SORTS.get(sort, SORTS["newest"])))
    chosen = rows[(number - 1) * size : number * size]
    return DocumentList(count, number, pages, tuple(line_of(row) for row in chosen))


def lines(reader: Reader, keys: Iterable[str]) -> dict[str, DocumentLine]:
    """The documents with these keys that the reader may see, by key."""
    found = with_lines(documents_for(reader).filter(key__in=list(keys)))
    return {row.key: line_of(row) for row in found}


def keys(reader: Reader) -> Iterator[tuple[str, datetime]]:
    """The key of every document with its last change, by key; constant memory."""
    found = documents_for(reader).order_by("key").values_list("key", "changed_at")
    yield from found.iterator(chunk_size=2000)


def narrowed(found: QuerySet[Document], asked: Asked) -> QuerySet[Document]:
    """Those of the documents that answer what is asked."""
    plain: Mapping[str, Any] = {
        "kind": asked.kind,
        "issuers__code": asked.issuer,
        "jurisdiction__slug": asked.place,
        "issue__series__slug": asked.series,
        "validity": asked.validity,
        "state": asked.state,
        "date_made__year": asked.year,
        "date_made__gte": asked.since,
        "date_made__lte": asked.until,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if asked.topic:
        topic = Q(topics__slug=asked.topic) | Q(topics__parent__slug=asked.topic)
        found = found.filter(pk__in=Document.objects.filter(topic).values("pk"))
    if asked.words:
        found = found.filter(Q(title__icontains=asked.words) | Q(number__icontains=asked.words))
    return found


def with_lines(found: QuerySet[Document]) -> QuerySet[Document]:
    """The documents with all that :func:`line_of` reads."""
    return (
        found.select_related("jurisdiction", "issue__series", "current")
        .prefetch_related("issuers", "topics__parent")
        .defer("issue__source_text", "current__source_text")
    )


def line_of(row: Document) -> DocumentLine:
    """A document that :func:`with_lines` has loaded, as a line."""
    facts = row.current.facts if row.current is not None else {}
    place = row.jurisdiction
    return DocumentLine(
        id=row.pk,
        key=row.key,
        title=row.title,
        title_en=facts.get("title_en", ""),
        number=row.number,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        issuers=tuple(UnitRef(body.pk, body.code, body.name) for body in row.issuers.all()),
        issued_by=tuple(facts.get("issuers", ())),
        place=PlaceRef(place.pk, place.code, place.name, place.slug) if place is not None else None,
        topics=tuple(
            TopicRef(topic.slug, topic.name, topic.parent.slug if topic.parent else None)
            for topic in row.topics.all()
        ),
        date_made=row.date_made,
        date_printed=row.date_printed,
        published_at=row.published_at,
        changed_at=row.changed_at,
        validity=row.validity,
        validity_name=row.get_validity_display(),
        state=row.state,
        issue=issue_ref(row.issue) if row.issue is not None else None,
        version=row.current.number if row.current is not None else 0,
    )


def issue_ref(issue: Issue) -> IssueRef:
    """An issue whose series is loaded, as a link."""
    return IssueRef(issue.pk, issue.series.slug, issue.title, issue.year, issue.number)


def series_ref(issue: Issue) -> SeriesRef:
    """The gazette of an issue whose series and jurisdiction are loaded."""
    place = issue.series.jurisdiction
    return SeriesRef(
        issue.series.slug, issue.series.title, PlaceRef(place.pk, place.code, place.name, place.slug)
    )


def is_public(row: Document) -> bool:
    """Whether everybody sees the document."""
    return row.state == State.PUBLISHED

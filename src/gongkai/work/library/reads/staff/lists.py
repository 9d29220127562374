"""The list of documents for staff: every state, with what waits to be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from gongkai.rules.access import Reader
from gongkai.work.library.models import Document, Topic
from gongkai.work.library.models.issues import Issue, State
from gongkai.work.library.reads.answers import IssueRef
from gongkai.work.library.reads.staff.common import PAGE_SIZE, Sheet, by_words, documents_of, sheet, that_wait

# At most so many documents go through one bulk action: each is a line of the page that asks again.
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class StaffAsked:
    """What the list is narrowed by. ``state`` may also be ``waiting``: a version waits to be published."""

    words: str = ""
    state: str = ""
    kind: str = ""
    year: int | None = None
    topic: str = ""
    validity: str = ""
    issue: int | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A document in the list. ``waiting`` is the number of the version that waits, None for none."""

    key: str
    title: str
    number: str
    kind: str
    state: str
    state_name: str
    validity_name: str
    date_made: date | None
    changed_at: datetime
    issue: IssueRef | None
    topics: tuple[str, ...]
    newest: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document that somebody is about to act on: as shown, and as the actions want it."""

    line: StaffLine
    row: Document


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with its word."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the list offer."""

    states: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    years: tuple[int, ...]
    topics: tuple[Choice, ...]
    validities: tuple[Choice, ...]


SORTS = {"": ("-changed_at", "-pk"), "made": ("-date_made", "-pk"), "title": ("title", "pk")}


def staff_documents(
    reader: Reader, asked: StaffAsked, page: int = 1, size: int = PAGE_SIZE
) -> Sheet[StaffLine]:
    """A page of the documents of the person's places that answer ``asked``."""
    return sheet(narrowed(reader, asked), page, size, lines)


def keys_of(reader: Reader, asked: StaffAsked) -> tuple[str, ...]:
    """The keys of all that answer ``asked``, at most ``MOST_AT_ONCE``."""
    return tuple(narrowed(reader, asked).values_list("key", flat=True)[:MOST_AT_ONCE])


def choices(reader: Reader) -> Choices:
    """What the filters offer to this person."""
    years = documents_of(reader).exclude(date_made=None).order_by().values_list("date_made__year", flat=True)
    return Choices(
        tuple(Choice(str(value), str(name)) for value, name in State.choices),
        tuple(Choice(str(value), str(name)) for value, name in Document.Kind.choices),
        tuple(sorted(set(years), reverse=True)),
        tuple(Choice(slug, name) for slug, name in Topic.objects.values_list("slug", "name")),
        tuple(Choice(str(value), str(name)) for value, name in Document.Validity.choices),
    )


def narrowed(reader: Reader, asked: StaffAsked) -> QuerySet[Document]:
    """The documents that answer ``asked``."""
    found = documents_of(reader).filter(by_words(asked.words))
    if asked.state == "waiting":
        found = that_wait(found)
    elif asked.state:
        found = found.filter(state=asked.state)
    plain = {
        "kind": asked.kind,
        "date_made__year": asked.year,
        "topics__slug": asked.topic,
        "validity": asked.validity,
        "issue": asked.issue,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    return found.order_by(*SORTS.get(asked.sort, SORTS[""]))


def lines(rows: Sequence[Document]) -> list[StaffLine]:
    """The rows of a page as lines, in a fixed number of queries."""
    keys = [row.pk for row in rows]
    found = Document.objects.filter(pk__in=keys).select_related("issue__series").prefetch_related("topics")
    found = found.defer("issue__source_text")
    full = {row.pk: row for row in found}
    newest = newest_versions(keys)
    return [_line(full[pk], *newest.get(pk, (0, False))) for pk in keys if pk in full]


def chosen(reader: Reader, keys: Sequence[str]) -> tuple[Chosen, ...]:
    """The documents ``keys`` of the person's places, in the order asked for."""
    rows = {row.key: row for row in documents_of(reader).filter(key__in=keys)}
    wanted = [rows[key] for key in dict.fromkeys(keys) if key in rows]
    return tuple(Chosen(line, rows[line.key]) for line in lines(wanted))


def waiting_versions(documents: Sequence[int]) -> dict[int, int]:
    """The number of the newest version of each document where nobody has published it."""
    numbers = newest_versions(documents)
    return {pk: newest for pk, (newest, waits) in numbers.items() if waits}


def newest_versions(documents: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """The number of the newest version of each document, and whether it waits to be published."""
    numbers = Document.objects.filter(pk__in=documents).annotate(
        newest=Max("versions__number"),
        published=Max("versions__number", filter=Q(versions__published_at__isnull=False)),
    )
    rows = numbers.order_by().values_list("pk", "newest", "published")
    return {pk: (newest, published is None or newest > published) for pk, newest, published in rows if newest}


def issue_ref(issue: Issue | None) -> IssueRef | None:
    """The issue as a link."""
    if issue is None:
        return None
    return IssueRef(issue.pk, issue.series.slug, issue.title, issue.year, issue.number)


def _line(row: Document, newest: int, waits: bool) -> StaffLine:
    return StaffLine(
        row.key,
        row.title,
        row.number,
        row.get_kind_display(),
        row.state,
        row.get_state_display(),
        row.get_validity_display(),
        row.date_made,
        row.changed_at,
        issue_ref(row.issue),
        tuple(topic.name for topic in row.topics.all()),
        newest,
        newest if waits else None,
    )

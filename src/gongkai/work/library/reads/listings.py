"""The shapes of what the library answers in lists, ledgers and streams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.work.library.reads.answers import (
    CitationOut,
    Count,
    DocumentLine,
    DocumentRef,
    IndicatorView,
    IssueLine,
    IssueRef,
    SeriesRef,
    TaskView,
    UnitRef,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of documents is narrowed by; None and empty mean: everything.

    ``series`` and ``topic`` are slugs, ``issuer`` is the code of a unit, ``place`` the slug of a
    jurisdiction, ``words`` must occur in title or number, ``since`` and ``until`` bound the day it was made.
    """

    kind: str = ""
    issuer: str = ""
    place: str = ""
    series: str = ""
    topic: str = ""
    validity: str = ""
    state: str = ""
    year: int | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A page of documents; ``count`` counts all that answer."""

    count: int
    page: int
    pages: int
    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The lists of the home page."""

    issues: tuple[IssueLine, ...]
    documents: tuple[DocumentLine, ...]
    counts: Totals


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the reader may see."""

    issues: int
    documents: int
    tasks: int
    indicators: int


@dataclass(frozen=True, slots=True)
class YearOfIssues:
    """A year of the archive."""

    year: int
    issues: tuple[IssueLine, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A gazette with its years, newest first."""

    series: SeriesRef
    years: tuple[YearOfIssues, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number of an issue that the ledger has something to say about.

    ``kind``: gap (missing), duplicate, reset (the running number goes back), unnumbered.
    """

    kind: str
    year: int
    number: int
    serial: int | None
    issues: tuple[IssueRef, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerYear:
    """The issue numbers of one year: those held, and those missing up to the highest held."""

    year: int
    held: tuple[IssueRef, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """How complete a gazette is (完整性台账). ``expected`` is the day by which the next issue is due.

    ``missing_serials`` are the gaps of the running numbers (总期号) between the lowest and highest held.
    """

    series: SeriesRef
    years: tuple[LedgerYear, ...]
    missing_serials: tuple[int, ...]
    notes: tuple[LedgerLine, ...]
    last_arrival: date | None
    expected: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in a list across documents."""

    document: DocumentRef
    version: int
    task: TaskView


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator in a list across documents."""

    document: DocumentRef
    version: int
    indicator: IndicatorView


@dataclass(frozen=True, slots=True)
class DutiesAsked:
    """What a list of tasks or indicators is narrowed by.

    ``unit`` is the code of a unit and ``role`` lead or responsible; ``document`` a key; ``words`` must occur
    in the text or name; ``since`` and ``until`` bound the day by which a task is due.
    """

    unit: str = ""
    role: str = ""
    document: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TaskList:
    """A page of tasks."""

    count: int
    page: int
    pages: int
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """A page of indicators."""

    count: int
    page: int
    pages: int
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What a unit issued, and what it must do; the newest of each, with the counts of all."""

    unit: UnitRef
    issued: tuple[DocumentLine, ...]
    issued_count: int
    leads: tuple[TaskLine, ...]
    leads_count: int
    helps: tuple[TaskLine, ...]
    helps_count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents the reader may see of each kind, issuer, year, topic and validity."""

    kind: tuple[Count, ...]
    issuer: tuple[Count, ...]
    year: tuple[Count, ...]
    topic: tuple[Count, ...]
    validity: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A citation that no document of the library answers."""

    id: int
    source: DocumentRef
    citation: CitationOut
    times: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change of what the public sees, in the order in which it happened (``position`` grows).

    ``kind``: published, corrected, withdrawn, validity, address. A withdrawn document keeps key and title.
    """

    position: int
    at: datetime
    kind: str
    document: DocumentRef
    version: int
    record_sha256: str
    why: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A clause, table row, title, task or indicator for the index.

    ``key`` is unique in the library (``document#eid``). ``text`` is what is shown and searched, ``raw`` the
    words of the source where a correction changed them. Cells are joined by ``rules.query.tokens.BREAK``.
    """

    key: str
    eid: str
    kind: str
    component: str
    text: str
    raw: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A document with its entries, as the index is to find it. ``staff``: not for the public.

    ``stamp`` changes whenever anything here does. ``numbers`` holds the document number as written,
    ``place_id`` the id of the jurisdiction whose office sees the document before the public does.
    """

    id: int
    key: str
    stamp: str
    title: str
    numbers: tuple[str, ...]
    kind: str
    issuer: str
    issuers: tuple[str, ...]
    place: str
    place_id: int | None
    date: date | None
    year: int | None
    units: tuple[str, ...]
    topics: tuple[str, ...]
    validity: str
    source: str
    staff: bool
    entries: tuple[SearchEntry, ...]

"""The shapes of what the library answers about documents, issues and their places in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A jurisdiction, as a link needs it."""

    id: int
    code: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit of the register, as a link needs it."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A topic, as a link needs it; ``documents`` counts what the reader may see, where it was counted."""

    slug: str
    name: str
    parent: str | None = None
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class SeriesRef:
    """A gazette as a publication (公报刊名)."""

    slug: str
    title: str
    place: PlaceRef


@dataclass(frozen=True, slots=True)
class IssueRef:
    """An issue: its address is series, year and number."""

    id: int
    series: str
    title: str
    year: int
    number: int


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue in a list; ``documents`` counts those that the reader may see."""

    ref: IssueRef
    series: SeriesRef
    serial: int | None
    date: date | None
    state: str
    published_at: datetime | None
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document, as a link needs it."""

    key: str
    title: str
    number: str
    state: str = "published"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list. ``kind`` and ``validity`` are codes, ``…_name`` words in the page's language.

    ``version`` is the number of the version that the reader sees.
    """

    id: int
    key: str
    title: str
    title_en: str
    number: str
    kind: str
    kind_name: str
    issuers: tuple[UnitRef, ...]
    issued_by: tuple[str, ...]
    place: PlaceRef | None
    topics: tuple[TopicRef, ...]
    date_made: date | None
    date_printed: date | None
    published_at: datetime | None
    changed_at: datetime
    validity: str
    validity_name: str
    state: str
    issue: IssueRef | None
    version: int

    @property
    def ref(self) -> DocumentRef:
        """The document as a link."""
        return DocumentRef(self.key, self.title, self.number, self.state)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words on the page (原文): the span's own, with some of what stands around them.

    ``start`` and ``end`` are offsets into the source text of the version; ``page`` counts from 1 and is
    None where the source has no pages.
    """

    page: int | None
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table. ``rows`` and ``columns`` are what it covers; a covered position holds no cell."""

    text: str
    unreadable: bool
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with an address of its own (``eid``, the anchor on the page), and what stands below it.

    ``kind``: heading, clause, paragraph, table, row. ``role`` is empty for the text itself; else it names
    the formal part: number, title, to, list, sign, date, note, copied, printed. ``text`` holds the words
    behind ``marker`` in full, the ``heading`` with which they may begin included. ``raw`` holds the words of
    the source where a recorded correction has changed them, else it is empty. A table has the rows of its
    head in ``head``, a row its ``cells``.
    """

    eid: str
    kind: str
    role: str
    level: int
    marker: str
    heading: str
    text: str
    raw: str
    head: tuple[tuple[CellView, ...], ...]
    cells: tuple[CellView, ...]
    page: int | None
    start: int
    end: int
    children: tuple[ClauseView, ...] = ()

    @property
    def body(self) -> str:
        """The words behind the heading and the stop that parts them."""
        return self.text[len(self.heading) :].lstrip("。：: ") if self.heading else self.text


@dataclass(frozen=True, slots=True)
class ComponentView:
    """A part of a document: kind notice, plan or attachment. Without clauses: named, but not printed."""

    eid: str
    kind: str
    number: str
    title: str
    page: int | None
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the outline: a component (level 0) or a numbered heading, with its anchor."""

    eid: str
    level: int
    marker: str
    title: str


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """A unit as a task names it; ``unit`` where the register knows whom the name means."""

    role: str
    as_written: str
    unit: UnitRef | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A day by which something is due; ``inferred_year`` where the source names no year."""

    date: date
    as_written: str
    inferred_year: bool


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target of the prose. ``task`` is the anchor of the task it belongs to, ``clause`` of the clause."""

    eid: str
    clause: str
    task: str
    indicator: str
    year: int | None
    comparator: str
    value: float | None
    value_high: float | None
    unit: str
    per_year: bool
    as_written: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its units, deadlines, targets and the words it was read from."""

    eid: str
    clause: str
    item: str
    marker: str
    title: str
    text: str
    due: date | None
    deadlines: tuple[DeadlineView, ...]
    lead: tuple[UnitNamed, ...]
    responsible: tuple[UnitNamed, ...]
    targets: tuple[TargetView, ...]
    unreadable: tuple[str, ...]
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class BaselineView:
    """The value at the start (基期)."""

    year: int | None
    comparator: str
    value: float | None
    as_written: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """A target of an indicator for one scope (city, province, nation, own) and year."""

    scope: str
    year: int | None
    comparator: str
    value: float | None
    value_high: float | None
    per_year: bool
    as_written: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A row of an indicator table."""

    eid: str
    clause: str
    number: str
    name: str
    unit: str
    basis: str
    baseline: BaselineView | None
    targets: tuple[GoalView, ...]
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class CitationOut:
    """A document that this one names; ``target`` is None while the library does not hold it."""

    kind: str
    kind_name: str
    title: str
    number: str
    as_written: str
    clause: str
    target: DocumentRef | None


@dataclass(frozen=True, slots=True)
class CitationIn:
    """A document that names this one, with the clause in which it does."""

    kind: str
    kind_name: str
    as_written: str
    clause: str
    source: DocumentRef


@dataclass(frozen=True, slots=True)
class Count:
    """How often a value occurs, with its word for people."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of a document; ``forced_why`` where one person alone published it."""

    number: int
    published_at: datetime | None
    admitted_at: datetime
    note: str
    record_sha256: str
    forced_why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version came from: the file as it arrived and the span of the document in its text."""

    sha256: str
    name: str
    media_type: str
    page: int | None
    pages: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """What a proof-reader noted about the reading; for staff only."""

    code: str
    severity: str
    message: str
    state: str
    clause: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of a document shows, of the version that was asked for.

    ``cited_by`` holds the newest 50 and ``cited_by_counts`` all of them, by kind. ``findings`` is empty for
    the public.
    """

    line: DocumentLine
    version: VersionLine
    is_current: bool
    versions: tuple[VersionLine, ...]
    origin: Origin
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    disclosure: str
    category: str
    validity_by: DocumentRef | None
    outline: tuple[OutlineLine, ...]
    components: tuple[ComponentView, ...]
    tasks: tuple[TaskView, ...]
    targets: tuple[TargetView, ...]
    indicators: tuple[IndicatorView, ...]
    cites: tuple[CitationOut, ...]
    cited_by: tuple[CitationIn, ...]
    cited_by_counts: tuple[Count, ...]
    previous: DocumentRef | None = None
    next: DocumentRef | None = None
    findings: tuple[FindingView, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left in public of a document that was withdrawn (已撤回)."""

    key: str
    title: str
    number: str
    published_at: datetime
    withdrawn_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class ContentsView:
    """A line of the contents as printed; ``document`` where the reader may open it."""

    category: str
    title: str
    title_en: str
    number: str
    page: int | None
    document: DocumentRef | None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """All that the page of an issue shows."""

    line: IssueLine
    origin: Origin
    sponsor: UnitRef | None
    contents: tuple[ContentsView, ...]
    documents: tuple[DocumentLine, ...]
    previous: IssueRef | None
    next: IssueRef | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of the source text as read: parts in order, ``marked`` ones inside the span asked for.

    ``page`` counts from 1 to ``pages``; a source without pages is cut into pages of whole lines, and
    ``printed`` is False.
    """

    origin: Origin
    page: int
    pages: int
    printed: bool
    parts: tuple[SourcePart, ...]


@dataclass(frozen=True, slots=True)
class SourcePart:
    """A run of source text on a page."""

    text: str
    marked: bool

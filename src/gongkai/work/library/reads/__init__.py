"""What the library answers. The reader comes first; drafts are seen by office readers of the place only.

Everything is a frozen dataclass of :mod:`.answers` and :mod:`.listings`. ``None`` means: not there, or not
for this reader (a page answers 404 to both). Pages count from 1. The number of queries of an answer does
not grow with the document.

Public pages::

    home(reader, *, issues=6, documents=12) -> Home
    series(reader) -> tuple[SeriesRef, ...]
    archive(reader, slug, year=None) -> Archive | None
    issue(reader, slug, year, number) -> IssuePage | None
    documents(reader, asked=Asked(), *, page=1, size=20, sort="newest") -> DocumentList
    document(reader, key, version=None) -> DocumentPage | None      # the newest that the reader may see
    tombstone(reader, key) -> Tombstone | None                       # for a document that was withdrawn
    moved(path) -> str | None                                        # the key behind an old address
    source_page(reader, key, *, page=None, start=None, end=None, version=None) -> SourcePage | None
    issue_source(reader, slug, year, number, *, page=1) -> SourcePage | None
    excerpt(reader, key, eid, version=None) -> Excerpt | None        # of a clause, task, target, indicator
    unit(reader, code, *, size=10) -> UnitPage | None
    tasks(reader, asked=DutiesAsked(), *, page=1, size=20) -> TaskList
    indicators(reader, asked=DutiesAsked(), *, page=1, size=20) -> IndicatorList
    ledger(reader, slug, today) -> Ledger | None
    facets(reader, asked=Asked()) -> Facets
    topics(reader) -> tuple[TopicRef, ...]

Copies and feeds::

    changes(reader, since=0, limit=100) -> tuple[Change, ...]        # since: a position; tombstones included
    search_documents(reader=SYSTEM, ids=None) -> Iterator[SearchDocument]   # constant memory
    taken_readings() -> frozenset[int]                               # ids of readings that came in
    publishable(reader, key, version=None, *, base="") -> Publishable | None
    publishable_issue(reader, slug, year, number, *, base="") -> PublishableIssue | None
    keys(reader) -> Iterator[tuple[str, datetime]]                   # sitemap: key, last change
    lines(reader, keys) -> dict[str, DocumentLine]                   # for lists made elsewhere (search hits)
    passages(keys) -> dict[str, Passage]                             # what stands behind keys of the index

The office::

    desks, lists with what waits, versions compared: :mod:`.staff`
"""

from gongkai.work.library.reads.answers import (
    BaselineView,
    CellView,
    CitationIn,
    CitationOut,
    ClauseView,
    ComponentView,
    ContentsView,
    Count,
    DeadlineView,
    DocumentLine,
    DocumentPage,
    DocumentRef,
    Excerpt,
    FindingView,
    GoalView,
    IndicatorView,
    IssueLine,
    IssuePage,
    IssueRef,
    Origin,
    OutlineLine,
    PlaceRef,
    SeriesRef,
    SourcePage,
    SourcePart,
    TargetView,
    TaskView,
    Tombstone,
    TopicRef,
    UnitNamed,
    UnitRef,
    VersionLine,
)
from gongkai.work.library.reads.changes import changes, last_position
from gongkai.work.library.reads.documents import document, excerpt, moved, source_page, tombstone
from gongkai.work.library.reads.duties import indicators, tasks
from gongkai.work.library.reads.exporting import publishable, publishable_issue
from gongkai.work.library.reads.issues import archive, issue, issue_source, series
from gongkai.work.library.reads.ledger import ledger
from gongkai.work.library.reads.lines import documents, keys, lines
from gongkai.work.library.reads.listings import (
    Archive,
    Asked,
    Change,
    DocumentList,
    DutiesAsked,
    Facets,
    Home,
    IndicatorLine,
    IndicatorList,
    Ledger,
    LedgerLine,
    LedgerYear,
    SearchDocument,
    SearchEntry,
    TaskLine,
    TaskList,
    Totals,
    UnitPage,
    Unresolved,
    YearOfIssues,
)
from gongkai.work.library.reads.overview import facets, home, topics, totals, unit
from gongkai.work.library.reads.passages import Passage, ids_of, passages, words_of
from gongkai.work.library.reads.searching import search_documents, taken_readings

__all__ = [
    "Archive",
    "Asked",
    "BaselineView",
    "CellView",
    "Change",
    "CitationIn",
    "CitationOut",
    "ClauseView",
    "ComponentView",
    "ContentsView",
    "Count",
    "DeadlineView",
    "DocumentLine",
    "DocumentList",
    "DocumentPage",
    "DocumentRef",
    "DutiesAsked",
    "Excerpt",
    "Facets",
    "FindingView",
    "GoalView",
    "Home",
    "IndicatorLine",
    "IndicatorList",
    "IndicatorView",
    "IssueLine",
    "IssuePage",
    "IssueRef",
    "Ledger",
    "LedgerLine",
    "LedgerYear",
    "Origin",
    "OutlineLine",
    "Passage",
    "PlaceRef",
    "SearchDocument",
    "SearchEntry",
    "SeriesRef",
    "SourcePage",
    "SourcePart",
    "TargetView",
    "TaskLine",
    "TaskList",
    "TaskView",
    "Tombstone",
    "TopicRef",
    "Totals",
    "UnitNamed",
    "UnitPage",
    "UnitRef",
    "Unresolved",
    "VersionLine",
    "YearOfIssues",
    "archive",
    "changes",
    "document",
    "documents",
    "excerpt",
    "facets",
    "home",
    "ids_of",
    "indicators",
    "issue",
    "issue_source",
    "keys",
    "last_position",
    "ledger",
    "lines",
    "moved",
    "passages",
    "publishable",
    "publishable_issue",
    "search_documents",
    "series",
    "source_page",
    "taken_readings",
    "tasks",
    "tombstone",
    "topics",
    "totals",
    "unit",
    "words_of",
]

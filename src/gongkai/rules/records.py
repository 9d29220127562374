"""The records of the interchange format ``gongkai.gazette/1``.

One frozen record a concept; absent is None or an empty tuple, never a made-up value. The
field names are the names of the JSON keys. ``docs/interchange.md`` explains them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FORMAT = "gongkai.gazette/1"

Comparator = Literal[
    ">=", "<=", "=", "increase", "decrease", "slow", "keep", "achieve", "basically achieve", "establish"
]
Scope = Literal["city", "province", "nation", "own"]
ReferenceKind = Literal["basis", "forwards", "repeals", "amends", "mentions"]
Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the source text, on ``page`` where known."""

    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The file that was read."""

    file: str
    sha256: str
    media_type: str
    pages: int | None
    characters: int
    reader_version: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a gazette (公报). ``date`` is YYYY-MM-DD; ``serial`` is 总第…期."""

    title: str
    place: str | None
    year: int | None
    number: int | None
    serial: int | None
    date: str | None
    sponsor: str | None


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents (目录)."""

    category: str | None
    title: str
    title_en: str | None
    number: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that the text names. ``kind`` says what the text does with it."""

    title: str | None
    number: str | None
    issuer: str | None
    kind: ReferenceKind
    as_written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the outline with the text up to the next one of any level."""

    level: int
    marker: str
    heading: str | None
    text: str
    children: tuple[Section, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; ``unreadable`` where its characters are damaged in the source."""

    text: str
    unreadable: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table, put together from all pages that it runs over."""

    caption: str | None
    header: tuple[tuple[TableCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    merged_from_pages: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment (附件) as a component of its own."""

    number: str | None
    title: str
    text: str
    tables: tuple[Table, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due; ``inferred_year`` where the source names no year."""

    date: str
    as_written: str
    inferred_year: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached. ``value_high`` is the upper end of a range."""

    indicator: str
    year: int | None
    comparator: Comparator
    value: float | None
    value_high: float | None
    unit: str | None
    per_year: bool
    as_written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """The same task in another place. ``source`` names the place (body, or an attachment's title)."""

    source: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a field of a task came from: the rule that read it and the words it read."""

    field: str
    rule: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """A duty that a responsibility mark or a table row closes.

    ``lead`` and ``responsible`` are unit names in full. ``unreadable`` names the fields whose
    source is damaged; they are empty, and ``suggested`` holds what the evidence supports.
    ``trace`` is not part of the interchange format; ``gongkai explain`` prints it.
    """

    item: str | None
    marker: str | None
    title: str | None
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    unreadable: tuple[str, ...]
    suggested: dict[str, tuple[str, ...]]
    mentions: tuple[Mention, ...]
    confidence: float
    span: Span
    trace: tuple[Trace, ...] = field(default=(), metadata={"interchange": False})


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value at the start; ``comparator`` is "=" unless the cell says otherwise."""

    year: int | None
    comparator: Comparator
    value: float | None
    as_written: str


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """A target of an indicator for one scope and year."""

    scope: Scope
    year: int | None
    comparator: Comparator
    value: float | None
    value_high: float | None
    per_year: bool
    as_written: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of an indicator table."""

    number: str | None
    name: str
    unit: str | None
    basis: str | None
    baseline: Baseline | None
    targets: tuple[IndicatorTarget, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its cover notice, the plan it issues and its attachments."""

    title: str | None
    title_en: str | None
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    printed_date: str | None
    disclosure: str | None
    category: str | None
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    basis: tuple[str, ...]
    references: tuple[Reference, ...]
    sections: tuple[Section, ...]
    attachments: tuple[Attachment, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    indicators: tuple[Indicator, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a proof-reader would mark. ``code`` is stable; ``message`` is Chinese."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every character of the source, counted once."""

    characters: int
    placed: int
    furniture: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Gazette:
    """What was read from one file: an issue with its documents, or a single document."""

    format: str
    source: SourceInfo
    issue: Issue | None
    contents: tuple[ContentsLine, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage

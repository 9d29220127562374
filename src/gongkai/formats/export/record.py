"""What every export writer takes: a published version of a document, and an issue of them.

The shapes are plain so that a database can fill them row by row. Absent is None or an empty tuple.
Text is as published; a writer replaces what its format cannot hold (:mod:`gongkai.formats.export.safe`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from gongkai.rules.records import Baseline, Comparator, Deadline, IndicatorTarget

ComponentKind = Literal["notice", "plan", "attachment"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause (条款) with an address of its own.

    ``eid`` is unique in its document, without white space, and never changes once published
    (:func:`gongkai.rules.gazette.clauses.split` makes one). ``level`` is 0 for paragraphs
    without a number, else 1 for the outermost number, growing inwards. ``marker`` is the number as
    written (一、), ``heading`` what stands behind it, ``text`` the paragraphs, parted by line breaks,
    without those of ``children``. Clauses nest at most as deep as the numbering grammar, ten levels.
    """

    eid: str
    level: int
    marker: str
    heading: str | None
    text: str
    children: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; it covers ``rows`` rows and ``columns`` columns, and stands once."""

    text: str
    rows: int = 1
    columns: int = 1
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells as in HTML, where a covered position holds no cell.

    ``after`` is the ``eid`` of the clause behind whose text it stands; None: behind all clauses of
    its component.
    """

    eid: str
    caption: str | None
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a document: the notice (通知), the plan that it issues, or an attachment (附件).

    ``eid`` begins the ``eid`` of everything in it. ``number`` is an attachment's number as printed.
    """

    eid: str
    kind: ComponentKind
    number: str | None
    title: str | None
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Every clause of the component in reading order."""
        waiting = list(reversed(self.clauses))
        while waiting:
            clause = waiting.pop()
            yield clause
            waiting.extend(reversed(clause.children))


@dataclass(frozen=True, slots=True)
class PublishedTask:
    """A task (任务). ``key`` is unique in its document; ``clause`` is the ``eid`` of its clause or row."""

    key: str
    clause: str | None
    item: str | None
    title: str | None
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """A target (目标), of a task where ``task`` holds its ``key``, else of the document."""

    key: str
    clause: str | None
    task: str | None
    indicator: str
    year: int | None
    comparator: Comparator
    value: float | None
    value_high: float | None
    unit: str | None
    per_year: bool
    as_written: str


@dataclass(frozen=True, slots=True)
class PublishedIndicator:
    """An indicator (指标) of a table with its baseline and the targets for each scope and year."""

    key: str
    table: str | None
    number: str | None
    name: str
    unit: str | None
    basis: str | None
    baseline: Baseline | None
    targets: tuple[IndicatorTarget, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text cites; ``href`` is its address where the library holds it."""

    title: str | None
    number: str | None
    href: str | None
    as_written: str


@dataclass(frozen=True, slots=True)
class VersionEvent:
    """An earlier published version: its number, when it was published, and why it was replaced."""

    version: int
    published_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Publishable:
    """One published version of a document: all that a download shows.

    ``key`` names the document in addresses; ``address`` is its permanent address. ``published_at``
    is aware of its time zone. ``validity`` (有效、已废止 …) and ``disclosure`` (此件公开发布) are words
    for the reader. ``jurisdiction_code`` is the six digits of GB/T 2260. ``gazette`` cites the issue
    (某市人民政府公报 2024年第3期). ``components`` stand in reading order, the notice first where there is
    one. ``original_sha256`` is of the file that came in; ``record_sha256`` is
    :func:`gongkai.formats.export.jsonrecord.digest` of this record, which leaves this field out.
    """

    key: str
    address: str
    version: int
    title: str
    title_en: str | None
    number: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    copied_to: tuple[str, ...]
    date_made: date | None
    date_printed: date | None
    published_at: datetime
    disclosure: str | None
    validity: str | None
    jurisdiction_code: str
    jurisdiction_name: str
    gazette: str | None
    components: tuple[Component, ...]
    tasks: tuple[PublishedTask, ...] = ()
    indicators: tuple[PublishedIndicator, ...] = ()
    targets: tuple[PublishedTarget, ...] = ()
    citations: tuple[Citation, ...] = ()
    original_sha256: str = ""
    record_sha256: str = ""
    versions: tuple[VersionEvent, ...] = ()

    def clauses(self) -> Iterator[Clause]:
        """Every clause of the document in reading order."""
        for component in self.components:
            yield from component.walk()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents (目录), in Chinese and in English.

    ``document`` is the ``key`` of the document it leads to, None where the issue lacks it.
    """

    category: str | None
    title: str
    title_en: str | None
    number: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class PublishableIssue:
    """An issue (期) of a gazette with its documents in order; ``series`` is the gazette's title."""

    key: str
    address: str
    series: str
    year: int | None
    number: int | None
    serial: int | None
    date: date | None
    sponsor: str | None
    published_at: datetime
    contents: tuple[ContentsEntry, ...]
    documents: tuple[Publishable, ...]
    original_sha256: str = ""
    record_sha256: str = ""

    @property
    def title(self) -> str:
        """The series with year and number, as the issue is cited."""
        year = f"{self.year}年" if self.year is not None else ""
        return self.series + year + (f"第{self.number}期" if self.number is not None else "")

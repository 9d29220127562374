"""The content of the sample issue: what it says, apart from how any format shows it.

Everything here is read from the TOML files beside this module. City, province, bodies and
documents are invented; the sentences are our own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Style = Literal["plan", "points", "scheme"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A target (目标) as a careful reader states it; ``value`` is None where only words are given."""

    indicator: str
    comparator: str
    year: int | None
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    per_year: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A numbered action of the plan: prose in the body, one row with two deadlines in annex 2."""

    number: int
    title: str
    measures: tuple[str, ...]
    goal: str
    annex: tuple[str, ...]
    near: str
    far: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions under one second-level heading."""

    heading: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Subtask:
    """A row of the breakdown table (任务分解表); its sentence also stands in the body."""

    text: str
    responsible: tuple[str, ...]
    due: str


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered work point (工作要点) with its sub-tasks."""

    number: int
    title: str
    lead: tuple[str, ...]
    tasks: tuple[Subtask, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A first-level part: paragraphs of prose, groups of actions, or work points."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    groups: tuple[ActionGroup, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the indicator table; two ``names`` where the row holds two values a cell."""

    number: int
    basis: str
    names: tuple[str, ...]
    unit: str | None
    values: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The indicator table (考核指标表) of annex 1."""

    header: tuple[str, ...]
    baseline_year: int
    target_year: int
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The pages of a document in the PDF: first page, first page of each annex, last page."""

    first: int
    annexes: tuple[int, ...]
    last: int


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A document of the sample issue with its cover notice (印发通知) and annexes."""

    key: Style
    head: str
    title: str
    title_lines: tuple[str, ...]
    title_en: str
    number: str
    addressee: str
    cover: tuple[str, ...]
    issuer: str
    date: datetime.date
    disclosure: str
    plan_title: str
    preamble: tuple[str, ...]
    parts: tuple[Part, ...]
    coda: tuple[str, ...]
    copied_to: str
    printed_by: str
    printed_date: datetime.date
    references: tuple[str, ...]
    attachments: tuple[str, ...]
    overall: Action | None
    indicators: IndicatorTable | None
    place: Place

    @property
    def actions(self) -> tuple[Action, ...]:
        """All numbered actions, in order."""
        return tuple(a for part in self.parts for group in part.groups for a in group.actions)

    @property
    def points(self) -> tuple[Point, ...]:
        """All work points, in order."""
        return tuple(point for part in self.parts for point in part.points)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents (目录); ``page`` is the printed page, which one line states wrongly."""

    category: str
    category_en: str
    number_en: str
    document: SampleDocument
    page: int


@dataclass(frozen=True, slots=True)
class SampleIssue:
    """A whole issue of the invented gazette (公报)."""

    title: str
    title_en: str
    place: str
    year: int
    number: int
    serial: int
    date: datetime.date
    sponsor: str
    sponsor_en: str
    imprint: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]

    @property
    def documents(self) -> tuple[SampleDocument, ...]:
        """The documents in the order of the contents."""
        return tuple(entry.document for entry in self.contents)

    @property
    def last_page(self) -> int:
        """The number of the last page of the PDF."""
        return self.documents[-1].place.last

"""A document in the making: what is printed and, beside it, what a careful reader takes from it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from random import Random
from typing import Any

from gongkai.samples.content import Goal
from gongkai.samples.layout import Block, Grid, Line, LineStyle
from gongkai.samples.truth import goal_record
from gongkai.samples.variants.duties import Author
from gongkai.samples.variants.places import Jurisdiction
from gongkai.samples.variants.pools import Domain
from gongkai.samples.variants.prose import Writer
from gongkai.samples.wording import day, day_in_words, numeral

Record = dict[str, Any]

NUMBER_FORMS = (
    "{code}〔{year}〕{number}号",
    "{code}〔{year}〕{number}号",
    "{code}〔{year}〕{number}号",
    "{code}[{year}]{number}号",
    "{code}（{year}）{number}号",
    "{code}〔{year}〕 {number} 号",
    "{code}【{year}】{number}号",
)
DISCLOSURES = ("（此件公开发布）", "（信息公开选项：主动公开）", "（此件公开发布）", "")


@dataclass(slots=True)
class Draft:
    """Blocks and truth of one document, filled by the kinds of :mod:`kinds`."""

    chance: Random
    place: Jurisdiction
    domain: Domain
    author: Author
    writer: Writer
    issuer: str
    code: str
    date: datetime.date
    number: int
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    tasks: list[Record] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    indicators: list[Record] = field(default_factory=list)
    headings: list[str] | None = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)

    def line(self, style: LineStyle, text: str, marker: str = "") -> None:
        """Print a line."""
        self.blocks.append(Line(style, text, marker))

    def body(self, *texts: str) -> None:
        """Print paragraphs."""
        for text in texts:
            self.line("body", text)

    def heading(self, text: str) -> None:
        """Print the next first-level heading and keep it for the truth."""
        if self.headings is None:
            self.headings = []
        self.headings.append(text)
        self.line("heading-1", text, f"{numeral(len(self.headings))}、")

    def annex(self, title: str, grid: Grid) -> None:
        """Print an annex with its table."""
        self.attachments.append(title)
        self.line("annex-label", "附件")
        self.line("annex-title", title)
        self.blocks.append(grid)

    def own_number(self) -> str:
        """The document number as this author writes it."""
        form = self.chance.choice(NUMBER_FORMS)
        return form.format(code=self.code, year=self.date.year, number=self.number)

    def cite(self, title: str, code: str) -> str:
        """《title》（number): a document that the text names; its number is kept for the truth."""
        number = f"{code}〔{self.date.year - self.chance.randint(0, 2)}〕{self.chance.randint(1, 60)}号"
        self.references.append(number)
        return f"《{title}》（{number}）"

    def sign(self, *, signed: bool = True) -> None:
        """Print issuer, date and the openness note at the end of a letter or a cover notice."""
        if not signed:
            return
        self.line("signature", self.issuer)
        spell = self.chance.choice((day, day, day_in_words, _with_circles))
        self.line("date", spell(self.date))
        if note := self.chance.choice(DISCLOSURES):
            self.line("note", note)

    def about(self) -> list[tuple[str, str]]:
        """What a portal states of the document above its text."""
        return [
            ("索引号", f"{self.date.year}-{self.number:05}"),
            ("主题分类", self.domain.name),
            ("发文机关", self.issuer),
            ("成文日期", day(self.date)),
            ("标题", self.title),
            ("发文字号", f"{self.code}〔{self.date.year}〕{self.number}号"),
            ("发布日期", (self.date + datetime.timedelta(days=6)).isoformat()),
        ]

    def truth(self) -> Record:
        """The record in the format of the gold files."""
        record: Record = {
            "title": self.title,
            "number": f"{self.code}〔{self.date.year}〕{self.number}号",
            "issuers": [self.issuer],
            "date": self.date.isoformat(),
            "references": self.references,
            "attachments": self.attachments,
            "tasks": self.tasks,
            "targets": self.all_goals(),
            "indicators": self.indicators,
        }
        if self.headings is not None:
            record["headings_l1"] = self.headings
        return record

    def all_goals(self) -> list[Record]:
        """The targets of the tasks and those of the document's own goal paragraph."""
        mine = [goal_record(goal) for goal in self.goals]
        return [*mine, *(goal for task in self.tasks for goal in task["targets"])]


def _with_circles(date: datetime.date) -> str:
    """The date in Chinese numerals with the geometric circle that many type for zero."""
    return day_in_words(date).replace("〇", "○")

"""Marks of responsibility and deadlines in the many ways that authors write them."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from gongkai.samples.variants.places import Jurisdiction, UnitStyle, draw_units


@dataclass(frozen=True, slots=True)
class Duty:
    """A mark as it is written, and who and when it means.

    ``inside`` stands at the end of the paragraph, ``below`` are paragraphs after it.
    """

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    due: str | None = None
    inside: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """What stays the same in all marks of a document."""

    place: Jurisdiction
    style: UnitStyle
    year: int
    month: int
    brackets: str = "（）"
    labels: tuple[str, str] = field(default=("牵头单位", "责任单位"))

    def bracketed(self, text: str) -> str:
        """``text`` in the author's brackets."""
        return self.brackets[0] + text + self.brackets[1]

    def units(self, units: tuple[str, ...]) -> str:
        """A list of units in the author's way."""
        return self.style.write(list(units), self.place)

    def listed(self, units: tuple[str, ...]) -> str:
        """A list of units with 、 where a comma already parts the roles."""
        return UnitStyle("、", self.style.elides).write(list(units), self.place)


LABELS = (
    ("牵头单位", "责任单位"),
    ("牵头部门", "责任部门"),
    ("牵头单位", "配合单位"),
    ("牵头部门", "配合部门"),
    ("牵头单位", "参与单位"),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as it is written and its day; no day where the words name none (长期坚持)."""

    written: str
    day: str | None


def month_end(year: int, month: int) -> str:
    """The last day of a month.

    >>> month_end(2024, 2)
    '2024-02-29'
    """
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def draw_due(chance: Random, author: Author, *, table: bool = False) -> Due:
    """A deadline after the day of the document, in one of many spellings."""
    year, month = author.year, chance.randint(author.month + 1, 12)
    later = year + chance.randint(1, 3)
    before = "" if table else "前"
    kinds = [
        Due(f"{month}月底{before}", month_end(year, month)),
        Due(f"年底{before}", f"{year}-12-31"),
        Due(f"{later}年底{before}", f"{later}-12-31"),
        Due(f"{later}年6月底{before}", f"{later}-06-30"),
        Due(f"{month}月15日{before}", f"{year}-{month:02}-15"),
        Due(f"{later}年{month}月{'' if table else '底前'}", month_end(later, month)),
        Due(f"{year}年12月31日{before}", f"{year}-12-31"),
    ]
    if author.month < 9:
        kinds.append(Due("第三季度" if table else "第三季度末前", f"{year}-09-30"))
    if table:
        kinds += [Due("长期坚持", None), Due("持续推进", None), Due(f"到{later}年", f"{later}-12-31")]
    return chance.choice(kinds)


def _roles(chance: Random, author: Author) -> tuple[tuple[str, ...], tuple[str, ...]]:
    drawn = draw_units(chance, author.place, chance.randint(2, 7))
    split = chance.choice((1, 1, 1, 2)) if len(drawn) > 2 else 1
    return tuple(drawn[:split]), tuple(drawn[split:])


def labelled(chance: Random, author: Author) -> Duty:
    """（牵头部门：A；责任部门：B、C）."""
    lead, others = _roles(chance, author)
    first, second = author.labels
    sign = chance.choice("；；，") if author.style.separator == "、" else "；"
    text = f"{first}：{author.units(lead)}{sign}{second}：{author.units(others)}"
    return Duty(lead, others, inside=author.bracketed(text))


def labelled_with_due(chance: Random, author: Author) -> Duty:
    """（牵头单位：A；配合单位：B；完成时限：2025年6月底）."""
    lead, others = _roles(chance, author)
    due = draw_due(chance, author, table=True)
    first, second = author.labels
    words = f"{first}：{author.listed(lead)}；{second}：{author.listed(others)}；完成时限：{due.written}"
    return Duty(lead, others, due.day, inside=author.bracketed(words))


def responsible_only(chance: Random, author: Author) -> Duty:
    """（责任单位：A、B）."""
    units = tuple(draw_units(chance, author.place, chance.randint(1, 6)))
    label = "责任部门" if "部门" in author.labels[0] else "责任单位"
    return Duty((), units, inside=author.bracketed(f"{label}：{author.units(units)}"))


def led_and_helped(chance: Random, author: Author) -> Duty:
    """（A牵头，B、C配合）."""
    lead, others = _roles(chance, author)
    ending = chance.choice(("配合", "配合", "参与", "按职责分工负责"))
    return Duty(
        lead, others, inside=author.bracketed(f"{author.listed(lead)}牵头，{author.listed(others)}{ending}")
    )


def shared(chance: Random, author: Author) -> Duty:
    """（A、B按职责分工负责）."""
    units = tuple(draw_units(chance, author.place, chance.randint(2, 6)))
    ending = chance.choice(("按职责分工负责", "分别负责", "按职责负责", "等按职责分工负责"))
    return Duty((), units, inside=author.bracketed(author.listed(units) + ending))


def charged(chance: Random, author: Author) -> Duty:
    """（A、B负责）."""
    units = tuple(draw_units(chance, author.place, chance.randint(1, 3)))
    return Duty((), units, inside=author.bracketed(author.listed(units) + "负责"))


def dated(chance: Random, author: Author) -> Duty:
    """（6月底前完成，牵头考核单位：A）."""
    due = draw_due(chance, author)
    units = tuple(draw_units(chance, author.place, 1))
    words = f"{due.written}完成，牵头考核单位：{author.listed(units)}"
    return Duty(units, (), due.day, inside=author.bracketed(words))


def at_line_end(chance: Random, author: Author) -> Duty:
    """牵头单位：A at the end of the paragraph, without brackets."""
    lead, others = _roles(chance, author)
    first, second = author.labels
    return Duty(lead, others, inside=f"{first}：{author.listed(lead)}；{second}：{author.listed(others)}")


def on_own_lines(chance: Random, author: Author) -> Duty:
    """牵头单位：A and 责任单位：B as paragraphs of their own."""
    lead, others = _roles(chance, author)
    first, second = author.labels
    return Duty(lead, others, below=(f"{first}：{author.listed(lead)}", f"{second}：{author.listed(others)}"))


def on_one_line(chance: Random, author: Author) -> Duty:
    """牵头单位：A　　责任单位：B in one paragraph of their own."""
    lead, others = _roles(chance, author)
    first, second = author.labels
    return Duty(lead, others, below=(f"{first}：{author.listed(lead)}　　{second}：{author.listed(others)}",))


def dated_lines(chance: Random, author: Author) -> Duty:
    """责任单位：A、B and 完成时限：2025年6月底 as paragraphs of their own."""
    units = tuple(draw_units(chance, author.place, chance.randint(1, 4)))
    due = draw_due(chance, author, table=True)
    return Duty((), units, due.day, below=(f"责任单位：{author.listed(units)}", f"完成时限：{due.written}"))


def division(chance: Random, author: Author) -> Duty:
    """责任分工：A牵头，B、C配合。 as a paragraph of its own."""
    lead, others = _roles(chance, author)
    return Duty(lead, others, below=(f"责任分工：{author.listed(lead)}牵头，{author.listed(others)}配合。",))


Marker = Callable[[Random, Author], Duty]
MARKERS: tuple[Marker, ...] = (
    labelled,
    labelled_with_due,
    responsible_only,
    led_and_helped,
    shared,
    charged,
    dated,
    at_line_end,
    on_own_lines,
    on_one_line,
    dated_lines,
    division,
)


def draw_author(chance: Random, place: Jurisdiction, styles: UnitStyle, year: int, month: int) -> Author:
    """An author with one way of writing brackets and labels."""
    brackets = chance.choice((*["（）"] * 8, "()", "()", "〔〕", "【】"))
    return Author(place, styles, year, month, brackets, chance.choice(LABELS))

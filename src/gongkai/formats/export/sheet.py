"""What stands on the pages of a document, in order, for the typesetter and for the word processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.formats.export.grid import Grid, lay_out
from gongkai.formats.export.record import Clause, Component, Publishable, Table
from gongkai.formats.export.safe import line, paragraphs

LineKind = Literal["heading", "lead", "text"]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. A heading has a ``level``; a lead is a number and heading before its own text."""

    kind: LineKind
    level: int
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its caption."""

    caption: str
    grid: Grid


def signed(day: date) -> str:
    """A day as official papers write it, without leading zeros.

    依据: GB/T 9704—2012 7.3.5.4。

    >>> signed(date(2024, 3, 1))
    '2024年3月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def blocks(component: Component) -> Iterator[Words | Sheet]:
    """The paragraphs and tables of a component in reading order; no word of a clause is left out."""
    known = {clause.eid for clause in component.walk()}
    after: dict[str | None, list[Table]] = {}
    for table in component.tables:
        after.setdefault(table.after if table.after in known else None, []).append(table)
    for clause in component.walk():
        yield from _clause(clause)
        yield from map(_sheet, after.get(clause.eid, []))
    yield from map(_sheet, after.get(None, []))


def _sheet(table: Table) -> Sheet:
    return Sheet(line(table.caption or ""), lay_out(table))


def _clause(clause: Clause) -> Iterator[Words]:
    texts = paragraphs(clause.text)
    head = line(clause.marker) + _gap(clause) + line(clause.heading or "")
    if clause.heading and line(clause.heading):
        yield Words("heading", max(1, clause.level), head, "")
    elif head:
        yield Words("lead", max(1, clause.level), head, texts[0] if texts else "")
        texts = texts[1:]
    for text in texts:
        yield Words("text", 0, "", text)


def _gap(clause: Clause) -> str:
    """A blank behind numbers that need one: 第一条 before its text, 1. before a figure."""
    marker = line(clause.marker)
    return " " if marker.endswith(("编", "章", "节", "条")) else ""


def addressees(document: Publishable) -> str:
    """The line of the addressees (主送机关) with its colon, empty where there are none.

    A list is parted by 、 or by ， where a name has 、 of its own.
    """
    names = [line(name) for name in document.addressees if line(name)]
    between = "，" if any(mark in name for name in names for mark in "、，") else "、"
    return between.join(names) + "：" if names else ""


def copied(document: Publishable) -> str:
    """The line of the bodies that get a copy (抄送), empty where there are none."""
    names = [line(name) for name in document.copied_to if line(name)]
    return "抄送：" + "，".join(names) + "。" if names else ""


def annexes(components: Sequence[Component]) -> list[str]:
    """The note of the attachments (附件说明), one line for each."""
    titles = [line(c.title or "") or "附件" for c in components if c.kind == "attachment"]
    if len(titles) < 2:
        return [f"附件：{title}" for title in titles]
    return [f"{'附件：' if n == 1 else ''}{n}. {title}" for n, title in enumerate(titles, 1)]


def label(component: Component) -> str:
    """The label above an attachment (附件1), empty for other components."""
    return f"附件{line(component.number or '')}" if component.kind == "attachment" else ""


def note(document: Publishable) -> str:
    """The note below the date (附注), in round brackets."""
    words = line(document.disclosure or "").strip("()（）")
    return f"（{words}）" if words else ""


def seal(address: str, version: str, record: str, original: str) -> list[str]:
    """The lines at the foot of the last page by which a copy can be checked."""
    lines = [f"永久地址：{_short(address)}" + (f"　{version}" if version else "")] if line(address) else []
    lines += [f"记录 SHA-256：{line(record)}"] if record else []
    return lines + ([f"原件 SHA-256：{line(original)}"] if original else [])


_LONGEST_ADDRESS = 160


def _short(address: str) -> str:
    words = line(address)
    return words if len(words) <= _LONGEST_ADDRESS else words[:_LONGEST_ADDRESS] + "…"


_FULL_LINE = 19
_BREAK_AFTER = ("关于", "印发", "转发", "、", "》", "和", "的", "：")
_NOT_FIRST = frozenset("》）、，。：；〉”’的和")
_NOT_LAST = frozenset("《（〈“‘")


def balanced(title: str, full: int = _FULL_LINE) -> list[str]:
    """A title in lines of about the same length, broken by sense where a place for it is near.

    依据: GB/T 9704—2012 7.3.1。

    >>> balanced("云滨市人民政府办公室关于印发云滨市全民健身实施计划的通知")
    ['云滨市人民政府办公室关于印发', '云滨市全民健身实施计划的通知']
    """
    words = line(title)
    count = -(-len(words) // full)
    if count < 2 or words.isascii():
        return [words] if words else []
    out = []
    while count > 1 and len(words) > 1:
        ideal = len(words) / count
        nearest = range(max(1, int(ideal) - 4), min(len(words), int(ideal) + 6, full + 2))
        cut = min(nearest, key=lambda at: _price(words, at, ideal), default=full)
        out.append(words[:cut].strip())
        words = words[cut:].strip()
        count -= 1
    return [*out, words] if words else out


def _price(words: str, at: int, ideal: float) -> float:
    torn = words[at] in _NOT_FIRST or words[at - 1] in _NOT_LAST
    latin = words[at].isascii() and words[at - 1].isascii()
    sense = words[:at].endswith(_BREAK_AFTER) or words[at] in "《（"
    return abs(at - ideal) + (0 if sense else 3) + (100 if torn or latin else 0)

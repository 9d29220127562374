"""The outline: paragraphs under their numbered headings, gaps in the numbering reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.rules.gazette.lines import Element, Line, Para, paragraphs
from gongkai.rules.gazette.markers import Marker
from gongkai.rules.text.mapped import join

_HEADING_END = re.compile(r"[。:;!?]")
LONGEST_HEADING = 60
LONGEST_LEAD = 40


@dataclass(slots=True)
class Node:
    """A numbered part while the outline is being put together.

    ``heading`` is (start, end) in the words of its first paragraph, None where it has none.
    """

    level: int
    marker: Marker | None
    paras: list[Para] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    heading: tuple[int, int] | None = None
    parent: Node | None = None

    @property
    def start(self) -> int:
        """The raw offset of its first character."""
        return self.paras[0].words.start if self.paras else 0

    @property
    def end(self) -> int:
        """The raw offset behind its last character, children included."""
        last = self.paras[-1].words.end if self.paras else 0
        return max(last, self.children[-1].end) if self.children else last

    @property
    def title(self) -> str | None:
        """The heading as written."""
        if self.heading is None or not self.paras:
            return None
        return self.paras[0].words.text[self.heading[0] : self.heading[1]]

    @property
    def mark(self) -> str:
        """The marker as written."""
        if self.marker is None or not self.paras:
            return ""
        return self.paras[0].words.text[: self.marker.length].rstrip(" ")


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that the outline skips or repeats, at the paragraph that shows it."""

    expected: int
    found: int
    para: Para


def make_paras(lines: Sequence[Line], width: int) -> list[Para]:
    """The paragraphs of the lines, those that a page or a margin cut apart put together."""
    out = []
    for group in paragraphs(list(lines), width):
        words = join([line.words for line in group])
        hint = group[0].block.level
        out.append(Para(words, group[0].page, group[0].marker, hint, tuple(group)))
    return out


def build(paras: Sequence[Para]) -> tuple[Node, list[Gap]]:
    """The outline as a root node (level 0) and the gaps in its numbering."""
    root = Node(0, None)
    stack = [root]
    gaps: list[Gap] = []
    counters: dict[str, int] = {}
    for para in paras:
        marker = para.marker
        if marker is None or not _opens(marker, stack, counters):
            stack[-1].paras.append(para)
            continue
        level = _level(marker, stack)
        while stack[-1].level >= level:
            stack.pop()
        gap = _gap(marker, stack[-1], counters, para)
        if gap:
            gaps.append(gap)
        node = Node(level, marker, [para], parent=stack[-1])
        node.heading = _heading(para, marker)
        stack[-1].children.append(node)
        stack.append(node)
        counters[marker.style] = marker.number
    return root, gaps


_LAW = ("编", "章", "节", "条")


def _level(marker: Marker, stack: Sequence[Node]) -> int:
    # Under chapters and articles 一、 and （一） are subdivisions of these.
    if marker.style in _LAW or not any(n.marker and n.marker.style in _LAW for n in stack):
        return marker.level
    return marker.level + 3


def drop_contents(elements: list[Element]) -> list[Element]:
    """The elements without the list of headings (目录) that a long document puts before its text."""
    for at, element in enumerate(elements):
        if isinstance(element, Line) and len(element.folded) <= 4 and _CONTENTS.fullmatch(element.folded):
            end = _contents_end(elements, at + 1)
            return elements[:at] + elements[end:] if end is not None else elements
    return elements


_CONTENTS = re.compile(r"目 ?[录次]")
_DOTS = re.compile(r"[.…·‥_⋯\- ]*\(?\d{0,3}\)?$")
_LONGEST_CONTENTS = 200


def _contents_end(elements: list[Element], first: int) -> int | None:
    if first >= len(elements) or not isinstance(elements[first], Line):
        return None
    wanted = _DOTS.sub("", _folded(elements[first])).replace(" ", "")
    for at in range(first + 1, min(len(elements), first + _LONGEST_CONTENTS)):
        if wanted and _folded(elements[at]).replace(" ", "") == wanted:
            return at
    return None


def _folded(element: Element) -> str:
    return element.folded if isinstance(element, Line) else ""


def _opens(marker: Marker, stack: Sequence[Node], counters: dict[str, int]) -> bool:
    # A figure far out of line (2024. or 120、) is a value at a line's start, not a numbering mark.
    last = counters.get(marker.style, 0)
    return marker.number >= 1 and marker.number <= max(last + 12, 12)


def _gap(marker: Marker, parent: Node, counters: dict[str, int], para: Para) -> Gap | None:
    last = counters.get(marker.style, 0)
    same = (c.marker.number for c in reversed(parent.children) if c.marker and c.marker.style == marker.style)
    before = next(same, None)
    allowed = {last + 1} if before is not None else {1, last + 1}
    if before is not None:
        allowed.add(before + 1)
    if marker.number in allowed or (marker.number == 1):
        return None
    return Gap((before if before is not None else last) + 1, marker.number, para)


def _heading(para: Para, marker: Marker) -> tuple[int, int] | None:
    text = para.words.folded
    if marker.style == "条":
        return None
    first = para.lines[0].words
    whole = len(first) == len(para.words) or len(para.lines) > 1
    end = _HEADING_END.search(text, marker.length)
    stop = end.start() if end else len(text)
    if marker.style in ("编", "章", "节"):
        return (marker.length, stop) if stop > marker.length else None
    if end is None:
        return (marker.length, stop) if whole and stop - marker.length <= LONGEST_HEADING else None
    size = stop - marker.length
    if stop == len(text) - 1:
        return (marker.length, stop) if size <= LONGEST_LEAD and text[stop] == "。" else None
    lead = (
        size <= LONGEST_LEAD
        and text[stop] in "。:"
        and not re.search(r"[,].*[,]", text[marker.length : stop])
    )
    return (marker.length, stop) if lead and size >= 2 else None


def walk(node: Node) -> list[Node]:
    """The node and everything under it, in reading order."""
    out = [node]
    for child in node.children:
        out.extend(walk(child))
    return out

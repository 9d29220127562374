"""The outline: paragraphs under their numbered headings, gaps in the numbering reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.rules.gazette.lines import Line, Para, paragraphs
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
        while stack[-1].level >= marker.level:
            stack.pop()
        gap = _gap(marker, stack[-1], counters, para)
        if gap:
            gaps.append(gap)
        node = Node(marker.level, marker, [para], parent=stack[-1])
        node.heading = _heading(para, marker)
        stack[-1].children.append(node)
        stack.append(node)
        counters[marker.style] = marker.number
    return root, gaps


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

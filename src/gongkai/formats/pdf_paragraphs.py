"""Lines of a page to paragraphs, by indent, by fullness and by size."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.formats.assemble import Draft, DraftTable
from gongkai.formats.breaks import MARKER
from gongkai.formats.pdf_lines import Line
from gongkai.formats.pdf_page import PageText
from gongkai.rules.blocks import Align, Role

_LONG = 10
_CONTENTS_LINE = re.compile(r"(?:[.．·•⋯]{3,}|…{2,})\s*[（(]?\s*\d{1,4}\s*[）)]?\Z")
_SENTENCE_ENDS = frozenset("。；：！？;:!?”）)…")


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area of a page in reading space: its margins, body size and line distance."""

    left: float
    right: float
    size: float
    step: float


def frames(pages: list[PageText], furniture: set[int]) -> dict[int, Frame]:
    """The type area of every page; a page with few lines borrows that of its like."""
    own: dict[int, Frame] = {}
    for page in pages:
        lines = [line for line in page.lines if id(line) not in furniture]
        frame = _frame(lines)
        if frame and len([line for line in lines if len(line.text) >= _LONG]) >= 5:
            own[page.number] = frame
    out = {}
    for page in pages:
        frame = own.get(page.number) or _like(page, pages, own)
        out[page.number] = frame or _fallback(page)
    return out


def drafts(page: PageText, frame: Frame, furniture: set[int]) -> list[Draft | DraftTable]:
    """The paragraphs and tables of a page in reading order, the last one marked if it may go on."""
    out: list[Draft | DraftTable] = []
    lines: list[Line] = []
    body = [item for item in page.items if id(item) not in furniture]
    last = body[-1] if body else None
    for item in page.items:
        if id(item) in furniture and isinstance(item, Line):
            # A running head or foot does not part the lines around it.
            if item.base > page.bounds[1] + (page.bounds[3] - page.bounds[1]) / 2:
                out += _close(lines, frame, last)
            out.append(Draft(item.text, role="furniture", size=item.size, bold=item.bold, continues=None))
        elif not isinstance(item, Line):
            out += _close(lines, frame, last)
            out.append(item.draft)
        else:
            if lines and _parts(lines, item, frame):
                out += _close(lines, frame, last)
            lines.append(item)
    out += _close(lines, frame, last)
    for line in (*page.others, *page.slanted):
        role: Role = "furniture" if id(line) in furniture else "text"
        out.append(Draft(line.text, role=role, size=round(line.size, 2), bold=line.bold, continues=None))
    return out


def _close(lines: list[Line], frame: Frame, last: Line | object | None) -> list[Draft]:
    """The paragraph of the gathered lines; the list is emptied."""
    if not lines:
        return []
    align = _align(lines[0], frame) if len(lines) == 1 else "left"
    end = lines[-1]
    continues: bool | None = False if align == "left" else None
    if end is last and align == "left" and not _CONTENTS_LINE.search(end.text):
        continues = frame.right - end.x1 <= 1.5 * max(end.size, 1.0)
    draft = Draft(
        "\n".join(line.text for line in lines),
        align=align,
        size=round(max(line.size for line in lines), 2),
        bold=all(line.bold for line in lines),
        continues=continues,
    )
    lines.clear()
    return [draft]


def _align(line: Line, frame: Frame) -> Align:
    size = max(line.size, 1.0)
    left, right = line.x0 - frame.left, frame.right - line.x1
    even = abs(left - right) <= 1.3 * size
    if even and (left > 2.8 * size or (left > 0.5 * size and size > 1.15 * frame.size)):
        return "center"
    return "right" if left > 6 * size and right < 0.5 * left and right < 7 * size else "left"


def _parts(lines: list[Line], line: Line, frame: Frame) -> bool:
    """True where ``line`` begins a new paragraph behind the gathered ones."""
    before = lines[-1]
    if _CONTENTS_LINE.search(before.text):
        return True
    size = max(before.size, line.size, 1.0)
    if _align(line, frame) != "left" or _align(before, frame) != "left":
        return not (len(lines) > 1 and _align(line, frame) != "center" and line.x0 - frame.left < size)
    if abs(before.size - line.size) > 0.12 * size:
        return True
    if line.base - before.base > max(1.7 * frame.step, 1.8 * size):
        return True
    short = frame.right - before.x1
    ended = before.text[-1:] in _SENTENCE_ENDS
    indented = line.x0 - frame.left > 1.2 * size
    if short > 3 * size or (short > 1.4 * size and (ended or indented)):
        return True
    if indented:
        return not (len(lines) > 1 and abs(line.x0 - before.x0) < 0.5 * size) or _marked(line)
    return ended and _marked(line)


def _marked(line: Line) -> bool:
    return MARKER.match(line.text) is not None


def _frame(lines: list[Line]) -> Frame | None:
    long = [line for line in lines if len(line.text) >= _LONG]
    if not long:
        return None
    sizes: Counter[float] = Counter()
    for line in long:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in long if abs(line.size - size) < 0.6] or long
    starts = sorted(line.x0 for line in body)
    left = next((x for x in starts if sum(abs(x - y) < 3 for y in starts) * 6 >= len(starts)), starts[0])
    ends = sorted(line.x1 for line in body)
    right = ends[max(0, int(len(ends) * 0.95) - 1)] if len(ends) > 4 else ends[-1]
    steps = [b.base - a.base for a, b in pairwise(body) if 0 < b.base - a.base < 4 * size]
    return Frame(left, right, size, median(steps) if steps else 1.5 * size)


def _like(page: PageText, pages: list[PageText], own: dict[int, Frame]) -> Frame | None:
    """The type area of the nearest page of the same shape, of the same side of the sheet if there is one."""
    alike = [
        other
        for other in pages
        if other.number in own
        and abs(other.bounds[2] - other.bounds[0] - page.bounds[2] + page.bounds[0]) < 2
        and abs(other.bounds[0] - page.bounds[0]) < 2
    ]
    if not alike:
        return None
    nearest = min(
        alike, key=lambda other: ((other.number - page.number) % 2, abs(other.number - page.number))
    )
    return own[nearest.number]


def _fallback(page: PageText) -> Frame:
    """Without any like page: the lines of the page itself, else its middle."""
    lines = [line for line in page.lines if line.text]
    frame = _frame(lines)
    width = page.bounds[2] - page.bounds[0]
    size = frame.size if frame else max((line.size for line in lines), default=12.0)
    left = min((line.x0 for line in lines), default=page.bounds[0])
    right = max((line.x1 for line in lines), default=page.bounds[2])
    # Margins of a page are much the same left and right.
    margin = min(left - page.bounds[0], page.bounds[2] - right)
    margin = max(0.0, min(margin, 0.2 * width))
    return Frame(page.bounds[0] + margin, page.bounds[2] - margin, size, frame.step if frame else 1.5 * size)

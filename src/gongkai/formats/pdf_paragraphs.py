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
from gongkai.formats.pdf_tables import Table
from gongkai.rules.blocks import Align, Role

_LONG = 10
_FULL_LINES = 4
_WORD = re.compile(r"[A-Za-z0-9][\x21-\x7e]*")
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
    """The type area of every page; a page without enough full lines borrows that of its like."""
    own: dict[int, Frame] = {}
    for page in pages:
        lines = [line for line in page.lines if id(line) not in furniture]
        frame = _frame(lines)
        if frame and sum(_fills(line, frame) for line in lines) >= _FULL_LINES:
            own[page.number] = frame
    out = {}
    for page in pages:
        frame = own.get(page.number) or _like(page, pages, own)
        out[page.number] = frame or _fallback(page)
    return out


def _fills(line: Line, frame: Frame) -> bool:
    return abs(frame.right - line.x1) < frame.size and line.x0 - frame.left < 2.5 * frame.size


def drafts(
    page: PageText, frame: Frame, furniture: set[int], following: tuple[PageText, Frame] | None = None
) -> list[Draft | DraftTable]:
    """The paragraphs and tables of a page in reading order.

    The last one is marked if it may go on: its last line is full, and the page that follows, if
    it is given, begins with a line that is neither indented nor set apart.
    """
    out: list[Draft | DraftTable] = []
    lines: list[Line] = []
    body = [item for item in page.items if id(item) not in furniture]
    last = body[-1] if body and (following is None or _begins_inside(*following, furniture)) else None
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


def _begins_inside(page: PageText, frame: Frame, furniture: set[int]) -> bool:
    """True where the first line of a page may be the middle of a paragraph; an empty page says nothing."""
    first = next((item for item in page.items if id(item) not in furniture), None)
    if not isinstance(first, Line):
        return first is None
    return _align(first, frame) == "left" and first.x0 - frame.left < 1.2 * max(first.size, 1.0)


def _close(lines: list[Line], frame: Frame, last: Line | Table | None) -> list[Draft]:
    """The paragraph of the gathered lines; the list is emptied."""
    if not lines:
        return []
    end = lines[-1]
    align = _align(end, frame) if _align(end, frame) == "center" or len(lines) == 1 else "left"
    continues: bool | None = False if align == "left" else None
    if end is last and align == "left" and not _CONTENTS_LINE.search(end.text):
        continues = _is_full(end, frame)
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
    if even and (left > 2.8 * size or (left > 0.25 * size and size > 1.15 * frame.size)):
        return "center"
    return "right" if left > 6 * size and right < 0.5 * left and right < 7 * size else "left"


def _is_full(line: Line, frame: Frame) -> bool:
    """True where no further character would have fitted; a closing mark may leave half its room empty."""
    return frame.right - line.x1 <= 1.1 * max(line.size, 1.0)


def _parts(lines: list[Line], line: Line, frame: Frame) -> bool:
    """True where ``line`` begins a new paragraph behind the gathered ones."""
    before = lines[-1]
    size = max(before.size, line.size, 1.0)
    if _CONTENTS_LINE.search(before.text) or abs(before.size - line.size) > 0.12 * size:
        return True
    if line.ruled or line.base - before.base > max(1.7 * frame.step, 1.8 * size):
        return True
    ended = before.text[-1:] in _SENTENCE_ENDS
    align = _align(line, frame)
    if align == "center" and not ended and _is_full(before, frame):
        # The last line of a centred paragraph that fills more than one.
        return False
    if align != "left" or (len(lines) == 1 and _align(before, frame) != "left"):
        return True
    return _ends_short(before, line, frame, ended) or _starts_anew(lines, line, frame, ended)


def _ends_short(before: Line, line: Line, frame: Frame, ended: bool) -> bool:
    """True where what ``line`` begins with would still have fitted behind ``before``."""
    size = max(before.size, 1.0)
    short = frame.right - before.x1
    word = _WORD.match(line.text)
    if word:
        return short > (0.6 * len(word.group()) + 1.0) * size
    indented = line.x0 - frame.left > 1.2 * size
    return short > 3 * size or (short > 1.4 * size and (ended or indented))


def _starts_anew(lines: list[Line], line: Line, frame: Frame, ended: bool) -> bool:
    """True where the beginning of ``line`` shows a new paragraph: an indent, a number after a full stop."""
    before = lines[-1]
    size = max(line.size, 1.0)
    if line.x0 - frame.left > 1.2 * size:
        hangs = len(lines) > 1 and abs(line.x0 - before.x0) < 0.5 * size
        return not hangs or _marked(line)
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

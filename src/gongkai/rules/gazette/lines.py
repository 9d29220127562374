"""Blocks of any format as one sequence of clean lines and tables, page furniture set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.rules.blocks import Paragraph, Source, TableBlock
from gongkai.rules.gazette.markers import Marker, marker_of
from gongkai.rules.text.fold import fold_source
from gongkai.rules.text.furniture import is_running_head, page_number, trailing_page_number
from gongkai.rules.text.mapped import Mapped, clean

# From this length on a line holds paragraphs that a copy has run together.
_JOINED = 1200
_BLANKS = r"[ \t\u00a0\u3000\u2003]"
# Two Han blanks are an indent wherever they stand; other blanks only beside Han.
_WIDE_GAP = re.compile(
    rf"\u3000{{2,}}|(?<![\x21-\x7e \t\u00a0]){_BLANKS}{{2,}}|{_BLANKS}{{2,}}(?![\x21-\x7e \t])"
)
_GLUED_TITLE = re.compile(
    r"^[^。;:]{8,120}?(?:的?(?:通知|意见|决定|通告|公告|函|通报|方案|批复)|令)(?=(?:各|有关|本)[^。]{1,160}:$)"
)
_GLUED_DATE = re.compile(r"^(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?=[\u4e00-\u9fff\"《][^。;]{4,80}$)")
_GLUED_HEAD = re.compile(
    r"(?<=[。;)])(?=[一二三四五六七八九十]{1,3}、[^。;]{2,40}(?:[。]|$)|\([一二三四五六七八九十]{1,3}\)[^。;]{2,40}。)"
)


_LEADER = re.compile(r"[.…·‥_⋯]{3,}|…{2,}")


@dataclass(slots=True)
class Line:
    """A clean line with what the layout says of it."""

    words: Mapped
    page: int | None
    block: Paragraph
    last: bool = True
    folded: str = field(init=False)
    marker: Marker | None = field(init=False)

    def __post_init__(self) -> None:
        # Asked for again and again: the folded text and the numbering mark at its start.
        self.folded = self.words.folded
        self.marker = marker_of(self.folded)


Element = Line | TableBlock


@dataclass(slots=True)
class Layout:
    """The elements of a source in order, and the furniture taken out of it.

    ``furniture`` holds raw (start, end) pairs; ``page_numbers`` the printed numbers met, with
    the offset of each.
    """

    elements: tuple[Element, ...]
    furniture: tuple[tuple[int, int], ...]
    page_numbers: tuple[tuple[int, int], ...]


def lay_out(source: Source) -> Layout:
    """The lines and tables of ``source`` in order, page furniture set aside."""
    elements: list[Element] = []
    furniture: list[tuple[int, int]] = []
    numbers: list[tuple[int, int]] = []
    counted = _counts_rows(source)
    folded = fold_source(source.text)
    for block in source.blocks:
        if isinstance(block, TableBlock):
            elements.append(block)
            continue
        words = clean(source.text[block.start : block.end], block.start, wrapped=True, folded=folded)
        printed = page_number(words.folded)
        if printed is not None and not _is_page_number(words.folded, block, counted=counted):
            printed = None
        if printed is not None:
            numbers.append((block.start, printed))
        if block.role == "furniture" or printed is not None:
            furniture.append((block.start, block.end))
            continue
        if is_running_head(words.folded) and _interrupts(elements, numbers, block):
            furniture.append((block.start, block.end))
            continue
        glued = trailing_page_number(words.text)
        if glued is not None and glued[0] > 0:
            numbers.append((words.raw(glued[0]), glued[1]))
            furniture.append((words.raw(glued[0]), block.end))
            words = words.part(0, glued[0])
        if words.text:
            elements.extend(_split(source.text, words, block))
    return Layout(tuple(elements), tuple(furniture), tuple(numbers))


def _interrupts(elements: list[Element], numbers: list[tuple[int, int]], block: Paragraph) -> bool:
    # The same words stand on the cover; as a running head they cut a sentence or follow a page number.
    if not elements:
        return False
    last = elements[-1]
    cuts = isinstance(last, Line) and len(last.words) >= 20 and last.folded[-1] not in _TERMINAL
    end = last.words.end if isinstance(last, Line) else last.end
    behind_number = bool(numbers) and numbers[-1][0] >= end
    return cuts or behind_number or len(elements) > 60


_CLOSE = 12


def _counts_rows(source: Source) -> bool:
    """Whether bare figures on lines of their own number the rows of a flattened table.

    Page numbers stand a page apart; the numbers of rows stand a few lines apart.
    """
    places = [
        at
        for at, block in enumerate(source.blocks)
        if isinstance(block, Paragraph)
        and block.role != "furniture"
        and block.end - block.start <= 3
        and source.text[block.start : block.end].isdecimal()
    ]
    gaps = [b - a for a, b in pairwise(places)]
    return len(gaps) >= 2 and sum(gap <= _CLOSE for gap in gaps) * 2 > len(gaps)


def _is_page_number(folded: str, block: Paragraph, *, counted: bool) -> bool:
    # A bare figure alone on a line may be a value; dashes or 页 around it make it furniture.
    if block.role == "furniture" or not folded.isdecimal():
        return True
    return len(folded) <= 3 and not counted


def _split(raw: str, words: Mapped, block: Paragraph) -> Iterator[Line]:
    pieces = [words]
    if words.offsets is not None and words.end - words.start > len(words) + 1:
        pieces = _split_gaps(raw, words)
    if "\n" in raw[words.start : words.end] and _LEADER.search(words.folded):
        pieces = [p for piece in pieces for p in _split_leaders(raw, piece)]
    pieces = [p for piece in pieces for p in _split_glued(piece)]
    for at, piece in enumerate(pieces):
        if piece.text:
            yield Line(piece, block.page, block, at == len(pieces) - 1)


def _split_gaps(raw: str, words: Mapped) -> list[Mapped]:
    cuts = [m.end() for m in _WIDE_GAP.finditer(raw, words.start, words.end) if "\n" not in m.group()]
    if not cuts:
        return [words]
    pieces, start = [], 0
    for at in map(words.index, cuts):
        mark = marker_of(words.folded[start:at])
        if at > start and not (mark and mark.length == at - start):
            pieces.append(words.part(start, at))
            start = at
    pieces.append(words.part(start))
    return pieces


def _split_leaders(raw: str, words: Mapped) -> list[Mapped]:
    # Lines of the contents run to the margin, so that the layout takes them for one paragraph.
    pieces, start = [], 0
    for at in range(1, len(words)):
        gap = raw[words.raw(at - 1) + 1 : words.raw(at)]
        if "\n" in gap and _LEADER.search(words.folded, start, at):
            pieces.append(words.part(start, at))
            start = at
    pieces.append(words.part(start))
    return pieces


def _split_glued(words: Mapped) -> list[Mapped]:
    text = words.folded
    match = _GLUED_TITLE.match(text) if text[-1:] == ":" else None
    if match is None and text[:2] in ("19", "20"):
        match = _GLUED_DATE.match(text)
    if match and match.end() < len(words):
        return [words.part(0, match.end()), words.part(match.end())]
    if len(words) < _JOINED:
        return [words]
    cuts = [0, *(m.start() for m in _GLUED_HEAD.finditer(words.folded) if m.start()), len(words)]
    return [words.part(a, b) for a, b in pairwise(cuts)]


@dataclass(slots=True)
class Para:
    """A whole paragraph, put together from the lines that a page or a margin cut apart."""

    words: Mapped
    page: int | None
    marker: Marker | None
    level_hint: int | None
    lines: tuple[Line, ...]


_LABEL_END = re.compile(r"(?:单位|部门|分工|时限|时间|主体):$")
_TERMINAL = frozenset("。;:!?；：！？…")
_STARTS_NEW = re.compile(
    r"附件|附表|抄送|抄报|主送|第[一二三四五六七八九十百〇零\d]{1,5}[章节条]|[(\[]此件|责任|牵头|配合|主办|协办|完成时[限间]|时限|—|\*|注:|备注"
)


def wrap_width(lines: list[Line]) -> int:
    """The usual length of a full line where the text is cut at a margin; 0 where lines are paragraphs."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) >= 12)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.85)]
    full = sum(0.85 * width <= n <= width + 3 for n in lengths)
    return width if width <= 90 and full * 2 >= len(lengths) else 0


def joins(before: Line, after: Line, width: int, above: str = "") -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` began.

    ``above`` holds the folded text of the paragraph above ``before``, where a bracket may stand open.
    """
    text = before.folded
    if not before.last or before.block.continues is False or after.block.level or before.block.level:
        return False
    if _open_bracket(above + text) and not (after.marker and after.marker.style in ("han", "bhan")):
        return True
    if _STARTS_NEW.match(after.folded) or (after.marker and not _mid_list(text)):
        return False
    tail = text[-1:]
    if tail == ":" and _LABEL_END.search(text) and after.marker is None:
        return True
    if tail in _TERMINAL or (tail in ')"' and _closed(text)):
        return False
    if before.block.continues is True:
        return True
    if before.marker is not None and len(text) < 30 and not re.search(r"[,。;]", text):
        return False
    # A wide gap may have split the line; what counts is how far the whole line runs.
    size = max(len(text), before.block.end - before.block.start) if width else len(text)
    if text[-1:].isdecimal() and after.folded[:1] in "年月日%个家万亿":
        # A figure at the margin goes on with its unit.
        return True
    full = size >= 0.8 * width if width else size >= 24
    return full or (tail in ",、" and len(text) >= 8)


def _mid_list(text: str) -> bool:
    # 第1、\n2期: a list comma right before a figure is no numbering mark.
    return text[-1:] in "、-~"


def _closed(text: str) -> bool:
    return len(text) > 1 and text[-2] not in ",、"


_BRACKET_REACH = 300


def _open_bracket(text: str) -> bool:
    # A bracket that has stood open for longer was never closed.
    tail = text[-_BRACKET_REACH:]
    return tail.count("(") > tail.count(")") or tail.count("[") > tail.count("]")


def paragraphs(lines: list[Line], width: int) -> Iterator[list[Line]]:
    """The lines of each paragraph, in order."""
    group: list[Line] = []
    above = ""
    for line in lines:
        if group and joins(group[-1], line, width, above):
            above = (above + group[-1].folded)[-_BRACKET_REACH:]
            group.append(line)
            continue
        if group:
            yield group
        group, above = [line], ""
    if group:
        yield group

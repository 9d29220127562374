"""Tables as the rules see them: clean cells, header told from rows, put together over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.rules.blocks import Cell, TableBlock
from gongkai.rules.text.fold import fold_source
from gongkai.rules.text.mapped import Mapped, clean, join

HEADER_WORDS = re.compile(
    r"序号|承号|编号|项目|事项|任务|内容|措施|举措|单位|部门|责任|牵头|配合|时限|时间|期限|指标|名称|类别|目标|基期|现状|水平|依据|备注|领域|标准|数据来源|含义|进度|处室|分工|要求"
)
_FIGURE = re.compile(r"^[≥≤><=约]?-?\d[\d.,%‰/万亿]*$")


@dataclass(slots=True)
class GridCell:
    """A cell: clean words, the raw text with its line breaks, and whether it repeats another."""

    words: Mapped
    raw: str
    page: int | None
    spanned: bool
    unreadable: bool
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = self.words.folded


Row = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table. ``merged`` says whether the format states merged cells.

    ``breaks`` are the indices of the rows that begin a new page.
    """

    caption: tuple[Mapped, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    merged: bool
    pages: tuple[int, ...]
    breaks: tuple[int, ...]
    start: int
    end: int

    @property
    def columns(self) -> list[str]:
        """The folded header of each column, its rows joined from above."""
        width = max((len(r) for r in (*self.header, *self.rows)), default=0)
        names = []
        for c in range(width):
            parts: list[str] = []
            for r, row in enumerate(self.header):
                text = row[c].folded if c < len(row) else ""
                if not text and not self.merged and r == 0 and self._heads_below(c):
                    text = next((row[i].folded for i in range(c - 1, -1, -1) if row[i].folded), "")
                if text and (not parts or parts[-1] != text):
                    parts.append(text)
            names.append("".join(parts))
        return names

    def _heads_below(self, column: int) -> bool:
        return any(column < len(row) and row[column].folded for row in self.header[1:])


def make_grid(text: str, block: TableBlock) -> Grid:
    """The grid of one table block of the source ``text``."""
    caption, above = _take_caption(text, block)
    folded = fold_source(text)
    rows = [tuple(_cell(text, folded, cell) for cell in row) for row in block.rows[above:]]
    turned = _transposed(rows)
    if turned is not None:
        rows = turned
    size = max(block.header_rows - above, 0) or _header_size(rows, merged=block.merged)
    pages = (block.page,) if block.page is not None else ()
    return Grid(
        tuple(caption),
        tuple(rows[:size]),
        tuple(rows[size:]),
        block.merged,
        pages,
        (),
        block.start,
        block.end,
    )


def _cell(text: str, folded: str, cell: Cell) -> GridCell:
    raw = text[cell.start : cell.end]
    return GridCell(clean(raw, cell.start, folded=folded), raw, cell.page, cell.spanned, cell.unreadable)


def _take_caption(text: str, block: TableBlock) -> tuple[list[Mapped], int]:
    """The lines of the rows that one cell fills above the header, and how many rows they are."""
    caption: list[Mapped] = []
    size = 0
    for row in block.rows[:-1]:
        if len(row) < 2 or not all(c.spanned for c in row[1:]):
            break
        at = row[0].start
        for piece in text[row[0].start : row[0].end].split("\n"):
            words = clean(piece, at)
            at += len(piece) + 1
            if words.text:
                caption.append(words)
        size += 1
    return caption, size


def _header_size(rows: Sequence[Row], *, merged: bool) -> int:
    size = 0
    for row in rows[:3]:
        if not (_is_second_head(rows[0], row) if size and not merged else _is_head(rows, row, size)):
            break
        size += 1
    return size


def _is_head(rows: Sequence[Row], row: Row, size: int) -> bool:
    texts = [c.folded for c in row if c.folded]
    if not texts:
        return False
    if size and any(not c.spanned and not c.folded for c in row) and not _mostly_words(texts):
        return False
    named = sum(bool(HEADER_WORDS.search(t)) and len(t) <= 24 for t in texts)
    figures = sum(bool(_FIGURE.match(t)) for t in texts)
    if named < max(1, len(texts) * 0.4) or figures > (named >= 4) or any("。" in t for t in texts):
        return False
    return not size or any(c.spanned for c in rows[size - 1]) or any(c.spanned for c in row)


_UNDER = re.compile(
    r"全?[市省国县区]|国家|本?[市省]级|20\d\d年(?:目标值?)?|基期|现状|目标值?"
    r"|.{1,6}(?:单位|部门|目标值?|水平)"
)


def _is_second_head(first: Row, row: Row) -> bool:
    # Without stated spans a head of two rows shows by short words only where the row above has gaps.
    texts = [c.folded for c in row if c.folded]
    under_gap = any(c.folded and i < len(first) and not first[i].folded for i, c in enumerate(row))
    blank = sum(not c.folded for c in row)
    return bool(texts) and under_gap and blank > 0 and all(_UNDER.fullmatch(t) for t in texts)


def _mostly_words(texts: Sequence[str]) -> bool:
    return all(HEADER_WORDS.search(t) for t in texts)


def _transposed(rows: list[Row]) -> list[Row] | None:
    # A page read sideways has its header in the first column and one entry a column.
    if not 3 <= len(rows) <= 12 or len(rows[0]) < 3:
        return None
    first = [row[0].folded for row in rows]
    named = sum(bool(HEADER_WORDS.search(t)) and len(t) <= 8 for t in first)
    top = sum(bool(HEADER_WORDS.search(c.folded)) and len(c.folded) <= 8 for c in rows[0][1:])
    if named < 4 or top >= 2:
        return None
    width = max(len(row) for row in rows)
    kept = [row for row in rows if row[0].folded]
    return [tuple(_at(row, c) for row in kept) for c in range(width)]


def _at(row: Row, column: int) -> GridCell:
    if column < len(row):
        return row[column]
    last = row[-1]
    return replace(last, words=clean("", last.words.end), raw="", spanned=False)


def merge_pages(grids: Sequence[Grid]) -> Grid:
    """One grid out of parts that a page break cut apart; repeated headers stand once.

    No row and no cell is lost: the rows of all parts follow each other, a row that the break cut in
    two is put together again, and a merged cell that runs over the break goes on behind it.
    """
    first = grids[0]
    rows = list(first.rows)
    breaks: list[int] = []
    pages = list(first.pages)
    for part in grids[1:]:
        more = list(part.rows)
        if first.header and part.header and not _same_header(first, part):
            more = [*part.header, *more]
        if rows and more and first.merged:
            rows, more = _mend(rows, more)
        breaks.append(len(rows))
        rows.extend(more)
        pages.extend(p for p in part.pages if p not in pages)
    return replace(first, rows=tuple(rows), breaks=tuple(breaks), pages=tuple(pages), end=grids[-1].end)


_SENTENCE_END = re.compile(r"[。;!?)]$")


def _mend(rows: list[Row], more: list[Row]) -> tuple[list[Row], list[Row]]:
    last, first = rows[-1], more[0]
    if len(last) == len(first) and _is_cut(last, first):
        joined = tuple(_joined(a, b) for a, b in zip(last, first, strict=True))
        return _copied([*rows[:-1], joined], last), more[1:]
    return rows, _carried(rows, more)


def _copied(rows: list[Row], last: Row) -> list[Row]:
    """The rows with what the last one gained also where the same merged cell stands above."""
    out = [list(row) for row in rows]
    for i, (old, new) in enumerate(zip(last, rows[-1], strict=True)):
        for row in reversed(out[:-1]):
            if new is old or i >= len(row) or not old.spanned or row[i].words.start != old.words.start:
                break
            row[i] = replace(new, spanned=row[i].spanned)
    return [tuple(row) for row in out]


def _is_cut(last: Row, first: Row) -> bool:
    filled = [i for i, c in enumerate(first) if c.folded and not c.spanned]
    if not filled or len(filled) == len(first) or not any(c.folded for c in last):
        return False
    main = max(filled, key=lambda i: len(first[i].folded))
    before = last[main].folded
    return len(before) >= 8 and not _SENTENCE_END.search(before)


def _joined(before: GridCell, after: GridCell) -> GridCell:
    if not after.folded or after.spanned:
        return before
    if not before.folded:
        return after
    return replace(before, words=join([before.words, after.words]), raw=f"{before.raw}{after.raw}")


def _carried(rows: list[Row], more: list[Row]) -> list[Row]:
    """The rows behind a break, with the merged cells that run over it filled from above."""
    merged = {i for row in (*rows, *more) for i, c in enumerate(row) if c.spanned}
    out = [list(row) for row in more]
    for i, cell in enumerate(rows[-1]):
        if i not in merged or not cell.folded or i >= len(out[0]) or out[0][i].folded:
            continue
        blank = out[0][i].words.start
        for row in out:
            if i >= len(row) or row[i].folded or (row is not out[0] and row[i].words.start != blank):
                break
            row[i] = replace(cell, spanned=True)
    return [tuple(row) for row in out]


def continues(before: Grid, after: Grid) -> bool:
    """Whether ``after`` is the next page of the table ``before``."""
    if after.caption:
        return False
    width = max((len(r) for r in (*before.header, *before.rows)), default=0)
    other = max((len(r) for r in (*after.header, *after.rows)), default=0)
    if after.header:
        return _same_header(before, after)
    return width == other and bool(after.rows)


def _same_header(a: Grid, b: Grid) -> bool:
    one, two = a.columns, b.columns
    if len(one) != len(two):
        return False
    named = [(x, y) for x, y in zip(one, two, strict=True) if x or y]
    # A head of two rows may be repeated by its first row alone.
    shorter = len(b.header) < len(a.header)
    same = sum(x == y or (shorter and x.startswith(y)) for x, y in named)
    return bool(named) and same >= 0.6 * len(named)

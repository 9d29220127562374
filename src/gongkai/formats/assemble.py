"""Builds the text of formats that have none of their own (HTML, DOCX) and the blocks in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.rules.blocks import Align, Block, Cell, Paragraph, Role, TableBlock


@dataclass(slots=True)
class Draft:
    """A paragraph that has no place yet."""

    text: str
    role: Role = "text"
    level: int | None = None
    align: Align | None = None
    size: float | None = None
    bold: bool = False
    continues: bool | None = False


@dataclass(slots=True)
class DraftTable:
    """A table that has no place yet: its cells' texts, and the grid of their indices.

    An index that stands in several positions is a merged cell; -1 is a position that no cell
    covers. ``merged`` and ``header_rows`` are as in :class:`TableBlock`.
    """

    cells: list[str]
    grid: list[list[int]]
    header_rows: int = 0
    merged: bool = True
    rotation: int = 0


@dataclass(slots=True)
class Assembler:
    """Puts drafts one below the other: a line each, table rows as lines with tabs.

    ``page`` is the page to which the next drafts belong, None where there are no pages.
    """

    page: int | None = None
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    at: int = 0

    def add(self, draft: Draft | DraftTable) -> None:
        """Append a draft; one without any visible text leaves no trace."""
        if isinstance(draft, Draft):
            self._paragraph(draft)
        else:
            self._table(draft)

    def turn_page(self, page: int) -> None:
        """Go on to another page; a form feed stands between two pages."""
        if self.page is not None:
            self._write("\f")
        self.page = page

    def result(self) -> tuple[str, tuple[Block, ...]]:
        """The text and the blocks that lie in it."""
        return "".join(self.parts), tuple(self.blocks)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def _paragraph(self, draft: Draft) -> None:
        inner = draft.text.strip()
        if not inner:
            return
        start = self.at + draft.text.index(inner[0])
        self._write(draft.text.rstrip() + "\n")
        self.blocks.append(
            Paragraph(
                start,
                start + len(inner),
                self.page,
                role=draft.role,
                level=draft.level,
                align=draft.align,
                size=draft.size,
                bold=draft.bold,
                continues=draft.continues,
            )
        )

    def _table(self, draft: DraftTable) -> None:
        texts = [text.strip() for text in draft.cells]
        if not any(texts):
            return
        places: dict[int, Cell] = {}
        rows: list[tuple[Cell, ...]] = []
        for indices in draft.grid:
            rows.append(self._row(indices, texts, places))
            self._write("\n")
        filled = [place for place in places.values() if place.start < place.end]
        start, end = filled[0].start, filled[-1].end
        self.blocks.append(
            TableBlock(
                start,
                end,
                tuple(tuple(_within(cell, start, end) for cell in row) for row in rows),
                self.page,
                header_rows=draft.header_rows,
                merged=draft.merged,
                rotation=draft.rotation,
            )
        )

    def _row(self, indices: Sequence[int], texts: list[str], places: dict[int, Cell]) -> tuple[Cell, ...]:
        row = []
        for column, index in enumerate(indices):
            if index in places:
                cell = places[index]
                row.append(Cell(cell.start, cell.end, self.page, spanned=True))
                continue
            if column:
                self._write("\t")
            text = texts[index] if index >= 0 else ""
            cell = Cell(self.at, self.at + len(text), self.page)
            self._write(text)
            if index >= 0:
                places[index] = cell
            row.append(cell)
        return tuple(row)


def _within(cell: Cell, start: int, end: int) -> Cell:
    """An empty cell at the table's edge stands inside the table's range."""
    if start <= cell.start and cell.end <= end:
        return cell
    at = min(max(cell.start, start), end)
    return Cell(at, at, cell.page, spanned=cell.spanned)


def distinct_columns(grid: list[list[int]]) -> list[list[int]]:
    """The grid without columns that only repeat the column to their left.

    >>> distinct_columns([[0, 0, 1], [2, 2, 3]])
    [[0, 1], [2, 3]]
    """
    columns = list(zip(*grid, strict=True))
    own = [x for x, column in enumerate(columns) if x == 0 or column != columns[x - 1]]
    return [[row[x] for x in own] for row in grid]


def distinct_rows(grid: list[list[int]]) -> list[bool]:
    """For every row, whether it holds more than repeats of the row above.

    >>> distinct_rows([[0, 1], [0, 1], [0, 2]])
    [True, False, True]
    """
    return [bool(row) and (y == 0 or row != grid[y - 1]) for y, row in enumerate(grid)]

"""The blocks that every format prints: lines with a style, tables, and where components begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

LineStyle = Literal[
    "masthead",
    "imprint",
    "category",
    "contents",
    "contents-en",
    "head",
    "number",
    "title",
    "addressee",
    "body",
    "heading-1",
    "heading-2",
    "signature",
    "date",
    "note",
    "attachment",
    "annex-label",
    "annex-title",
    "record",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a title; line feeds in ``text`` are where its lines are broken by sense.

    ``marker`` is its number, which a format may let the style count. ``tail`` and ``page``
    belong to a line of the contents: the document number in brackets, and the page.
    """

    style: LineStyle
    text: str
    marker: str = ""
    tail: str = ""
    page: int | None = None

    @property
    def full(self) -> str:
        """The words with their number before them."""
        return self.marker + self.text


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at the place where it begins; the text of several lines is parted by line feeds."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of the cells that begin in them, the first ``header`` rows being its head.

    ``widths`` are relative. ``pages`` lists the rows with which a new page begins where the
    table is ``rotated``; elsewhere the typesetter breaks it.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[float, ...]
    header: int = 1
    rotated: bool = False
    pages: tuple[int, ...] = ()


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Component:
    """Blocks that begin on a new page: the cover, the contents, a document, an annex."""

    name: str
    blocks: tuple[Block, ...]
    first_page: int
    last_page: int
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in a full grid; ``begins`` is False in the further positions that it covers."""

    cell: GridCell
    begins: bool


def expand(grid: Grid) -> tuple[tuple[Placed, ...], ...]:
    """The full rectangle of ``grid``, every position holding the cell that covers it.

    >>> grid = Grid(((GridCell("a", rows=2), GridCell("b")), (GridCell("c"),)), (1, 1))
    >>> [[(p.cell.text, p.begins) for p in row] for row in expand(grid)]
    [[('a', True), ('b', True)], [('a', False), ('c', True)]]
    """
    width = len(grid.widths)
    covered: dict[tuple[int, int], Placed] = {}
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    covered[number + down, column + right] = Placed(cell, begins=not (down or right))
            column += cell.columns
    return tuple(tuple(covered[n, c] for c in range(width)) for n in range(len(grid.rows)))


def part(grid: Grid, start: int, end: int) -> Grid:
    """The rows ``start`` to ``end`` under the head of ``grid``; cells that reach across are cut.

    >>> grid = Grid(((GridCell("h"),), (GridCell("a", rows=2),), ()), (1,))
    >>> part(grid, 2, 3).rows
    ((GridCell(text='h', rows=1, columns=1),), (GridCell(text='a', rows=1, columns=1),))
    """
    full = expand(grid)
    origins = {(n, c): n for n, row in enumerate(full) for c, placed in enumerate(row) if placed.begins}
    rows: list[tuple[GridCell, ...]] = []
    for number in range(start, end):
        cells: list[GridCell] = []
        for column, placed in enumerate(full[number]):
            origin = _origin(origins, full, number, column)
            if origin is None or (number != start and not placed.begins):
                continue
            left = origin + placed.cell.rows - number
            cells.append(replace(placed.cell, rows=min(left, end - number)))
        rows.append(tuple(cells))
    return replace(grid, rows=(*grid.rows[: grid.header], *rows), pages=())


def _origin(
    origins: dict[tuple[int, int], int], full: tuple[tuple[Placed, ...], ...], row: int, column: int
) -> int | None:
    """The row in which the cell at this place begins, None where it begins in a column before."""
    cell = full[row][column].cell
    if column and full[row][column - 1].cell is cell:
        return None
    while (row, column) not in origins:
        row -= 1
    return row

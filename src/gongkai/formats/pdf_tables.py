"""The text of ruled tables: every run goes into the cell in which it stands."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.formats.assemble import DraftTable, distinct_columns, distinct_rows
from gongkai.formats.pdf_grid import Edge, Grid, grids
from gongkai.formats.pdf_lines import Piece, line_of, piece, rows_of, turned
from gongkai.formats.pdf_raw import Box, Run, character_boxes


@dataclass(slots=True)
class Table:
    """A table of a page in reading space: where it stands, and its cells' texts."""

    top: float
    bottom: float
    draft: DraftTable


def find_grids(edges: list[Box], angle: int) -> list[Grid]:
    """The grids that ruling lines of page space make, in the reading space of ``angle``."""
    flat, upright = [], []
    for box in edges:
        x0, y0, x1, y1 = turned(box, angle)
        if y1 - y0 < 1.0:
            flat.append(Edge((y0 + y1) / 2, x0, x1))
        elif x1 - x0 < 1.0:
            upright.append(Edge((x0 + x1) / 2, y0, y1))
    return grids(flat, upright)


def take_tables(
    pieces: list[Piece], found: list[Grid], textpage: int, angle: int
) -> tuple[list[Table], list[Piece]]:
    """The tables with text in at least two columns, and the pieces that stand in none of them."""
    tables = []
    rest = pieces
    for grid in found:
        inside, outside = _parted(rest, grid)
        cells = _filled(inside, grid, textpage, angle)
        if _is_table(cells, grid):
            tables.append(_table(cells, grid))
            rest = outside
    return tables, rest


def _parted(pieces: list[Piece], grid: Grid) -> tuple[list[Piece], list[Piece]]:
    inside: list[Piece] = []
    outside: list[Piece] = []
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]
    for item in pieces:
        if left <= (item.x0 + item.x1) / 2 <= right and top <= item.base - 0.3 * item.size <= bottom:
            inside.append(item)
        else:
            outside.append(item)
    return inside, outside


def _filled(pieces: list[Piece], grid: Grid, textpage: int, angle: int) -> dict[int, list[Piece]]:
    cells: dict[int, list[Piece]] = {}
    for whole in pieces:
        row = grid.cells[grid.row(whole.base - 0.3 * whole.size)]
        slack = 0.35 * whole.size
        first, last = row[grid.column(whole.x0 + slack)], row[grid.column(whole.x1 - slack)]
        if first == last:
            cells.setdefault(first, []).append(whole)
            continue
        for cell, item in _cut(whole, row, grid, textpage, angle):
            cells.setdefault(cell, []).append(item)
    return cells


def _cut(item: Piece, row: tuple[int, ...], grid: Grid, textpage: int, angle: int) -> list[tuple[int, Piece]]:
    """A run that a producer drew across several cells, cut at the lines between them."""
    parts: dict[int, list[tuple[str, Box]]] = {}
    for text, box in character_boxes(textpage, item.run.handle):
        x0, _, x1, _ = turned(box, angle)
        parts.setdefault(row[grid.column((x0 + x1) / 2)], []).append((text, box))
    cut = [(cell, _part(item, glyphs, angle)) for cell, glyphs in parts.items()]
    kept = [(cell, part) for cell, part in cut if part.text]
    return kept or [(row[grid.column((item.x0 + item.x1) / 2)], item)]


def _part(item: Piece, glyphs: list[tuple[str, Box]], angle: int) -> Piece:
    run = item.run
    boxes = [box for _, box in glyphs]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    text = "".join(text for text, _ in glyphs).strip()
    x0, _, x1, _ = turned(box, angle)
    part = piece(Run(text, box, run.origin, run.size, run.angle, run.bold, run.handle), angle)
    part.x0, part.x1, part.base = x0, x1, item.base
    return part


def _is_table(cells: dict[int, list[Piece]], grid: Grid) -> bool:
    """Text in two columns of one grid makes a table; a frame around text does not."""
    columns = set()
    for row in grid.cells:
        for column, cell in enumerate(row):
            if cell in cells and (column == 0 or row[column - 1] != cell):
                columns.add(column)
    return len(columns) > 1 and len(cells) > 1


def _table(cells: dict[int, list[Piece]], grid: Grid) -> Table:
    order = list(dict.fromkeys(cell for row in grid.cells for cell in row))
    number = {cell: index for index, cell in enumerate(order)}
    texts = ["\n".join(line_of(row).text for row in rows_of(cells.get(cell, ()))) for cell in order]
    rows = [[number[cell] for cell in row] for row in grid.cells]
    rows = [row for row, own in zip(rows, distinct_rows(rows), strict=True) if own]
    return Table(grid.ys[0], grid.ys[-1], DraftTable(texts, distinct_columns(rows)))

"""Tables as full rectangles: spans that fit, no overlaps, no holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from gongkai.formats.export.record import Cell, Table
from gongkai.formats.export.safe import safe


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place: the row and column where it begins, and how many of each it covers."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    unreadable: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out: its ``width`` in columns, rows of cells where they begin, and the header's rows."""

    width: int
    rows: tuple[tuple[Placed, ...], ...]
    header: int

    def weights(self) -> list[float]:
        """How wide each column wants to be, in characters, from the text that stands in it."""
        longest = [1.0] * self.width
        total = [0.0] * self.width
        for row in self.rows:
            for cell in row:
                lines = [
                    sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in part) for part in cell.text.split("\n")
                ]
                size = max(lines) / cell.columns
                for column in range(cell.column, cell.column + cell.columns):
                    longest[column] = max(longest[column], size)
                    total[column] += size
        count = max(1, len(self.rows))
        return [min(32.0, max(2.4, sqrt(a * (b / count + 1)))) for a, b in zip(longest, total, strict=True)]


def lay_out(table: Table) -> Grid:
    """The table as a full rectangle: a span ends at the edge or at a cell that is there already.

    Cells take the next free place of their row, as in HTML. No cell reaches from the header into the
    body; a missing cell is an empty one.
    """
    head = _place(table.header, 0)
    body = _place(table.rows, len(head))
    width = max((cell.column + cell.columns for row in (*head, *body) for cell in row), default=0)
    rows = (*_filled(head, 0, width), *_filled(body, len(head), width))
    return Grid(width, rows, len(head))


_WIDEST = 64


def _place(rows: Sequence[Sequence[Cell]], first: int) -> list[list[Placed]]:
    taken: set[tuple[int, int]] = set()
    out = []
    for at, row in enumerate(rows):
        placed = []
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            wanted = min(max(1, cell.columns), _WIDEST)
            columns = next((n for n in range(1, wanted) if (at, column + n) in taken), wanted)
            height = min(max(1, cell.rows), len(rows) - at)
            taken |= {(at + i, column + j) for i in range(height) for j in range(columns)}
            text = safe(cell.text).strip("\n")
            placed.append(Placed(text, first + at, column, height, columns, cell.unreadable))
            column += columns
        out.append(placed)
    return out


def _filled(rows: list[list[Placed]], first: int, width: int) -> list[tuple[Placed, ...]]:
    covered = {
        (cell.row + i, cell.column + j)
        for row in rows
        for cell in row
        for i in range(cell.rows)
        for j in range(cell.columns)
    }
    out = []
    for at, row in enumerate(rows, first):
        empty = [Placed("", at, c, 1, 1, False) for c in range(width) if (at, c) not in covered]
        out.append(tuple(sorted([*row, *empty], key=lambda cell: cell.column)))
    return out

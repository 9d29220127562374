"""Tables as full rectangles: spans that fit, no overlaps, no holes."""

from __future__ import annotations

import re
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

    def widths(self, room: float, size: float) -> list[float]:
        """The width of each column, in points as ``room`` and ``size`` (of the letters) are.

        A column is at least as wide as its longest word, where all fit; what is left is shared out by
        the text that stands in the columns.
        """
        least = [2.1 * size + _PADDING] * self.width
        longest = [1.0] * self.width
        total = [0.0] * self.width
        for row in self.rows:
            for cell in row:
                lines = max(map(_length, cell.text.split("\n"))) / cell.columns
                word = max(map(_length, _WORD.findall(cell.text)), default=0.0) * size / cell.columns
                for column in range(cell.column, cell.column + cell.columns):
                    least[column] = max(least[column], min(word + _PADDING, room / 4))
                    longest[column] = max(longest[column], lines)
                    total[column] += lines
        count = max(1, len(self.rows))
        wanted = [min(70.0, b / count + 1.5 * sqrt(a)) * size for a, b in zip(longest, total, strict=True)]
        if sum(least) >= room:
            return [width * room / sum(least) for width in least]
        more = [max(0.0, b - a) + 1 for a, b in zip(least, wanted, strict=True)]
        share = (room - sum(least)) / sum(more)
        return [a + b * share for a, b in zip(least, more, strict=True)]


_PADDING = 9.0
# What the typesetter does not break: Latin words and figures.
_WORD = re.compile(r"[!-~]+")


def _length(text: str) -> float:
    """How long a text is, in widths of a Chinese character."""
    return sum(1.0 if ord(c) > 0x2E7F else 0.6 for c in text)


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

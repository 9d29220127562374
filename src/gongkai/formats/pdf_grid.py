"""Ruling lines to grids: where a line is missing between two positions, their cells are one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_SNAP = 2.5
_REACH = 4.0
_OPEN = 8.0
_MOST = 1500


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight ruling line: its place across, and where it begins and ends along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its column and row lines, and the cell at each position.

    ``cells[row][column]`` is the number of the cell; positions of one merged cell share it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def row(self, y: float) -> int:
        """The row at a height; the first or the last for a height outside."""
        return max(0, min(bisect_right(self.ys, y) - 1, len(self.ys) - 2))

    def column(self, x: float) -> int:
        """The column at a place across; the first or the last for a place outside."""
        return max(0, min(bisect_right(self.xs, x) - 1, len(self.xs) - 2))


def grids(flat: Iterable[Edge], upright: Iterable[Edge]) -> list[Grid]:
    """The grids that horizontal and vertical lines make, from top to bottom."""
    rows, columns = _joined(flat), _joined(upright)
    if not rows or not columns or len(rows) > _MOST or len(columns) > _MOST:
        return []
    found = [_grid(*part) for part in _parts(rows, columns)]
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Pieces of the same line put together: dashes, cell by cell borders, double strokes."""
    out: list[Edge] = []
    for level in _levels(edges):
        at = sum(edge.at for edge in level) / len(level)
        level.sort(key=lambda edge: edge.start)
        start, end = level[0].start, level[0].end
        for edge in level[1:]:
            if edge.start > end + _SNAP:
                out.append(Edge(at, start, end))
                start, end = edge.start, edge.end
            end = max(end, edge.end)
        out.append(Edge(at, start, end))
    return [edge for edge in out if edge.end - edge.start > _REACH]


def _levels(edges: Iterable[Edge]) -> list[list[Edge]]:
    levels: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if levels and edge.at - levels[-1][0].at <= _SNAP:
            levels[-1].append(edge)
        else:
            levels.append([edge])
    return levels


def _parts(rows: list[Edge], columns: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Lines that cross one another, directly or by way of others, belong to one table."""
    parent = list(range(len(rows) + len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns, len(rows)):
            if _cross(row, column):
                parent[_root(parent, i)] = _root(parent, j)
    parts: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index in range(len(parent)):
        part = parts.setdefault(_root(parent, index), ([], []))
        if index < len(rows):
            part[0].append(rows[index])
        else:
            part[1].append(columns[index - len(rows)])
    return list(parts.values())


def _cross(row: Edge, column: Edge) -> bool:
    return (
        row.start - _REACH <= column.at <= row.end + _REACH
        and column.start - _REACH <= row.at <= column.end + _REACH
    )


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _grid(rows: list[Edge], columns: list[Edge]) -> Grid | None:
    if len(rows) < 2 or not columns:
        return None
    xs = _places(columns, rows)
    ys = _places(rows, columns)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) < 3 and len(ys) < 3):
        return None
    return Grid(tuple(xs), tuple(ys), _cells(xs, ys, rows, columns))


def _places(own: list[Edge], across: list[Edge]) -> list[float]:
    """The distinct places of the lines; a side that the crossing lines leave open is added."""
    places = [sum(edge.at for edge in level) / len(level) for level in _levels(own)]
    if len(across) > 1:
        start, end = sorted(e.start for e in across)[1], sorted(e.end for e in across)[-2]
        if start < places[0] - _OPEN:
            places.insert(0, start)
        if end > places[-1] + _OPEN:
            places.append(end)
    return places


def _cells(
    xs: list[float], ys: list[float], rows: list[Edge], columns: list[Edge]
) -> tuple[tuple[int, ...], ...]:
    wide, high = len(xs) - 1, len(ys) - 1
    beside = _walls(xs, ys, columns)
    below = _walls(ys, xs, rows)
    parent = list(range(wide * high))
    for row in range(high):
        for column in range(wide):
            index = row * wide + column
            if column + 1 < wide and (column + 1, row) not in beside:
                parent[_root(parent, index + 1)] = _root(parent, index)
            if row + 1 < high and (row + 1, column) not in below:
                parent[_root(parent, index + wide)] = _root(parent, index)
    return tuple(tuple(_root(parent, row * wide + column) for column in range(wide)) for row in range(high))


def _walls(places: list[float], steps: list[float], edges: list[Edge]) -> set[tuple[int, int]]:
    """For every line, the steps along it that it covers: (index of the place, index of the step)."""
    walls: set[tuple[int, int]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    for edge in edges:
        at = min(range(len(places)), key=lambda i: abs(places[i] - edge.at))
        walls.update((at, step) for step, middle in enumerate(middles) if edge.start <= middle <= edge.end)
    return walls

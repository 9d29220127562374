"""Clauses as the writers take them: tables put aside, and the element that a number calls for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

from gongkai.formats.export.record import Cell, Clause, Table
from gongkai.rules.gazette.markers import marker_of
from gongkai.rules.text.fold import fold


class _SplitCell(Protocol):
    """A cell of a split table."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def unreadable(self) -> bool:
        """Whether the source is damaged."""

    @property
    def rows(self) -> int:
        """How many rows it covers."""

    @property
    def columns(self) -> int:
        """How many columns it covers."""


class Split(Protocol):
    """A clause of a split document: of :func:`gongkai.rules.gazette.clauses.split`, or as it was stored."""

    @property
    def eid(self) -> str:
        """The permanent name."""

    @property
    def kind(self) -> str:
        """heading, clause, paragraph, table, row."""

    @property
    def role(self) -> str:
        """The formal part that it is, else empty."""

    @property
    def level(self) -> int:
        """0 without a number, growing inwards."""

    @property
    def marker(self) -> str:
        """The number as written."""

    @property
    def heading(self) -> str:
        """What the text begins with."""

    @property
    def text(self) -> str:
        """The words behind the marker; a table's caption."""

    @property
    def head(self) -> Sequence[Sequence[_SplitCell]]:
        """The rows above a table's body."""

    @property
    def cells(self) -> Sequence[_SplitCell]:
        """The cells of a row."""

    @property
    def children(self) -> Sequence[Self]:
        """What stands below."""


def parted(clauses: Sequence[Split]) -> tuple[tuple[Clause, ...], tuple[Table, ...]]:
    """The clauses without formal parts, and the tables, each with the clause that it follows."""
    tables: list[Table] = []
    return _clauses(clauses, None, tables), tuple(tables)


def _clauses(found: Sequence[Split], above: str | None, tables: list[Table]) -> tuple[Clause, ...]:
    made: list[Clause] = []
    last = above
    for one in found:
        if one.role:
            continue
        if one.kind == "table":
            tables.append(_table(one, last))
            continue
        inner = _clauses(one.children, one.eid, tables)
        made.append(Clause(one.eid, one.level, one.marker, one.heading or None, _body(one), inner))
        last = one.eid
    return tuple(made)


def _body(one: Split) -> str:
    """The words behind the heading and the stop that parts them."""
    return one.text[len(one.heading) :].lstrip("。：: ") if one.heading else one.text


def _table(one: Split, after: str | None) -> Table:
    rows = tuple(_row(row.cells) for row in one.children)
    return Table(one.eid, one.text or None, tuple(map(_row, one.head)), rows, after)


def _row(cells: Sequence[_SplitCell]) -> tuple[Cell, ...]:
    return tuple(Cell(cell.text, cell.rows, cell.columns, cell.unreadable) for cell in cells)


# The kinds of number with their element of Akoma Ntoso and its customary short name.
_ELEMENTS = {
    "编": ("part", "part"),
    "章": ("chapter", "chp"),
    "节": ("section", "sec"),
    "条": ("article", "art"),
    "han": ("section", "sec"),
    "bhan": ("subsection", "subsec"),
    "num": ("paragraph", "para"),
    "bnum": ("subparagraph", "subpara"),
    "half": ("point", "point"),
    "ring": ("point", "point"),
}
_UNKNOWN = ("clause", "cl")
_UNNUMBERED = ("paragraph", "p")


def element_of(clause: Clause) -> str:
    """The element of Akoma Ntoso that a clause's number calls for.

    >>> [element_of(Clause("", 1, marker, None, "")) for marker in ("第二章", "（三）", "4.", "", "甲")]
    ['chapter', 'subsection', 'paragraph', 'paragraph', 'clause']
    """
    return _kind(clause)[0][0]


def _kind(clause: Clause) -> tuple[tuple[str, str], int | None]:
    if not clause.marker:
        return _UNNUMBERED, None
    found = marker_of(fold(clause.marker))
    # A bare 1 or 一 without its dot is a number only with the dot that a table or a list left out.
    found = found or marker_of(fold(clause.marker) + "、")
    return (_UNKNOWN, None) if found is None else (_ELEMENTS[found.style], found.number)

"""One page of a PDF as lines and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.formats.pdf_lines import Line, lines_of, piece, turned
from gongkai.formats.pdf_raw import Box, Drawn
from gongkai.formats.pdf_tables import Table, find_grids, take_tables

_SLANTED = -1
_RULE_SHARE = 0.4


@dataclass(slots=True)
class PageText:
    """What a page holds: items in reading order, and lines that run in another direction.

    ``bounds`` is the visible page in the reading space of its main direction; ``turned`` is
    the angle in degrees by which a reader must turn the page clockwise, 0 for an upright page.
    """

    number: int
    bounds: Box
    turned: int = 0
    items: list[Line | Table] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    slanted: list[Line] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The lines of the main direction that stand in no table."""
        return [item for item in self.items if isinstance(item, Line)]


def page_text(number: int, drawn: Drawn, bounds: Box, rotation: int, textpage: int) -> PageText:
    """The text of a page; ``rotation`` is the angle by which a viewer turns it clockwise."""
    sizes: dict[int, int] = {}
    for run in drawn.runs:
        sizes[run.angle] = sizes.get(run.angle, 0) + len(run.text)
    upright = {angle: size for angle, size in sizes.items() if angle != _SLANTED}
    main = max(upright, key=lambda angle: (upright[angle], -angle)) if upright else rotation % 360
    page = PageText(number, turned(bounds, main), (main - rotation) % 360)
    page.hidden = [run.text for run in drawn.hidden]
    for angle in sorted(sizes):
        pieces = [piece(run, angle) for run in drawn.runs if run.angle == angle]
        found = find_grids(drawn.edges, angle) if angle == main and drawn.edges else []
        tables, rest = take_tables(pieces, found, textpage, angle) if found else ([], pieces)
        if angle == main:
            lines = lines_of(rest)
            _mark_rules(lines, drawn.edges, angle, page.bounds)
            page.items = _in_order(lines, tables)
        elif angle == _SLANTED:
            page.slanted = lines_of(rest)
        else:
            page.others += lines_of(rest)
    for item in page.items:
        if isinstance(item, Table):
            item.draft.rotation = page.turned
    return page


def _mark_rules(lines: list[Line], edges: list[Box], angle: int, bounds: Box) -> None:
    """Mark lines that a long rule parts from the line above; an underline lies closer to its words."""
    rules = []
    for edge in edges:
        x0, y0, x1, y1 = turned(edge, angle)
        if y1 - y0 < 1.0 and x1 - x0 > _RULE_SHARE * (bounds[2] - bounds[0]):
            rules.append((y0 + y1) / 2)
    for before, line in pairwise(lines if rules else []):
        start = before.base + 0.35 * before.size
        line.ruled = any(start < rule < line.base for rule in rules)


def _in_order(lines: list[Line], tables: list[Table]) -> list[Line | Table]:
    items: list[Line | Table] = list(lines)
    for table in tables:
        after = (
            index
            for index, item in enumerate(items)
            if (item.base if isinstance(item, Line) else item.top) > table.top
        )
        items.insert(next(after, len(items)), table)
    return items

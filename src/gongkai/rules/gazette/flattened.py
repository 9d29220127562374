"""Tables that a copy has flattened: every cell on a line of its own, the header first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.gazette.lines import Element, Line
from gongkai.rules.gazette.tables import Grid, GridCell, Row
from gongkai.rules.text.mapped import Mapped, join
from gongkai.rules.text.units import level_of, looks_like_unit, split_units

_NUMBERING = re.compile(r"序号|编号")
_DUTY = re.compile(r"单位|部门|时限|时间|期限")
_UNIT = re.compile(r"单位|部门")
_DUE = re.compile(r"时限|时间|期限|进度")
_WHEN = re.compile(r"\d{4}年|\d{1,2}月|季度|年底|年内|上半年|下半年|长期|持续")
_LONGEST_HEADER = 12
_LONGEST_DUE = 24
# A part of a longer table may skip the rows of other units.
_LONGEST_JUMP = 120


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened table: the elements ``first`` to ``end`` (exclusive) and what they make up."""

    first: int
    end: int
    grid: Grid


def find_flat(elements: Sequence[Element]) -> Flat | None:
    """The first flattened table, None where there is none.

    It begins with header lines (序号, … 单位 …) and goes on with rows that a running number opens.
    """
    for at, element in enumerate(elements):
        if not isinstance(element, Line) or not _NUMBERING.fullmatch(element.folded):
            continue
        header = _header(elements, at)
        if len(header) < 3 or not any(_DUTY.search(line.folded) for line in header):
            continue
        found = _rows(elements, at + len(header), header)
        if found is not None:
            return Flat(at, found[0], _grid(header, found[1]))
    return None


def _header(elements: Sequence[Element], at: int) -> list[Line]:
    """The header lines from the running number's on, up to the first row or heading."""
    header: list[Line] = []
    for element in elements[at : at + 12]:
        if isinstance(element, Line) and (
            element.marker or (element.folded.isascii() and element.folded.isdigit())
        ):
            return header
        if not isinstance(element, Line) or len(element.folded) > _LONGEST_HEADER:
            return []
        header.append(element)
    return []


def _rows(
    elements: Sequence[Element], start: int, header: Sequence[Line]
) -> tuple[int, list[list[list[Line]]]] | None:
    """Where the table ends, and its rows as lists of lines for each column."""
    rows: list[list[list[Line]]] = []
    record: list[Line] = []
    last, at = 0, start
    while at < len(elements):
        line = elements[at]
        if not isinstance(line, Line) or (not record and not _opens(line, last) and line.marker is None):
            break
        if _opens(line, last):
            rows.extend(_record(record, header))
            record, last = [line], int(line.folded)
        elif line.marker is not None and line.marker.style == "han" and len(line.folded) <= 40:
            # A heading between the rows belongs to none of them.
            rows.extend(_record(record, header))
            record = []
        elif record:
            record.append(line)
        at += 1
    rows.extend(_record(record, header))
    return (at, rows) if len(rows) >= 2 else None


def _opens(line: Line, last: int) -> bool:
    text = line.folded
    return text.isascii() and text.isdigit() and len(text) <= 3 and last < int(text) <= last + _LONGEST_JUMP


def _record(lines: Sequence[Line], header: Sequence[Line]) -> list[list[list[Line]]]:
    if len(lines) < 2:
        return []
    if len(lines) == len(header):
        return [[[line] for line in lines]]
    names = [line.folded for line in header]
    units = [i for i, name in enumerate(names) if _UNIT.search(name)]
    due = next((i for i, name in enumerate(names) if _DUE.search(name)), None)
    texts = [i for i in range(1, len(names)) if i not in units and i != due]
    rows: list[list[list[Line]]] = [[[] for _ in names]]
    rows[0][0] = [lines[0]]
    for line in lines[1:]:
        row = rows[-1]
        if due is not None and len(line.folded) <= _LONGEST_DUE and _WHEN.search(line.folded):
            row[due].append(line)
        elif units and _is_units(line.folded):
            row[units[min(len(units) - 1, sum(bool(row[u]) for u in units))]].append(line)
        else:
            if due is not None and row[due]:
                # After its deadline a new text begins a further row under the same number.
                rows.append([[] for _ in names])
                row = rows[-1]
            target = texts[min(len(texts) - 1, sum(bool(row[t]) for t in texts))] if texts else 0
            row[target].append(line)
    return rows


def _is_units(folded: str) -> bool:
    names = split_units(folded.rstrip("。"))
    if len(folded) > 160 or not names or not all(looks_like_unit(n) for n in names):
        return False
    # 建设县老年大学。 is a sentence that ends like a unit.
    return not folded.endswith("。") or any(level_of(n) for n in names)


def _grid(header: Sequence[Line], rows: Sequence[Sequence[Sequence[Line]]]) -> Grid:
    head = tuple(_cell([line], line.words.end) for line in header)
    made: list[Row] = []
    end = header[-1].words.end
    for row in rows:
        cells = []
        for lines in row:
            cells.append(_cell(lines, end))
            end = max([end, *(line.words.end for line in lines)])
        made.append(tuple(cells))
    start = header[0].words.start
    pages = tuple(dict.fromkeys(line.page for line in header if line.page is not None))
    return Grid((), (head,), tuple(made), False, pages, (), start, end)


def _cell(lines: Sequence[Line], at: int) -> GridCell:
    if not lines:
        return GridCell(Mapped("", "", at, at), "", None, False, False)
    words = join([line.words for line in lines])
    return GridCell(words, "\n".join(line.words.text for line in lines), lines[0].page, False, False)

"""A table of a Word file, written element by element: a table of thousands of rows stays quick."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from gongkai.formats.export.grid import Grid, Placed

_SIZE = 10.5
_TWENTIETHS = 20


def append_table(file: Document, grid: Grid, room: float) -> None:
    """Add the table at the end: merged cells, header rows that every page repeats, rows not torn."""
    if grid.width == 0:
        return
    widths = [round(width * _TWENTIETHS) for width in grid.widths(room, _SIZE)]
    style = file.styles["Table Text"].style_id
    table = OxmlElement("w:tbl")
    _properties(table, sum(widths))
    columns = _add(table, "w:tblGrid")
    for width in widths:
        _add(columns, "w:gridCol", w=str(width))
    heads = {
        (c.row + below, c.column): (c, below) for row in grid.rows for c in row for below in range(c.rows)
    }
    for at in range(len(grid.rows)):
        _row(table, at, grid, heads, widths, style)
    file.element.body._insert_tbl(table)


def _row(
    table: etree._Element,
    at: int,
    grid: Grid,
    heads: dict[tuple[int, int], tuple[Placed, int]],
    widths: list[int],
    style: str,
) -> None:
    row = _add(table, "w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if at < grid.header:
        _add(properties, "w:tblHeader")
    column = 0
    while column < grid.width:
        cell, below = heads[at, column]
        _cell(row, cell, below, sum(widths[column : column + cell.columns]), style)
        column += cell.columns


def _cell(row: etree._Element, cell: Placed, below: int, width: int, style: str) -> None:
    element = _add(row, "w:tc")
    properties = _add(element, "w:tcPr")
    _add(properties, "w:tcW", w=str(width), type="dxa")
    if cell.columns > 1:
        _add(properties, "w:gridSpan", val=str(cell.columns))
    if cell.rows > 1:
        _add(properties, "w:vMerge", val="continue" if below else "restart")
    _add(properties, "w:vAlign", val="center")
    for text in cell.text.split("\n") if not below else [""]:
        paragraph = _add(element, "w:p")
        _add(_add(paragraph, "w:pPr"), "w:pStyle", val=style)
        if text:
            words = _add(_add(paragraph, "w:r"), "w:t")
            words.text = text.replace("\t", " ")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _properties(table: etree._Element, width: int) -> None:
    properties = _add(table, "w:tblPr")
    _add(properties, "w:tblW", w=str(width), type="dxa")
    _add(properties, "w:jc", val="center")
    borders = _add(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    _add(properties, "w:tblLayout", type="fixed")
    _add(properties, "w:tblLook", val="0420")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element

"""The sample issue as a Word file: merged cells, heading styles, and headings that a style counts.

The first-level headings carry no number of their own; the numbering of their style writes
一、二、三, and begins anew in every document.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from gongkai.samples.content import SampleIssue
from gongkai.samples.layout import Component, Grid, Line, expand

STYLES = {"masthead": "Title", "title": "Title", "heading-1": "Heading 1", "heading-2": "Heading 2"}
CENTRED = frozenset({"masthead", "imprint", "head", "number", "title", "annex-title"})
RIGHT = frozenset({"signature", "date"})
COUNTING = 90

# The moment that every entry of the archive carries, so that the same bytes come out each time.
ENTRY_TIME = (1980, 1, 1, 0, 0, 0)


def as_docx(components: Sequence[Component], issue: SampleIssue) -> bytes:
    """The whole issue as DOCX; the same bytes for the same content."""
    title = f"{issue.title}{issue.year}年第{issue.number}期"
    return to_docx(components, title, issue.sponsor, issue.date)


def to_docx(components: Sequence[Component], title: str, author: str, date: datetime.date) -> bytes:
    """``components`` as DOCX, each on a new page, with what the file says of itself."""
    document = docx.Document()
    _set_properties(document, title, author, date)
    _define_counting(document)
    _set_page(document.sections[0], landscape=False)
    for number, component in enumerate(components):
        _write_component(document, component, first=number == 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _set_properties(document: Document, title: str, author: str, date: datetime.date) -> None:
    properties = document.core_properties
    properties.created = properties.modified = datetime.datetime.combine(date, datetime.time.min)
    properties.title = title
    properties.author = author
    properties.comments = ""


def _define_counting(document: Document) -> None:
    """Add the list that counts 一、二、三 to the numbering part."""
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{COUNTING}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)


def _restart_counting(document: Document, number: int) -> None:
    """Add list ``number``, which counts from 1 again."""
    xml = (
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{COUNTING}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    document.part.numbering_part.element.append(parse_xml(xml))


def _set_page(section: Section, *, landscape: bool) -> None:
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _write_component(document: Document, component: Component, *, first: bool) -> None:
    landscape = any(isinstance(block, Grid) and block.rotated for block in component.blocks)
    if not first:
        _set_page(document.add_section(), landscape=landscape)
    counter = COUNTING + len(document.sections)
    if any(isinstance(block, Line) and block.style == "heading-1" for block in component.blocks):
        _restart_counting(document, counter)
    for block in component.blocks:
        if isinstance(block, Grid):
            _write_grid(document, block)
        else:
            _write_line(document, block, counter)


def _write_line(document: Document, line: Line, counter: int) -> None:
    paragraph = document.add_paragraph(style=STYLES.get(line.style))
    text = line.text if line.style == "heading-1" else line.full
    if line.tail:
        text += f"\n{line.tail}" if line.page else line.tail
    if line.page:
        text += f"……（{line.page}）"
    paragraph.add_run(text)
    _align(paragraph, line)
    if line.style == "heading-1":
        counted = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{counter}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(counted))


def _align(paragraph: Paragraph, line: Line) -> None:
    if line.style in CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.style in RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line.style == "body":
        paragraph.paragraph_format.first_line_indent = Pt(32)


def _write_grid(document: Document, grid: Grid) -> None:
    full = expand(grid)
    table = document.add_table(rows=len(full), cols=len(grid.widths), style="Table Grid")
    cells = [row.cells for row in table.rows]
    for number, row in enumerate(full):
        for column, placed in enumerate(row):
            if not placed.begins:
                continue
            cell = cells[number][column]
            if placed.cell.rows > 1 or placed.cell.columns > 1:
                last = cells[number + placed.cell.rows - 1][column + placed.cell.columns - 1]
                cell = cell.merge(last)
            cell.text = placed.cell.text
    _repeat_header(table, grid.header)


def _repeat_header(table: Table, rows: int) -> None:
    for row in table.rows[:rows]:
        header = row._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
        row._tr.get_or_add_trPr().append(header)


def _with_fixed_times(archive: bytes) -> bytes:
    """The same archive with the same time on every entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ENTRY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return buffer.getvalue()

"""Plain text and Markdown: one paragraph a line, runs of lines with tabs as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.formats.markdown import MarkdownTables, looks_like_markdown, without_markup
from gongkai.rules.blocks import Block, Cell, Paragraph, Role, TableBlock

_LINE = re.compile(r"[^\r\n\f]+|\f")
_LEADER = re.compile(r"[.．·•⋯—_]{3,}|…{2,}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with a tab: where it starts and ends, its page, and its fields' offsets."""

    start: int
    end: int
    page: int | None
    fields: tuple[tuple[int, int], ...]

    @property
    def filled(self) -> int:
        return sum(start < end for start, end in self.fields)


def read_text(text: str, *, markdown: bool | None = None) -> tuple[Block, ...]:
    r"""The blocks of a plain text, whose offsets point into ``text`` itself.

    Every line that is not blank is a paragraph; consecutive lines with tabs are a table where
    they make at least two rows, or three columns. A form feed begins a new page. ``markdown``
    says whether headings and pipe tables are marked up; None lets the text tell.

    >>> [text[b.start:b.end] for text in ["一、总则\n\n　　正文。"] for b in read_text(text)]
    ['一、总则', '正文。']
    """
    if markdown is None:
        markdown = looks_like_markdown(text)
    tables = MarkdownTables(text) if markdown else None
    blocks: list[Block] = []
    run: list[_Line] = []
    for start, end, page in _lines(text):
        if text.find("\t", start, end) >= 0 and not text[start:end].isspace():
            line = _fields(text, start, end, page)
            if run and run[-1].page != page:
                _close(text, run, blocks, markdown)
            run.append(line)
            continue
        if run:
            _close(text, run, blocks, markdown)
        if tables is not None and tables.take(start, end, page, blocks):
            continue
        _paragraph(text, start, end, page, blocks, markdown)
    if run:
        _close(text, run, blocks, markdown)
    return tuple(blocks)


def _lines(text: str) -> Iterator[tuple[int, int, int | None]]:
    """Offsets and page of every line; a blank line ends a table, so it is given too."""
    page = 1 if "\f" in text else None
    last = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        if page is not None and text[start] == "\f":
            page += 1
            yield start, start, page
        else:
            if text.count("\n", last, start) > 1 or text.count("\r", last, start) > 1:
                yield start, start, page
            yield start, end, page
        last = end


def _paragraph(
    text: str, start: int, end: int, page: int | None, blocks: list[Block], markdown: bool
) -> None:
    line = text[start:end]
    inner = line.strip()
    if not inner:
        return
    start += line.index(inner[0])
    end = start + len(inner)
    start, end, level, bold = without_markup(text, start, end, markdown)
    if start < end:
        role: Role = "title" if level == 1 else "heading" if level else "text"
        blocks.append(Paragraph(start, end, page, role=role, level=level, bold=bold))


def _fields(text: str, start: int, end: int, page: int | None) -> _Line:
    fields = []
    at = start
    for field in text[start:end].split("\t"):
        inner = field.strip()
        begin = at + (field.index(inner[0]) if inner else 0)
        fields.append((begin, begin + len(inner)))
        at += len(field) + 1
    return _Line(start, end, page, tuple(fields))


def _close(text: str, run: list[_Line], blocks: list[Block], markdown: bool) -> None:
    """Give the run of lines with tabs back as a table or as paragraphs, and empty it."""
    lines = run.copy()
    run.clear()
    while lines and _is_indent(lines[0]) and not _is_table(text, lines):
        _paragraph(text, lines[0].start, lines[0].end, lines[0].page, blocks, markdown)
        del lines[0]
    if lines and _is_table(text, lines):
        blocks.append(_table(text, lines))
        return
    for line in lines:
        _paragraph(text, line.start, line.end, line.page, blocks, markdown)


def _is_indent(line: _Line) -> bool:
    """True where the tabs only indent or trail the line's single field."""
    return line.filled <= 1


def _is_table(text: str, lines: list[_Line]) -> bool:
    columns = max(len(line.fields) for line in lines)
    if len(lines) < 2 and columns < 3:
        return False
    if sum(not _is_indent(line) for line in lines) * 3 < len(lines):
        return False
    # A contents page sets its leaders and page numbers with tabs.
    return not all(_LEADER.search(text, line.start, line.end) for line in lines)


def _table(text: str, lines: list[_Line]) -> TableBlock:
    columns = max(len(line.fields) for line in lines)
    filled = [field for line in lines for field in line.fields if field[0] < field[1]]
    start, end = filled[0][0], filled[-1][1]
    rows = []
    for line in lines:
        spans = (*line.fields, *((line.end, line.end),) * (columns - len(line.fields)))
        rows.append(tuple(_cell(span, start, end, line.page) for span in spans))
    return TableBlock(start, end, tuple(rows), page=lines[0].page, merged=False)


def _cell(span: tuple[int, int], start: int, end: int, page: int | None) -> Cell:
    if span[0] < span[1]:
        return Cell(span[0], span[1], page)
    at = min(max(span[0], start), end)
    return Cell(at, at, page)

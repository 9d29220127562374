"""A document put together again from the source text and its record, where the file itself is not at hand.

The record states the numbered parts, the attachments and their tables word for word; what it does not state
(the head, the paragraphs before the first number, the signature) is read from the lines of the text again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.rules.blocks import Block, Cell, Metadata, Paragraph, Source, TableBlock
from gongkai.rules.gazette.document import Draft, make_draft
from gongkai.rules.gazette.lines import Element, Line, lay_out, wrap_width
from gongkai.rules.gazette.segment import Segment
from gongkai.rules.records import Document, Section, Table
from gongkai.rules.text.mapped import Mapped, clean, join

_LINE = re.compile(r"[^\r\n\f]+")
_STOPS = re.compile(r"[。：:\s]*")
# What a marked-up text puts before a line, and what tells words from a rule or a lone dash.
_MARKUP = re.compile(r"\s*(?:#{1,6}|[-*+>])(?=\s|$)")
_WORD = re.compile(r"\w|\ufffd")
_SHORT = 12
_ENOUGH = 5
_LONG = 30


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document's draft, what it was made from: the text and its elements, and the tables of its record."""

    text: str
    draft: Draft
    elements: tuple[Element, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Stated:
    """Paragraphs that the record states word for word between two offsets."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


class Pages:
    """The page of an offset: form feeds part the pages of a source that has any."""

    def __init__(self, text: str) -> None:
        self._breaks = [found.start() for found in re.finditer("\f", text)]

    def at(self, offset: int) -> int | None:
        r"""The page, from 1; None where the source has no pages.

        >>> Pages("甲\f乙").at(2), Pages("甲").at(0)
        (2, None)
        """
        return bisect_right(self._breaks, offset) + 1 if self._breaks else None


def rebuild(text: str, document: Document) -> Rebuilt:
    """The draft of ``document``, a record that was read from ``text``."""
    pages = Pages(text)
    start, end = document.span.start, document.span.end
    tables = tuple(table for part in document.attachments for table in part.tables)
    blocks = [_block(table, pages) for table in tables if _extent(table)]
    lines = list(_lines(text, start, end, blocks, _cuts(document)))
    stated = list(_stated(text, document))
    taken: list[Line] = []
    rest: list[Mapped] = []
    for part, inside in _shares(lines, stated):
        if part is None:
            rest += inside
        else:
            found, left = _match(part, inside, pages)
            taken += found
            rest += left
    free, loose = _free_tables(text, rest, pages)
    whole = _lines_are_paragraphs(taken, text)
    others = [_paragraph(words, pages, whole=whole) for words in loose]
    source = Source("", "", "", text, tuple(sorted([*others, *free], key=lambda b: b.start)))
    elements = [*taken, *lay_out(source).elements, *blocks]
    elements.sort(key=_start)
    width = wrap_width([_whole_line(words, pages) for words in lines])
    draft = make_draft(text, Segment(tuple(elements), None), Metadata(), width)
    return Rebuilt(text, draft, tuple(elements), tables)


def _start(element: Element) -> int:
    return element.words.start if isinstance(element, Line) else element.start


def _paragraph(words: Mapped, pages: Pages, *, whole: bool) -> Paragraph:
    return Paragraph(words.start, words.end, pages.at(words.start), continues=False if whole else None)


def _whole_line(words: Mapped, pages: Pages) -> Line:
    return Line(words, None, _paragraph(words, pages, whole=True))


def _cuts(document: Document) -> list[int]:
    """Where a numbered part or an attachment begins: what stood in one line may be two paragraphs."""
    starts = [part.span.start for part in document.attachments]
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop()
        starts.append(section.span.start)
        waiting.extend(section.children)
    return sorted(starts)


def _lines(text: str, start: int, end: int, blocks: list[TableBlock], cuts: list[int]) -> Iterator[Mapped]:
    """The words of every line outside the tables, cut where a part begins."""
    inside = sorted((block.start, block.end) for block in blocks)
    at = 0
    for found in _LINE.finditer(text, start, end):
        pieces = [found.start()]
        begin = bisect_right(cuts, found.start())
        while begin < len(cuts) and cuts[begin] < found.end():
            if cuts[begin] != pieces[-1]:
                pieces.append(cuts[begin])
            begin += 1
        for first, last in zip(pieces, [*pieces[1:], found.end()], strict=True):
            while at < len(inside) and inside[at][1] <= first:
                at += 1
            yield from _outside(text, first, last, inside[at:])


def _outside(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[Mapped]:
    for low, high in inside:
        if low >= end:
            break
        if start < low:
            yield from _words(text, start, low)
        start = max(start, high)
    if start < end:
        yield from _words(text, start, end)


def _words(text: str, start: int, end: int) -> Iterator[Mapped]:
    mark = _MARKUP.match(text, start, end)
    start = mark.end() if mark else start
    words = clean(text[start:end], start)
    if _WORD.search(words.text):
        yield words


def _extent(table: Table) -> bool:
    return table.span.end > table.span.start


def _block(table: Table, pages: Pages) -> TableBlock:
    """The table as a block: it takes its place; its cells are known from the record."""
    rows = tuple(
        tuple(
            Cell(cell.span.start, cell.span.end, pages.at(cell.span.start), unreadable=cell.unreadable)
            for cell in row
        )
        for row in (*table.header, *table.rows)
    )
    start, end = table.span.start, table.span.end
    return TableBlock(start, end, rows, pages.at(start), header_rows=len(table.header))


def _stated(text: str, document: Document) -> Iterator[_Stated]:
    printed = [part for part in document.attachments if part.text or part.tables]
    body = min((part.span.start for part in printed), default=document.span.end)
    for section in document.sections:
        if section.span.start < body:
            yield from _of_section(text, section)
    for part in sorted(printed, key=lambda part: part.span.start):
        lines = tuple(_dense(line) for line in part.text.split("\n") if line)
        yield _Stated(part.span.start, part.span.end, lines)


def _of_section(text: str, section: Section) -> Iterator[_Stated]:
    end = section.children[0].span.start if section.children else section.span.end
    lead = _dense(section.marker + (section.heading or ""))
    at = _behind(text, section.span.start, end, lead)
    stops = _STOPS.match(text, at, end)
    behind = stops.group() if stops else ""
    below = [_dense(line) for line in section.text.split("\n") if line]
    first = lead + _dense(behind)
    if section.heading is None or not re.search(r"[\r\n\f]", behind):
        first += below.pop(0) if below else ""
    yield _Stated(section.span.start, end, (first, *below))
    for child in section.children:
        yield from _of_section(text, child)


def _behind(text: str, start: int, end: int, words: str) -> int:
    """The offset behind ``words``, which begin at ``start`` with blanks between them."""
    at, found = start, 0
    while at < end and found < len(words):
        found += text[at] == words[found]
        at += 1
    return at


def _dense(words: str) -> str:
    return re.sub(r"\s", "", words)


def _shares(lines: list[Mapped], stated: list[_Stated]) -> Iterator[tuple[_Stated | None, list[Mapped]]]:
    """The lines of each stated part, and the runs of lines that belong to none."""
    at = 0
    for part in sorted(stated, key=lambda part: part.start):
        before = at
        while at < len(lines) and lines[at].start < part.start:
            at += 1
        if at > before:
            yield None, lines[before:at]
        before = at
        while at < len(lines) and lines[at].start < part.end:
            at += 1
        yield part, lines[before:at]
    if at < len(lines):
        yield None, lines[at:]


class _Walk:
    """The paragraphs of a stated part being found in its lines."""

    def __init__(self, part: _Stated, pages: Pages) -> None:
        self.paragraphs = part.paragraphs
        self.pages = pages
        self.at = 0
        self.done = 0
        self.open: list[Mapped] = []
        self.found: list[Line] = []
        self.left: list[Mapped] = []

    def take(self, words: Mapped) -> None:
        """Put a line where it belongs: into the open paragraph, into several, or beside all of them."""
        while words.text:
            wanted = self.paragraphs[self.at][self.done :] if self.at < len(self.paragraphs) else ""
            size, count = _common(words.text, wanted)
            whole = size == len(words.text)
            if not count or not (
                whole or count == len(wanted) or len(words.text) - size <= min(_SHORT, size)
            ):
                # a page's head or foot inside a paragraph is none of its words
                if not self.open:
                    self.left.append(words)
                return
            self.open.append(words if whole else words.part(0, size))
            self.done += count
            if count == len(wanted):
                self.close()
            elif not whole:
                return
            words = words.part(size)

    def close(self) -> None:
        """End the open paragraph."""
        if self.open:
            words = join(self.open)
            page = self.pages.at(words.start)
            block = Paragraph(words.start, words.end, page, continues=False)
            self.found.append(Line(words, page, block))
        self.open = []
        self.at += 1
        self.done = 0


def _common(words: str, wanted: str) -> tuple[int, int]:
    """How many characters of ``words`` agree with ``wanted``, which has no blanks, and how many of that."""
    at = found = 0
    while at < len(words):
        if words[at].isspace():
            at += 1
        elif found < len(wanted) and words[at] == wanted[found]:
            at += 1
            found += 1
        else:
            break
    return at, found


def _match(part: _Stated, lines: list[Mapped], pages: Pages) -> tuple[list[Line], list[Mapped]]:
    walk = _Walk(part, pages)
    for words in lines:
        walk.take(words)
    walk.close()
    return walk.found, walk.left


def _lines_are_paragraphs(taken: list[Line], text: str) -> bool:
    """Whether the source keeps a paragraph in a line: no long paragraph that is known runs over two."""
    known = [line.words for line in taken if len(line.words) >= _LONG]
    broken = (re.search(r"[\r\n]", text[words.start : words.end]) for words in known)
    return len(known) >= _ENOUGH and not any(broken)


def _free_tables(text: str, lines: Iterable[Mapped], pages: Pages) -> tuple[list[Block], list[Mapped]]:
    """Tables outside the attachments: lines with tabs one below the other; and the other lines."""
    tables: list[Block] = []
    loose: list[Mapped] = []
    run: list[Mapped] = []
    for words in (*sorted(lines, key=lambda words: words.start), None):
        if words is not None and "\t" in text[words.start : words.end]:
            run.append(words)
            continue
        if run:
            block = _tabbed(text, run, pages)
            if block is None:
                loose += run
            else:
                tables.append(block)
        run = []
        if words is not None:
            loose.append(words)
    return tables, loose


def _tabbed(text: str, run: list[Mapped], pages: Pages) -> TableBlock | None:
    rows = [list(_fields(text, words, pages)) for words in run]
    width = max(map(len, rows))
    if len(rows) < 2 and width < 3:
        return None
    for row, words in zip(rows, run, strict=True):
        row += [Cell(words.end, words.end, pages.at(words.end))] * (width - len(row))
    start, end = run[0].start, run[-1].end
    return TableBlock(start, end, tuple(map(tuple, rows)), pages.at(start), merged=False)


def _fields(text: str, words: Mapped, pages: Pages) -> Iterator[Cell]:
    at = words.start
    for field in text[words.start : words.end].split("\t"):
        inner = field.strip()
        begin = at + (field.index(inner) if inner else 0)
        yield Cell(begin, begin + len(inner), pages.at(begin))
        at += len(field) + 1

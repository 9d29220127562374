"""From the elements of a page to paragraphs and tables, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.formats.assemble import Draft
from gongkai.formats.breaks import MARKER, breaks_nothing, may_go_on
from gongkai.formats.html_page import Found, Page
from gongkai.formats.html_tables import draft_table, is_data
from gongkai.rules.blocks import Align

_BLOCK = frozenset(
    (
        *("html", "body", "main", "article", "section", "header", "footer", "nav", "div", "center", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "p", "pre", "blockquote", "address", "hr"),
        *("ol", "ul", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "fieldset"),
        *("legend", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong", "th", *_HEADINGS))
_ALIGN: dict[str, Align] = {
    "left": "left",
    "justify": "left",
    "center": "center",
    "right": "right",
    "end": "right",
}
_STYLE_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem)?", re.IGNORECASE)
_STYLE_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]"
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")


@dataclass(slots=True)
class _Look:
    """How text looks at one point of the page, inherited from outside to inside."""

    align: Align | None = None
    size: float | None = None
    bold: bool = False
    pre: bool = False


@dataclass(slots=True)
class _Piece:
    text: str
    look: _Look


def blocks_of(page: Page, table_cells: int) -> list[Found]:
    """Every paragraph and data table of the page, with chrome around the document marked as such."""
    return _Walk(page, table_cells).run()


def cell_text(cell: etree._Element) -> str:
    """The text of a table cell; its paragraphs and line breaks as lines."""
    lines = [found.draft.text for found in _Walk(Page(cell, cell), 0).run() if isinstance(found.draft, Draft)]
    return "\n".join(line.strip() for line in lines)


class _Walk:
    """One pass over the page: text gathers in pieces until an element or a break ends the paragraph."""

    def __init__(self, page: Page, table_cells: int) -> None:
        self._page = page
        self._cells = table_cells
        self._out: list[Found] = []
        self._pieces: list[_Piece] = []
        self._looks = [_Look()]
        self._level: int | None = None
        self._inside = False

    def run(self) -> list[Found]:
        walk = etree.iterwalk(self._page.body, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                self._text(element.tail)
            elif event == "end":
                self._end(element)
            elif self._cells and element.tag == "table" and is_data(element):
                self._flush()
                self._table(element)
                self._looks.append(self._looks[-1])
                walk.skip_subtree()
            else:
                self._start(element)
        self._flush()
        return self._out

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if element is self._page.main:
            self._flush()
            self._inside = True
        if tag == "br":
            self._break()
        elif tag in _BLOCK:
            self._flush()
            self._level = _HEADINGS.get(tag, self._level)
        self._looks.append(_look(element, self._looks[-1]))
        if tag == "li":
            self._pieces.extend(_Piece(mark, self._looks[-1]) for mark in _list_mark(element))
        if tag != "br":
            self._text(element.text)

    def _end(self, element: etree._Element) -> None:
        self._looks.pop()
        if element.tag in _BLOCK:
            self._flush()
            if element.tag in _HEADINGS:
                self._level = None
        if element is self._page.main:
            self._flush()
            self._inside = False
        if element is not self._page.body:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._looks[-1].pre:
            self._pieces.append(_Piece(text, self._looks[-1]))
            return
        for number, line in enumerate(text.splitlines()):
            if number:
                self._break()
            self._pieces.append(_Piece(line, self._looks[-1]))

    def _break(self) -> None:
        """A line break ends a paragraph unless the line plainly goes on, which the next text decides."""
        self._pieces.append(_Piece("\n", _Look(pre=True)))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not any(not piece.text.isspace() for piece in pieces):
            return
        lines = list(_lines(pieces))
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            self._out.append(Found(self._draft(line, following), self._inside))

    def _draft(self, line: list[_Piece], following: list[_Piece] | None) -> Draft:
        text = _joined(line)
        shown = [piece for piece in line if not piece.text.isspace()]
        sizes = [piece.look.size for piece in shown if piece.look.size]
        level = self._level
        return Draft(
            text,
            role="title" if level == 1 else "heading" if level else "text",
            level=level,
            align=shown[0].look.align,
            size=max(sizes) if sizes else None,
            bold=all(piece.look.bold for piece in shown),
            continues=None if following is not None and may_go_on(text, _joined(following)) else False,
        )

    def _table(self, element: etree._Element) -> None:
        for draft in draft_table(element, cell_text, self._cells):
            self._out.append(Found(draft, self._inside))


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces between line breaks; a break after a comma or an opening bracket breaks nothing."""
    line: list[_Piece] = []
    for piece in pieces:
        if piece.text == "\n" and piece.look.pre:
            if breaks_nothing(_joined(line)):
                line.append(piece)
            elif any(not item.text.isspace() for item in line):
                yield line
                line = []
            continue
        line.append(piece)
    if any(not item.text.isspace() for item in line):
        yield line


def _joined(pieces: list[_Piece]) -> str:
    """The text as a browser shows it: blanks of the file collapsed, blanks of the author kept."""
    text = "".join(piece.text if piece.look.pre else _BLANKS.sub(_one, piece.text) for piece in pieces)
    text = _BETWEEN_WIDE.sub("", text) if "\r" in text else text
    return text.strip(" \t\r\n\f\v").replace("\r", " ")


def _one(blanks: re.Match[str]) -> str:
    # A line break of the file is marked for now: between Han characters it is no blank.
    return "\r" if "\n" in blanks.group() or "\r" in blanks.group() else " "


def _list_mark(element: etree._Element) -> list[str]:
    """The number that a browser would show before an item of a numbered list."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return []
    text = "".join(str(part) for part in element.itertext()).lstrip()
    if not text or MARKER.match(text):
        return []
    start = parent.get("start") or "1"
    before = sum(1 for _ in element.itersiblings("li", preceding=True))
    return [f"{(int(start) if start.isdecimal() and len(start) < 6 else 1) + before}. "]


def _look(element: etree._Element, outer: _Look) -> _Look:
    style = element.get("style")
    named = element.get("align")
    if not style and not named and element.tag not in _BOLD and element.tag not in ("center", "pre"):
        return outer
    look = _Look(
        outer.align, outer.size, outer.bold or element.tag in _BOLD, outer.pre or element.tag == "pre"
    )
    if element.tag == "center":
        look.align = "center"
    if named:
        look.align = _ALIGN.get(named.strip().lower(), look.align)
    if style:
        _styled(look, style)
    return look


def _styled(look: _Look, style: str) -> None:
    if found := _STYLE_ALIGN.search(style):
        look.align = _ALIGN.get(found.group(1).lower(), look.align)
    if found := _STYLE_SIZE.search(style):
        look.size = _points(found.group(1), (found.group(2) or "px").lower(), look.size)
    if found := _STYLE_WEIGHT.search(style):
        weight = found.group(1).lower()
        look.bold = weight.startswith("bold") or (weight.isdecimal() and int(weight) >= 600)


def _points(number: str, unit: str, outer: float | None) -> float | None:
    try:
        size = float(number)
    except ValueError:
        return outer
    if unit == "pt":
        return size
    if unit == "px":
        return size * 0.75
    return outer * size if outer else None

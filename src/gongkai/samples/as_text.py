"""The sample issue as plain text, as somebody would get it from a scan or by copying from a PDF.

Page numbers stand between the pages (— 5 —), also in the middle of a sentence; tables are
lines of cells parted by tabs, and a merged cell leaves empty cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.samples.layout import Block, Component, Grid, Line, expand

LINE = 28


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on a page: text, its height in lines, and whether it goes on a line.

    ``header`` is the head of the table of which it is a row, ``opens`` True for the first one.
    """

    text: str
    height: int = 1
    joins: bool = False
    header: str = ""
    opens: bool = False


def as_text(components: Sequence[Component]) -> str:
    """The whole issue as text; every component fills exactly the pages that it has in the PDF."""
    return "".join(_component(component) for component in components).lstrip("\n")


def _component(component: Component) -> str:
    pieces = [piece for block in component.blocks for piece in _pieces(block)]
    pages = component.last_page - component.first_page + 1
    total = sum(piece.height for piece in pieces)
    written: list[str] = []
    page, height, begins = 0, 0, True
    for piece in pieces:
        if height >= total * (page + 1) / pages:
            written.append(f"\n\n{furniture(component.first_page + page)}\n")
            page, begins = page + 1, True
        written.append(_set(piece, begins=begins))
        height, begins = height + piece.height, False
    last = furniture(component.last_page)
    return "".join(written) + (f"\n\n{last}\n" if component.numbered else "\n")


def _set(piece: Piece, *, begins: bool) -> str:
    """``piece`` with the line feeds before it; on a page that ``begins``, with its table head."""
    if piece.header:
        return f"\n\n{piece.header}\n{piece.text}" if begins or piece.opens else f"\n{piece.text}"
    if piece.joins:
        return f"\n{piece.text}" if begins else piece.text
    return f"\n\n{piece.text}"


def furniture(page: int) -> str:
    """The page number as it is printed at the foot of a page."""
    return f"— {page} —"


def _pieces(block: Block) -> Iterator[Piece]:
    if isinstance(block, Grid):
        yield from _rows(block)
        return
    text = line_text(block)
    if block.style != "body":
        yield Piece(text, text.count("\n") + 1)
        return
    for start in range(0, len(text), LINE):
        yield Piece(text[start : start + LINE], joins=start > 0)


def line_text(line: Line) -> str:
    """A line as it reads in plain text, the contents with their dots and page."""
    if line.style == "contents":
        return f"{line.text}\n{line.tail}……（{line.page}）"
    return line.marker + line.text + line.tail


def _rows(grid: Grid) -> Iterator[Piece]:
    rows = []
    for placed in expand(grid):
        cells = [p.cell.text.replace("\n", " ") if p.begins else "" for p in placed]
        rows.append("\t".join(cells))
    header = "\n".join(rows[: grid.header])
    body = zip(expand(grid)[grid.header :], rows[grid.header :], strict=True)
    for number, (placed, row) in enumerate(body):
        height = max(p.cell.text.count("\n") + 1 if p.begins else 1 for p in placed)
        yield Piece(row, height, header=header, opens=number == 0)

"""HTML tables: which of them hold data, and the full grid of those that do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from gongkai.formats.assemble import Draft, DraftTable, distinct_columns, distinct_rows

_PARTS = ("thead", "tbody", "tfoot")
_MOST_SPAN = 1000
_PROSE = 300


def is_data(table: etree._Element) -> bool:
    """True where a table holds data; False where it only lays out the page.

    A table lays out where it holds another table, where its text stands in one cell or one
    column, or where it is made of links or of long prose.
    """
    if table.find(".//table") is not None:
        return False
    sizes: list[int] = []
    columns = rows = links = 0
    prose = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        rows += bool(cells)
        filled = [size for cell in cells if (size := _size(cell))]
        columns = max(columns, len(filled))
        sizes.extend(filled)
        prose = max(prose, *(_paragraphs(cell) for cell in cells), 0)
    if columns < 2 or len(sizes) < 2:
        return False
    links = sum(_size(link) for link in table.iter("a"))
    if links * 10 > sum(sizes) * 8:
        return False
    return not (rows < 4 and prose > 3 and max(sizes) > max(_PROSE, 0.7 * sum(sizes)))


def _size(element: etree._Element) -> int:
    return sum(len(str(part).strip("\xa0\u3000 \t\r\n")) for part in element.itertext())


def _paragraphs(cell: etree._Element) -> int:
    return sum(1 for _ in cell.iter("p", "div", "br", "li"))


def draft_table(
    table: etree._Element, text_of: Callable[[etree._Element], str], most_cells: int
) -> Iterator[Draft | DraftTable]:
    """The caption and the stray text of a table as paragraphs, then its grid.

    ``text_of`` gives the text of a cell. Cells that span are repeated; positions past
    ``most_cells`` are not filled, so that a page cannot ask for a grid without end.
    """
    for caption in table.iter("caption"):
        yield Draft(text_of(caption), align="center")
    for stray in _stray(table):
        yield Draft(stray)
    rows = list(_rows(table))
    grid, owners = _grid([row for row, _ in rows], most_cells)
    headers = 0
    for row, in_head in rows:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not cells or not (in_head or all(cell.tag == "th" for cell in cells)):
            break
        headers += 1
    kept = distinct_rows(grid)
    headers = sum(kept[:headers]) if headers < len(grid) else 0
    texts = [text_of(owner) for owner in owners]
    yield DraftTable(
        texts, distinct_columns([row for row, own in zip(grid, kept, strict=True) if own]), headers
    )


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Rows in the order of the file, and whether each stands in the table's head."""
    for row in table.iter("tr"):
        parent = row.getparent()
        yield row, parent is not None and parent.tag == "thead"


def _stray(table: etree._Element) -> Iterator[str]:
    """Text that stands in a table but in none of its cells."""
    for element in table.iter("table", "tr", *_PARTS):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield text


def _grid(rows: list[etree._Element], most: int) -> tuple[list[list[int]], list[etree._Element]]:
    """The grid of cell indices, and the cell that each index stands for."""
    owners: list[etree._Element] = []
    grid: list[list[int]] = [[] for _ in rows]
    room = most
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while x < len(grid[y]) and grid[y][x] >= 0:
                x += 1
            across = _span(cell, "colspan")
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - y)
            if across * down > room:
                across = down = 1
            room -= across * down
            _fill(grid[y : y + down], x, max(across, 1), len(owners))
            owners.append(cell)
            x += max(across, 1)
    width = max((len(line) for line in grid), default=0)
    for line in grid:
        line.extend([-1] * (width - len(line)))
    return grid, owners


def _fill(lines: list[list[int]], x: int, across: int, index: int) -> None:
    for line in lines:
        line.extend([-1] * (x + across - len(line)))
        for column in range(x, x + across):
            if line[column] < 0:
                line[column] = index


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), _MOST_SPAN) if value.isdecimal() and len(value) < 9 else 1

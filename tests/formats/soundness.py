"""The promises that every reader keeps for every file."""

from __future__ import annotations

import re
from itertools import pairwise

from gongkai.formats import UnusableInput, read_bytes
from gongkai.rules.blocks import Paragraph, Source, TableBlock

# Marks of Markdown may stand outside the blocks; nothing else that can be seen may.
_MARKUP = re.compile(r"[\s#*+•·-]*")


def assert_sound(source: Source, *, markup: bool = False) -> None:
    """Fail where blocks overlap, leave text out, or hold cells that lie elsewhere."""
    at = 0
    for block in source.blocks:
        assert at <= block.start < block.end <= len(source.text)
        between = source.text[at : block.start]
        assert not between.strip() or (markup and _MARKUP.fullmatch(between)), repr(between)
        held = source.text[block.start : block.end]
        assert held == held.strip()
        at = block.end
        if source.pages is None:
            assert block.page is None
        else:
            assert block.page is not None
            assert 1 <= block.page <= source.pages
        if isinstance(block, TableBlock):
            _assert_sound_table(source, block)
        else:
            assert isinstance(block, Paragraph)
    rest = source.text[at:]
    assert not rest.strip() or (markup and _MARKUP.fullmatch(rest)), repr(rest)


def _assert_sound_table(source: Source, table: TableBlock) -> None:
    assert table.rows
    widths = {len(row) for row in table.rows}
    assert len(widths) == 1
    assert widths.pop() > 0
    assert table.header_rows <= len(table.rows)
    own = [cell for row in table.rows for cell in row if not cell.spanned]
    places = {(cell.start, cell.end) for cell in own}
    for row in table.rows:
        for cell in row:
            assert table.start <= cell.start <= cell.end <= table.end
            assert (cell.start, cell.end) in places
            text = source.text[cell.start : cell.end]
            assert text == text.strip()
    filled = sorted((cell.start, cell.end) for cell in own if cell.start < cell.end)
    assert filled
    for (_, end), (start, _) in pairwise(filled):
        assert end <= start
    if source.media_type != "text/markdown":
        edges = [table.start, *(edge for span in filled for edge in span), table.end]
        for end, start in zip(edges[::2], edges[1::2], strict=True):
            assert not source.text[end:start].strip(), repr(source.text[end:start])


def read_or_reason(data: bytes, name: str) -> Source | UnusableInput:
    """The sound source of any bytes, or the reason why there is none."""
    try:
        source = read_bytes(data, name)
    except UnusableInput as error:
        return error
    assert_sound(source, markup=True)
    return source


def words(source: Source) -> str:
    """The text of all blocks and cells without white space, each cell once."""
    out = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            out.append(source.text[block.start : block.end])
        else:
            out.extend(
                source.text[cell.start : cell.end] for row in block.rows for cell in row if not cell.spanned
            )
    return re.sub(r"\s", "", "".join(out))


def grid(source: Source, table: TableBlock) -> list[list[str]]:
    """The texts of a table's cells, repeats of merged cells included."""
    return [[source.text[cell.start : cell.end] for cell in row] for row in table.rows]


def paragraphs(source: Source) -> list[str]:
    """The texts of the paragraphs in order."""
    return [source.text[block.start : block.end] for block in source.blocks if isinstance(block, Paragraph)]


def tables(source: Source) -> list[TableBlock]:
    """The tables in order."""
    return [block for block in source.blocks if isinstance(block, TableBlock)]

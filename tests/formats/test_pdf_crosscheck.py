"""Our ruled tables against those of an independent library, on the pages that it can read."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
import pytest

from gongkai.formats import read_bytes
from gongkai.rules.blocks import Source, TableBlock
from gongkai.samples.write import sample_bytes


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return sample_bytes("pdf")


def plain(text: str | None) -> str:
    return "".join((text or "").split())


def our_cells(source: Source, table: TableBlock) -> list[str]:
    cells = [source.text[c.start : c.end] for row in table.rows for c in row if not c.spanned]
    return sorted(plain(cell) for cell in cells if plain(cell))


def their_cells(page: pdfplumber.page.Page) -> list[str]:
    return sorted(plain(c) for table in page.extract_tables() for row in table for c in row if plain(c))


def upright_tables(source: Source) -> Iterator[TableBlock]:
    return (b for b in source.blocks if isinstance(b, TableBlock) and b.rotation == 0)


def test_every_cell_of_an_upright_table_is_the_cell_that_pdfplumber_finds(pdf: bytes) -> None:
    source = read_bytes(pdf, "sample.pdf")
    tables = list(upright_tables(source))
    assert len(tables) >= 5
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for table in tables:
            assert table.page is not None
            assert our_cells(source, table) == their_cells(opened.pages[table.page - 1])

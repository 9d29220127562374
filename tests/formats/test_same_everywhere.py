"""One document in four formats: the readers must give the same words, cells and paragraphs."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.formats.soundness import assert_sound, grid, paragraphs, tables

from gongkai.formats import read_bytes
from gongkai.rules.blocks import Paragraph, Source
from gongkai.samples.write import FORMATS, sample_bytes

_LEADER = re.compile(r"[…·.]{2,}")


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """The sample issue read from every format."""
    return {name: read_bytes(sample_bytes(name), f"sample.{name}") for name in FORMATS}


def bare(text: str) -> str:
    return _LEADER.sub("…", re.sub(r"\s", "", text))


def own_cells(source: Source) -> Counter[str]:
    return Counter(
        bare(source.text[cell.start : cell.end])
        for table in tables(source)
        for row in table.rows
        for cell in row
        if not cell.spanned and cell.start < cell.end
    )


def put_together(source: Source) -> list[str]:
    """Paragraphs of a PDF, those that go on over a page break as one."""
    out: list[str] = []
    goes_on = False
    for block in source.blocks:
        if not isinstance(block, Paragraph):
            goes_on = False
        elif block.role != "furniture":
            text = bare(source.text[block.start : block.end])
            out = [*out[:-1], out[-1] + text] if goes_on else [*out, text]
            goes_on = block.continues is True and not text.endswith(("。", "）"))
    return out


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_is_sound(name: str, sources: dict[str, Source]) -> None:
    assert_sound(sources[name], markup=True)


def test_a_page_of_a_site_says_what_the_word_file_says(sources: dict[str, Source]) -> None:
    html, docx = sources["html"], sources["docx"]
    assert [bare(text) for text in paragraphs(html)] == [bare(text) for text in paragraphs(docx)]
    assert [grid(html, table) for table in tables(html)] == [grid(docx, table) for table in tables(docx)]


def test_a_pdf_gives_back_the_paragraphs_of_the_word_file(sources: dict[str, Source]) -> None:
    assert put_together(sources["pdf"]) == [bare(text) for text in paragraphs(sources["docx"])]


def test_a_pdf_loses_no_cell_of_the_word_file(sources: dict[str, Source]) -> None:
    assert own_cells(sources["docx"]) - own_cells(sources["pdf"]) == Counter()
    widths = {len(table.rows[0]) for table in tables(sources["docx"])}
    assert {len(table.rows[0]) for table in tables(sources["pdf"])} == widths

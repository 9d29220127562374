"""The sample issue in its four formats: complete, the same on every call, and laid out as stated."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import pytest
from lxml import html as lxml_html

from gongkai.samples import FORMATS, sample_issue, truth, write_sample
from gongkai.samples.as_pdf import first_pages
from gongkai.samples.as_text import as_text
from gongkai.samples.compose import components
from gongkai.samples.layout import Grid, GridCell, expand, part
from gongkai.samples.write import sample_bytes

ISSUE = sample_issue()
PARTS = components(ISSUE)
LAYOUT = truth(ISSUE)["layout"]
GRIDS = [block for component in PARTS for block in component.blocks if isinstance(block, Grid)]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return sample_bytes("pdf")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_come_out_on_every_call(name: str) -> None:
    assert sample_bytes(name) == sample_bytes(name)


def test_the_sample_is_written_in_every_format(tmp_path: Path) -> None:
    paths = write_sample(tmp_path / "out")
    assert [path.name for path in paths] == ["sample.pdf", "sample.docx", "sample.html", "sample.txt"]
    assert all(path.stat().st_size > 10_000 for path in paths)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_sample(tmp_path, ["ofd"])


def test_components_begin_in_the_pdf_on_the_pages_that_the_data_states() -> None:
    stated = {component.name: component.first_page for component in PARTS} | {"end": ISSUE.last_page}
    assert first_pages(PARTS, ISSUE) == stated


def test_every_numbered_page_of_the_pdf_prints_its_own_number(pdf: bytes) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    printed = [re.findall(r"— (\d+) —", text) for text in pages]
    assert len(pages) == LAYOUT["pages"]
    assert printed == [[] if n < 4 else [str(n)] for n in range(1, len(pages) + 1)]


def test_the_task_list_stands_turned_on_its_pages_and_nothing_else_does(pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        turned = [p.page_number for p in opened.pages if sum(abs(c["matrix"][1]) > 0.9 for c in p.chars) > 50]
    assert turned == LAYOUT["rotated_pages"]


def test_a_merged_cell_runs_over_a_page_break_in_both_upright_tables(pdf: bytes) -> None:
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf)]
    annex = pages[LAYOUT["annex_pages"]["云政发〔2024〕7号"][0] - 1 :][:2]
    assert "建立住宅工程质量潜在缺陷公示" in squeezed(annex[0])
    assert "居民诉求按期办结率" in squeezed(annex[1])
    breakdown = pages[LAYOUT["annex_pages"]["云营商领发〔2024〕2号"][0] - 1 :][:2]
    assert "归集用电、纳税、订单" in squeezed(breakdown[0])
    assert "规范融资担保机构反担保要求" in squeezed(breakdown[1])


def test_text_tables_have_a_tab_for_every_column_and_repeat_their_head_on_every_page() -> None:
    lines = as_text(PARTS).splitlines()
    for grid in GRIDS:
        head = "\t".join(p.cell.text if p.begins else "" for p in expand(grid)[0])
        assert lines.count(head) >= 2
    widths = {line.count("\t") + 1 for line in lines if "\t" in line}
    assert widths == {len(grid.widths) for grid in GRIDS}


def test_text_pages_are_numbered_without_a_jump() -> None:
    printed = [int(n) for n in re.findall(r"^— (\d+) —$", as_text(PARTS), re.MULTILINE)]
    assert printed == list(range(4, ISSUE.last_page + 1))


def test_a_page_number_stands_in_the_middle_of_a_sentence() -> None:
    assert re.search(r"[一-鿿]\n\n— \d+ —\n\n[一-鿿]", as_text(PARTS))


def test_html_tables_cover_every_position_of_the_grid() -> None:
    tables = lxml_html.fromstring(sample_bytes("html")).findall(".//table")
    assert len(tables) == len(GRIDS)
    for table, grid in zip(tables, GRIDS, strict=True):
        cells = [cell for cell in table.iter() if cell.tag in ("td", "th")]
        area = sum(int(c.get("rowspan", 1)) * int(c.get("colspan", 1)) for c in cells)
        assert area == len(grid.rows) * len(grid.widths)


def test_docx_tables_hold_in_every_position_the_cell_that_covers_it() -> None:
    tables = docx.Document(io.BytesIO(sample_bytes("docx"))).tables
    for table, grid in zip(tables, GRIDS, strict=True):
        words = [[cell.text for cell in row.cells] for row in table.rows]
        assert words == [[placed.cell.text for placed in row] for row in expand(grid)]


def test_docx_headings_are_counted_by_their_style() -> None:
    paragraphs = docx.Document(io.BytesIO(sample_bytes("docx"))).paragraphs
    headings = [p for p in paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [p.text for p in headings] == [t.heading for d in ISSUE.documents for t in d.parts]
    assert all(p._p.pPr is not None and p._p.pPr.numPr is not None for p in headings)


CUT = Grid(
    (
        (GridCell("head", columns=2),),
        (GridCell("a", rows=3), GridCell("1")),
        (GridCell("2"),),
        (GridCell("3"),),
    ),
    (1, 1),
)


@pytest.mark.parametrize(
    ("start", "end", "rows"),
    [
        (1, 4, ((GridCell("a", rows=3), GridCell("1")), (GridCell("2"),), (GridCell("3"),))),
        (1, 3, ((GridCell("a", rows=2), GridCell("1")), (GridCell("2"),))),
        (2, 4, ((GridCell("a", rows=2), GridCell("2")), (GridCell("3"),))),
        (3, 4, ((GridCell("a"), GridCell("3")),)),
    ],
)
def test_a_cell_that_reaches_over_a_cut_stands_on_both_sides(
    start: int, end: int, rows: tuple[tuple[GridCell, ...], ...]
) -> None:
    assert part(CUT, start, end).rows == (CUT.rows[0], *rows)

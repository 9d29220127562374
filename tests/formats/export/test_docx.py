from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Length
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.export.build import (
    BLANK,
    IMPRINT,
    compact,
    long_table,
    paper,
    read_documents,
    sample,
    words_of,
)

from gongkai.formats import read_bytes
from gongkai.formats.export.docx import issue_to_docx, to_docx
from gongkai.formats.export.reading import from_gazette
from gongkai.formats.export.record import Cell, Clause, Component, Publishable, Table
from gongkai.formats.export.safe import safe
from gongkai.rules.reading import read_source
from gongkai.samples.variants import Variant, variants

ANYTHING = st.text(st.characters(categories=None, exclude_categories=()), max_size=40)


def words_in(data: bytes) -> str:
    """The words of a Word file's body, without white space."""
    body = docx.Document(io.BytesIO(data)).element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return compact("".join(item.text or "" for item in body.iter(space)))


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_our_own_reader_finds_the_same_clauses_again(document: Publishable) -> None:
    (again,) = read_documents(to_docx(document), "again.docx")
    numbered = [[(c.eid, c.marker, c.heading) for c in d.clauses() if c.marker] for d in (again, document)]
    assert numbered[0] == numbered[1]
    # what stands behind a heading in its line is printed below it
    words = [
        compact("".join(c.marker + (c.heading or "") + c.text for c in d.clauses()))
        for d in (again, document)
    ]
    assert words[0] == words[1]


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_our_own_reader_finds_the_same_head_and_tables_again(document: Publishable) -> None:
    (again,) = read_documents(to_docx(document), "again.docx")
    for name in (
        "title",
        "number",
        "issuers",
        "addressees",
        "copied_to",
        "date_made",
        "date_printed",
        "disclosure",
    ):
        assert getattr(again, name) == getattr(document, name), name
    for one, other in zip(again.components, document.components, strict=True):
        assert (one.kind, one.title) == (other.kind, other.title)
        assert [(t.header, t.rows) for t in one.tables] == [(t.header, t.rows) for t in other.tables]
    assert len(again.tasks) == len(document.tasks)
    assert [i.targets for i in again.indicators] == [i.targets for i in document.indicators]


@pytest.mark.parametrize("variant", list(variants(12, seed=32)), ids=lambda v: v.name)
def test_documents_of_other_authors_lose_no_character(variant: Variant) -> None:
    for document in read_documents(variant.files["html"], "v.html"):
        text = words_in(to_docx(document))
        assert [w for w in words_of(document) if compact(w) not in text] == []


def test_headings_have_the_styles_of_the_word_processor() -> None:
    file = docx.Document(io.BytesIO(to_docx(sample().documents[0])))
    styles = [p.style.name for p in file.paragraphs if p.style is not None]
    assert styles.count("Title") == 4
    assert {"Heading 1", "Heading 2", "Heading 3"} <= set(styles)


def test_the_page_is_that_of_official_papers() -> None:
    (section,) = docx.Document(io.BytesIO(to_docx(paper("植树。")))).sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(Length(margin or 0).mm) for margin in margins] == [37, 35, 28, 26]


def test_a_wide_table_turns_its_pages_and_repeats_its_header() -> None:
    file = docx.Document(io.BytesIO(to_docx(paper("植树。", tables=(long_table(30, 12),)))))
    assert [round(Length(section.page_width or 0).mm) for section in file.sections] == [210, 297, 210]
    (table,) = file.tables
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows[:2]] == [True, False]


def test_merged_cells_stay_merged() -> None:
    table = Table("t", None, (), ((Cell("甲", 2, 1), Cell("乙", 1, 2)), (Cell("丙"), Cell("丁"))))
    (read,) = docx.Document(io.BytesIO(to_docx(paper("植树。", tables=(table,))))).tables
    assert [[cell.text for cell in row.cells] for row in read.rows] == [
        ["甲", "乙", "乙"],
        ["甲", "丙", "丁"],
    ]


def test_an_empty_document_opens() -> None:
    docx.Document(io.BytesIO(to_docx(BLANK)))


def test_every_footer_carries_address_and_digest() -> None:
    document = paper("植树。")
    section = docx.Document(io.BytesIO(to_docx(document))).sections[0]
    for footer in (section.footer, section.even_page_footer):
        text = "\n".join(p.text for p in footer.paragraphs)
        assert document.address in text
        assert document.record_sha256 in text


def test_the_issue_holds_every_document_in_order() -> None:
    issue = sample()
    text = words_in(issue_to_docx(issue))
    places = [text.rindex(compact(document.title)) for document in issue.documents]
    assert places == sorted(places)
    assert all(compact(clause.text) in text for d in issue.documents for clause in d.clauses())


@settings(max_examples=40)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_text_gives_a_file_that_opens_and_holds_it(marker: str, heading: str, text: str) -> None:
    clause = Clause("notice__p_1", 4, marker, heading, text)
    table = Table("t", text, (), ((Cell(text, 9, 9), Cell(heading)), (Cell(marker),)))
    part = Component("notice", "notice", None, None, (clause,), (table,))
    words = words_in(to_docx(replace(BLANK, title=heading, address=text, components=(part,))))
    assert compact(safe(marker)) in words
    assert compact(safe(text)) in words


def test_the_same_record_gives_the_same_bytes_with_fixed_times() -> None:
    data = to_docx(sample().documents[1])
    assert data == to_docx(sample().documents[1])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_of_thousands_of_rows_is_written_whole() -> None:
    body = docx.Document(io.BytesIO(to_docx(paper("植树。", tables=(long_table(3000),))))).element.body
    assert len(body.xpath(".//w:tr")) == 3001


def test_a_table_of_many_pages_is_read_again_whole() -> None:
    source = read_bytes(to_docx(paper("植树。", tables=(long_table(300),))), "long.docx")
    (again,) = from_gazette(read_source(source), source, IMPRINT)
    tables = [table for component in again.components for table in component.tables]
    assert sum(len(table.header) + len(table.rows) for table in tables) == 301

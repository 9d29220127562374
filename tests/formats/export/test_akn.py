from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.formats.export.build import (
    BLANK,
    assert_valid_akn,
    compact,
    inner,
    long_table,
    paper,
    read_documents,
    sample,
    words_of,
)

from gongkai.formats.export.akn import issue_to_akn, to_akn
from gongkai.formats.export.akn_meta import NS, RECORD_NS
from gongkai.formats.export.record import (
    Cell,
    Citation,
    Clause,
    Component,
    Publishable,
    Table,
    VersionEvent,
)
from gongkai.formats.export.safe import safe
from gongkai.samples.variants import Variant, variants

AKN = {"a": NS, "g": RECORD_NS}
ANYTHING = st.text(st.characters(categories=None, exclude_categories=()), max_size=40)
HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800",
    "<a>&amp;]]>",
    "{%}[]^`|\\",
    "a b\tc\n",
    "\ufffe\U0001ffff",
    "#" * 50,
    "%zz",
    "：//",
]


def found(root: etree._Element, path: str) -> list[str]:
    result = root.xpath(path, namespaces=AKN)
    assert isinstance(result, list)
    return [str(item) for item in result]


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_the_documents_of_the_sample_validate(document: Publishable) -> None:
    assert_valid_akn(to_akn(document))


def test_the_sample_issue_validates_as_an_official_gazette() -> None:
    root = assert_valid_akn(issue_to_akn(sample()))
    assert len(found(root, "//a:officialGazette/a:collectionBody/a:component/a:doc/@name")) == 3


def test_an_issue_without_documents_validates() -> None:
    assert_valid_akn(issue_to_akn(replace(sample(), documents=(), contents=(), date=None, sponsor=None)))


@pytest.mark.parametrize("variant", list(variants(12, seed=31)), ids=lambda v: v.name)
def test_documents_of_other_authors_validate_and_lose_no_character(variant: Variant) -> None:
    for document in read_documents(variant.files["html"], "v.html"):
        text = inner(assert_valid_akn(to_akn(document)))
        assert [w for w in words_of(document) if compact(w) not in text] == []


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_every_clause_has_its_identifier_and_its_words(document: Publishable) -> None:
    root = assert_valid_akn(to_akn(document))
    by_id = {str(e.get("eId")): e for e in root.iter(etree.Element) if e.get("eId")}
    for clause in document.clauses():
        words = inner(by_id[clause.eid])
        assert words.startswith(compact(clause.marker + (clause.heading or "") + clause.text))


def test_the_names_of_the_work_carry_the_full_date_and_the_language() -> None:
    root = assert_valid_akn(to_akn(sample().documents[0]))
    assert found(root, "/*/a:doc/a:meta/a:identification/a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/cn-990100/doc/2024-04-26/云政发-2024-7号"
    ]
    assert found(root, "/*/a:doc/a:meta/a:identification/a:FRBRExpression/a:FRBRuri/@value") == [
        "/akn/cn-990100/doc/2024-04-26/云政发-2024-7号/zho@2024-05-20"
    ]
    assert set(found(root, "//a:FRBRlanguage/@language")) == {"zho"}


def test_two_versions_of_one_day_have_different_expressions() -> None:
    first = paper("植树。")
    event = VersionEvent(1, first.published_at, "更正单位名称")
    second = replace(first, version=2, versions=(event,))
    path = "/*/a:doc/a:meta/a:identification/a:FRBRExpression/a:FRBRuri/@value"
    roots = [assert_valid_akn(to_akn(d)) for d in (first, second)]
    assert found(roots[0], path) != found(roots[1], path)
    assert found(roots[1], "//a:lifecycle/a:eventRef/@type") == ["generation", "amendment"]
    assert found(roots[1], "//g:replaced/text()") == ["更正单位名称"]


def test_a_citation_becomes_a_reference_where_its_words_stand() -> None:
    words = "《云滨市绿化条例》"
    known = Citation("云滨市绿化条例", None, "https://gongkai.yunbin.example/documents/d-7", words)
    root = assert_valid_akn(
        to_akn(replace(paper(f"根据{words}制定，{words}另有规定的除外。"), citations=(known,)))
    )
    assert found(root, "//a:mainBody//a:ref/text()") == [words, words]
    assert set(found(root, "//a:mainBody//a:ref/@href")) == {known.href}
    assert inner(root.find(".//a:mainBody", AKN)) == f"根据{words}制定，{words}另有规定的除外。"


def test_a_table_stands_behind_the_clause_that_it_follows() -> None:
    clauses = (
        Clause(
            "notice__sec_1",
            1,
            "一、",
            "目标",
            "见下表。",
            (Clause("notice__sec_1__subsec_1", 2, "（一）", None, "细则。"),),
        ),
    )
    table = Table("t1", "表一", ((Cell("甲", 1, 2),),), ((Cell("乙"), Cell("丙")),), after="notice__sec_1")
    part = Component("notice", "notice", None, None, clauses, (table,))
    root = assert_valid_akn(to_akn(replace(BLANK, components=(part,))))
    assert inner(root.find(".//a:mainBody", AKN)) == "一、目标见下表。表一甲乙丙（一）细则。"


def test_a_name_that_comes_twice_is_mended_and_kept_beside() -> None:
    clauses = tuple(Clause(eid, 0, "", None, "文字") for eid in ("x", "x", "a b", "version_1", "gongkai", ""))
    part = Component("x", "notice", None, None, clauses, ())
    root = assert_valid_akn(to_akn(replace(BLANK, components=(part,))))
    names = found(root, "//a:mainBody/a:paragraph/@eId")
    assert len(set(names)) == len(clauses)
    assert found(root, "//a:mainBody/a:paragraph/@wId") == ["x", "ab", "version_1", "gongkai"]


@pytest.mark.parametrize("text", HOSTILE)
def test_rubbish_in_every_field_still_validates(text: str) -> None:
    table = Table(text, text, ((Cell(text),),), ((), (Cell(text, 3, 4, unreadable=True),)), after=text)
    part = Component(text, "notice", text, text, (Clause(text, 3, text, text, text),), (table,))
    document = Publishable(
        key=text, address=text, version=3, title=text, title_en=text, number=text, issuers=(text,),
        addressees=(text,), copied_to=(text,), date_made=date(1, 1, 1), date_printed=None,
        published_at=datetime(2024, 1, 1, tzinfo=UTC), disclosure=text, validity=text,
        jurisdiction_code=text, jurisdiction_name=text, gazette=text,
        components=(part, replace(part, kind="plan"), replace(part, kind="attachment")),
        citations=(Citation(text, text, text, text),), original_sha256=text, record_sha256=text,
    )  # fmt: skip
    assert_valid_akn(to_akn(document))
    assert_valid_akn(
        issue_to_akn(replace(sample(), series=text, address=text, documents=(document, document)))
    )


@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_text_gives_valid_xml_that_holds_it(marker: str, heading: str, text: str) -> None:
    clause = Clause("notice__p_1", 1, marker, heading, text)
    part = Component("notice", "notice", None, None, (clause,), ())
    root = assert_valid_akn(to_akn(replace(BLANK, address=text, citations=(), components=(part,))))
    body = inner(root.find(".//a:mainBody", AKN))
    assert body == compact(safe(marker) + safe(heading) + safe(text))


def test_a_document_of_a_million_characters_is_written() -> None:
    root = assert_valid_akn(to_akn(paper(*["公开" * 5000] * 100, tables=(long_table(2000),))))
    assert len(found(root, "//a:tr/@*[1]")) == 0
    assert len(root.findall(".//a:tr", AKN)) == 2001


def test_the_same_record_gives_the_same_bytes() -> None:
    assert to_akn(sample().documents[0]) == to_akn(sample().documents[0])

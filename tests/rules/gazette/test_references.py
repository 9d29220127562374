"""Documents that a text cites, and what it does with them."""

from __future__ import annotations

import pytest
from tests.rules.build import piece

from gongkai.rules.gazette.references import Citation, find_citations


def cite(*texts: str, own: set[str] | None = None) -> list[Citation]:
    return list(find_citations([piece(t) for t in texts], own or set()))


PLAIN = [
    (
        "title and number together",
        "认真落实《关于促进托育服务发展的意见》（云政发〔2021〕4号）",
        ("关于促进托育服务发展的意见", "云政发〔2021〕4号"),
    ),
    ("a title alone", "执行《托育机构设置标准》有关规定", ("托育机构设置标准", None)),
    ("a number alone", "按照云政办发〔2022〕9号文件执行", (None, "云政办发〔2022〕9号")),
    ("an order", "按照国务院令第711号规定", (None, "国务院令第711号")),
    ("an order behind a verb", "违反国务院令第711号的", (None, "国务院令第711号")),
    (
        "a title with a title inside",
        "转发《省教育厅关于印发〈幼儿园管理规程〉的通知》",
        ("省教育厅关于印发〈幼儿园管理规程〉的通知", None),
    ),
    (
        "square brackets are brought to the form of the standard",
        "见《甲办法》（云发[2020]3号）",
        ("甲办法", "云发〔2020〕3号"),
    ),
]


@pytest.mark.parametrize(("what", "text", "wanted"), PLAIN, ids=[c[0] for c in PLAIN])
def test_a_citation_has(what: str, text: str, wanted: tuple[str | None, str | None]) -> None:
    (found,) = cite(text)
    assert (found.title, found.number) == wanted
    assert text[found.start : found.end] == found.as_written


KINDS = [
    ("根据《托育机构设置标准》（国卫发〔2019〕58号），制定本方案。", "basis"),
    ("为贯彻落实《省政府关于发展托育服务的意见》精神，结合我市实际，制定如下措施。", "basis"),
    ("依据《甲条例》等规定，制定本办法。", "basis"),
    ("转发《省教育厅关于做好托育工作的通知》，请遵照执行。", "forwards"),
    ("现将《省教育厅关于做好托育工作的通知》（澜教发〔2024〕1号）转发给你们，请遵照执行。", "forwards"),
    ("《云滨市托育补助办法》（云政发〔2018〕3号）同时废止。", "repeals"),
    ("云政发〔2018〕3号文件予以废止。", "repeals"),
    ("《云滨市托育补助办法》作如下修改：", "amends"),
    ("参照《幼儿园管理规程》开展检查。", "mentions"),
    ("各单位组织学习《甲条例》。", "mentions"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[c[0] for c in KINDS])
def test_the_words_around_say_what_a_text_does_with_a_document(text: str, kind: str) -> None:
    (found,) = cite(text)
    assert found.kind == kind


def test_two_documents_of_one_sentence_are_two_citations() -> None:
    found = cite("根据《甲条例》和《乙办法》（云政发〔2020〕1号）规定，制定本细则。")
    assert [(c.title, c.number, c.kind) for c in found] == [
        ("甲条例", None, "basis"),
        ("乙办法", "云政发〔2020〕1号", "basis"),
    ]


def test_a_short_name_stands_for_the_document_that_introduced_it() -> None:
    found = cite(
        "根据《云滨市托育服务促进条例》（以下简称《促进条例》）制定。",
        "按照《促进条例》第三条执行。",
        "《实施细则》另行公布。",
    )
    assert [(c.title, c.as_written) for c in found] == [
        ("云滨市托育服务促进条例", "《云滨市托育服务促进条例》"),
        ("云滨市托育服务促进条例", "《促进条例》"),
        ("实施细则", "《实施细则》"),
    ]


@pytest.mark.parametrize("short", ["条例", "促进条例"])
def test_a_short_name_may_be_as_short_as_its_kind(short: str) -> None:
    found = cite(
        f"根据《云滨市托育服务促进条例》（以下简称《{short}》）制定。", f"按照《{short}》第三条执行。"
    )
    assert [c.title for c in found] == ["云滨市托育服务促进条例"] * 2


def test_a_short_name_carries_the_number_of_its_document() -> None:
    found = cite(
        "按照《云滨市托育服务实施意见》（云政发〔2021〕4号，以下简称《实施意见》）要求",
        "落实《实施意见》确定的任务",
    )
    assert [c.number for c in found] == ["云政发〔2021〕4号"] * 2


def test_the_document_itself_is_no_citation() -> None:
    text = "现将《云滨市托育方案》印发给你们，云政发〔2024〕6号自印发之日起执行。"
    assert cite(text, own={"云滨市托育方案", "云政发〔2024〕6号"}) == []


def test_the_body_that_issued_a_document_stands_before_it() -> None:
    (found,) = cite("根据国务院办公厅《关于发展托育服务的指导意见》，制定本方案。")
    assert found.issuer == "国务院办公厅"


def test_citations_come_in_the_order_of_the_paragraphs() -> None:
    found = cite("见《甲办法》。", "没有引用。", "见《乙办法》。")
    assert [c.title for c in found] == ["甲办法", "乙办法"]

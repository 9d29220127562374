"""The head and the signature of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from tests.rules.build import lines, source

from gongkai.rules.gazette.head import (
    disclosure_of,
    find_signature,
    is_addressee,
    is_note,
    is_red_head,
    issuers_in_title,
    note_date,
    parse_head,
    printed_date,
    title_like,
)
from gongkai.rules.gazette.lines import lay_out
from gongkai.rules.text.fold import fold

TO = "各区县人民政府，市政府各部门："
BODY = "为加快发展普惠托育服务，更好满足群众需要，按照省政府部署，经市政府同意，现将有关事项通知如下。"


@dataclass(frozen=True)
class Case:
    name: str
    lines: tuple[str, ...]
    title: str | None
    number: str | None
    addressees: str | None = TO


HEADS = [
    Case(
        "the number before the title",
        ("云政发〔2024〕6号", "云滨市人民政府关于加快发展托育服务的通知", TO, BODY),
        "云滨市人民政府关于加快发展托育服务的通知",
        "云政发〔2024〕6号",
    ),
    Case(
        "the title before the number",
        ("云滨市人民政府关于加快发展托育服务的通知", "云政发〔2024〕6号", TO, BODY),
        "云滨市人民政府关于加快发展托育服务的通知",
        "云政发〔2024〕6号",
    ),
    Case(
        "the mark of the authority above both",
        ("云滨市人民政府文件", "云政发〔2024〕6号", "云滨市人民政府关于加快发展托育服务的通知", TO, BODY),
        "云滨市人民政府关于加快发展托育服务的通知",
        "云政发〔2024〕6号",
    ),
    Case(
        "a title over two lines",
        ("云政办发〔2024〕6号", "云滨市人民政府办公室关于印发", "云滨市托育服务发展行动方案的通知", TO, BODY),
        "云滨市人民政府办公室关于印发云滨市托育服务发展行动方案的通知",
        "云政办发〔2024〕6号",
    ),
    Case(
        "a title over three lines",
        (
            "云政办发〔2024〕6号",
            "云滨市人民政府办公室",
            "关于印发《云滨市托育服务发展行动方案》",
            "的通知",
            TO,
            BODY,
        ),
        "云滨市人民政府办公室关于印发《云滨市托育服务发展行动方案》的通知",
        "云政办发〔2024〕6号",
    ),
    Case(
        "the issuer on a line of its own above a title before its number",
        (
            "云滨市人民政府办公室",
            "关于印发《云滨市托育服务发展行动方案》",
            "的通知",
            "云政办发〔2024〕6号",
            TO,
            BODY,
        ),
        "云滨市人民政府办公室关于印发《云滨市托育服务发展行动方案》的通知",
        "云政办发〔2024〕6号",
    ),
    Case(
        "a title line that could end the title but does not",
        ("云政办发〔2024〕6号", "云滨市人民政府办公室关于印发云滨市托育服务发展行动", "方案的通知", TO, BODY),
        "云滨市人民政府办公室关于印发云滨市托育服务发展行动方案的通知",
        "云政办发〔2024〕6号",
    ),
    Case(
        "a title with a remark in brackets",
        ("云政规〔2024〕2号", "云滨市人民政府关于印发云滨市托育补助办法（试行）的通知", TO, BODY),
        "云滨市人民政府关于印发云滨市托育补助办法（试行）的通知",
        "云政规〔2024〕2号",
    ),
    Case(
        "the number in brackets under the title",
        ("云滨市人民政府关于加快发展托育服务的意见", "（云政发〔2024〕6号）", TO, BODY),
        "云滨市人民政府关于加快发展托育服务的意见",
        "云政发〔2024〕6号",
    ),
    Case(
        "a labelled number on a page of the web",
        ("云滨市人民政府关于加快发展托育服务的意见", "发文字号：云政发〔2024〕6号", TO, BODY),
        "云滨市人民政府关于加快发展托育服务的意见",
        "云政发〔2024〕6号",
    ),
    Case(
        "an order on two lines",
        ("云滨市人民政府令", "第18号", "云滨市托育机构管理办法", BODY),
        "云滨市托育机构管理办法",
        "云滨市人民政府令第18号",
        None,
    ),
    Case(
        "an order whose number the note under the title states",
        (
            "云滨市托育机构管理办法",
            "（2023年1月5日云滨市人民政府令第18号公布 自2023年3月1日起施行）",
            "第一条 " + BODY,
        ),
        "云滨市托育机构管理办法",
        "云滨市人民政府令第18号",
        None,
    ),
    Case(
        "no number and nobody addressed",
        ("云滨市托育服务发展行动方案", BODY),
        "云滨市托育服务发展行动方案",
        None,
        None,
    ),
    Case("nothing but a sentence", (BODY,), None, None, None),
]


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case.name)
def test_the_head_of_a_document_with(case: Case) -> None:
    made = lines(*case.lines)
    head = parse_head(made)
    assert (head.title.text if head.title else None) == case.title
    assert (head.number.value if head.number else None) == case.number
    assert (head.addressees.text if head.addressees else None) == case.addressees
    first = case.lines.index(BODY) if BODY in case.lines else 2
    assert head.body == first


ADDRESSEES = [
    TO,
    "市教育局、市财政局：",
    "各区县（市）人民政府，市政府各委、办、局，各直属单位：",
    "云滨高新区管委会：",
    "各有关单位:",
    "市教育局：",
]
NO_ADDRESSEES = [
    "现将有关事项通知如下：",
    "一、各单位：",
    "来源：市教育局：",
    "主要任务：",
    "各单位要做好以下工作。市教育局：",
    "各单位",
]


@pytest.mark.parametrize("text", ADDRESSEES)
def test_a_line_that_names_bodies_and_ends_with_a_colon_addresses_them(text: str) -> None:
    assert is_addressee(lines(text)[0])


@pytest.mark.parametrize("text", NO_ADDRESSEES)
def test_other_lines_address_nobody(text: str) -> None:
    assert not is_addressee(lines(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "(此件主动公开)",
        "（主动公开）",
        "（依申请公开）",
        "【此件公开发布】",
        "（本件公开发布）",
    ],
)
def test_the_note_on_disclosure_is_read_without_its_brackets(text: str) -> None:
    assert disclosure_of(fold(text)) == fold(text)[1:-1]


@pytest.mark.parametrize(
    "text", ["此件公开发布", "（试行）", "（以下简称《办法》）", "（此件公开发布）抄送：市委办公室"]
)
def test_other_brackets_are_no_note_on_disclosure(text: str) -> None:
    assert disclosure_of(fold(text)) is None


def test_the_mark_of_an_authority_is_told_from_a_title() -> None:
    assert is_red_head("云滨市人民政府办公室文件")
    assert is_red_head("云滨市人民政府令")
    assert not is_red_head("关于规范文件")
    assert not is_red_head("云滨市托育机构管理办法")


def test_the_note_of_a_regulation_states_when_it_was_made() -> None:
    note = "(2019年6月4日云滨市人民政府令第6号公布,根据2023年5月9日云滨市人民政府令第21号修订)"
    assert is_note(note)
    assert note_date(note) == date(2019, 6, 4)
    assert not is_note("(试行)")
    assert not is_note("2019年6月4日公布")


@pytest.mark.parametrize(
    "text",
    ["加快推进。", "一、总体要求", "2024年3月5日", "云政发〔2024〕6号", "（此件公开发布）", "浏览次数：18"],
)
def test_formal_lines_are_no_title(text: str) -> None:
    assert not title_like(lines(text)[0])


@dataclass(frozen=True)
class Signed:
    name: str
    lines: tuple[str, ...]
    issuers: tuple[str, ...]
    day: date
    first: int


SIGNATURES = [
    Signed("one body", (BODY, "云滨市人民政府", "2024年3月5日"), ("云滨市人民政府",), date(2024, 3, 5), 1),
    Signed(
        "a day in Chinese numerals",
        (BODY, "云滨市教育局", "二〇二四年三月五日"),
        ("云滨市教育局",),
        date(2024, 3, 5),
        1,
    ),
    Signed(
        "several bodies one below the other",
        (BODY, "云滨市教育局", "云滨市财政局", "云滨市民政局", "2024年3月5日"),
        ("云滨市教育局", "云滨市财政局", "云滨市民政局"),
        date(2024, 3, 5),
        1,
    ),
    Signed(
        "body and day on one line",
        (BODY, "云滨市教育局 2024年3月5日"),
        ("云滨市教育局",),
        date(2024, 3, 5),
        1,
    ),
    Signed("a day without a body", (BODY, "2024年3月5日", "附件1"), (), date(2024, 3, 5), 1),
]


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: case.name)
def test_a_document_is_signed_by(case: Signed) -> None:
    found = find_signature(lines(*case.lines), 0)
    assert found is not None
    assert (found.issuers, found.day, found.first) == (case.issuers, case.day, case.first)


def test_a_day_inside_a_sentence_signs_nothing() -> None:
    assert find_signature(lines(BODY, "自2024年3月5日起施行。", "请于2024年3月5日前报送。"), 0) is None


def test_two_bodies_may_sign_on_one_line() -> None:
    layout = lay_out(source(BODY, "云滨市教育局　　云滨市财政局", "2024年3月5日"))
    found = find_signature(layout.elements, 0)
    assert found is not None
    assert found.issuers == ("云滨市教育局", "云滨市财政局")


def test_the_day_of_printing_stands_before_its_word() -> None:
    assert printed_date("云滨市人民政府办公室2024年3月8日印发") == date(2024, 3, 8)
    assert printed_date("云滨市人民政府办公室 2024年3月8日 印发") == date(2024, 3, 8)
    assert printed_date("2024年3月8日印发的通知") is None


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("云滨市教育局关于做好甲工作的通知", ["云滨市教育局"]),
        ("云滨市教育局 云滨市财政局关于做好甲工作的通知", ["云滨市教育局", "云滨市财政局"]),
        ("云滨市教育局、云滨市财政局印发甲办法的通知", ["云滨市教育局", "云滨市财政局"]),
        ("关于做好甲工作的通知", []),
        ("云滨市托育服务发展行动方案", []),
    ],
)
def test_a_title_begins_with_its_issuers(title: str, issuers: list[str]) -> None:
    assert issuers_in_title(title) == issuers

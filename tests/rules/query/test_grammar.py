"""What is typed into a search box, read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.query.grammar import LONGEST, read_query
from gongkai.rules.query.numbers import number_keys, typed_number
from gongkai.rules.query.questions import is_question


def groups(line: str) -> list[list[str]]:
    return [["".join(term.rows[0]) for term in group] for group in read_query(line).every]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("政务公开", [["政务公开"]]),
        ("政务公开　培训", [["政务公开"], ["培训"]]),
        ('"重点 领域" 公开', [["重点领域"], ["公开"]]),
        ("“政务公开”", [["政务公开"]]),
        ("健康“十四五”规划", [['健康"十四五"规划']]),
        ("“六稳”“六保”", [['"六稳""六保"']]),
        ("景点 OR 景区 门票", [["景点", "景区"], ["门票"]]),
        ("景点 ｜ 景区", [["景点", "景区"]]),
        ("OR 景点", [["景点"]]),
        ("24-227", [["24-227"]]),
        ("", []),
        ("　 \n", []),
    ],
)
def test_terms_stand_between_blanks_and_all_must_be_found(line: str, read: list[list[str]]) -> None:
    assert groups(line) == read


@pytest.mark.parametrize("line", ["公开 -培训", "公开 －培训", "公开 —培训", '公开 -"培训"'])
def test_a_dash_before_a_term_excludes_it(line: str) -> None:
    asked = read_query(line)
    assert [term.written for term in asked.without] == ["培训"]
    assert groups(line) == [["公开"]]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("沈政发2020-18", "沈政发[2020]18"),
        ("沈政发[2020]18号", "沈政发[2020]18"),
        ("沈政发（2020）第18号", "沈政发[2020]18"),
        ("瀋政發〔２０２０〕１８號", "沈政发[2020]18"),
        ("沈政发 2020年 18号文件", "沈政发[2020]18"),
        ("〔2020〕018号", "[2020]18"),
        ("2020年18号文", "[2020]18"),
        ("18号文", "18"),
        ("国务院令第711号", "国务院令711"),
        ("18号", None),
        ("2020年", None),
        ("2020-18", None),
        ("2020-09-04", None),
        ("到2020年12", None),
        ("2020", None),
        ("(2020", None),
    ],
)
def test_a_document_number_is_known_in_every_spelling(typed: str, key: str | None) -> None:
    number = typed_number(typed)
    assert (number.key if number else None) == key


def test_a_document_is_found_by_its_number_by_year_and_serial_and_by_serial() -> None:
    assert number_keys("沈政公领发[2020]1号") == ("沈政公领发[2020]1", "[2020]1", "1")
    assert number_keys("无文号") == ()


def test_traditional_writers_need_not_know_which_of_two_words_is_meant() -> None:
    assert [term.rows for term in read_query("隨著").every[0]] == [(("随", "著"), ("随", "着"))]


def test_a_line_says_how_it_was_read() -> None:
    said = [(note.what, note.read_as) for note in read_query("青政发2020-18 -草案 a OR b").readings]
    assert said == [("number", "青政发[2020]18"), ("either", ""), ("without", "")]
    assert read_query("　").readings[0].what == "empty"
    assert read_query("长" * 500).readings[0].what == "cut"
    assert len(read_query("长" * 500).rows()[0]) == LONGEST


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("小微企业怎么申请贷款贴息", True),
        ("补贴标准是多少", True),
        ("可以提前退休吗", True),
        ("青年人才租房补贴申请条件", True),
        ("政务公开", False),
        ("怎么", False),
        ("2020年18号文", False),
        ('"小微企业怎么申请贷款贴息"', False),
    ],
)
def test_a_question_in_plain_words_is_told_from_a_phrase(line: str, asks: bool) -> None:
    assert read_query(line).question == asks


@given(st.text(max_size=80))
def test_any_line_at_all_is_read(line: str) -> None:
    asked = read_query(line)
    assert all(row for row in asked.rows())
    is_question(line)

"""Page numbers and running heads, told from values and sentences."""

from __future__ import annotations

import pytest

from gongkai.rules.text.fold import fold
from gongkai.rules.text.furniture import is_running_head, page_number, trailing_page_number

PAGE_NUMBERS = [
    ("12", 12),
    ("- 12 -", 12),
    ("— 12 —", 12),
    ("—12—", 12),
    ("－ 7 －", 7),
    ("· 3 ·", 3),
    ("第3页", 3),
    ("第 3 页 共 20 页", 3),
    ("3 / 20", 3),
    ("3/20", 3),
    ("**- 5 -**", 5),
    ("1024", 1024),
    ("第3页,共20页", 3),
    ("_4_", 4),
]
NO_PAGE_NUMBERS = [
    "",
    "3个",
    "12.5",
    "第3期",
    "3%",
    "3月",
    "12、",
    "(12)",
    "一",
    "12345",
    "-",
    "12 34 56",
    "第3条",
    "共20页",
]
RUNNING = [
    "云滨市人民政府公报2024年第9期",
    "云滨市人民政府公报 2024年第9期",
    "2024年第9期云滨市人民政府公报",
    "云滨市人民政府公报",
]
NOT_RUNNING = [
    "办好政府公报工作",
    "云滨市人民政府文件",
    "在云滨市人民政府公报上刊登,并向社会公布",
    "第9期",
    "",
]


@pytest.mark.parametrize(("line", "number"), PAGE_NUMBERS)
def test_a_line_that_is_a_page_number_gives_the_number(line: str, number: int) -> None:
    assert page_number(fold(line)) == number


@pytest.mark.parametrize("line", NO_PAGE_NUMBERS)
def test_a_line_that_says_anything_else_is_none(line: str) -> None:
    assert page_number(fold(line)) is None


@pytest.mark.parametrize("line", RUNNING)
def test_the_name_of_the_gazette_with_its_issue_is_a_running_head(line: str) -> None:
    assert is_running_head(fold(line))


@pytest.mark.parametrize("line", NOT_RUNNING)
def test_a_sentence_about_the_gazette_is_no_running_head(line: str) -> None:
    assert not is_running_head(fold(line))


def test_a_page_number_glued_to_the_end_of_a_line_is_told_with_its_place() -> None:
    text = "推进普惠托育服务。各区—28—"
    assert trailing_page_number(text) == (text.index("—"), 28)
    assert trailing_page_number("增速为5—8") is None
    assert trailing_page_number("目标—28") is None

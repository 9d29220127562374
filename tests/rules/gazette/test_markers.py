"""Numbering marks at the start of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.gazette.markers import marker_of
from gongkai.rules.text.fold import fold

MARKS = [
    ("一、总体要求", "han", 1, 1),
    ("十二、附则", "han", 1, 12),
    ("二十、其他", "han", 1, 20),
    ("一.总体要求", "han", 1, 1),
    ("（三）保障措施", "bhan", 2, 3),
    ("（二十一）甲", "bhan", 2, 21),
    ("(三)、保障", "bhan", 2, 3),
    ("4.推进甲", "num", 3, 4),
    ("4．推进甲", "num", 3, 4),
    ("4、推进甲", "num", 3, 4),
    ("90.推进甲", "num", 3, 90),
    ("（5）乙", "bnum", 4, 5),
    ("5)乙", "half", 5, 5),
    ("③丙", "ring", 5, 3),
    ("⑳丙", "ring", 5, 20),
    ("第一编 通则", "编", 1, 1),
    ("第二章 职责", "章", 1, 2),
    ("第2章职责", "章", 1, 2),
    ("第三节 程序", "节", 2, 3),
    ("第四十五条 本办法自公布之日起施行。", "条", 3, 45),
    ("第一百零二条 甲", "条", 3, 102),
    ("第 6 条 甲", "条", 3, 6),
]
NO_MARKS = [
    "",
    "总体要求",
    "3.5万人",
    "12.5%",
    "二是加强",
    "一方面",
    "第三条例外",
    "2024年",
    "（以下简称办法）",
    "百分之五",
    "第条",
    "（）",
    "3,甲",
    "(甲)乙",
    "1：2",
    "1980、甲",
    "三、5人",
    "第二款",
]


@pytest.mark.parametrize(("text", "style", "level", "number"), MARKS, ids=[m[0] for m in MARKS])
def test_a_line_begins_with_its_mark(text: str, style: str, level: int, number: int) -> None:
    marker = marker_of(fold(text))
    assert marker is not None
    assert (marker.style, marker.level, marker.number) == (style, level, number)
    assert 0 < marker.length <= len(text)


@pytest.mark.parametrize("text", NO_MARKS)
def test_a_value_or_a_word_at_the_start_is_no_mark(text: str) -> None:
    assert marker_of(fold(text)) is None


def test_the_mark_ends_where_the_words_begin() -> None:
    for text, rest in (
        ("（三）保障措施", "保障措施"),
        ("第二章 职责", "职责"),
        ("4、推进甲", "推进甲"),
        ("③丙", "丙"),
    ):
        marker = marker_of(fold(text))
        assert marker is not None
        assert text[marker.length :] == rest


def test_deeper_forms_have_deeper_levels() -> None:
    levels = [
        m.level for text in ("一、甲", "（一）甲", "1.甲", "（1）甲", "①甲") if (m := marker_of(fold(text)))
    ]
    assert levels == [1, 2, 3, 4, 5]


@given(st.text(alphabet="一二三十百0123456789第章节条编（）().、．①② 甲", max_size=20))
def test_a_mark_is_part_of_its_line(text: str) -> None:
    marker = marker_of(fold(text))
    if marker is not None:
        assert 0 < marker.length <= len(text)
        assert marker.number >= 0

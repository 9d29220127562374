"""Values with their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.duty.values import Value, read_values

ONE = [
    ("27%", (27.0, None, "%", None)),
    ("4.5‰", (4.5, None, "‰", None)),
    ("13/10万", (13.0, None, "/10万", None)),
    ("0.5-1个百分点", (0.5, 1.0, "个百分点", None)),
    ("5%-7%", (5.0, 7.0, "%", None)),
    ("10至20家", (10.0, 20.0, "家", None)),
    ("3~5项", (3.0, 5.0, "项", None)),
    ("1,200万元", (1200.0, None, "万元", None)),
    ("1.5万家", (1.5, None, "万家", None)),
    ("300亿元以上", (300.0, None, "亿元", "以上")),
    ("90%以上", (90.0, None, "%", "以上")),
    ("8%及以下", (8.0, None, "%", "及以下")),
    ("50个左右", (50.0, None, "个", "左右")),
    ("12平方米", (12.0, None, "平方米", None)),
    ("35微克/立方米", (35.0, None, "微克/立方米", None)),
    ("79.5岁", (79.5, None, "岁", None)),
    ("2.5张", (2.5, None, "张", None)),
    ("7", (7.0, None, None, None)),
]


def facts(value: Value) -> tuple[float, float | None, str | None, str | None]:
    return value.low, value.high, value.unit, value.suffix


@pytest.mark.parametrize(("text", "wanted"), ONE, ids=[c[0] for c in ONE])
def test_a_value_has_its_range_unit_and_qualifier(text: str, wanted: tuple[object, ...]) -> None:
    (value,) = read_values(text, 0)
    assert facts(value) == wanted
    assert value.end == len(text)


LISTS = [
    ("7%和9%", [7.0, 9.0]),
    ("15%、20%和25%", [15.0, 20.0, 25.0]),
    ("15%以上和25%以上", [15.0, 25.0]),
    ("13/10万及以下和10/10万及以下", [13.0, 10.0]),
    ("2.5张和4张", [2.5, 4.0]),
    ("10家和5%", [10.0]),
    ("10家，其中5家", [10.0]),
]


@pytest.mark.parametrize(("text", "lows"), LISTS, ids=[c[0] for c in LISTS])
def test_values_that_follow_each_other_share_their_unit(text: str, lows: list[float]) -> None:
    assert [v.low for v in read_values(text, 0)] == lows


def test_words_before_the_figure_hold_no_value() -> None:
    assert read_values("约7%", 0) == []
    assert [v.low for v in read_values("约7%", 1)] == [7.0]


@given(
    st.decimals(0, 99999, places=2),
    st.sampled_from(["%", "‰", "个", "家", "万元", "个百分点", "/10万", "公里"]),
)
def test_every_figure_with_its_unit_is_read_back(figure: object, unit: str) -> None:
    (value,) = read_values(f"{figure}{unit}", 0)
    assert (value.low, value.unit) == (float(str(figure)), unit)

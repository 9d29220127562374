"""Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.numerals import chinese_number, integer

NUMBERS = [
    ("一", 1),
    ("十", 10),
    ("十九", 19),
    ("二十", 20),
    ("四十三", 43),
    ("九十九", 99),
    ("一百", 100),
    ("一百零七", 107),
    ("三百六十五", 365),
    ("两千", 2000),
    ("一千零二十四", 1024),
    ("三万", 30000),
    ("三万五千", 35000),
    ("一百二十万", 1200000),
    ("两亿", 200000000),
    ("〇", 0),
    ("零", 0),
    ("二〇二五", 2025),
    ("一九九八", 1998),
    ("二○一九", 2019),
    ("二零二三", 2023),
]
NONE = ["", "廿", "一十a", "第三", "三 五", "万岁", "1十", "三.五"]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_a_chinese_numeral_states_its_number(written: str, value: int) -> None:
    assert chinese_number(written) == value


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_numeral_states_none(written: str) -> None:
    assert chinese_number(written) is None


def spell(number: int) -> str:
    """The numeral of a number below ten thousand as official papers write it."""
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(1, 9999))
def test_every_number_that_is_written_out_is_read_back(number: int) -> None:
    assert chinese_number(spell(number)) == number


@given(st.integers(1900, 2099))
def test_every_year_written_by_its_figures_is_read_back(year: int) -> None:
    assert chinese_number("".join("〇一二三四五六七八九"[int(d)] for d in str(year))) == year


def test_arabic_figures_are_numbers_and_absurdly_long_ones_are_none() -> None:
    assert integer("012") == 12
    assert integer("1234567890123") is None
    assert integer("十二") == 12
    assert integer("x1") is None


@given(st.text())
def test_no_text_breaks_the_reading_of_numerals(text: str) -> None:
    value = integer(text)
    assert value is None or value >= 0

"""Calendar dates as official papers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.dates import find_dates, make_date, month_end, whole_date
from gongkai.rules.text.fold import fold

WHOLE = [
    ("2024年3月5日", date(2024, 3, 5)),
    ("２０２４年３月５日", date(2024, 3, 5)),
    ("2024 年 3 月 5 日", date(2024, 3, 5)),
    ("二〇二四年三月五日", date(2024, 3, 5)),
    ("二○一九年十一月二十二日", date(2019, 11, 22)),
    ("二零二一年十二月三十一日", date(2021, 12, 31)),
    ("一九九八年十月一日", date(1998, 10, 1)),
    ("2024-03-05", date(2024, 3, 5)),
    ("2024.3.5", date(2024, 3, 5)),
    ("2024/3/5", date(2024, 3, 5)),
    (" 2024年3月5日 ", date(2024, 3, 5)),
]
NO_WHOLE_DATE = [
    "2024年3月",
    "3月5日",
    "2024年3月5日印发",
    "于2024年3月5日",
    "2023年2月29日",
    "2024年13月1日",
    "2024年4月31日",
    "1824年3月5日",
    "12024-03-05",
    "",
    "二〇二四年",
    "20240305",
]


@pytest.mark.parametrize(("written", "day"), WHOLE)
def test_every_spelling_of_a_day_is_that_day(written: str, day: date) -> None:
    assert whole_date(fold(written)) == day


@pytest.mark.parametrize("written", NO_WHOLE_DATE)
def test_what_is_more_or_less_than_a_day_is_none(written: str) -> None:
    assert whole_date(fold(written)) is None


def test_all_days_of_a_text_are_found_in_order_with_their_places() -> None:
    text = "自2023年5月1日起施行,二〇二四年六月三十日废止。第2024页"
    found = list(find_dates(text))
    assert [f.day for f in found] == [date(2023, 5, 1), date(2024, 6, 30)]
    assert [text[f.start : f.end] for f in found] == ["2023年5月1日", "二〇二四年六月三十日"]


def test_an_impossible_day_is_passed_over_and_the_next_is_found() -> None:
    assert [f.day for f in find_dates("2023年2月30日和2023年3月1日")] == [date(2023, 3, 1)]


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2024, 2, 29), (2023, 2, 28), (2000, 2, 29), (2024, 4, 30), (2024, 12, 31)]
)
def test_a_month_ends_on_its_last_day(year: int, month: int, last: int) -> None:
    assert month_end(year, month) == date(year, month, last)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_written_in_full_is_read_back(day: date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    assert whole_date(written) == day
    assert [f.day for f in find_dates(f"于{written}印发")] == [day]


@given(st.none() | st.integers(), st.none() | st.integers(), st.none() | st.integers())
def test_figures_make_a_day_only_where_there_is_such_a_day(
    year: int | None, month: int | None, day: int | None
) -> None:
    made = make_date(year, month, day)
    assert made is None or (made.year, made.month, made.day) == (year, month, day)


@given(st.text(alphabet="0123456789二〇年月日三十 -./", max_size=30))
def test_no_mixture_of_figures_breaks_the_reading_of_dates(text: str) -> None:
    for found in find_dates(fold(text)):
        assert 0 <= found.start < found.end <= len(text)
    whole_date(fold(text))

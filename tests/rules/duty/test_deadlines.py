"""Deadlines: the day that the words mean, the year inferred where they name none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.duty.deadlines import find_deadlines
from gongkai.rules.text.fold import fold

GIVEN = date(2024, 3, 5)


def days(text: str, *, given: date | None = GIVEN, year: int | None = None, cell: bool = False) -> list[str]:
    return [f.day.isoformat() for f in find_deadlines(fold(text), given=given, year=year, cell=cell)]


IN_A_CELL = [
    ("9月底", "2024-09-30"),
    ("9月底前", "2024-09-30"),
    ("9月", "2024-09-30"),
    ("9月份", "2024-09-30"),
    ("9月15日", "2024-09-15"),
    ("9月15日前", "2024-09-15"),
    ("9月上旬", "2024-09-10"),
    ("9月中旬", "2024-09-20"),
    ("9月下旬", "2024-09-30"),
    ("2024年9月", "2024-09-30"),
    ("2024年9月底前完成", "2024-09-30"),
    ("2025年2月底", "2025-02-28"),
    ("2024年11月15日前", "2024-11-15"),
    ("2025年", "2025-12-31"),
    ("2025年底", "2025-12-31"),
    ("2025年年底", "2025-12-31"),
    ("2025年末", "2025-12-31"),
    ("年底前", "2024-12-31"),
    ("年内", "2024-12-31"),
    ("第三季度", "2024-09-30"),
    ("三季度末", "2024-09-30"),
    ("第2季度前", "2024-06-30"),
    ("2025年第一季度", "2025-03-31"),
    ("上半年", "2024-06-30"),
    ("下半年", "2024-12-31"),
    ("2025年上半年", "2025-06-30"),
    ("今年底", "2024-12-31"),
    ("明年6月底", "2025-06-30"),
    ("“十四五”末", "2025-12-31"),
    ("“十五五”期末", "2030-12-31"),
]
IN_PROSE = [
    ("6月底前完成", "2024-06-30"),
    ("6月15日前报送", "2024-06-15"),
    ("2025年底前建成", "2025-12-31"),
    ("到2025年，实现全覆盖", "2025-12-31"),
    ("力争2025年完成", "2025-12-31"),
    ("2025年6月底前出台", "2025-06-30"),
    ("年底前全部完成", "2024-12-31"),
    ("年内出台", "2024-12-31"),
    ("三季度前完成", "2024-09-30"),
    ("到“十四五”末", "2025-12-31"),
    ("于2024年8月31日前完成", "2024-08-31"),
]
NO_DEADLINES = [
    "自2024年5月1日起施行",
    "从2024年6月底开始",
    "2020年以来",
    "2023年度考核",
    "根据2023年12月31日的数据",
    "较2023年底提高",
    "比2023年末增加",
    "每年6月底前",
    "逐年年底前",
    "2024年3月5日印发",
    "《2024年6月底前重点工作》",
    "2021-2025年",
    "2024年任务",
    "每月10日前报送",
    "截至2023年底，已建成10家",
    "有效期至2027年12月31日",
    "",
]


@pytest.mark.parametrize(("text", "day"), IN_A_CELL)
def test_a_cell_of_a_deadline_column_means(text: str, day: str) -> None:
    assert days(text, cell=True) == [day]


@pytest.mark.parametrize(("text", "day"), IN_PROSE)
def test_a_sentence_sets_a_deadline(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize("text", NO_DEADLINES)
def test_a_date_that_nothing_is_due_by_is_no_deadline(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("text", ["长期坚持", "持续推进", "常态化", "-", "", "适时"])
def test_a_cell_that_names_no_day_has_no_deadline(text: str) -> None:
    assert days(text, cell=True) == []


def test_years_that_are_named_together_are_all_deadlines() -> None:
    assert days("到2025年和2030年，分别达到") == ["2025-12-31", "2030-12-31"]
    assert days("到2024年、2025年和2026年，分别达到") == ["2024-12-31", "2025-12-31", "2026-12-31"]


def test_years_that_a_cell_names_together_are_read_once_each() -> None:
    assert days("2024年、2025年和2026年", cell=True) == ["2024-12-31", "2025-12-31", "2026-12-31"]


def inferred(text: str, *, given: date | None = GIVEN, year: int | None = None) -> list[tuple[str, bool]]:
    found = find_deadlines(text, given=given, year=year, cell=True)
    return [(f.day.isoformat(), f.inferred_year) for f in found]


def test_the_year_is_marked_as_inferred_only_where_the_words_name_none() -> None:
    assert inferred("9月底") == [("2024-09-30", True)]
    assert inferred("2024年9月底") == [("2024-09-30", False)]
    assert inferred("今年底") == [("2024-12-31", True)]


def test_the_year_of_the_title_goes_before_the_year_of_the_document() -> None:
    assert inferred("9月底", year=2025) == [("2025-09-30", True)]
    assert inferred("2月底", given=date(2024, 12, 20), year=2025) == [("2025-02-28", True)]


def test_a_month_before_the_day_of_the_document_means_the_next_year() -> None:
    assert inferred("2月底") == [("2025-02-28", True)]
    assert inferred("3月底") == [("2024-03-31", True)]


def test_without_any_year_a_month_is_no_day() -> None:
    assert inferred("9月底", given=None) == []
    assert inferred("2025年9月底", given=None) == [("2025-09-30", False)]


@pytest.mark.parametrize("text", ["13月底", "2月30日", "0月", "2024年13月"])
def test_a_month_or_day_that_does_not_exist_is_no_deadline(text: str) -> None:
    assert [d for d in days(text, cell=True) if not d.endswith("12-31")] == []


def test_a_deadline_knows_its_words() -> None:
    text = "各区县要在6月底前完成，2025年底前建成。"
    found = list(find_deadlines(text, given=GIVEN, year=None, cell=False))
    assert [text[f.start : f.end].lstrip("在") for f in found] == ["6月底前完成", "2025年底前建成"]


@given(st.integers(1, 12), st.integers(2020, 2035), st.booleans())
def test_every_month_end_is_read_back(month: int, year: int, named: bool) -> None:
    text = f"{year}年{month}月底前" if named else f"{month}月底前"
    ((day, guessed),) = inferred(text, given=None, year=None if named else year)
    assert (int(day[:4]), int(day[5:7]), guessed) == (year, month, not named)
    assert int(day[8:]) >= 28


@given(
    st.text(alphabet="0123456789年月日底末前到至第一二三四季度十五每自起《》“”半上下", max_size=30),
    st.booleans(),
)
def test_no_mixture_of_dates_breaks_the_search(text: str, cell: bool) -> None:
    folded = fold(text)
    for found in find_deadlines(folded, given=GIVEN, year=None, cell=cell):
        assert 0 <= found.start < found.end <= len(folded)

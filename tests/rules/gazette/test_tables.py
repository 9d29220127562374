"""Tables: caption, header and rows told apart, put together over pages without losing a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.build import cells, grid

from gongkai.rules.gazette.tables import Grid, continues, merge_pages

HEAD = ["序号", "任务内容", "责任单位", "完成时限"]


def words(table: Grid) -> list[list[str]]:
    return cells(table.rows)


def test_the_first_row_of_column_names_is_the_header() -> None:
    table = grid(HEAD, ["1", "建设托育机构", "市卫生健康委", "6月底"])
    assert table.columns == HEAD
    assert words(table) == [["1", "建设托育机构", "市卫生健康委", "6月底"]]


def test_a_header_over_two_rows_names_each_column_from_above() -> None:
    table = grid(
        ["序号", "指标", "2022年现状", "目标", "<"],
        ["^", "^", "^", "2025年", "2030年"],
        ["1", "千人托位数", "2.5", "4.5", "6"],
    )
    assert table.columns == ["序号", "指标", "2022年现状", "目标2025年", "目标2030年"]
    assert words(table) == [["1", "千人托位数", "2.5", "4.5", "6"]]


def test_what_the_format_states_of_the_header_holds() -> None:
    table = grid(["甲", "乙"], ["丙", "丁"], ["1", "2"], header_rows=2)
    assert cells(table.header) == [["甲", "乙"], ["丙", "丁"]]
    assert words(table) == [["1", "2"]]


def test_a_table_of_figures_without_column_names_has_no_header() -> None:
    table = grid(["甲区", "12", "34"], ["乙区", "56", "78"])
    assert table.header == ()
    assert len(table.rows) == 2


def test_a_sentence_is_no_header() -> None:
    table = grid(["1", "各单位要落实责任。", "市教育局"], ["2", "乙事。", "市财政局"])
    assert table.header == ()


def test_a_merged_first_row_is_the_caption() -> None:
    table = grid(["云滨市托育服务任务分工表", "<", "<", "<"], HEAD, ["1", "甲", "市教育局", "6月底"])
    assert [c.text for c in table.caption] == ["云滨市托育服务任务分工表"]
    assert table.columns == HEAD


def test_a_caption_of_two_lines_keeps_its_lines_apart() -> None:
    table = grid(["附件1\n任务分工表", "<", "<", "<"], HEAD, ["1", "甲", "市教育局", "6月底"])
    assert [c.text for c in table.caption] == ["附件1", "任务分工表"]


def test_a_table_read_sideways_is_turned() -> None:
    table = grid(
        ["序号", "1", "2", "3"],
        ["任务内容", "建设机构", "培训人员", "检查安全"],
        ["责任单位", "市卫生健康委", "市教育局", "市消防支队"],
        ["完成时限", "6月底", "9月底", "12月底"],
    )
    assert table.columns == HEAD
    assert words(table)[1] == ["2", "培训人员", "市教育局", "9月底"]


def page(number: int, *rows: list[str], head: bool = True) -> Grid:
    return grid(*([HEAD] if head else []), *rows, page=number)


def test_a_repeated_header_stands_once_and_the_pages_are_recorded() -> None:
    first = page(4, ["1", "甲事。", "市教育局", "6月底"])
    second = page(5, ["2", "乙事。", "市财政局", "9月底"])
    assert continues(first, second)
    whole = merge_pages([first, second])
    assert whole.columns == HEAD
    assert [r[0] for r in words(whole)] == ["1", "2"]
    assert whole.pages == (4, 5)
    assert whole.breaks == (1,)
    assert (whole.start, whole.end) == (first.start, second.end)


def test_a_page_without_header_goes_on_with_the_same_columns() -> None:
    first, second = (
        page(4, ["1", "甲事。", "市教育局", "6月底"]),
        page(5, ["2", "乙事。", "市财政局", "9月底"], head=False),
    )
    assert continues(first, second)
    assert len(merge_pages([first, second]).rows) == 2


def test_a_table_with_other_columns_or_a_caption_is_another_table() -> None:
    first = page(4, ["1", "甲事。", "市教育局", "6月底"])
    assert not continues(first, grid(["序号", "指标", "目标值"], ["1", "率", "5"]))
    assert not continues(first, grid(["附件2", "<", "<", "<"], HEAD, ["1", "乙", "市财政局", "9月底"]))
    assert not continues(first, grid(["甲", "1", "2"], ["乙", "3", "4"]))


def test_a_row_that_the_break_cuts_in_two_is_one_row() -> None:
    first = page(4, ["1", "推进普惠托育机构建设，加强", "市卫生健康委", "6月底"])
    second = page(5, ["", "从业人员培训。", "", ""], ["2", "乙事。", "市财政局", "9月底"], head=False)
    assert words(merge_pages([first, second])) == [
        ["1", "推进普惠托育机构建设，加强从业人员培训。", "市卫生健康委", "6月底"],
        ["2", "乙事。", "市财政局", "9月底"],
    ]


def test_every_cell_of_a_row_that_is_cut_is_put_together() -> None:
    first = page(4, ["1", "推进普惠托育机构建设，加强", "市卫生健康委、市民", "6月"])
    second = page(5, ["", "从业人员培训。", "政局", "底"], head=False)
    assert words(merge_pages([first, second])) == [
        ["1", "推进普惠托育机构建设，加强从业人员培训。", "市卫生健康委、市民政局", "6月底"]
    ]


def test_a_merged_text_that_the_break_cuts_is_whole_in_every_row_it_covers() -> None:
    first = page(1, ["1", "推进普惠托育机构建设，加强", "市教育局", "6月底"], ["^", "^", "市民政局", "9月底"])
    second = page(2, ["", "从业人员培训。", "", ""], head=False)
    whole = "推进普惠托育机构建设，加强从业人员培训。"
    assert [row[1] for row in words(merge_pages([first, second]))] == [whole, whole]


def test_a_whole_row_behind_the_break_stays_a_row_of_its_own() -> None:
    first = page(4, ["1", "推进普惠托育机构建设。", "市卫生健康委", "6月底"])
    second = page(5, ["", "加强从业人员培训。", "", ""], head=False)
    assert len(merge_pages([first, second]).rows) == 2


def test_a_merged_cell_over_the_break_goes_on_behind_it() -> None:
    first = page(4, ["1", "甲事。", "市教育局", "6月底"], ["^", "乙事。", "^", "7月底"])
    second = page(5, ["", "丙事。", "", "8月底"], ["^", "丁事。", "^", "9月底"], head=False)
    whole = merge_pages([first, second])
    assert [(r[0], r[2]) for r in words(whole)] == [("1", "市教育局")] * 4
    assert [r[0].spanned for r in whole.rows] == [False, True, True, True]


def test_an_empty_cell_of_a_column_that_never_merges_stays_empty() -> None:
    first = page(4, ["1", "甲事。", "市教育局", "6月底"])
    second = page(5, ["2", "乙事。", "", "9月底"], head=False)
    assert words(merge_pages([first, second]))[1] == ["2", "乙事。", "", "9月底"]


CELL = st.sampled_from(
    ["", "", "甲", "乙事。", "推进普惠托育机构建设，加强", "从业人员培训。", "市教育局", "6月底", "12", "^"]
)
ROW = st.tuples(CELL, CELL, CELL).map(list)
TOP_ROW = ROW.map(lambda row: ["" if cell == "^" else cell for cell in row])
ROWS = st.tuples(TOP_ROW, st.lists(ROW, max_size=4)).map(lambda rows: [rows[0], *rows[1]])
PAGES = st.lists(st.tuples(st.booleans(), ROWS), min_size=1, max_size=4)


def texts(table: Grid) -> list[str]:
    """The words of the caption and of every cell."""
    held = [c.words.text for row in (*table.header, *table.rows) for c in row]
    return [*held, *(c.text for c in table.caption)]


@given(PAGES)
def test_no_word_of_a_cell_is_lost_over_pages(pages: list[tuple[bool, list[list[str]]]]) -> None:
    names = ["任务内容", "责任单位", "完成时限"]
    parts = [
        grid(*([names] if at == 0 or repeated else []), *rows, page=at)
        for at, (repeated, rows) in enumerate(pages)
    ]
    whole = merge_pages(parts)
    held = texts(whole)
    for part in parts:
        assert all(any(words in cell for cell in held) for words in texts(part))
    repeated = sum(len(p.header) for p in parts[1:] if cells(p.header) == cells(parts[0].header))
    rows = sum(len(p.header) + len(p.rows) for p in parts) - repeated
    # A row that a break cuts in two is one row; nothing else may take a row away.
    assert rows - (len(parts) - 1) <= len(whole.header) + len(whole.rows) <= rows


@given(PAGES)
def test_a_table_over_pages_stays_rectangular(pages: list[tuple[bool, list[list[str]]]]) -> None:
    whole = merge_pages([grid(*rows, page=at) for at, (_, rows) in enumerate(pages)])
    assert {len(row) for row in (*whole.header, *whole.rows)} <= {3}


@pytest.mark.parametrize("rows", [[[""]], [["甲"]], [["甲", "<"]], [["甲"], ["^"]]])
def test_a_table_may_be_as_small_as_one_cell(rows: list[list[str]]) -> None:
    table = grid(*rows)
    assert len(table.header) + len(table.rows) + (1 if table.caption else 0) == len(rows)

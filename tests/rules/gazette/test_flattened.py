"""Tables that a copy has flattened: every cell on a line of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.build import Sheet, cells, document, lines, source

from gongkai.rules.gazette.flattened import find_flat
from gongkai.rules.reading import read_source

HEAD = ("序号", "任务", "责任单位", "完成时限")
FIRST = ("1", "建设普惠托育机构十家。", "市教育局、市财政局", "6月底")
SECOND = ("2", "贯通城市绿道。", "市林业局", "9月底")


def rows(*texts: str) -> list[list[str]] | None:
    found = find_flat(lines(*texts))
    return cells(found.grid.rows) if found else None


def test_lines_in_the_order_of_the_header_are_a_table() -> None:
    found = find_flat(lines("前言。", *HEAD, *FIRST, *SECOND))
    assert found is not None
    assert found.grid.columns == list(HEAD)
    assert cells(found.grid.rows) == [list(FIRST), list(SECOND)]
    assert (found.first, found.end) == (1, 13)


def test_a_cell_that_was_empty_is_left_out_and_the_others_find_their_columns() -> None:
    assert rows(*HEAD, *FIRST, "2", "贯通城市绿道。", "9月底", "3", "开展检查。", "市应急局") == [
        list(FIRST),
        ["2", "贯通城市绿道。", "", "9月底"],
        ["3", "开展检查。", "市应急局", ""],
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    found = rows(*HEAD, "1", "建设普惠托育", "机构十家。", "市教育局", "市财政局", "6月底", *SECOND)
    assert found is not None
    assert found[0][:2] == ["1", "建设普惠托育机构十家。"]
    assert found[0][2].startswith("市教育局")
    assert found[0][3] == "6月底"


def test_a_further_text_behind_a_deadline_is_a_further_row() -> None:
    found = rows(*HEAD, *FIRST, "加强从业人员培训。", "市民政局", "9月底", *SECOND)
    assert found is not None
    assert found[1] == ["", "加强从业人员培训。", "市民政局", "9月底"]


def test_a_heading_between_rows_belongs_to_none_of_them() -> None:
    assert rows(*HEAD, *FIRST, "二、扩大绿地", *SECOND) == [list(FIRST), list(SECOND)]


def test_a_figure_far_out_of_line_is_no_new_row() -> None:
    found = rows(*HEAD, *FIRST, *SECOND, "900", "尾注。")
    assert found is not None
    assert [row[0] for row in found if row[0]] == ["1", "2"]


NOT_FLAT = [
    ("without a running number", ("任务", "责任单位", "完成时限", *FIRST, *SECOND)),
    ("with one row only", (*HEAD, *FIRST)),
    ("without units or deadlines", ("序号", "姓名", "职务", "1", "王某", "主任", "2", "李某", "科长")),
    ("with two columns", ("序号", "责任单位", "1", "市教育局", "2", "市财政局")),
    (
        "where a sentence stands in the header",
        ("序号", "以下任务由各单位结合实际认真抓好落实。", "责任单位", *FIRST),
    ),
]


def test_other_lines_are_no_flattened_table() -> None:
    for what, texts in NOT_FLAT:
        assert rows(*texts) is None, what


THIRD = ("3", "开展消防检查。", "市应急局", "年底")


def test_a_real_table_ends_a_flattened_one() -> None:
    table = Sheet(list(HEAD), list(FIRST))
    made = source(*document("现予印发。"), "附件1", "任务分工表", *HEAD, *FIRST, *SECOND, *THIRD, table)
    (found,) = read_source(made).documents
    assert sorted(len(t.rows) for t in found.attachments[0].tables) == [1, 3]


def test_the_rows_of_a_flattened_table_are_tasks() -> None:
    made = source(*document("现予印发。"), "附件1", "任务分工表", *HEAD, *FIRST, *SECOND, *THIRD)
    tasks = read_source(made).documents[0].tasks
    assert [(t.item, t.responsible, t.deadlines[0].date) for t in tasks] == [
        ("1", ("市教育局", "市财政局"), "2024-06-30"),
        ("2", ("市林业局",), "2024-09-30"),
        ("3", ("市应急局",), "2024-12-31"),
    ]


def test_headings_between_the_rows_and_numbers_left_out_cost_no_task() -> None:
    numbered = [("3", *FIRST[1:]), ("7", *SECOND[1:]), ("15", *THIRD[1:])]
    listed = ("一、扩大供给", *numbered[0], "二、扩大绿地", *numbered[1], "三、守住安全", *numbered[2])
    made = source(*document("现予印发。"), "附件", "任务分工表", *HEAD, *listed)
    tasks = read_source(made).documents[0].tasks
    assert [(t.item, t.text, t.responsible, t.deadlines[0].date) for t in tasks] == [
        ("3", FIRST[1], ("市教育局", "市财政局"), "2024-06-30"),
        ("7", SECOND[1], ("市林业局",), "2024-09-30"),
        ("15", THIRD[1], ("市应急局",), "2024-12-31"),
    ]


def test_rows_that_circled_figures_number_are_read_without_harm() -> None:
    ringed = (*("①", *FIRST[1:]), *("②", *SECOND[1:]), *("③", *THIRD[1:]))
    made = source(*document("现予印发。"), "附件", "任务分工表", *HEAD, *ringed)
    (found,) = read_source(made).documents
    assert [a.title for a in found.attachments] == ["任务分工表"]
    assert all(text in found.attachments[0].text for text in (FIRST[1], SECOND[1], THIRD[1]))


LINES = st.sampled_from([*HEAD, *FIRST, *SECOND, "3", "12", "二、甲", "900", "（一）乙", "长期坚持", "建设"])


@given(st.lists(LINES, max_size=30))
def test_no_word_of_a_flattened_table_is_lost(texts: list[str]) -> None:
    found = find_flat(lines(*HEAD, *texts))
    if found is None:
        return
    held = "".join(c for row in cells([*found.grid.header, *found.grid.rows]) for c in row)
    inside = [t for t in (*HEAD, *texts)[found.first : found.end] if not t.startswith("二、")]
    assert sum(len(t) for t in inside) >= len(held)
    for text in inside[:4]:
        assert text in held

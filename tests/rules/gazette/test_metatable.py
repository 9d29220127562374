"""The table of facts above a document on a government page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.rules.build import Sheet, source

from gongkai.rules.blocks import Metadata, TableBlock
from gongkai.rules.gazette.metatable import is_label_line, read_label_lines, read_metatable
from gongkai.rules.text.fold import fold

FACTS = (
    ["索引号：", "00601/2024-118", "主题分类：", "卫生、托育"],
    ["发文机关：", "云滨市人民政府", "成文日期：", "2024年3月5日"],
    ["标题：", "云滨市人民政府关于加快发展托育服务的意见", "<", "<"],
    ["发文字号：", "云政发〔2024〕6号", "发布日期：", "2024年3月9日"],
)


def facts(*rows: Sequence[str]) -> Metadata | None:
    made = source(Sheet(*rows))
    block = made.blocks[0]
    assert isinstance(block, TableBlock)
    return read_metatable(made.text, block)


def test_labels_and_the_cells_behind_them_give_the_facts() -> None:
    assert facts(*FACTS) == Metadata(
        "云滨市人民政府关于加快发展托育服务的意见", "云政发〔2024〕6号", "云滨市人民政府", "2024年3月5日"
    )


def test_a_fact_that_is_left_empty_is_absent() -> None:
    found = facts(
        ["索引号", "1"], ["发文机关", ""], ["发文字号", ""], ["成文日期", "2024年3月5日"], ["标题", "甲"]
    )
    assert found == Metadata("甲", None, None, "2024年3月5日")


def test_a_label_is_never_taken_for_the_value_of_another() -> None:
    found = facts(["发文字号", "有效性"], ["主题词", "托育"], ["索引号", "1"])
    assert found == Metadata()


def test_a_label_may_hold_blanks_in_its_middle() -> None:
    found = facts(["索 引 号：", "1"], ["标　　题：", "甲"], ["文　　号：", "乙〔2024〕1号"])
    assert found == Metadata("甲", "乙〔2024〕1号")


def test_a_table_of_tasks_states_no_facts() -> None:
    assert facts(["序号", "任务", "责任单位"], ["1", "甲", "市教育局"]) is None


def test_two_labels_alone_are_not_enough() -> None:
    assert facts(["名称", "甲"], ["分类", "乙"]) is None


@pytest.mark.parametrize(
    "text",
    ["索引号：", "发文字号：云政发〔2024〕6号", "成文日期： 2024年3月5日", "• 主题分类：卫生、托育", "标题:"],
)
def test_a_label_with_or_without_its_value_is_a_label_line(text: str) -> None:
    assert is_label_line(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "各区县人民政府：",
        "责任单位：市教育局",
        "发文字号",
        "现将有关事项通知如下：",
        "文号是：云政发〔2024〕6号",
        "",
    ],
)
def test_other_lines_are_no_label_line(text: str) -> None:
    assert not is_label_line(fold(text))


# As the rules see the lines: folded, with plain colons and brackets.
LABELLED = [
    (
        "values beside",
        ["发文字号:乙[2024]1号", "成文日期:2024年3月5日"],
        Metadata(number="乙[2024]1号", date="2024年3月5日"),
    ),
    ("values below", ["发文字号:", "乙[2024]1号", "标题:", "甲"], Metadata("甲", "乙[2024]1号")),
    (
        "a value left out before another label",
        ["发文机关:", "成文日期:", "2024年3月5日"],
        Metadata(date="2024年3月5日"),
    ),
    ("the first of two values", ["标题:甲", "标题:乙"], Metadata("甲")),
    ("labels of no fact", ["索引号:", "00601", "主题分类:托育"], Metadata()),
    ("a sentence far too long for a value", ["标题:" + "甲" * 121], Metadata()),
    ("no lines", [], Metadata()),
]


@pytest.mark.parametrize(("what", "texts", "wanted"), LABELLED, ids=[c[0] for c in LABELLED])
def test_label_lines_state_facts_with(what: str, texts: list[str], wanted: Metadata) -> None:
    assert read_label_lines(texts) == wanted

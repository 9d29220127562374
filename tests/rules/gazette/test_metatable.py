"""The table of facts above a document on a government page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.rules.build import Sheet, source

from gongkai.rules.blocks import Metadata, TableBlock
from gongkai.rules.gazette.metatable import read_metatable

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

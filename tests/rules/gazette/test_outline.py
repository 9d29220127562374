"""The outline of a document: headings under headings, gaps in the numbering."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.build import paras

from gongkai.rules.gazette.outline import Node, build, walk

Tree = list[Any]


def tree(node: Node) -> Tree:
    """Markers and headings with those under them."""
    return [[child.mark, child.title, *tree(child)] for child in node.children]


def outline(*texts: str) -> Tree:
    return tree(build(paras(*texts))[0])


def gaps(*texts: str) -> list[tuple[int, int]]:
    return [(gap.expected, gap.found) for gap in build(paras(*texts))[1]]


def test_headings_stand_under_the_heading_of_the_next_higher_level() -> None:
    assert outline(
        "一、总体要求",
        "（一）指导思想。坚持甲。",
        "（二）目标",
        "到2025年达成乙。",
        "二、任务",
        "1.推进丙。",
        "（1）完成丁。",
        "①编制戊。",
    ) == [
        ["一、", "总体要求", ["（一）", "指导思想"], ["（二）", "目标"]],
        ["二、", "任务", ["1.", "推进丙", ["（1）", "完成丁", ["①", "编制戊"]]]],
    ]


def test_a_level_that_is_left_out_does_not_break_the_outline() -> None:
    assert outline("一、任务", "1.甲事", "2.乙事", "二、保障") == [
        ["一、", "任务", ["1.", "甲事"], ["2.", "乙事"]],
        ["二、", "保障"],
    ]


def test_chapters_hold_articles_and_articles_have_no_heading() -> None:
    assert outline(
        "第一章 总则", "第一条 为了甲，制定本办法。", "第二条 本办法适用于乙。", "第二章 职责", "第三条 丙。"
    ) == [
        ["第一章", "总则", ["第一条", None], ["第二条", None]],
        ["第二章", "职责", ["第三条", None]],
    ]


def levels(*texts: str) -> list[tuple[str, int]]:
    return [(node.mark, node.level) for node in walk(build(paras(*texts))[0])[1:]]


def test_a_numeral_alone_is_of_the_highest_level_and_one_under_an_article_is_of_a_deeper_one() -> None:
    assert levels("一、总体要求", "（一）坚持公益。") == [("一、", 1), ("（一）", 2)]
    for texts in (
        ("第一章 总则", "第二条 申请人应当具备下列条件：", "一、有场地；", "（一）面积达标；", "第三条 丙。"),
        ("第二条 申请人应当具备下列条件：", "一、有场地；", "（一）面积达标；", "第三条 丙。"),
    ):
        found = levels(*texts)
        below = dict(found)
        assert 1 < below["第二条"] < below["一、"] < below["（一）"]
        assert below["第三条"] == below["第二条"]


def test_numerals_under_a_chapter_do_not_end_it() -> None:
    assert outline("第一章 目标", "一、甲事", "二、乙事", "第二章 保障", "一、丙事") == [
        ["第一章", "目标", ["一、", "甲事"], ["二、", "乙事"]],
        ["第二章", "保障", ["一、", "丙事"]],
    ]


def test_paragraphs_without_a_number_belong_to_the_heading_above() -> None:
    root, _ = build(paras("前言。", "一、任务", "第一段。", "第二段。", "二、保障"))
    assert [p.words.text for p in root.paras] == ["前言。"]
    assert [p.words.text for p in root.children[0].paras] == ["一、任务", "第一段。", "第二段。"]


HEADINGS = [
    ("the whole line", "（一）加强组织领导", "加强组织领导"),
    ("the lead of a paragraph up to its full stop", "（一）加强组织领导。各区县要成立专班。", "加强组织领导"),
    ("the lead up to a colon", "1.目标：到2025年达成乙。", "目标"),
    ("a sentence that is the whole paragraph and short", "1.推进丙。", "推进丙"),
    ("no heading where the paragraph is one long sentence", "1." + "推进" * 30 + "。", None),
    ("no heading where the lead is a list of clauses", "1.建立甲，完善乙，推进丙。各区县落实。", None),
    ("no heading before a semicolon", "（1）市教育局负责甲；", None),
]


@pytest.mark.parametrize(("what", "text", "heading"), HEADINGS, ids=[c[0] for c in HEADINGS])
def test_the_heading_of_a_paragraph_is(what: str, text: str, heading: str | None) -> None:
    (child,) = build(paras(text))[0].children
    assert child.title == heading


def test_a_numbering_without_gaps_reports_none() -> None:
    assert gaps("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "（二）己", "三、庚") == []


def test_a_number_that_is_skipped_is_reported_where_it_is_missed() -> None:
    assert gaps("一、甲", "1.乙", "2.丙", "4.丁", "二、戊") == [(3, 4)]


def test_every_level_is_checked() -> None:
    assert gaps("一、甲", "三、乙") == [(2, 3)]
    assert gaps("一、甲", "（一）乙", "（三）丙") == [(2, 3)]
    assert gaps("一、甲", "（1）乙", "（3）丙") == [(2, 3)]
    assert gaps("第一章 甲", "第一条 乙。", "第三条 丙。") == [(2, 3)]


def test_a_number_that_is_repeated_is_reported() -> None:
    assert gaps("一、甲", "1.乙", "2.丙", "2.丁") == [(3, 2)]


def test_items_may_count_on_through_all_parts() -> None:
    assert gaps("一、甲", "1.乙", "2.丙", "二、丁", "3.戊", "4.己", "三、庚", "5.辛") == []


def test_articles_count_on_through_all_chapters() -> None:
    assert gaps("第一章 甲", "第一条 乙。", "第二条 丙。", "第二章 丁", "第三条 戊。") == []


def test_a_gap_in_items_that_count_on_is_reported() -> None:
    assert gaps("一、甲", "1.乙", "2.丙", "二、丁", "4.戊") == [(3, 4)]


def test_a_figure_far_out_of_line_is_no_numbering() -> None:
    root, found = build(paras("一、甲", "120.5公里以外的道路", "300、400元两档"))
    assert found == []
    assert len(root.children[0].paras) == 3


def test_a_part_reaches_to_the_end_of_what_stands_under_it() -> None:
    root, _ = build(paras("一、甲", "（一）乙", "丙丙丙", "二、丁"))
    first, second = root.children
    assert first.end == first.children[0].end
    assert first.end < second.start


MARKS = st.sampled_from(
    ["一、", "二、", "四、", "（一）", "（二）", "1.", "2.", "7.", "（1）", "①", "第一章 ", "第二条 ", ""]
)


@given(
    st.lists(st.tuples(MARKS, st.sampled_from(["甲", "推进乙。丙丁。", "戊" * 50, "己，庚；"])), max_size=25)
)
def test_every_paragraph_stands_in_the_outline_once_and_in_order(parts: list[tuple[str, str]]) -> None:
    made = paras(*(mark + text for mark, text in parts))
    root, _ = build(made)
    held = [para for node in walk(root) for para in node.paras]
    assert held == made
    for node in walk(root):
        assert all(node.level < child.level for child in node.children)
        assert all(child.parent is node for child in node.children)
        assert node.heading is None or 0 <= node.heading[0] < node.heading[1] <= len(node.paras[0].words)

"""Whole documents as a copy leaves them: margins, page numbers and lists cut through their sentences."""

from __future__ import annotations

import pytest
from tests.rules.build import Part, Sheet, document, source

from gongkai.formats import read_bytes
from gongkai.rules.reading import read_source
from gongkai.rules.records import Document, Task

HEAD = "云政发〔2024〕6号\n关于加快发展托育服务的通知\n\n"


def read(text: str) -> Document:
    (found,) = read_source(read_bytes((HEAD + text).encode(), "a.txt")).documents
    return found


def test_a_mark_whose_bracket_runs_over_two_lines_is_one_mark() -> None:
    found = read(
        "一、任务\n"
        "1.推进托育服务体系建设。（牵头单位：市卫生健康委；\n"
        "责任单位：市教育局）\n"
        "2.乙事。（责任单位：市民政局）"
    )
    assert [(t.lead, t.responsible) for t in found.tasks] == [
        (("市卫生健康委",), ("市教育局",)),
        ((), ("市民政局",)),
    ]


def test_a_page_number_does_not_cut_a_year_from_its_figures() -> None:
    found = read(
        "一、任务\n（一）甲事\n强化养护机制，查处违规行为。到2026\n\n— 23 —\n\n"
        "年，线上办理量持续提升。\n责任单位：市教育局"
    )
    assert [(t.indicator, t.year) for t in found.tasks[0].targets] == [("线上办理量", 2026)]


def test_labels_side_by_side_go_on_behind_the_margin() -> None:
    column = "坚持公益导向，扩大普惠供给，规范机构管理，提升服务水平，健全\n" * 6
    found = read(
        f"一、任务\n　　{column}保障。\n"
        "　　（一）甲事。完善制度，强化监管。\n"
        "　　牵头单位：市税务局　　责任单位：市科协、卫生健康委、气象局、国\n"
        "资委、体育局\n"
        "　　（二）乙事。推进甲。\n"
        "　　牵头单位：市税务局　　责任单位：市科协、体育局\n"
    )
    assert [t.responsible for t in found.tasks] == [
        ("市科协", "市卫生健康委", "市气象局", "市国资委", "市体育局"),
        ("市科协", "市体育局"),
    ]


CLOSING = (
    "1.建设机构。（市教育局、财政局）",
    "2.培训人员。（市民政局）",
    "3.强化检查。（市应急局、消防支队）",
)


def tasks(*body: Part) -> tuple[Task, ...]:
    (found,) = read_source(source(*document(*body))).documents
    return found.tasks


def test_lists_of_units_at_the_ends_of_three_paragraphs_of_a_document_make_tasks() -> None:
    assert [(t.item, t.responsible) for t in tasks("一、任务", *CLOSING)] == [
        ("1", ("市教育局", "市财政局")),
        ("2", ("市民政局",)),
        ("3", ("市应急局", "市消防支队")),
    ]


def test_lists_of_units_at_the_ends_of_two_paragraphs_of_a_document_make_none() -> None:
    assert tasks("一、任务", *CLOSING[:2], "3.强化检查。") == ()


def test_a_label_line_behind_the_mark_dates_the_task_above_it() -> None:
    label = "1.扩大供给。建设机构。", "责任单位：市教育局"
    assert [[d.date for d in t.deadlines] for t in tasks("一、任务", *label, "完成时限：2024年9月底")] == [
        ["2024-09-30"]
    ]
    assert [t.deadlines for t in tasks("一、任务", *label, "各单位要明确2024年9月底的完成时限。")] == [()]


DATED: list[tuple[str, tuple[Part, ...]]] = [
    ("in the mark", ("1.扩大供给。建设机构。（责任单位：市教育局，9月底前完成）",)),
    ("in the text", ("1.扩大供给。2025年底前建成机构。（责任单位：市教育局）",)),
    ("twice in the text", ("1.扩大供给。6月底前选址，年底前建成机构。（责任单位：市教育局）",)),
    ("on a label line", ("1.扩大供给。建设机构。", "责任单位：市教育局", "完成时限：12月底前")),
    (
        "in a cell",
        (
            "附件",
            "任务分工表",
            Sheet(["序号", "任务", "责任单位", "完成时限"], ["1", "甲。", "市教育局", "9月底"]),
        ),
    ),
]


@pytest.mark.parametrize(("where", "body"), DATED, ids=[c[0] for c in DATED])
def test_the_trace_of_a_deadline_points_at_the_words_of_the_deadline(
    where: str, body: tuple[Part, ...]
) -> None:
    made = source(*document(*body))
    (task,) = read_source(made).documents[0].tasks
    traced = [t for t in task.trace if t.field == "deadlines"]
    assert task.deadlines
    assert [made.text[t.span.start : t.span.end] for t in traced] == [d.as_written for d in task.deadlines]
    assert [t.words for t in traced] == [d.as_written for d in task.deadlines]

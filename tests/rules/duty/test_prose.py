"""Tasks that responsibility marks in the prose close."""

from __future__ import annotations

from datetime import date

from tests.rules.build import paras

from gongkai.rules.duty.context import Context
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.prose import prose_tasks
from gongkai.rules.gazette.document import Component
from gongkai.rules.gazette.outline import build

EDU, FIN, CIV = ("市教育局",), ("市财政局",), ("市民政局",)


def read(*texts: str, title_year: int | None = None, goal_year: int | None = None) -> list[Duty]:
    made = paras(*texts)
    root, _ = build(made)
    part = Component(None, None, tuple(made), root, (), 0, made[-1].words.end if made else 0)
    return prose_tasks(part, "正文", Context(date(2024, 3, 5), title_year, goal_year))


def test_a_mark_at_the_end_closes_its_item() -> None:
    first, second = read(
        "一、任务",
        "1.扩大供给。建设托育机构。（牵头单位：市教育局；责任单位：市财政局）",
        "2.加强培训。（责任单位：市民政局）",
    )
    assert (first.item, first.marker, first.title, first.text) == (
        "1",
        "1.",
        "扩大供给",
        "建设托育机构。",
    )
    assert (first.lead, first.responsible) == (EDU, FIN)
    assert (second.item, second.title, second.lead, second.responsible) == ("2", "加强培训", (), CIV)


def test_a_paragraph_that_names_no_unit_is_no_task() -> None:
    tasks = read("一、任务", "1.扩大供给。建设托育机构。", "2.加强培训。（责任单位：市民政局）")
    assert [t.item for t in tasks] == ["2"]


def test_rules_that_name_no_unit_have_no_task() -> None:
    assert read("第一章 总则", "第一条 为了甲，制定本办法。", "第二条 市教育局负责本办法的实施。") == []


def test_several_marks_of_one_paragraph_close_several_tasks() -> None:
    tasks = read("一、任务", "1.扩大供给。建设托育机构。（市教育局负责）改造社区用房。（市财政局负责）")
    assert [(t.item, t.text, t.responsible) for t in tasks] == [
        ("1", "建设托育机构。", EDU),
        ("1", "改造社区用房。", FIN),
    ]


def test_a_mark_behind_sub_items_closes_the_item_above_them() -> None:
    (task,) = read(
        "一、任务",
        "（一）扩大供给。",
        "1.建设托育机构十家。",
        "2.改造社区用房二十处。",
        "（牵头单位：市教育局；责任单位：市财政局）",
    )
    assert (task.marker, task.title) == ("（一）", "扩大供给")
    assert "托育机构" in task.text
    assert "社区用房" in task.text


def test_a_mark_behind_the_last_of_marked_sub_items_closes_that_one_only() -> None:
    tasks = read(
        "一、任务",
        "（一）扩大供给。",
        "1.建设托育机构十家。（责任单位：市教育局）",
        "2.改造社区用房二十处。",
        "（责任单位：市财政局）",
    )
    assert [(t.item, t.responsible) for t in tasks] == [("1", EDU), ("2", FIN)]
    assert "托育机构" not in tasks[1].text


def test_a_mark_on_its_own_line_closes_the_paragraph_above() -> None:
    (task,) = read("一、任务", "1.扩大供给。建设托育机构。", "责任单位：市教育局")
    assert (task.item, task.responsible) == ("1", EDU)
    assert "建设托育机构" in task.text


def test_labels_on_lines_of_their_own_are_one_mark() -> None:
    (task,) = read(
        "一、任务", "1.扩大供给。建设托育机构。", "牵头单位：市教育局", "责任单位：市财政局、民政局"
    )
    assert (task.lead, task.responsible) == (EDU, (*FIN, *CIV))


def test_a_deadline_on_a_line_of_its_own_belongs_to_the_task_above() -> None:
    first, second = read(
        "一、任务",
        "1.扩大供给。建设托育机构。",
        "责任单位：市教育局",
        "完成时限：2024年6月底前",
        "2.加强培训。开展轮训。",
        "责任单位：市民政局",
        "完成时限：12月底前",
    )
    assert [d.date for d in first.deadlines] == ["2024-06-30"]
    assert [d.date for d in second.deadlines] == ["2024-12-31"]
    assert "完成时限" not in second.text


def test_a_mark_in_the_heading_takes_the_text_below() -> None:
    (task,) = read("一、任务", "（一）扩大供给（市教育局牵头，市财政局配合）", "建设托育机构，改造社区用房。")
    assert task.title is not None
    assert task.title.startswith("扩大供给")
    assert (task.lead, task.responsible) == (EDU, FIN)
    assert "建设托育机构" in task.text


def test_a_deadline_inside_the_mark_and_one_in_the_text_are_both_kept() -> None:
    (task,) = read("1.扩大供给。2025年底前实现全覆盖。（6月底前完成方案，牵头单位：市教育局）")
    assert {d.date for d in task.deadlines} == {"2025-12-31", "2024-06-30"}


def test_an_inferred_year_is_that_of_the_title() -> None:
    (task,) = read("1.扩大供给。（6月底前完成，责任单位：市教育局）", title_year=2025)
    assert [(d.date, d.inferred_year) for d in task.deadlines] == [("2025-06-30", True)]


def test_targets_stand_in_their_task_with_their_place() -> None:
    text = "1.扩大供给。到2025年，千人托位数达到4.5个。（责任单位：市教育局）"
    (task,) = read(text)
    (target,) = task.targets
    assert (target.indicator, target.year, target.value) == ("千人托位数", 2025, 4.5)
    assert text[target.span.start : target.span.end] == target.as_written


def test_the_goal_of_the_plan_gives_the_year_where_a_task_names_none() -> None:
    (task,) = read("1.扩大供给。千人托位数达到4.5个。（责任单位：市教育局）", goal_year=2027)
    assert [t.year for t in task.targets] == [2027]


def test_three_paragraphs_that_end_with_lists_of_units_make_the_lists_marks() -> None:
    closing = [
        "1.建设机构。（市教育局、财政局）",
        "2.培训人员。（市民政局）",
        "3.强化检查。（市应急局、公安局）",
    ]
    assert [t.responsible for t in read("一、任务", *closing)] == [
        ("市教育局", "市财政局"),
        ("市民政局",),
        ("市应急局", "市公安局"),
    ]
    assert read("一、任务", *closing[:2]) == []


def test_a_task_covers_its_words_and_its_mark() -> None:
    texts = ["一、任务", "1.扩大供给。建设托育机构。（责任单位：市教育局）"]
    source = "\n".join(texts)
    (task,) = read(*texts)
    covered = source[task.start : task.end]
    assert covered.startswith("1.扩大供给")
    assert covered.endswith("（责任单位：市教育局）")


def test_the_trace_names_the_words_of_every_field() -> None:
    closing = "（牵头单位：市教育局；责任单位：市财政局）"
    text = f"1.扩大供给。到2025年，千人托位数达到4.5个，2025年底前完成。{closing}"
    (task,) = read(text)
    fields = {t.field for t in task.trace}
    assert fields == {"lead", "responsible", "deadlines", "targets"}
    for trace in task.trace:
        assert text[trace.span.start : trace.span.end]
        if trace.field in ("lead", "responsible"):
            assert text[trace.span.start : trace.span.end] == trace.words


def test_nothing_in_gives_nothing() -> None:
    assert read() == []

"""Tasks that the rows of a table assign: merged cells, lost cells, rows tied to the prose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.rules.build import DAMAGED, grid, paras

from gongkai.rules.duty.columns import task_columns
from gongkai.rules.duty.context import Context
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.rows import prose_items, row_tasks
from gongkai.rules.gazette.outline import build

HEAD = ["序号", "任务", "牵头单位", "责任单位", "完成时限"]
ITEM = (
    "3.扩大托育服务供给。建设普惠托育机构十家，改造社区用房二十处。加强从业人员岗前培训，建立持证上岗制度。"
)
NURSERY, TRAIN, GREEN = "建设普惠托育机构十家。", "加强从业人员岗前培训。", "贯通城市绿道。"


def read(
    *rows: Sequence[str], merged: bool = True, prose: Sequence[str] = (), known: Sequence[str] = ()
) -> list[Duty]:
    table = grid(*rows, merged=merged, header_rows=1)
    columns = task_columns(table)
    assert columns is not None
    context = Context(date(2024, 3, 5), None, None)
    items = prose_items(build(paras(*prose))[0])
    return row_tasks(table, columns, "任务分工表", context, items, "云滨", known)


def dates(task: Duty) -> list[str]:
    return [d.date for d in task.deadlines]


def test_a_row_gives_number_text_units_and_deadline() -> None:
    (task,) = read(HEAD, ["1", NURSERY, "市教育局", "市财政局、民政局", "9月底"])
    assert (task.item, task.text, task.lead, task.responsible) == (
        "1",
        NURSERY,
        ("市教育局",),
        ("市财政局", "市民政局"),
    )
    assert dates(task) == ["2024-09-30"]
    assert task.source == "任务分工表"
    assert {t.field: t.rule for t in task.trace} == {
        "lead": "table-cell",
        "responsible": "table-cell",
        "deadlines": "table-deadline",
    }


def test_a_task_covers_the_cells_of_its_row() -> None:
    first, second = read(HEAD, ["1", NURSERY, "市教育局", "", "6月底"], ["2", GREEN, "市林业局", "", "9月底"])
    assert first.end <= second.start


def test_a_merged_cell_stands_in_every_row_that_it_covers() -> None:
    tasks = read(
        HEAD,
        ["1", NURSERY, "市教育局", "市财政局", "6月底"],
        ["^", TRAIN, "^", "市民政局", "9月底"],
        ["2", GREEN, "市林业局", "^", "^"],
    )
    assert [(t.item, t.lead, t.responsible, dates(t)) for t in tasks] == [
        ("1", ("市教育局",), ("市财政局",), ["2024-06-30"]),
        ("1", ("市教育局",), ("市民政局",), ["2024-09-30"]),
        ("2", ("市林业局",), ("市民政局",), ["2024-09-30"]),
    ]


def test_rows_that_share_their_text_are_one_task_of_all_their_units() -> None:
    (task,) = read(
        HEAD,
        ["1", NURSERY, "市教育局", "市财政局", "6月底"],
        ["^", "^", "市民政局", "市水务局", "9月底"],
    )
    assert task.lead == ("市教育局", "市民政局")
    assert task.responsible == ("市财政局", "市水务局")
    assert dates(task) == ["2024-06-30", "2024-09-30"]


def test_a_row_that_only_names_a_group_of_rows_is_no_task() -> None:
    tasks = read(
        HEAD,
        ["一、扩大供给", "<", "<", "<", "<"],
        ["1", NURSERY, "市教育局", "", "6月底"],
        ["", "二、强化保障", "", "", ""],
        ["2", GREEN, "市林业局", "", "9月底"],
    )
    assert [t.text for t in tasks] == [NURSERY, GREEN]


def test_the_work_is_the_title_and_the_measure_the_text() -> None:
    (task,) = read(
        ["序号", "工作任务", "具体措施", "责任单位"],
        ["1", "托育服务", NURSERY, "市教育局"],
    )
    assert (task.title, task.text, task.responsible) == ("托育服务", NURSERY, ("市教育局",))


def test_a_row_without_words_is_no_task() -> None:
    tasks = read(HEAD, ["1", "", "市教育局", "", "6月底"], ["2", GREEN, "市林业局", "", "9月底"])
    assert [t.text for t in tasks] == [GREEN]


def test_a_cell_of_which_characters_are_lost_leaves_its_field_empty() -> None:
    (task,) = read(HEAD, ["1", NURSERY, f"市{DAMAGED}局", "市财政局", "6月底"])
    assert (task.lead, task.unreadable) == ((), ["lead"])
    assert task.responsible == ("市财政局",)
    assert task.confidence <= 0.5


def test_a_damaged_name_near_a_known_one_is_suggested_not_taken() -> None:
    (task,) = read(HEAD, ["1", NURSERY, "币教育局", "市财政局", "6月底"], merged=False, known=["市教育局"])
    assert (task.lead, task.unreadable, task.suggested) == ((), ["lead"], {"lead": ("市教育局",)})


def test_a_target_in_a_row_takes_the_year_of_its_deadline() -> None:
    (task,) = read(HEAD, ["1", "普惠园覆盖率达到85%。", "市教育局", "", "2025年底"])
    assert [(t.indicator, t.year, t.value) for t in task.targets] == [("普惠园覆盖率", 2025, 85)]


def test_an_unmerged_copy_goes_on_with_the_group_above() -> None:
    tasks = read(
        ["序号", "事项", "工作内容", "责任单位", "完成时限"],
        ["1", "托育服务", NURSERY, "市教育局", "6月底"],
        ["", "", TRAIN, "", "9月底"],
        ["2", "绿道", GREEN, "市林业局", "9月底"],
        merged=False,
    )
    by_text = {t.text: t for t in tasks}
    assert by_text[GREEN].responsible == ("市林业局",)
    assert by_text[GREEN].item == "2"
    texts = "".join(t.text for t in tasks)
    assert TRAIN in texts
    owner = next(t for t in tasks if TRAIN in t.text)
    assert (owner.item, owner.responsible) == ("1", ("市教育局",))


def test_a_row_that_lost_its_first_cells_is_put_back_in_place() -> None:
    tasks = read(
        HEAD,
        ["1", NURSERY, "市教育局", "市财政局", "6月底"],
        ["2", GREEN, "市林业局", "市水务局", "9月底"],
        ["加强检查。", "市应急局", "市民政局", "12月底", ""],
        merged=False,
    )
    last = tasks[-1]
    assert (last.text, last.lead, last.responsible) == ("加强检查。", ("市应急局",), ("市民政局",))
    assert dates(last) == ["2024-12-31"]


def test_a_row_that_breaks_down_an_item_of_the_prose_is_tied_to_it() -> None:
    other = "4.贯通城市绿道。完成河西段和河东段，增设驿站和无障碍坡道。"
    tasks = read(
        HEAD,
        ["1", "建设普惠托育机构十家", "市卫生健康委", "", "6月底"],
        ["2", "贯通城市绿道河西段", "市林业局", "", "9月底"],
        prose=["一、任务", ITEM, other],
    )
    assert [(t.item, t.marker, t.title) for t in tasks] == [
        ("3", "3.", "扩大托育服务供给"),
        ("4", "4.", "贯通城市绿道"),
    ]
    (mention,) = tasks[0].mentions
    assert mention.source == "正文"
    assert "建设普惠托育机构十家" in mention.text


def test_rows_that_are_like_no_item_stay_untied() -> None:
    (task,) = read(
        HEAD,
        ["7", "开展消防安全检查", "市应急局", "", "6月底"],
        prose=["一、任务", "3.扩大托育服务供给。建设普惠托育机构十家，改造社区用房二十处。"],
    )
    assert (task.item, task.mentions) == ("7", [])


def test_a_merged_lead_of_a_scan_fills_the_rows_of_its_item_where_all_readable_ones_agree() -> None:
    tasks = read(
        HEAD,
        ["1", "建设普惠托育机构十家", "市教育局", "市财政局", "6月底"],
        ["2", "加强从业人员岗前培训", "", "市民政局", "9月底"],
        merged=False,
        prose=["一、任务", ITEM],
    )
    assert [t.lead for t in tasks] == [("市教育局",), ("市教育局",)]
    assert tasks[1].confidence < 0.9
    assert "merged-cell" in {t.rule for t in tasks[1].trace}


def test_a_damaged_lead_beside_an_empty_one_leaves_both_empty() -> None:
    tasks = read(
        HEAD,
        ["1", "建设普惠托育机构十家", "甫敦吉扃", "市财政局", "6月底"],
        ["2", "加强从业人员岗前培训", "", "市民政局", "9月底"],
        merged=False,
        prose=["一、任务", ITEM],
    )
    assert [(t.lead, t.unreadable) for t in tasks] == [((), ["lead"]), ((), ["lead"])]


def test_a_cell_may_say_in_words_who_leads_and_who_helps() -> None:
    (task,) = read(["序号", "任务", "责任分工"], ["1", NURSERY, "市教育局牵头，市财政局、民政局配合"])
    assert (task.lead, task.responsible) == (("市教育局",), ("市财政局", "市民政局"))
    assert {t.field for t in task.trace} == {"lead", "responsible"}


def test_a_further_stage_of_a_task_adds_its_words_and_deadline() -> None:
    (task,) = read(
        HEAD,
        ["1", "出台建设方案。", "市教育局", "市财政局", "6月底"],
        ["^", "完成机构选址。", "^", "^", "9月底"],
    )
    assert task.text == "出台建设方案。完成机构选址。"
    assert dates(task) == ["2024-06-30", "2024-09-30"]


def test_a_deadline_in_the_words_serves_where_the_column_has_none() -> None:
    (task,) = read(["序号", "任务", "责任单位"], ["1", "2025年底前建成托育机构。", "市教育局"])
    assert dates(task) == ["2025-12-31"]


def test_a_row_under_the_row_that_opens_its_group_has_the_group_s_lead() -> None:
    tasks = read(
        ["序号", "事项", "工作内容", "牵头单位", "责任单位", "完成时限"],
        ["1", "托育", NURSERY, "市教育局", "市财政局", "6月底"],
        ["", "", TRAIN, "", "市民政局", "9月底"],
        merged=False,
    )
    assert [(t.item, t.lead, t.responsible) for t in tasks] == [
        ("1", ("市教育局",), ("市财政局",)),
        ("1", ("市教育局",), ("市民政局",)),
    ]
    assert tasks[1].confidence < tasks[0].confidence


def test_text_that_its_header_spreads_over_two_columns_is_one_text() -> None:
    (task,) = read(["序号", "工作任务", "<", "责任单位"], ["1", "建设机构。", "培训人员。", "市教育局"])
    assert (task.title, task.text) == (None, "建设机构。培训人员。")

"""What each column of a task table holds."""

from __future__ import annotations

import pytest
from tests.rules.build import grid

from gongkai.rules.duty.columns import TaskColumns, task_columns


def columns(*names: str) -> TaskColumns | None:
    return task_columns(grid(list(names), ["1"] * len(names), header_rows=1))


def told(*names: str) -> dict[str, str]:
    """The header of the column that holds each thing."""
    found = columns(*names)
    assert found is not None
    fields = ("number", "category", "title", "text", "lead", "responsible", "due")
    return {f: names[at] for f in fields if (at := getattr(found, f)) is not None}


TABLES = [
    (
        ("序号", "任务", "牵头单位", "责任单位", "完成时限"),
        {"number": "序号", "text": "任务", "lead": "牵头单位", "responsible": "责任单位", "due": "完成时限"},
    ),
    (
        ("序号", "工作任务", "具体措施", "牵头部门", "配合部门", "时间要求"),
        {
            "number": "序号",
            "title": "工作任务",
            "text": "具体措施",
            "lead": "牵头部门",
            "responsible": "配合部门",
            "due": "时间要求",
        },
    ),
    (
        ("事项", "工作内容", "责任单位"),
        {"title": "事项", "text": "工作内容", "responsible": "责任单位"},
    ),
    (
        ("序号", "重点工作", "责任单位", "配合单位", "完成时间"),
        {
            "number": "序号",
            "text": "重点工作",
            "lead": "责任单位",
            "responsible": "配合单位",
            "due": "完成时间",
        },
    ),
    (
        ("序号", "工作内容", "责任处室", "完成时限"),
        {"number": "序号", "text": "工作内容", "responsible": "责任处室", "due": "完成时限"},
    ),
    (
        ("序号", "类别", "任务内容", "主办单位", "协办单位"),
        {
            "number": "序号",
            "category": "类别",
            "text": "任务内容",
            "lead": "主办单位",
            "responsible": "协办单位",
        },
    ),
    (
        ("编号", "工作任务", "责任分工", "时限"),
        {"number": "编号", "text": "工作任务", "responsible": "责任分工", "due": "时限"},
    ),
]
NO_TASKS = [
    ("序号", "指标名称", "单位", "目标值"),
    ("点号", "东经", "北纬"),
    ("姓名", "职务", "联系电话"),
    ("序号", "企业名称", "地址"),
    ("牵头单位", "责任单位"),
    ("序号", "项目名称", "总投资", "年度计划"),
    ("序号", "文件名称", "文号", "发布日期"),
]


@pytest.mark.parametrize(("names", "wanted"), TABLES, ids=["/".join(c[0]) for c in TABLES])
def test_the_columns_of_a_task_table_are_told_by_their_names(
    names: tuple[str, ...], wanted: dict[str, str]
) -> None:
    assert told(*names) == wanted


@pytest.mark.parametrize("names", NO_TASKS, ids="/".join)
def test_a_table_that_assigns_nothing_is_no_task_table(names: tuple[str, ...]) -> None:
    assert columns(*names) is None


def test_offices_of_a_department_do_not_hide_its_units() -> None:
    found = told("序号", "任务内容", "牵头单位", "责任处室", "责任单位", "完成时限")
    assert (found["lead"], found["responsible"]) == ("牵头单位", "责任单位")


def test_a_remark_is_neither_text_nor_title() -> None:
    found = told("序号", "任务", "责任单位", "备注")
    assert "备注" not in found.values()


def test_a_persons_column_names_no_unit() -> None:
    found = told("序号", "任务", "责任单位", "责任人", "联系电话")
    assert found["responsible"] == "责任单位"
    assert "责任人" not in found.values()

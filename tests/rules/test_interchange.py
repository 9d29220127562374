"""The interchange format: there and back, and the schema that is published with the package."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.rules import records as r
from gongkai.rules.interchange import NotInterchange, from_json, json_schema, to_json

SCHEMA = Path(__file__).resolve().parents[2] / "src" / "gongkai" / "schema" / "gazette-1.schema.json"
SPAN = r.Span(2, 10, 20)
TARGET = r.Target("知晓率", 2022, ">=", 30.0, None, "%", False, "达到30%", SPAN)
TASK = r.Task(
    item="1",
    marker="1.",
    title="普及知识",
    text="普及知识。",
    lead=("市卫生健康委",),
    responsible=("市教育局",),
    deadlines=(r.Deadline("2020-09-30", "9月底", True),),
    targets=(TARGET,),
    unreadable=("responsible",),
    suggested={"responsible": ("市体育局",)},
    mentions=(r.Mention("附件1", "普及知识", SPAN),),
    confidence=0.5,
    span=SPAN,
    trace=(r.Trace("lead", "duty.marks.lead", "牵头部门：市卫生健康委", SPAN),),
)
CELL = r.TableCell("指标", False, SPAN)
DOCUMENT = r.Document(
    title="计划",
    title_en=None,
    number="云政发〔2020〕1号",
    issuers=("云城市人民政府",),
    date="2020-07-31",
    printed_date=None,
    disclosure="主动公开",
    category=None,
    addressees=("各区人民政府",),
    copied_to=(),
    basis=("国发〔2019〕13号",),
    references=(r.Reference("意见", None, None, "basis", "《意见》", SPAN),),
    sections=(r.Section(1, "一、", "总则", "", (r.Section(2, "（一）", None, "甲", (), SPAN),), SPAN),),
    attachments=(r.Attachment("1", "分工表", "", (r.Table(None, ((CELL,),), (), (2, 3), SPAN),), SPAN),),
    tasks=(TASK,),
    targets=(),
    indicators=(
        r.Indicator(
            "29a",
            "死亡率",
            "‰",
            None,
            r.Baseline(2018, "=", 5.5, "5.5"),
            (r.IndicatorTarget("city", 2022, "<=", 5.25, None, False, "≤5.25"),),
            SPAN,
        ),
    ),
    span=SPAN,
)
GAZETTE = r.Gazette(
    r.FORMAT,
    r.SourceInfo("a.pdf", "0" * 64, "application/pdf", 3, 100, "0.1.0"),
    r.Issue("公报", "云城市", 2020, 16, 389, "2020-09-04", None),
    (r.ContentsLine("市政府文件", "计划", None, None, 1),),
    (DOCUMENT,),
    (r.Finding("unit-conflict", "error", "单位不一致", (SPAN,)),),
    r.Coverage(100, 90, 6, 4),
)
PLAIN = to_json(GAZETTE)


def altered(path: list[str | int], value: object) -> dict[str, Any]:
    """A copy of the record with one value replaced."""
    copy: dict[str, Any] = json.loads(json.dumps(PLAIN))
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


def test_a_record_satisfies_the_published_schema(valid: Callable[[dict[str, Any]], None]) -> None:
    valid(PLAIN)


def test_a_record_comes_back_from_its_json_but_for_the_trace() -> None:
    back = from_json(json.loads(json.dumps(PLAIN)))
    assert to_json(back) == PLAIN
    assert back.documents[0].tasks[0].trace == ()
    assert back.documents[0].tasks[0].targets == (TARGET,)


def test_what_is_no_part_of_the_format_does_not_appear() -> None:
    assert "trace" not in PLAIN["documents"][0]["tasks"][0]
    assert "trace" not in json_schema()["$defs"]["Task"]["properties"]


def test_a_whole_number_is_written_without_a_fraction() -> None:
    target = PLAIN["documents"][0]["tasks"][0]["targets"][0]
    assert json.dumps(target["value"]) == "30"
    assert json.dumps(PLAIN["documents"][0]["indicators"][0]["baseline"]["value"]) == "5.5"


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["format"], "gongkai.gazette/2", "$.format"),
        (["source", "pages"], "3", "$.source.pages"),
        (["source", "pages"], True, "$.source.pages"),
        (["documents"], {}, "$.documents"),
        (["documents", 0, "issuers", 0], None, "$.documents[0].issuers[0]"),
        (["documents", 0, "tasks", 0, "suggested"], [], "$.documents[0].tasks[0].suggested"),
        (
            ["documents", 0, "tasks", 0, "targets", 0, "comparator"],
            "≥",
            "$.documents[0].tasks[0].targets[0].comparator",
        ),
        (
            ["documents", 0, "tasks", 0, "targets", 0, "value"],
            "30",
            "$.documents[0].tasks[0].targets[0].value",
        ),
        (["coverage", "lost"], 1, "$.coverage"),
        (["findings", 0, "severity"], "bad", "$.findings[0].severity"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_path_and_breaks_the_schema(
    path: list[str | int], value: object, where: str
) -> None:
    wrong = altered(path, value)
    with pytest.raises(NotInterchange) as error:
        from_json(wrong)
    assert error.value.where == where
    assert not Draft202012Validator(json_schema()).is_valid(wrong)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["documents", 0, "date"], "2020年7月"),
        (["documents", 0, "tasks", 0, "confidence"], 1.5),
        (["documents", 0, "span", "start"], -1),
        (["source", "sha256"], "abc"),
    ],
)
def test_the_schema_also_holds_limits_that_types_cannot_say(path: list[str | int], value: object) -> None:
    assert not Draft202012Validator(json_schema()).is_valid(altered(path, value))


def test_a_missing_key_is_named() -> None:
    with pytest.raises(NotInterchange, match=r"\$: missing: coverage"):
        from_json({key: value for key, value in PLAIN.items() if key != "coverage"})


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.golden
def test_the_published_schema_is_the_one_of_the_records(golden: Callable[[Path, str], None]) -> None:
    golden(SCHEMA, json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")

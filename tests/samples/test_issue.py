"""The truth of the sample issue is what its text says, and every planted fault is really there."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from gongkai.samples import sample_issue, truth
from gongkai.samples.as_text import as_text
from gongkai.samples.compose import components
from gongkai.samples.content import IndicatorRow
from gongkai.samples.layout import Grid, Line

ISSUE = sample_issue()
TRUTH = truth(ISSUE)
PARTS = components(ISSUE)
PLAN, POINTS, SCHEME = ISSUE.documents


def bare(text: str) -> str:
    """``text`` without page numbers and without blanks."""
    return re.sub(r"\s", "", re.sub(r"\n+— \d+ —\n+", "", text))


TEXT = bare(as_text(PARTS))
DOCUMENTS: list[dict[str, Any]] = TRUTH["documents"]
TASKS = [task for document in DOCUMENTS for task in document["tasks"]]
GOALS = [goal for document in DOCUMENTS for goal in document["targets"]]


def sentences() -> list[str]:
    """Every paragraph and every cell that is printed."""
    lines = [b.full for c in PARTS for b in c.blocks if isinstance(b, Line)]
    grids = [b for c in PARTS for b in c.blocks if isinstance(b, Grid)]
    return [*lines, *(cell.text for grid in grids for row in grid.rows for cell in row)]


def written(value: float) -> str:
    return f"{value:g}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["number"])
def test_what_names_a_document_stands_in_the_text(document: dict[str, Any]) -> None:
    names = [document["title"], document["number"], document["disclosure"], *document["issuers"]]
    names += [*document["attachments"], *document["headings_l1"], bare(document["title_en"])]
    for name in names:
        assert bare(name) in TEXT
    year, month, day = (int(part) for part in document["date"].split("-"))
    assert f"{year}年{month}月{day}日" in TEXT


@pytest.mark.parametrize("task", TASKS, ids=lambda t: str(t["key"])[:20])
def test_the_words_and_units_of_a_task_stand_in_the_text(task: dict[str, Any]) -> None:
    keys = [task["key"]] if isinstance(task["key"], str) else task["key"]
    for words in (*keys, *task["lead"], *task["responsible"]):
        assert bare(words) in TEXT


@pytest.mark.parametrize("goal", GOALS, ids=lambda g: f"{g['indicator']} {g['year']}")
def test_a_target_stands_in_the_prose_of_an_action(goal: dict[str, Any]) -> None:
    prose = next(a.goal for a in PLAN.actions if goal["indicator"] in a.goal)
    assert str(goal["year"]) in prose
    if goal["value"] is None:
        assert re.search("持续|基本形成", prose)
    elif goal["per_year"]:
        assert f"每年降低{written(goal['value'])}-{written(goal['value_high'])}个{goal['unit']}" in prose
    else:
        assert written(goal["value"]) + goal["unit"] in prose


def test_there_are_nineteen_actions_twenty_one_points_and_thirty_indicators() -> None:
    assert PLAN.indicators is not None
    assert len(PLAN.actions) == 19
    assert len(POINTS.points) == 21
    assert len(PLAN.indicators.rows) == 30


def rows() -> tuple[IndicatorRow, ...]:
    assert PLAN.indicators is not None
    return PLAN.indicators.rows


def bound(cell: str) -> tuple[str, float] | None:
    """The sign and value of a cell that sets a bound."""
    found = re.fullmatch(r"([≥≤]?)([\d.]+)", cell)
    return (found[1], float(found[2])) if found else None


def meets(value: float, sign: str, goal: float) -> bool:
    return {"≥": value >= goal, "≤": value <= goal, "": value == goal}[sign]


def test_only_the_planted_baseline_already_meets_its_target() -> None:
    met = []
    for row in rows():
        baseline, goal = bound(row.values[0]), bound(row.values[1])
        if baseline and goal and meets(baseline[1], *goal):
            met.append(row.names[0])
    assert met == ["居民对改造效果的满意率"]


def test_only_the_planted_target_is_weaker_than_that_of_a_higher_level() -> None:
    weaker = []
    for row in rows():
        levels = [bound(cell) for cell in row.values[1:]]
        pairs = [(a, b) for a, b in pairwise(levels) if a and b]
        if any(not (a[1] <= b[1] if a[0] == "≤" else a[1] >= b[1]) for a, b in pairs):
            weaker.append(row.names[0])
    assert weaker == ["生活垃圾回收利用率"]


def test_prose_and_indicator_table_differ_in_the_planted_unit_only() -> None:
    table = {row.names[0]: row for row in rows()}
    goals = {g["indicator"]: g for g in GOALS if g["year"] == 2026 and g["value"] is not None}
    conflicts = []
    for name in goals.keys() & table.keys():
        row, goal = table[name], goals[name]
        if goal["per_year"]:
            assert written(goal["value"]) in row.values[1]
            continue
        assert bound(row.values[1]) is not None
        assert row.values[1].lstrip("≥≤") == written(goal["value"])
        if (row.unit or "").removeprefix("1") != goal["unit"]:
            conflicts.append((name, goal["unit"], row.unit))
    assert conflicts == [("管网末梢水质不合格率", "%", "‰")]


def test_prose_and_task_list_state_the_same_values() -> None:
    for action in PLAN.actions:
        for text in (action.near, action.far):
            for value in re.findall(r"[\d.]+(?:%|/10万|平方米|公里|万套|个|张|微克/立方米)", text):
                assert value in action.goal


def test_only_the_planted_phrase_is_repeated() -> None:
    doubled = [m[0] for s in sentences() for m in re.finditer(r"([一-鿿]{2,})\1", s)]
    assert doubled == ["压紧压实压紧压实"]


def test_only_the_planted_number_has_square_brackets() -> None:
    found = [m[0] for s in sentences() for m in re.finditer(r"\w+\[\d{4}\]\d+号", s)]
    assert found == ["澜营商领发[2024]1号"]


def test_only_the_planted_number_is_missing_in_the_outline() -> None:
    gaps = []
    for part in SCHEME.parts:
        numbers = [m[0] for p in part.paragraphs if (m := re.match(r"\d+", p))]
        gaps += [(part.heading, numbers)] if numbers != [str(n + 1) for n in range(len(numbers))] else []
    assert gaps == [("完善预警发布和响应联动", ["1", "2", "4"])]


def test_only_the_planted_contents_line_has_a_wrong_page() -> None:
    wrong = [e.document.number for e in ISSUE.contents if e.page != e.document.place.first]
    assert wrong == [SCHEME.number]


def test_the_days_of_an_issue_come_in_order() -> None:
    for document in ISSUE.documents:
        assert document.date <= document.printed_date <= ISSUE.date


def test_the_planted_findings_name_codes_documents_and_formats() -> None:
    numbers = {document.number for document in ISSUE.documents}
    for fault in TRUTH["planted"]:
        assert fault["document"] in numbers
        assert set(fault["formats"]) <= {"pdf", "docx", "html", "txt"}


def test_two_values_in_a_cell_make_two_indicators() -> None:
    found = [i for i in DOCUMENTS[0]["indicators"] if str(i["number"]).startswith("27")]
    assert [i["number"] for i in found] == ["27a", "27b"]
    assert [i["city"] for i in found] == [["=", 100.0], ["=", 60.0]]
    assert [i["name"] for i in found] == [
        "街道、乡镇设置综合养老服务中心的比例",
        "行政村设置互助养老点的比例",
    ]

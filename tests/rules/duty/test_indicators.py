"""Indicator tables: names, units, baselines and targets of every shape of row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.rules.build import DAMAGED, grid

from gongkai.rules.duty.indicators import ReadIndicator, indicator_columns, read_indicators
from gongkai.rules.records import Indicator

HEAD = ["序号", "指标", "单位", "2020年基期值", "2025年目标值"]


def read(*rows: Sequence[str], header_rows: int = 1) -> list[ReadIndicator]:
    table = grid(*rows, header_rows=header_rows)
    columns = indicator_columns(table)
    assert columns is not None
    return list(read_indicators(table, columns))


def row(name: str = "普惠园覆盖率", unit: str = "%", base: str = "70", target: str = "85") -> Indicator:
    (found,) = read(HEAD, ["1", name, unit, base, target])
    return found.indicator


def targets(indicator: Indicator) -> list[tuple[Any, ...]]:
    return [(t.scope, t.year, t.comparator, t.value, t.value_high, t.per_year) for t in indicator.targets]


def test_a_row_gives_number_name_unit_baseline_and_target() -> None:
    found = row()
    assert (found.number, found.name, found.unit) == ("1", "普惠园覆盖率", "%")
    assert found.baseline is not None
    assert (found.baseline.year, found.baseline.comparator, found.baseline.value) == (2020, "=", 70)
    assert targets(found) == [("own", 2025, "=", 85, None, False)]


CELLS = [
    ("85", ("=", 85, None, False)),
    ("85%", ("=", 85, None, False)),
    ("≥85", (">=", 85, None, False)),
    (">85", (">=", 85, None, False)),
    ("≤8.5", ("<=", 8.5, None, False)),
    ("＜8.5", ("<=", 8.5, None, False)),
    ("不低于85", (">=", 85, None, False)),
    ("不超过8.5", ("<=", 8.5, None, False)),
    ("控制在8.5以内", ("<=", 8.5, None, False)),
    ("85以上", (">=", 85, None, False)),
    ("8.5以下", ("<=", 8.5, None, False)),
    ("1,200", ("=", 1200, None, False)),
    ("80-85", ("=", 80, 85, False)),
    ("每年降低0.5-1个百分点", ("decrease", 0.5, 1, True)),
    ("年均增长5%", ("increase", 5, None, True)),
    ("实现", ("achieve", None, None, False)),
    ("基本实现", ("basically achieve", None, None, False)),
    ("下降", ("decrease", None, None, False)),
    ("持续下降", ("decrease", None, None, False)),
    ("逐步提高", ("increase", None, None, False)),
    ("持续减缓", ("slow", None, None, False)),
    ("保持稳定", ("keep", None, None, False)),
    ("建立", ("establish", None, None, False)),
]


@pytest.mark.parametrize(("text", "wanted"), CELLS, ids=[c[0] for c in CELLS])
def test_a_target_cell_means(text: str, wanted: tuple[Any, ...]) -> None:
    (target,) = row(target=text).targets
    assert (target.comparator, target.value, target.value_high, target.per_year) == wanted
    assert target.as_written == text.replace("＜", "<")


@pytest.mark.parametrize("text", ["", "-", "—", "/"])
def test_a_cell_that_states_nothing_gives_no_target_and_no_baseline(text: str) -> None:
    assert row(target=text).targets == ()
    assert row(base=text).baseline is None


@pytest.mark.parametrize(
    ("text", "comparator", "value"), [("≥79.9", ">=", 79.9), ("≤3", "<=", 3), ("79.9%", "=", 79.9)]
)
def test_a_baseline_may_be_a_bound(text: str, comparator: str, value: float) -> None:
    baseline = row(base=text).baseline
    assert baseline is not None
    assert (baseline.comparator, baseline.value, baseline.as_written) == (comparator, value, text)


def test_a_damaged_baseline_stays_empty_and_is_reported() -> None:
    (found,) = read(HEAD, ["1", "甲率", "%", f"7{DAMAGED}", "85"])
    assert found.indicator.baseline is None
    assert len(found.damaged) == 1


NAMES = [
    ("千人托位数（个）", "千人托位数", "个"),
    ("千人托位数(个)", "千人托位数", "个"),
    ("普惠园覆盖率（%）", "普惠园覆盖率", "%"),
    ("普惠园覆盖率（％）", "普惠园覆盖率", "%"),
    ("孕产妇死亡率（1/10万）", "孕产妇死亡率", "1/10万"),
    ("婴儿死亡率（‰）", "婴儿死亡率", "‰"),
    ("数字经济规模（亿元）", "数字经济规模", "亿元"),
    ("公办园（含民办公助）占比", "公办园（含民办公助）占比", None),
]


@pytest.mark.parametrize(("written", "name", "unit"), NAMES, ids=[c[0] for c in NAMES])
def test_the_unit_may_stand_in_the_name(written: str, name: str, unit: str | None) -> None:
    (found,) = read(["序号", "指标", "2020年现状", "2025年目标"], ["1", written, "70", "85"])
    assert (found.indicator.name, found.indicator.unit) == (name, unit)


@pytest.mark.parametrize("dash", ["-", "—"])
def test_a_dash_is_no_unit(dash: str) -> None:
    assert row(unit=dash).unit is None


def test_the_number_may_stand_in_the_name() -> None:
    (found,) = read(["指标名称", "现状值", "目标值"], ["3.普惠园覆盖率（%）", "70", "85"])
    assert (found.indicator.number, found.indicator.name) == ("3", "普惠园覆盖率")


def test_a_row_with_two_values_is_two_indicators() -> None:
    found = read(HEAD, ["29", "镇设托育点的比例（%），村设托育点的比例（%）", "", "90 40", "100 70"])
    facts = [(r.indicator.number, r.indicator.name, r.indicator.unit) for r in found]
    assert facts == [("29a", "镇设托育点的比例", "%"), ("29b", "村设托育点的比例", "%")]
    assert [r.indicator.baseline.value for r in found if r.indicator.baseline] == [90, 40]
    assert [t for r in found for t in targets(r.indicator)] == [
        ("own", 2025, "=", 100, None, False),
        ("own", 2025, "=", 70, None, False),
    ]


def test_two_values_parted_by_a_slash_are_two() -> None:
    found = read(HEAD, ["7", "城区、镇区覆盖率", "%", "90/80", "≥95/≥85"])
    assert [r.indicator.number for r in found] == ["7a", "7b"]
    assert [r.indicator.targets[0].value for r in found] == [95, 85]


def test_one_value_for_a_name_of_two_parts_is_one_indicator() -> None:
    found = read(HEAD, ["7", "绿化面积、覆盖率", "%", "90", "95"])
    assert [(r.indicator.number, r.indicator.name) for r in found] == [("7", "绿化面积、覆盖率")]


def test_columns_of_three_levels_give_targets_of_three_scopes() -> None:
    (found,) = read(
        ["序号", "指标", "2018年全市基期水平", "2022年目标值", "<", "<"],
        ["^", "^", "^", "全市", "全省", "全国"],
        ["1", "甲率（%）", "70", "≥85", "≥83", "≥80"],
        header_rows=2,
    )
    assert [(t.scope, t.year, t.value) for t in found.indicator.targets] == [
        ("city", 2022, 85),
        ("province", 2022, 83),
        ("nation", 2022, 80),
    ]
    assert found.indicator.baseline is not None
    assert found.indicator.baseline.year == 2018


def test_columns_of_two_years_give_two_targets() -> None:
    (found,) = read(["指标名称", "2020年", "2025年", "2030年"], ["普惠园覆盖率（%）", "70", "85", "90"])
    assert targets(found.indicator) == [
        ("own", 2025, "=", 85, None, False),
        ("own", 2030, "=", 90, None, False),
    ]
    assert found.indicator.baseline is not None
    assert (found.indicator.baseline.year, found.indicator.baseline.value) == (2020, 70)


def test_a_merged_label_at_the_side_is_the_basis_of_every_row_beside_it() -> None:
    found = read(
        ["考核依据", "序号", "指标", "基期值", "目标值"],
        ["省规划纲要", "1", "甲率", "1", "2"],
        ["^", "2", "乙率", "3", "4"],
        ["市行动方案", "3", "丙率", "5", "6"],
    )
    assert [r.indicator.basis for r in found] == ["省规划纲要", "省规划纲要", "市行动方案"]


@pytest.mark.parametrize("heading", [["", "一、普惠", "", "", ""], ["一、普惠", "<", "<", "<", "<"]])
def test_a_line_that_heads_a_group_is_no_indicator(heading: list[str]) -> None:
    found = read(HEAD, heading, ["1", "甲率", "%", "1", "2"])
    assert [r.indicator.name for r in found] == ["甲率"]


def test_an_indicator_knows_its_row() -> None:
    (first, second) = read(HEAD, ["1", "甲率", "%", "1", "2"], ["2", "乙率", "%", "3", "4"])
    assert first.indicator.span.end <= second.indicator.span.start


NO_INDICATORS = [
    ["序号", "任务", "责任单位", "完成时限"],
    ["序号", "项目名称", "总投资（万元）"],
    ["点号", "东经", "北纬"],
    ["序号", "一级指标", "指标含义"],
    ["指标"],
]


@pytest.mark.parametrize("head", NO_INDICATORS, ids="/".join)
def test_a_table_without_names_and_targets_of_indicators_is_none(head: list[str]) -> None:
    assert indicator_columns(grid(head, ["1"] * len(head), header_rows=1)) is None

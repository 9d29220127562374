"""Targets in prose: what is to reach which value, by when; and figures that are none."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.duty.targets import FoundTarget, find_targets
from gongkai.rules.text.fold import fold


@dataclass(frozen=True)
class Goal:
    indicator: str
    comparator: str
    value: float | None = None
    unit: str | None = None
    year: int | None = 2025
    high: float | None = None
    per_year: bool = False


def goals(text: str, year: int | None = None) -> list[Goal]:
    return [goal(t) for t in find_targets(fold(text), year=year)]


def goal(found: FoundTarget) -> Goal:
    value = found.value
    return Goal(
        found.indicator,
        found.comparator,
        value.low if value else None,
        value.unit if value else None,
        found.year,
        value.high if value else None,
        found.per_year,
    )


LEVELS = [
    ("到2025年，千人托位数达到4.5个。", Goal("千人托位数", ">=", 4.5, "个")),
    ("到2025年，普惠园覆盖率不低于85%。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率提升到85%。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率提高至85%。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率稳定在85%以上。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率保持在85%以上。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率超过85%。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率达85%以上。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("到2025年，普惠园覆盖率达到85%左右。", Goal("普惠园覆盖率", "=", 85, "%")),
    ("到2025年，普惠园覆盖率达到约85%。", Goal("普惠园覆盖率", "=", 85, "%")),
    ("到2025年，普惠园覆盖率保持在85%。", Goal("普惠园覆盖率", "keep", 85, "%")),
    ("到2025年，管网漏损率控制在8%以下。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，管网漏损率控制在8%以内。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，管网漏损率不超过8%。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，管网漏损率下降到8%及以下。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，管网漏损率降至8%。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，管网漏损率低于8%。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，孕产妇死亡率下降到9/10万及以下。", Goal("孕产妇死亡率", "<=", 9, "/10万")),
    ("到2025年，数字经济规模突破300亿元。", Goal("数字经济规模", ">=", 300, "亿元")),
    ("到2025年底，绿道总长度达到120公里。", Goal("绿道总长度", ">=", 120, "公里")),
    ("“十四五”期末，普惠园覆盖率达到85%。", Goal("普惠园覆盖率", ">=", 85, "%")),
    ("普惠园覆盖率由目前的70%提高到85%。", Goal("普惠园覆盖率", ">=", 85, "%", None)),
    ("到2025年，管网漏损率从12%下降到8%以下。", Goal("管网漏损率", "<=", 8, "%")),
    ("到2025年，普惠园覆盖率达到80%-85%。", Goal("普惠园覆盖率", ">=", 80, "%", high=85)),
]
OTHER_FORMS = [
    ("到2025年，实现行政村100%通公交。", Goal("行政村通公交", ">=", 100, "%")),
    ("到2025年，数字经济规模约300亿元。", Goal("数字经济规模", "=", 300, "亿元")),
    ("到2025年，托位总量≥5000个。", Goal("托位总量", ">=", 5000, "个")),
    ("到2025年，培育15个入托率提升5%以上的示范园区。", Goal("示范园区", "=", 15, "个")),
    ("到2025年，管网漏损率不高于8%。", Goal("管网漏损率", "<=", 8, "%")),
]
CHANGES = [
    ("到2025年，单位能耗下降10%。", Goal("单位能耗", "decrease", 10, "%")),
    ("到2025年，单位能耗较2020年下降10%。", Goal("单位能耗", "decrease", 10, "%")),
    ("到2025年，专利拥有量增长20%。", Goal("专利拥有量", "increase", 20, "%")),
    (
        "到2025年，学生近视率力争每年降低0.5-1个百分点。",
        Goal("学生近视率", "decrease", 0.5, "个百分点", high=1, per_year=True),
    ),
    (
        "到2025年，学生近视率每年降低0.5个百分点以上。",
        Goal("学生近视率", "decrease", 0.5, "个百分点", per_year=True),
    ),
    ("到2025年，数字产业增加值年均增长10%。", Goal("数字产业增加值", "increase", 10, "%", per_year=True)),
]
COUNTS = [
    ("到2025年，城镇新增就业累计10万人以上。", Goal("城镇新增就业", ">=", 10, "万人")),
    ("到2025年，农村劳动力转移就业2万人。", Goal("农村劳动力转移就业", "=", 2, "万人")),
    (
        "到2025年，城镇新增就业人数年均3万人。",
        Goal("城镇新增就业", "=", 3, "万人", per_year=True),
    ),
    ("到2025年，建成示范托育机构10家。", Goal("示范托育机构", "=", 10, "家")),
    ("到2025年，建成10家示范托育机构。", Goal("示范托育机构", "=", 10, "家")),
    ("到2025年，新增普惠托位1.2万个。", Goal("普惠托位", "=", 1.2, "万个")),
    ("到2025年，培育10家以上骨干企业。", Goal("骨干企业", ">=", 10, "家")),
    ("到2025年，骨干企业不少于10家。", Goal("骨干企业", ">=", 10, "家")),
    ("到2025年，培育骨干企业不少于10家。", Goal("骨干企业", ">=", 10, "家")),
    ("到2025年，培育骨干企业约10家。", Goal("骨干企业", "=", 10, "家")),
    ("到2025年，每年培训育婴人员500人次。", Goal("育婴人员", "=", 500, "人次", per_year=True)),
]
WORDED = [
    ("到2025年，工伤事故率持续下降。", Goal("工伤事故率", "decrease")),
    ("到2025年，居民满意率明显提升。", Goal("居民满意率", "increase")),
    ("到2025年，慢性病患病率上升趋势持续减缓。", Goal("慢性病患病率上升趋势", "slow")),
    ("到2025年，肿瘤发病率增速下降。", Goal("肿瘤发病率增速", "decrease")),
    ("到2025年，工伤事故率有所下降。", Goal("工伤事故率", "decrease")),
    ("到2025年，基本形成覆盖城乡的托育服务体系。", Goal("覆盖城乡的托育服务体系", "basically achieve")),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [*LEVELS, *OTHER_FORMS, *CHANGES, *COUNTS, *WORDED],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_sentence_states_a_target(text: str, wanted: Goal) -> None:
    assert goals(text) == [wanted]


SEVERAL = [
    (
        "two years, two values",
        "到2025年和2030年，普惠园覆盖率分别达到85%和90%。",
        [Goal("普惠园覆盖率", ">=", 85, "%", 2025), Goal("普惠园覆盖率", ">=", 90, "%", 2030)],
    ),
    (
        "two years, two values, an upper bound",
        "到2025年和2030年，管网漏损率分别控制在8%以下和7%以下。",
        [Goal("管网漏损率", "<=", 8, "%", 2025), Goal("管网漏损率", "<=", 7, "%", 2030)],
    ),
    (
        "two subjects, two values",
        "到2025年，普惠园覆盖率和公办园占比分别达到85%和50%。",
        [Goal("普惠园覆盖率", ">=", 85, "%"), Goal("公办园占比", ">=", 50, "%")],
    ),
    (
        "three subjects, three values",
        "到2025年，城区、镇区、乡村覆盖率分别达到90%、80%和70%。",
        [Goal("城区", ">=", 90, "%"), Goal("镇区", ">=", 80, "%"), Goal("乡村覆盖率", ">=", 70, "%")],
    ),
    (
        "one clause behind the other",
        "到2025年，普惠园覆盖率达到85%，公办园占比达到50%。",
        [Goal("普惠园覆盖率", ">=", 85, "%"), Goal("公办园占比", ">=", 50, "%")],
    ),
    (
        "the subject is carried on to the next clause",
        "到2025年，普惠园覆盖率达到85%；到2030年，普惠园覆盖率达到90%。",
        [Goal("普惠园覆盖率", ">=", 85, "%", 2025), Goal("普惠园覆盖率", ">=", 90, "%", 2030)],
    ),
    (
        "one value holds for two years",
        "到2025年和2030年，工伤事故率持续下降。",
        [Goal("工伤事故率", "decrease", year=2025), Goal("工伤事故率", "decrease", year=2030)],
    ),
    (
        "counts in a row",
        "到2025年，建成示范园10所、实训基地3个。",
        [Goal("示范园", "=", 10, "所"), Goal("实训基地", "=", 3, "个")],
    ),
    (
        "a level and a count",
        "到2025年，普惠园覆盖率达到85%，建成示范园10所。",
        [Goal("普惠园覆盖率", ">=", 85, "%"), Goal("示范园", "=", 10, "所")],
    ),
]


@pytest.mark.parametrize(("what", "text", "wanted"), SEVERAL, ids=[c[0] for c in SEVERAL])
def test_a_sentence_states_several_targets(what: str, text: str, wanted: list[Goal]) -> None:
    found = goals(text)
    if what.startswith("three subjects"):
        assert [(g.value, g.unit, g.year) for g in found] == [(g.value, g.unit, g.year) for g in wanted]
        assert all(w.indicator in g.indicator for g, w in zip(found, wanted, strict=True))
    else:
        assert found == wanted


NONE = [
    ("a grant", "对新建托育机构给予最高30万元补助。"),
    ("a grant by the head", "按每个托位每月500元的标准给予补贴。"),
    ("a reward on a condition", "对首次达到5000万元的企业，奖励20万元。"),
    ("a condition", "年收入达到2000万元的，可申请认定。"),
    ("a fine", "处1万元以上3万元以下罚款。"),
    ("a tax rate", "减按15%的税率征收。"),
    ("a loan", "单户授信额度不超过1000万元。"),
    ("a weight", "培训考核占总分的30%，计分权重为20%。"),
    ("a length of time", "试点期限为2年。"),
    ("a term of office", "聘期为3年。"),
    ("what is done already", "目前普惠园覆盖率达到70%。"),
    ("what was done last year", "去年建成示范园10所。"),
    ("the state at a day", "截至2023年底全市建成托育机构120家。"),
    ("what is done already, behind a comma", "目前，普惠园覆盖率达到70%。"),
    ("the state at a day, behind a comma", "截至2023年底，全市建成托育机构120家。"),
    ("a section", "本办法第12条、第3款另有规定的除外。"),
    ("a coordinate", "东经120度15分，北纬35度20分。"),
    ("an address", "望澜路18号3楼301室。"),
    ("a telephone", "联系电话：0311-87654321。"),
    ("a document's title", "按照《甲规划（2021-2025年）》执行。"),
    ("no figure and no trend", "加强组织领导，落实主体责任。"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("what", "text"), NONE, ids=[c[0] for c in NONE])
def test_a_figure_that_nobody_has_to_reach_is_no_target(what: str, text: str) -> None:
    assert goals(text) == []


def test_a_grant_beside_a_target_leaves_the_target() -> None:
    assert goals("建成示范园10所，每所给予30万元奖励。", 2025) == [Goal("示范园", "=", 10, "所")]


def test_the_year_comes_from_outside_where_the_sentence_names_none() -> None:
    assert goals("普惠园覆盖率达到85%。") == [Goal("普惠园覆盖率", ">=", 85, "%", None)]
    assert goals("普惠园覆盖率达到85%。", 2025) == [Goal("普惠园覆盖率", ">=", 85, "%", 2025)]
    assert goals("到2030年，普惠园覆盖率达到85%。", 2025) == [Goal("普惠园覆盖率", ">=", 85, "%", 2030)]


def test_a_year_holds_until_the_next_one_of_the_paragraph() -> None:
    found = goals("到2025年，覆盖率达到85%。建成示范园10所。到2030年，覆盖率达到90%。")
    assert [g.year for g in found] == [2025, 2025, 2030]


def test_a_target_knows_the_clause_it_stands_in() -> None:
    text = "要多措并举,到2025年,普惠园覆盖率达到85%,公办园占比达到50%。"
    assert [text[t.start : t.end] for t in find_targets(text)] == ["普惠园覆盖率达到85%", "公办园占比达到50%"]


NAME = st.sampled_from(
    ["普惠园覆盖率", "绿道总长度", "管网漏损率", "居民满意率", "千人托位数", "垃圾回收利用率"]
)
LEVEL = st.sampled_from(
    [
        ("达到", "", ">="),
        ("不低于", "", ">="),
        ("提升到", "", ">="),
        ("控制在", "以下", "<="),
        ("不超过", "", "<="),
        ("稳定在", "以上", ">="),
    ]
)


@given(NAME, LEVEL, st.integers(1, 99), st.sampled_from(["%", "‰", "个", "公里"]), st.integers(2024, 2035))
def test_every_level_is_read_back(
    name: str, level: tuple[str, str, str], value: int, unit: str, year: int
) -> None:
    verb, suffix, comparator = level
    assert goals(f"到{year}年，{name}{verb}{value}{unit}{suffix}。") == [
        Goal(name, comparator, value, unit, year)
    ]


@given(NAME, st.integers(1, 49), st.integers(50, 99))
def test_values_for_two_years_are_never_mixed_up(name: str, near: int, far: int) -> None:
    found = goals(f"到2025年和2030年，{name}分别达到{near}%和{far}%。")
    assert [(g.year, g.value) for g in found] == [(2025, near), (2030, far)]


SCRAPS = [
    "到",
    "2025年",
    "和",
    "2030年",
    "，",
    "。",
    "；",
    "覆盖率",
    "分别",
    "达到",
    "85%",
    "10家",
    "每年",
    "建成",
    "控制在",
    "以下",
    "(",
    ")",
    "《",
    "》",
    "“",
    "”",
    "下降",
    "持续",
    "基本形成",
    "0.5-1个百分点",
    "由目前的",
    "的",
    "给予",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join), st.none() | st.just(2025))
def test_no_mixture_of_figures_and_verbs_breaks_the_search(text: str, year: int | None) -> None:
    folded = fold(text)
    for target in find_targets(folded, year=year):
        assert 0 <= target.start < target.end <= len(folded)
        assert target.indicator
        if target.value is not None and target.value.high is None:
            assert f"{target.value.low:g}" in folded

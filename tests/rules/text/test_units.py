"""Lists of units: cut at the right places, the omitted level prefix restored, groups kept as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.mapped import clean
from gongkai.rules.text.units import level_of, looks_like_unit, restore_levels, split_units

LISTS = [
    ("a list with list commas", "市教育局、财政局、民政局", ["市教育局", "财政局", "民政局"]),
    ("commas and semicolons", "市教育局，财政局；民政局", ["市教育局", "财政局", "民政局"]),
    ("lines of a cell", "市教育局\n市财政局", ["市教育局", "市财政局"]),
    ("an and between two units", "市教育局和市财政局", ["市教育局", "市财政局"]),
    ("a solemn and", "市教育局及市财政局", ["市教育局", "市财政局"]),
    ("together with", "市教育局会同市财政局", ["市教育局", "市财政局"]),
    ("an and inside a name", "市文化和旅游局、自然资源和规划局", ["市文化和旅游局", "自然资源和规划局"]),
    ("an and inside a name before an and", "市文化和旅游局和市体育局", ["市文化和旅游局", "市体育局"]),
    (
        "housing and building",
        "市住房和城乡建设局、市工业和信息化局",
        ["市住房和城乡建设局", "市工业和信息化局"],
    ),
    ("a tail that names nobody", "市教育局、财政局等有关部门", ["市教育局", "财政局"]),
    ("another such tail", "市教育局、财政局等部门", ["市教育局", "财政局"]),
    ("and so on", "市教育局、财政局等", ["市教育局", "财政局"]),
    ("places that share a tail", "云滨、澜川市政府", ["云滨市政府", "澜川市政府"]),
    (
        "three places that share a tail",
        "云滨、澜川、青屿市人民政府",
        ["云滨市人民政府", "澜川市人民政府", "青屿市人民政府"],
    ),
    ("districts and counties as one group", "市教育局、各区、县(市)政府", ["市教育局", "各区、县(市)政府"]),
    ("a list comma inside brackets", "市教育局、区县(市、区)政府", ["市教育局", "区县(市、区)政府"]),
    ("a full stop at the end", "市教育局、财政局。", ["市教育局", "财政局"]),
    ("nothing", "", []),
]
UNITS = [
    "市教育局",
    "省发展改革委",
    "市委宣传部",
    "市政府办公厅",
    "市法院",
    "市检察院",
    "市总工会",
    "团市委",
    "市妇联",
    "市残联",
    "市卫生健康委",
    "市政务服务中心",
    "云滨海关",
    "云滨供电公司",
    "各区县(市)政府",
    "各部门",
    "有关单位",
    "市属国有企业",
    "云滨高新区管委会",
    "各街道",
    "市工商联",
    "市消防救援支队",
]
NO_UNITS = [
    "加强领导",
    "提高质量",
    "残疾人",
    "局",
    "",
    "2024年",
    "到2025年达到5%",
    "完成。市教育局",
    "推进教育公平",
]
LEVELS = [
    ("市教育局", "市"),
    ("省教育厅", "省"),
    ("区教育局", "区"),
    ("县教育局", "县"),
    ("教育局", None),
    ("市场监管局", None),
    ("市市场监管局", "市"),
    ("省市场监管局", "省"),
    ("市政府", "市"),
    ("市政协", "市"),
    ("市政管理局", None),
    ("国有资产监管局", None),
    ("国资委", None),
    ("市国资委", "市"),
    ("区域合作办", None),
    ("乡村振兴局", None),
    ("市民政局", "市"),
    ("省际交流办", None),
    ("各市教育局", None),
]
RESTORED = [
    (
        "a prefix stated once holds for all",
        ["市教育局", "财政局", "民政局"],
        ["市教育局", "市财政局", "市民政局"],
    ),
    (
        "it holds for 市场监管局, which does not bear one",
        ["市教育局", "市场监管局"],
        ["市教育局", "市市场监管局"],
    ),
    ("a province's list", ["省教育厅", "财政厅"], ["省教育厅", "省财政厅"]),
    ("a list without any prefix stays", ["教育局", "财政局"], ["教育局", "财政局"]),
    ("units before the first prefix stay as written", ["教育局", "市财政局"], ["教育局", "市财政局"]),
    (
        "groups stay as written",
        ["市教育局", "各区县(市)政府", "有关单位"],
        ["市教育局", "各区县(市)政府", "有关单位"],
    ),
    ("central bodies in the place stay", ["市教育局", "云滨海关"], ["市教育局", "云滨海关"]),
    ("companies stay", ["市教育局", "云滨供电公司"], ["市教育局", "云滨供电公司"]),
    ("a prefix of its own is not doubled", ["市教育局", "省财政厅"], ["市教育局", "省财政厅"]),
]


@pytest.mark.parametrize(("what", "written", "names"), LISTS, ids=[c[0] for c in LISTS])
def test_a_list_is_cut_into_the_names_it_states(what: str, written: str, names: list[str]) -> None:
    folded = written if "\n" in written else clean(written, 0).folded
    assert split_units(folded) == names


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_or_a_group_of_units_is_told_by_its_name(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize("name", NO_UNITS)
def test_other_words_are_no_unit(name: str) -> None:
    assert not looks_like_unit(name)


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_a_level_prefix_is_told_from_a_word_that_begins_alike(name: str, level: str | None) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(("what", "names", "full"), RESTORED, ids=[c[0] for c in RESTORED])
def test_the_omitted_prefix_is_restored(what: str, names: list[str], full: list[str]) -> None:
    assert restore_levels(names, None) == full


def test_a_prefix_of_the_same_mark_holds_for_a_later_role() -> None:
    assert restore_levels(["财政局", "民政局"], "市") == ["市财政局", "市民政局"]


STEMS = [
    "教育局",
    "财政局",
    "民政局",
    "水务局",
    "体育局",
    "审计局",
    "统计局",
    "卫生健康委",
    "文化和旅游局",
    "市场监管局",
]


@given(st.lists(st.sampled_from(STEMS), min_size=1, max_size=8, unique=True), st.sampled_from("、,;"))
def test_a_list_with_its_prefix_stated_once_is_the_list_with_every_prefix(
    stems: list[str], comma: str
) -> None:
    stems = [s for s in stems if s != "市场监管局"] + ["市场监管局"] * ("市场监管局" in stems)
    short = comma.join(["市" + stems[0], *stems[1:]])
    assert restore_levels(split_units(short), None) == ["市" + s for s in stems]


@given(st.text(alphabet="市省区县各教育局委、,和及等()部门政府 \n牵头12。", max_size=40))
def test_no_list_breaks_the_cutting_and_no_name_is_invented(text: str) -> None:
    for name in split_units(text):
        assert name
    for restored, name in zip(restore_levels(split_units(text), None), split_units(text), strict=True):
        assert restored.endswith(name)

"""Responsibility marks in prose: who leads, who is responsible, and what is no mark at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.duty.marks import Mark, find_marks, list_mark
from gongkai.rules.text.fold import fold

Units = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    text: str
    lead: Units
    responsible: Units


EDU, FIN, CIV, HEALTH = "市教育局", "市财政局", "市民政局", "市卫生健康委"

MARKS = [
    # labels
    Case("（牵头部门：市教育局；责任部门：市财政局、市民政局）", (EDU,), (FIN, CIV)),
    Case("（牵头部门：市教育局；责任部门：财政局、民政局）", (EDU,), (FIN, CIV)),
    Case("（牵头部门:市教育局;责任部门:财政局、民政局）", (EDU,), (FIN, CIV)),
    Case("（牵头单位：市教育局，责任单位：财政局、民政局）", (EDU,), (FIN, CIV)),
    Case("（牵头单位：市教育局，配合单位：财政局、民政局）", (EDU,), (FIN, CIV)),
    Case("（牵头单位：市教育局、市财政局；配合单位：各区县政府）", (EDU, FIN), ("各区县政府",)),
    Case("（主办单位：市教育局；协办单位：市财政局）", (EDU,), (FIN,)),
    Case("（责任单位：市教育局；配合单位：市财政局）", (EDU,), (FIN,)),
    Case("（责任单位：市教育局、财政局）", (), (EDU, FIN)),
    Case("（责任部门：市教育局、财政局，各区县政府）", (), (EDU, FIN, "各区县政府")),
    Case("（责任单位：市教育局等有关部门）", (), (EDU,)),
    Case("（牵头单位：市教育局）", (EDU,), ()),
    Case("（牵头单位为：市教育局）", (EDU,), ()),
    Case("〔牵头单位：市教育局；责任单位：市财政局〕", (EDU,), (FIN,)),
    Case("【牵头单位：市教育局；责任单位：市财政局】", (EDU,), (FIN,)),
    Case("[责任单位：市教育局]", (), (EDU,)),
    # verbs
    Case("（市教育局牵头，市财政局配合）", (EDU,), (FIN,)),
    Case("（市教育局牵头，财政局、民政局配合）", (EDU,), (FIN, CIV)),
    Case("（市教育局牵头，市财政局、民政局按职责分工负责）", (EDU,), (FIN, CIV)),
    Case("（由市教育局牵头，市财政局配合）", (EDU,), (FIN,)),
    Case("（市教育局牵头负责，市财政局参与）", (EDU,), (FIN,)),
    Case("（市教育局负责，市财政局配合）", (EDU,), (FIN,)),
    Case("（市教育局、财政局按职责分工负责）", (), (EDU, FIN)),
    Case("（市教育局、市财政局分别负责）", (), (EDU, FIN)),
    Case("（市教育局负责）", (), (EDU,)),
    Case("（市教育局负责落实）", (), (EDU,)),
    Case("（市教育局、财政局等按职责负责）", (), (EDU, FIN)),
    Case("（市教育局、市财政局等部门按职责分工负责）", (), (EDU, FIN)),
    Case("（市教育局会同市财政局负责）", (), (EDU, FIN)),
    Case("【市教育局牵头，市财政局配合】", (EDU,), (FIN,)),
    # on a line of its own or at a line's end
    Case("牵头单位：市教育局", (EDU,), ()),
    Case("责任单位：市教育局、财政局。", (), (EDU, FIN)),
    Case("牵头单位：市教育局。责任单位：市财政局、民政局。", (EDU,), (FIN, CIV)),
    Case("牵头单位：市教育局；责任单位：市财政局、民政局", (EDU,), (FIN, CIV)),
    Case("推进普惠托育。牵头单位：市教育局", (EDU,), ()),
    Case("责任分工：市教育局牵头，市财政局配合。", (EDU,), (FIN,)),
    Case("[责任单位]：市教育局、财政局", (), (EDU, FIN)),
    Case("【责任单位】：市教育局、财政局", (), (EDU, FIN)),
]


def both(mark: Mark) -> tuple[Units, Units]:
    return mark.lead, mark.responsible


@pytest.mark.parametrize("case", MARKS, ids=lambda c: c.text)
def test_a_mark_names_who_leads_and_who_is_responsible(case: Case) -> None:
    (mark,) = find_marks(fold(case.text))
    assert both(mark) == (case.lead, case.responsible)


@pytest.mark.parametrize("case", [c for c in MARKS if c.text[0] in "（〔【["], ids=lambda c: c.text)
def test_the_same_mark_closes_a_sentence(case: Case) -> None:
    before = "加快建设普惠托育机构，到2025年实现乡镇街道全覆盖。"
    (mark,) = find_marks(fold(before + case.text))
    assert both(mark) == (case.lead, case.responsible)
    if not case.text.endswith(("：市教育局、财政局",)):
        assert (mark.start, mark.end) == (len(before), len(before + case.text))


NO_MARKS = [
    "各单位主要负责人要亲自抓。",
    "（以下简称牵头单位）",
    "（由市教育局负责的项目除外）",
    "（市教育局负责的项目除外）",
    "（不负责）",
    "（含托幼一体机构）",
    "（责任保险除外）",
    "（负责人签字）",
    "（联系人：王某，责任编辑：李某）",
    "（一）落实主体责任",
    "（二）强化责任分工",
    "压实属地责任，强化部门配合。",
    "由市教育局负责解释。",
    "（责任人：王某某）",
    "（2024年配合国家检查3次）",
    "对配合检查的企业（法人）给予奖励（最高10万元）。",
    "（按职责分工负责）",
    "（见附件2责任分工表）",
    "甲方负责提供场地（面积200平方米）",
    "（牵头）",
    "",
]


@pytest.mark.parametrize("text", NO_MARKS)
def test_words_about_responsibility_are_no_mark(text: str) -> None:
    assert list(find_marks(fold(text))) == []


def test_several_marks_of_one_paragraph_come_in_order() -> None:
    text = fold(
        "建设机构。（市教育局负责）培训人员。（责任单位：市财政局）强化检查。（市民政局牵头，市教育局配合）"
    )
    assert [both(m) for m in find_marks(text)] == [((), (EDU,)), ((), (FIN,)), ((CIV,), (EDU,))]
    ends = [text[m.start : m.end] for m in find_marks(text)]
    assert ends == ["(市教育局负责)", "(责任单位:市财政局)", "(市民政局牵头,市教育局配合)"]


def test_a_bracket_inside_a_name_does_not_end_the_mark() -> None:
    (mark,) = find_marks(fold("（牵头单位：市教育局；责任单位：各区县（市）政府、市财政局）"))
    assert both(mark) == ((EDU,), ("各区县(市)政府", FIN))


def test_a_group_of_units_is_kept_as_written() -> None:
    (mark,) = find_marks(fold("（牵头单位：市教育局；责任单位：市级有关部门，各区县政府、各街道）"))
    assert mark.lead == (EDU,)
    assert mark.responsible[-2:] == ("各区县政府", "各街道")


def test_a_unit_that_leads_is_not_responsible_again() -> None:
    (mark,) = find_marks(fold("（牵头单位：市教育局；责任单位：市教育局、财政局）"))
    assert both(mark) == ((EDU,), (FIN,))


DUE = [
    ("（6月底前完成，牵头单位：市教育局）", "6月底前完成", ((EDU,), ())),
    ("（责任单位：市教育局；完成时限：2024年6月底）", "2024年6月底", ((), (EDU,))),
    ("（牵头单位：市教育局；责任单位：市财政局；完成时间：12月底前）", "12月底前", ((EDU,), (FIN,))),
    ("（市教育局、财政局负责，2025年底前完成）", "2025年底前完成", ((), (EDU, FIN))),
    ("（市教育局牵头，市财政局配合，6月底前完成）", "6月底前完成", ((EDU,), (FIN,))),
    ("（责任单位：市教育局，2025年底前完成）", "2025年底前完成", ((), (EDU,))),
]


@pytest.mark.parametrize(("text", "due", "units"), DUE, ids=[c[0] for c in DUE])
def test_a_deadline_inside_a_mark_is_no_unit(text: str, due: str, units: tuple[Units, Units]) -> None:
    folded = fold(text)
    (mark,) = find_marks(folded)
    assert both(mark) == units
    rests = [folded[a:b] for a, b in mark.rest]
    if mark.rule == "label" or rests:
        assert any(due in rest for rest in rests)


def test_a_list_of_units_alone_is_a_mark_only_where_brackets_close_the_paragraph() -> None:
    found = list_mark(fold("推进普惠托育。（市教育局、财政局，各区县政府）"))
    assert found is not None
    assert both(found) == ((), (EDU, FIN, "各区县政府"))


def test_a_brigade_in_such_a_list_is_a_unit() -> None:
    found = list_mark(fold("强化检查。（市应急局、消防支队）"))
    assert found is not None
    assert both(found) == ((), ("市应急局", "市消防支队"))


@pytest.mark.parametrize(
    "text",
    [
        "支持重点群体（残疾人、退役军人）。",
        "推进普惠托育（市教育局、财政局）",
        "推进普惠托育。（含民办机构）",
        "推进普惠托育。（市教育局负责）",
        "推进普惠托育。",
        "（市教育局）",
    ],
)
def test_brackets_that_explain_are_no_list_of_units(text: str) -> None:
    assert list_mark(fold(text)) is None


UNIT = st.sampled_from(
    ["市教育局", "市财政局", "市民政局", "市水务局", "市卫生健康委", "各区县政府", "市总工会"]
)
UNITS = st.lists(UNIT, min_size=1, max_size=5, unique=True)
BRACKETS = st.sampled_from(["（）", "()", "〔〕", "【】", "[]"])


@given(UNITS, UNITS, BRACKETS, st.sampled_from("；;，"), st.sampled_from(["责任", "配合", "协办"]))
def test_every_list_of_units_is_read_back_from_a_labelled_mark(
    lead: list[str], rest: list[str], pair: str, comma: str, role: str
) -> None:
    text = f"甲事。{pair[0]}牵头单位：{'、'.join(lead)}{comma}{role}单位：{'、'.join(rest)}{pair[1]}"
    (mark,) = find_marks(fold(text))
    assert mark.lead == tuple(lead)
    assert mark.responsible == tuple(u for u in rest if u not in lead)


@given(UNITS, UNITS, BRACKETS)
def test_every_list_of_units_is_read_back_from_a_spoken_mark(
    lead: list[str], rest: list[str], pair: str
) -> None:
    (mark,) = find_marks(fold(f"甲事{pair[0]}{'、'.join(lead)}牵头，{'、'.join(rest)}配合{pair[1]}。"))
    assert mark.lead == tuple(lead)
    assert mark.responsible == tuple(u for u in rest if u not in lead)


SCRAPS = [
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "牵头单位：",
    "责任部门:",
    "配合",
    "负责",
    "市教育局",
    "、",
    "，",
    "；",
    "。",
    "6月底前完成",
    "各区县",
    "由",
    "等",
    "甲事",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join))
def test_no_mixture_of_brackets_and_roles_breaks_the_search(text: str) -> None:
    folded = fold(text)
    last = 0
    for mark in find_marks(folded):
        assert last <= mark.start < mark.end <= len(folded)
        assert mark.lead or mark.responsible
        assert not set(mark.lead) & set(mark.responsible)
        for begin, end in mark.rest:
            assert mark.start <= begin <= end <= mark.end
        last = mark.end
    list_mark(folded)

"""Prose and annex that state the same task become one task with two mentions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.reconcile import reconcile
from gongkai.rules.duty.similar import Index, pairs, share
from gongkai.rules.records import Deadline

NURSERY = "建设普惠托育机构，完善社区托育服务网络，加强从业人员岗前培训"
GREEN = "实施城市绿道贯通工程，补植行道树，开放单位附属绿地"


def duty(
    text: str,
    lead: tuple[str, ...] = (),
    responsible: tuple[str, ...] = (),
    *,
    at: int = 0,
    source: str = "正文",
    unreadable: tuple[str, ...] = (),
    trusted: bool = True,
) -> Duty:
    made = Duty(source, None, None, None, text, text, at, at + len(text), None, lead, responsible)
    made.unreadable = list(unreadable)
    made.trusted = trusted
    return made


def row(text: str, lead: tuple[str, ...] = (), responsible: tuple[str, ...] = (), at: int = 900) -> Duty:
    return duty(text, lead, responsible, at=at, source="任务分工表")


def test_a_row_that_repeats_the_prose_is_a_second_mention_of_its_task() -> None:
    tasks, differences = reconcile([duty(NURSERY, ("市教育局",))], [row(NURSERY, ("市教育局",))])
    (task,) = tasks
    assert [(m.source, m.text, m.span.start) for m in task.mentions] == [("任务分工表", NURSERY, 900)]
    assert differences == []


def test_a_shortened_row_is_still_the_same_task() -> None:
    tasks, _ = reconcile(
        [duty(NURSERY), duty(GREEN, at=100)], [row("加强从业人员岗前培训，建设普惠托育机构")]
    )
    assert [len(t.mentions) for t in tasks] == [1, 0]


def test_a_row_of_its_own_is_a_task_of_its_own() -> None:
    tasks, _ = reconcile([duty(NURSERY)], [row(GREEN)])
    assert [t.text for t in tasks] == [NURSERY, GREEN]
    assert [t.mentions for t in tasks] == [[], []]


def test_several_rows_may_break_down_one_task() -> None:
    first, second = NURSERY.split("，", 1)
    tasks, _ = reconcile([duty(NURSERY, ("市教育局",))], [row(first), row(second, at=950)])
    assert [len(t.mentions) for t in tasks] == [2]


def test_a_row_brings_its_deadline_to_the_task() -> None:
    stated = row(NURSERY)
    stated.deadlines = [Deadline("2024-09-30", "9月底", True)]
    (task,), _ = reconcile([duty(NURSERY)], [stated])
    assert [d.date for d in task.deadlines] == ["2024-09-30"]


def test_other_units_in_the_row_are_a_difference() -> None:
    _, (difference,) = reconcile([duty(NURSERY, ("市教育局",))], [row(NURSERY, ("市财政局",))])
    assert (difference.field, difference.prose, difference.table) == ("lead", ("市教育局",), ("市财政局",))


def test_the_same_units_in_another_order_or_writing_are_none() -> None:
    prose = duty(NURSERY, ("市教育局",), ("市财政局", "各区县政府"))
    _, differences = reconcile([prose], [row(NURSERY, ("教育局",), ("各区县人民政府", "市财政局"))])
    assert differences == []


def test_units_that_one_side_leaves_out_altogether_are_none() -> None:
    _, differences = reconcile([duty(NURSERY, ("市教育局",))], [row(NURSERY)])
    assert differences == []


def test_a_damaged_row_states_no_difference() -> None:
    damaged = duty(NURSERY, ("市教育局",), at=900, unreadable=("lead",))
    _, differences = reconcile([duty(NURSERY, ("市财政局",))], [damaged])
    assert differences == []


def test_lines_that_a_scan_lost_are_no_difference() -> None:
    scan = duty(NURSERY, (), ("市财政局",), at=900, trusted=False)
    _, differences = reconcile([duty(NURSERY, (), ("市财政局", "市民政局"))], [scan])
    assert differences == []


def test_without_prose_or_without_rows_everything_stays() -> None:
    one = duty(NURSERY)
    assert reconcile([one], []) == ([one], [])
    assert reconcile([], [one]) == ([one], [])


def test_likeness_counts_pairs_of_characters_and_no_punctuation() -> None:
    assert pairs("托育，服务") == pairs("托育服务")
    assert share(pairs("托育服务"), pairs("加强托育服务供给")) == 1
    assert share(pairs(""), pairs("甲乙")) == 0


def test_the_likest_text_wins_and_too_little_likeness_is_none() -> None:
    texts = Index([pairs("托育服务供给"), pairs("托育服务"), pairs("绿道")])
    assert texts.best(pairs("绿道"), 0.5) == 2
    assert texts.best(pairs("消防检查"), 0.5) is None
    assert texts.best(pairs(""), 0.5) is None


TEXT = st.text(alphabet="托育服务绿道消防，", max_size=12)


@given(st.lists(TEXT, max_size=6), TEXT, st.floats(0.1, 1))
def test_the_index_finds_what_a_look_at_every_text_finds(texts: list[str], wanted: str, least: float) -> None:
    held, part = [pairs(t) for t in texts], pairs(wanted)
    shares = [share(part, text) for text in held]
    found = Index(held).best(part, least)
    if found is None:
        assert max(shares, default=0) < least
    else:
        assert shares[found] == max(shares)
        assert shares[found] >= least

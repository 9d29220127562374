"""Decisions: what they change, what they keep, what they refuse; the corrected record they make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.work.intake.conftest import City

from gongkai.base.trail.models import Entry, Event
from gongkai.rules.access import SYSTEM, Reader, Refused
from gongkai.rules.records import Span
from gongkai.work.intake import actions, reads
from gongkai.work.intake.models import Fact, Item, Note, Reading
from gongkai.work.intake.pieces import FactPiece, ItemPiece
from gongkai.work.intake.reader import NewReading


@pytest.fixture
def clerk(city: City) -> Reader:
    return city.reader("王", "clerk")


def a_task(reading: Reading, number: int = 0) -> Item:
    return Item.objects.filter(reading=reading, kind="task")[number]


def settle_all(clerk: Reader, reading: Reading) -> None:
    for note in Note.objects.filter(reading=reading, state="open"):
        actions.settle_note(clerk, note.pk, "confirmed", note.version)
    for item in Item.objects.filter(reading=reading, state="pending"):
        actions.accept_item(clerk, item.pk, item.version)


def test_a_correction_keeps_what_was_read_and_says_who_and_why(reading: Reading, clerk: Reader) -> None:
    item = a_task(reading)
    fact = item.facts.get(name="lead")
    actions.correct_fact(clerk, item.pk, "lead", ["市财政局"], fact.version, "核对纸质")
    after = Fact.objects.get(pk=fact.pk)
    assert (after.raw, after.value, after.version) == (fact.raw, {"value": ["市财政局"]}, fact.version + 1)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.why, entry.after) == (
        "intake.fact.corrected",
        "核对纸质",
        {"lead": ["市财政局"]},
    )
    assert Event.objects.filter(kind="intake.reading.changed").exists()


@pytest.mark.parametrize("why", ["", "  "])
def test_a_correction_without_a_reason_is_refused(reading: Reading, clerk: Reader, why: str) -> None:
    item = a_task(reading)
    with pytest.raises(Refused, match="理由"):
        actions.correct_fact(clerk, item.pk, "lead", ["市财政局"], 1, why)


def test_a_value_of_the_wrong_kind_is_refused(reading: Reading, clerk: Reader) -> None:
    with pytest.raises(Refused, match="格式"):
        actions.correct_fact(clerk, a_task(reading).pk, "lead", "市财政局", 1, "错")


def test_the_second_of_two_decisions_on_one_field_is_a_conflict(reading: Reading, clerk: Reader) -> None:
    item = a_task(reading)
    actions.correct_fact(clerk, item.pk, "lead", ["甲局"], 1, "错")
    with pytest.raises(actions.Conflict) as conflict:
        actions.correct_fact(clerk, item.pk, "lead", ["乙局"], 1, "错")
    assert (conflict.value.clash.theirs, conflict.value.clash.mine) == (["甲局"], ["乙局"])
    assert Fact.objects.get(item=item, name="lead").value == {"value": ["甲局"]}


@pytest.mark.parametrize(
    ("role", "there"), [("unit_member", False), ("administrator", False), ("clerk", True)]
)
def test_only_the_office_of_the_place_decides(city: City, reading: Reading, role: str, there: bool) -> None:
    outsider = city.reader("外", role, there=there)
    with pytest.raises(Refused, match="权限"):
        actions.accept_item(outsider, a_task(reading).pk, 1)


def test_nothing_is_accepted_while_something_is_undecided(reading: Reading, clerk: Reader) -> None:
    with pytest.raises(Refused) as refused:
        actions.accept_reading(clerk, reading.pk)
    assert [reason for reason in refused.value.reasons if "没有核对" in str(reason)]
    with pytest.raises(reads.NotAccepted):
        reads.accepted(clerk, reading.pk)


def test_the_accepted_record_holds_corrections_and_leaves_out_what_was_rejected(
    reading: Reading, clerk: Reader
) -> None:
    first, second = a_task(reading, 0), a_task(reading, 1)
    actions.correct_fact(
        clerk, first.pk, "title", "改过的标题", first.facts.get(name="title").version, "错字"
    )
    actions.reject_item(clerk, second.pk, second.version, "不是任务")
    settle_all(clerk, reading)
    actions.accept_reading(clerk, reading.pk)
    made = reads.accepted(clerk, reading.pk)
    raw = made.raw.documents[first.document or 0].tasks
    tasks = made.gazette.documents[first.document or 0].tasks
    assert (tasks[0].title, raw[0].title) == ("改过的标题", first.label)
    assert len(tasks) == len(raw) - 1
    assert {(c.path, c.field, c.action) for c in made.corrections} == {
        (first.path, "title", "corrected"),
        (second.path, "", "rejected"),
    }


def test_a_split_task_becomes_two_and_can_be_undone(reading: Reading, clerk: Reader) -> None:
    item = a_task(reading)
    parts = actions.split_task(clerk, item.pk, ["前半。", "后半。"], item.version, "两件事")
    assert [part.facts.get(name="text").raw for part in Item.objects.filter(pk__in=parts)] == [
        "前半。",
        "后半。",
    ]
    item.refresh_from_db()
    assert item.state == "split"
    actions.restore_item(clerk, item.pk, item.version)
    assert set(Item.objects.filter(pk__in=parts).values_list("state", flat=True)) == {"rejected"}
    actions.split_task(clerk, item.pk, ["甲。", "乙。"], Item.objects.get(pk=item.pk).version, "再分")
    settle_all(clerk, reading)
    actions.accept_reading(clerk, reading.pk)
    made = reads.accepted(clerk, reading.pk)
    tasks = made.gazette.documents[item.document or 0].tasks
    assert [task.text for task in tasks[:2]] == ["甲。", "乙。"]
    assert sum(len(t.targets) for t in tasks) == sum(
        len(t.targets) for t in made.raw.documents[item.document or 0].tasks
    )


def test_merged_tasks_have_the_words_and_units_of_all(reading: Reading, clerk: Reader) -> None:
    first, second = a_task(reading, 0), a_task(reading, 1)
    merged = actions.merge_tasks(clerk, [(first.pk, first.version), (second.pk, second.version)], "同一件事")
    settle_all(clerk, reading)
    actions.accept_reading(clerk, reading.pk)
    made = reads.accepted(clerk, reading.pk)
    raw = made.raw.documents[first.document or 0].tasks
    task = made.gazette.documents[first.document or 0].tasks[0]
    assert task.text == f"{raw[0].text}\n{raw[1].text}"
    assert set(raw[0].lead) | set(raw[1].lead) <= set(task.lead)
    assert Item.objects.get(pk=merged).path.endswith("+1")


def test_the_batch_leaves_doubtful_and_damaged_fields(reading: Reading, clerk: Reader) -> None:
    Fact.objects.filter(pk=Fact.objects.filter(item__reading=reading)[0].pk).update(confidence=0.3)
    number = actions.accept_above(clerk, reading.pk, 0.9)
    left = Fact.objects.filter(item__reading=reading, state="pending")
    assert number
    assert all(fact.confidence < 0.9 or fact.unreadable for fact in left)


def test_a_rejected_reading_needs_a_reason(reading: Reading, clerk: Reader) -> None:
    with pytest.raises(Refused):
        actions.reject_reading(clerk, reading.pk, "")
    actions.reject_reading(clerk, reading.pk, "不是公报")
    with pytest.raises(Refused):
        actions.accept_reading(clerk, reading.pk)


def test_one_clerk_at_a_time_claims_a_reading(city: City, reading: Reading, clerk: Reader) -> None:
    actions.claim(clerk, reading.pk)
    with pytest.raises(Refused, match="正在核对"):
        actions.claim(city.reader("李", "clerk"), reading.pk)
    actions.release(clerk, reading.pk)
    assert Reading.objects.get().claimed_by is None


def newer(reading: Reading, changed: str) -> NewReading:
    """What a newer reader would have made: one title read otherwise, all else alike."""
    record = {**reading.record, "source": {**reading.record["source"], "reader_version": "9.9"}}
    made = []
    for item in reading.items.all():
        facts = tuple(
            FactPiece(
                f.name, changed if f.name == "title" and item.kind == "issue" else f.raw, f.suggested,
                f.unreadable, f.confidence, None,
            )
            for f in item.facts.all()
        )  # fmt: skip
        span = Span(item.page, item.start, item.end)
        made.append(
            ItemPiece(item.kind, item.path, item.document, item.label, item.confidence, span, facts)  # type: ignore[arg-type]
        )
    return NewReading(reading.original_id, reading.name, record, reading.source_text, tuple(made))


def test_a_newer_reading_is_compared_first_and_keeps_decisions_that_fit(
    reading: Reading, clerk: Reader
) -> None:
    item = a_task(reading)
    actions.correct_fact(clerk, item.pk, "lead", ["市财政局"], 1, "错")
    new = actions.propose(clerk, reading.pk, newer(reading, "新读的刊名"))
    assert Reading.objects.get(pk=reading.pk).state == "open"
    found = reads.compare(clerk, new)
    assert found is not None
    assert [(d.what, d.kind, d.field, d.new) for d in found.differences] == [
        ("changed", "issue", "title", "新读的刊名")
    ]
    actions.replace(clerk, new, "阅读器升级")
    assert [r.state for r in Reading.objects.order_by("pk")] == ["superseded", "open"]
    kept = Fact.objects.get(item__reading=new, item__path=item.path, name="lead")
    assert (kept.state, kept.value) == ("corrected", {"value": ["市财政局"]})


def test_a_discarded_reading_changes_nothing(reading: Reading, clerk: Reader) -> None:
    new = actions.propose(clerk, reading.pk, replace(newer(reading, "新")))
    actions.discard(clerk, new, "没有改进")
    assert [r.state for r in Reading.objects.order_by("pk")] == ["open", "rejected"]


def test_an_accepted_reading_gives_way_only_when_the_newer_one_is_accepted(reading: Reading) -> None:
    actions.accept_unseen(SYSTEM, reading.pk, "可信")
    new = actions.propose(SYSTEM, reading.pk, newer(reading, "新"))
    actions.replace(SYSTEM, new, "升级")
    assert reads.accepted(SYSTEM, reading.pk).gazette.documents
    actions.accept_unseen(SYSTEM, new, "可信")
    assert Reading.objects.get(pk=reading.pk).state == "superseded"

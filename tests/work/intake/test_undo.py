"""The last decision taken back, and decisions of the script that does not leave the page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.work.intake.conftest import City, signed_in

from gongkai.base.trail.models import Entry
from gongkai.rules.access import Reader, Refused
from gongkai.work.intake import actions
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.pieces import FIELDS


@pytest.fixture
def clerk(city: City) -> Reader:
    return city.reader("王", "clerk")


def task(reading: Reading, number: int = 0) -> Item:
    return Item.objects.filter(reading=reading, kind="task")[number]


def pending(reading: Reading) -> int:
    return Fact.objects.filter(item__reading=reading, state="pending").count()


def test_decisions_are_taken_back_one_after_the_other_the_last_first(reading: Reading, clerk: Reader) -> None:
    before = pending(reading)
    first, second = task(reading, 0), task(reading, 1)
    actions.accept_fact(clerk, first.pk, "text", 1)
    actions.correct_fact(clerk, first.pk, "lead", ["市财政局"], 1, "错")
    actions.accept_item(clerk, second.pk, second.version)
    actions.accept_above(clerk, reading.pk, 0.5)
    actions.undo_last(clerk, reading.pk)
    assert task(reading, 1).state == "accepted"
    actions.undo_last(clerk, reading.pk)
    assert task(reading, 1).state == "pending"
    undone = actions.undo_last(clerk, reading.pk)
    assert (undone.item, undone.field, undone.fields) == (first.pk, "lead", 1)
    fact = Fact.objects.get(item=first, name="lead")
    assert (fact.state, fact.value, fact.version, fact.decided_by) == ("pending", None, 3, None)
    actions.undo_last(clerk, reading.pk)
    assert pending(reading) == before
    with pytest.raises(Refused, match="没有可以撤销的决定"):
        actions.undo_last(clerk, reading.pk)
    assert Entry.objects.filter(action="intake.decision.undone").count() == 4


def test_nobody_takes_back_what_another_decided(city: City, reading: Reading, clerk: Reader) -> None:
    actions.accept_item(clerk, task(reading).pk, 1)
    with pytest.raises(Refused, match="没有可以撤销的决定"):
        actions.undo_last(city.reader("李", "clerk"), reading.pk)


def test_a_rejection_and_a_split_are_taken_back_too(reading: Reading, clerk: Reader) -> None:
    first, second = task(reading, 0), task(reading, 1)
    actions.split_task(clerk, first.pk, ["甲。", "乙。"], first.version, "两件事")
    actions.reject_item(clerk, second.pk, second.version, "不是任务")
    assert actions.undo_last(clerk, reading.pk).item == second.pk
    assert actions.undo_last(clerk, reading.pk).item == first.pk
    assert set(Item.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)) == {
        "pending"
    }
    with pytest.raises(Refused, match="没有可以撤销的决定"):
        actions.undo_last(clerk, reading.pk)


def test_a_field_that_a_person_had_added_is_gone_when_taken_back(reading: Reading, clerk: Reader) -> None:
    missing = [
        (item, name)
        for name in ("title_en", "category", "disclosure", "marker", "title", "basis")
        for item in Item.objects.filter(reading=reading).exclude(facts__name=name)
        if name in FIELDS[item.kind]
    ]
    item, name = missing[0]
    actions.correct_fact(clerk, item.pk, name, "Notice", 0, "原件上有")
    assert item.facts.filter(name=name).exists()
    actions.undo_last(clerk, reading.pk)
    assert not item.facts.filter(name=name).exists()


def test_the_button_brings_the_person_back_to_the_field(city: City, reading: Reading) -> None:
    client = signed_in(city.user("王", "clerk"))
    item = task(reading)
    client.post(
        reverse("intake_fact", args=[reading.pk, item.pk]), {"name": "text", "version": 1, "verb": "accept"}
    )
    back = reverse("intake_desk", args=[reading.pk]) + "?show=all#f1-x"
    answer = client.post(reverse("intake_reading", args=[reading.pk]), {"verb": "undo", "back": back})
    assert answer["Location"].endswith(f"?show=all#f{item.pk}-text")
    refused = client.post(reverse("intake_reading", args=[reading.pk]), {"verb": "undo"})
    assert refused.status_code == 400
    assert "没有可以撤销的决定" in refused.content.decode()


def test_the_script_gets_the_item_alone_and_how_far_the_reading_is(city: City, reading: Reading) -> None:
    client = signed_in(city.user("王", "clerk"))
    item = task(reading)
    answer = client.post(
        reverse("intake_fact", args=[reading.pk, item.pk]),
        {
            "name": "text",
            "version": 1,
            "verb": "accept",
            "back": f"/office/intake/{reading.pk}/?show=all&p=2",
        },
        headers={"X-Requested-With": "fetch"},
    )
    piece = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in piece
    assert piece.count("data-item") == piece.count("data-progress") == 1
    assert "已核对 1 /" in piece
    assert "?show=all&amp;p=2&amp;start=" in piece


def test_the_script_too_is_told_of_a_conflict(city: City, reading: Reading) -> None:
    client = signed_in(city.user("王", "clerk"))
    item = task(reading)
    address = reverse("intake_fact", args=[reading.pk, item.pk])
    sent = {"name": "text", "version": 1, "verb": "accept"}
    assert client.post(address, sent, headers={"X-Requested-With": "fetch"}).status_code == 200
    assert client.post(address, sent, headers={"X-Requested-With": "fetch"}).status_code == 409


def test_each_form_has_one_way_to_be_sent(city: City, reading: Reading) -> None:
    """Enter in a text box presses the first button of its form: it must be the one that is meant."""
    client = signed_in(city.user("王", "clerk"))
    page = client.get(reverse("intake_desk", args=[reading.pk]), {"show": "all", "kind": "task"})
    forms = re.findall(r"<form[^>]*>(.*?)</form>", page.content.decode(), re.DOTALL)
    decisions = [form for form in forms if 'name="verb"' in form and 'type="text"' in form]
    assert decisions
    assert {len(re.findall(r'name="verb"', form)) for form in decisions} == {1}

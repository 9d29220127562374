"""A newer reader: what it gains, loses and changes is on a page before anything is replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from tests.work.intake.conftest import City, signed_in

from gongkai.rules.access import SYSTEM
from gongkai.rules.interchange import from_json
from gongkai.work.intake import actions
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.pieces import pieces
from gongkai.work.intake.reader import NewReading


def by_a_newer_reader(reading: Reading) -> NewReading:
    """The same original: a task lost, a task gained, a title changed, all else alike."""
    record = {**reading.record, "source": {**reading.record["source"], "reader_version": "9.9"}}
    made = list(pieces(from_json(record)))
    [document, *_others] = [piece for piece in made if piece.kind == "document"]
    *_rest, lost = [piece for piece in made if piece.kind == "task"]
    facts = tuple(
        replace(fact, raw="改变的标题") if fact.name == "title" else fact for fact in document.facts
    )
    gained = replace(lost, path=f"{lost.path}9", label="新读出的任务")
    made[made.index(document)] = replace(document, facts=facts)
    made[made.index(lost)] = gained
    return NewReading(reading.original_id, reading.name, record, reading.source_text, tuple(made))


@pytest.fixture
def clerk(city: City) -> Client:
    return signed_in(city.user("王", "clerk"))


@pytest.fixture
def proposed(reading: Reading) -> int:
    return actions.propose(SYSTEM, reading.pk, by_a_newer_reader(reading))


def test_the_page_shows_gained_lost_and_changed_and_replaces_nothing(
    clerk: Client, reading: Reading, proposed: int
) -> None:
    desk = clerk.get(reverse("intake_desk", args=[proposed]))
    assert desk["Location"] == reverse("intake_compare", args=[proposed])
    page = clerk.get(desk["Location"])
    words = page.content.decode()
    assert {line.what for line in page.context["found"].differences} == {"changed", "gained", "lost"}
    assert "改变的标题" in words
    assert "新读出的任务" in words
    assert "9.9" in words
    assert Reading.objects.get(pk=reading.pk).state == "open"
    assert Reading.objects.get(pk=proposed).state == "proposed"


def test_a_field_on_which_somebody_decided_is_marked(clerk: Client, reading: Reading, proposed: int) -> None:
    item = Item.objects.filter(reading=reading, kind="document", facts__name="title")
    for one in item:
        actions.accept_fact(SYSTEM, one.pk, "title", 1)
    assert "已有决定" in clerk.get(reverse("intake_compare", args=[proposed])).content.decode()


def test_replacing_needs_a_reason_and_opens_the_newer_reading(
    clerk: Client, reading: Reading, proposed: int
) -> None:
    address = reverse("intake_reading", args=[proposed])
    assert clerk.post(address, {"verb": "replace", "why": ""}).status_code == 400
    assert Reading.objects.get(pk=reading.pk).state == "open"
    assert clerk.post(address, {"verb": "replace", "why": "阅读器升级"}).status_code == 302
    assert Reading.objects.get(pk=reading.pk).state == "superseded"
    assert clerk.get(reverse("intake_desk", args=[proposed])).status_code == 200
    changed = Fact.objects.get(item__reading=proposed, name="title", raw="改变的标题")
    assert changed.state == "pending"


def test_a_reading_that_is_not_taken_leaves_the_old_one(
    clerk: Client, reading: Reading, proposed: int
) -> None:
    address = reverse("intake_reading", args=[proposed])
    assert clerk.post(address, {"verb": "discard", "why": "没有改进"}).status_code == 302
    assert Reading.objects.get(pk=reading.pk).state == "open"
    assert clerk.get(reverse("intake_compare", args=[proposed])).status_code == 404


def test_others_do_not_see_the_comparison(city: City, proposed: int) -> None:
    outsider = signed_in(city.user("赵", "clerk", there=True))
    assert outsider.get(reverse("intake_compare", args=[proposed])).status_code == 404
    assert outsider.post(reverse("intake_reading", args=[proposed]), {"verb": "replace"}).status_code == 404


def test_the_same_reader_finds_nothing_new(clerk: Client, reading: Reading) -> None:
    answer = clerk.post(reverse("intake_reading", args=[reading.pk]), {"verb": "reread"})
    assert answer.status_code == 400
    assert "已经读过这个原件" in answer.content.decode()


def test_what_stands_against_taking_a_reading_into_the_library_is_said(
    clerk: Client, reading: Reading
) -> None:
    actions.accept_unseen(SYSTEM, reading.pk, "可信来源")
    Reading.objects.filter(pk=reading.pk).update(jurisdiction=None)
    answer = clerk.post(reverse("library_admit", args=[reading.pk]))
    assert answer.status_code in (404, 409)

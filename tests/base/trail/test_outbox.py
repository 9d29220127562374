"""The outbox: every consumer hears every event, at least once."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from gongkai.base.trail import reads
from gongkai.base.trail.actions import Subject, consume, move_cursor, record
from gongkai.base.trail.models import Cursor
from gongkai.base.trail.reads import EventLine
from gongkai.rules.access import SYSTEM


def publish(*kinds: str) -> None:
    with transaction.atomic():
        for kind in kinds:
            record(SYSTEM, "test", Subject("t", kind, kind), event=kind, payload={"k": kind})


@pytest.mark.django_db
def test_each_consumer_hears_every_event_once_and_in_order() -> None:
    publish("a.x", "a.y", "b.z")
    first: list[str] = []
    second: list[str] = []
    assert consume("first", lambda event: first.append(event.kind)) == 3
    assert consume("first", lambda event: first.append(event.kind)) == 0
    publish("a.w")
    assert consume("first", lambda event: first.append(event.kind)) == 1
    assert consume("second", lambda event: second.append(event.kind)) == 4
    assert first == second == ["a.x", "a.y", "b.z", "a.w"]


@pytest.mark.django_db
def test_kinds_are_chosen_by_name_or_by_beginning() -> None:
    publish("a.x", "a.y", "ab.z")
    assert [event.kind for event in reads.events_after(0, ("a.",))] == ["a.x", "a.y"]
    assert [event.kind for event in reads.events_after(0, ("a.y", "ab."))] == ["a.y", "ab.z"]
    heard: list[str] = []
    assert consume("chooser", lambda event: heard.append(event.kind), kinds=("ab.",)) == 1
    # what it does not want is passed over for good
    assert reads.position("chooser") == reads.last_event()


@pytest.mark.django_db
def test_a_batch_stops_at_its_limit_and_goes_on_there() -> None:
    publish(*(f"k.{n}" for n in range(5)))
    heard: list[str] = []
    counts = [consume("slow", lambda event: heard.append(event.kind), limit=2) for _ in range(4)]
    assert counts == [2, 2, 1, 0]
    assert heard == [f"k.{n}" for n in range(5)]


@pytest.mark.django_db(transaction=True)
def test_a_death_in_between_repeats_events_and_keeps_nothing_half() -> None:
    publish("a.1", "a.2")
    outside: list[str] = []

    def handler(event: EventLine) -> None:
        Cursor.objects.create(consumer=f"row of {event.kind}")
        outside.append(event.kind)
        if outside.count("a.2") == 1 and event.kind == "a.2":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        consume("mortal", handler)
    assert reads.position("mortal") == 0
    assert not Cursor.objects.filter(consumer__startswith="row of").exists()
    assert consume("mortal", handler) == 2
    assert outside == ["a.1", "a.2", "a.1", "a.2"]
    assert Cursor.objects.filter(consumer__startswith="row of").count() == 2


@pytest.mark.django_db
def test_a_cursor_never_goes_back() -> None:
    now = timezone.now()
    move_cursor("c", 7, now)
    move_cursor("c", 3, now)
    assert reads.position("c") == 7

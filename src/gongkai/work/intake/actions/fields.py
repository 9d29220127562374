"""Decisions on single fields: accept as read, correct, accept many at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import record
from gongkai.rules.access import Reader
from gongkai.rules.interchange import NotInterchange, field_value
from gongkai.rules.records import Document, Indicator, Issue, Target, Task
from gongkai.work.intake.actions.common import (
    check,
    check_version,
    decide,
    locked_item,
    locked_reading,
    note_action,
    subject,
    why_missing,
    why_not_work,
)
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.pieces import FIELDS
from gongkai.work.intake.words import field_name

RECORDS = {"issue": Issue, "document": Document, "task": Task, "target": Target, "indicator": Indicator}
# Items on which nothing more is decided field by field.
CLOSED = (Item.State.REJECTED, Item.State.SPLIT, Item.State.MERGED)


def why_not_decide(reader: Reader, item: Item) -> list[str]:
    """Why no field of the item can be decided on; empty where one can."""
    reasons = why_not_work(reader, item.reading)
    if item.state in CLOSED:
        reasons.append(_("该项{state}，请先恢复").format(state=item.get_state_display()))
    return reasons


def accept_fact(reader: Reader, item_id: int, name: str, version: int) -> None:
    """Take a field as it was read. Raises Refused, and Conflict where somebody was quicker."""
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_decide(reader, item))
        fact = Fact.objects.select_related("decided_by").get(item=item, name=name)
        check_version(fact, version, field_name(name), says(fact), fact.raw)
        before = {name: says(fact)}
        fact.value = None
        decide(fact, reader, Fact.State.ACCEPTED)
        settle_item(item, reader)
        note_action(reader, "intake.fact.accepted", item, before, {name: fact.raw})


def why_not_correct(reader: Reader, item: Item, name: str, value: Any, why: str) -> list[str]:
    """Why a field cannot be given this value; empty where it can."""
    reasons = [*why_not_decide(reader, item), *why_missing(why)]
    if name not in FIELDS[item.kind]:
        return [*reasons, _("没有这样的字段")]
    try:
        field_value(RECORDS[item.kind], name, value)
    except NotInterchange:
        reasons.append(_("这个值不符合字段“{name}”的格式").format(name=field_name(name)))
    return reasons


def correct_fact(reader: Reader, item_id: int, name: str, value: Any, version: int, why: str) -> None:
    """Put ``value`` (plain JSON, as in the interchange format) in the place of what was read.

    ``version`` is 0 for a field that was not read at all. What was read stays beside it for ever.
    Raises Refused, and Conflict where somebody was quicker.
    """
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_correct(reader, item, name, value, why))
        fact = Fact.objects.select_related("decided_by").filter(item=item, name=name).first()
        if fact is None:
            order = FIELDS[item.kind].index(name)
            fact = Fact(item=item, name=name, order=order, confidence=1.0, version=0)
        check_version(fact, version, field_name(name), says(fact), value)
        before = {name: says(fact)}
        fact.value = {"value": value}
        decide(fact, reader, Fact.State.CORRECTED, why)
        settle_item(item, reader)
        note_action(reader, "intake.fact.corrected", item, before, {name: value}, why)


def accept_item(reader: Reader, item_id: int, version: int) -> None:
    """Take all fields of an item that are not decided yet as they were read. Raises Refused, Conflict."""
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_decide(reader, item))
        check_version(item, version, item.label, item.get_state_display(), _("接受"))
        _accept(Fact.objects.filter(item=item), reader)
        settle_item(item, reader)
        note_action(reader, "intake.item.accepted", item, None, {"state": item.state})


def accept_above(reader: Reader, reading_id: int, confidence: float, kind: str = "") -> int:
    """How many fields were accepted as read: all undecided ones at least as sure as ``confidence``.

    Damaged fields are never among them. Raises Refused.
    """
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_work(reader, reading))
        facts = Fact.objects.filter(
            item__reading=reading, unreadable=False, confidence__gte=confidence
        ).exclude(item__state__in=CLOSED)
        if kind:
            facts = facts.filter(item__kind=kind)
        number = _accept(facts, reader)
        _settle_items(reading, reader)
        record(
            reader,
            "intake.fact.accepted-above",
            subject(reading),
            after={"confidence": confidence, "kind": kind, "accepted": number},
            event="intake.reading.changed",
            payload={"reading": reading.pk},
        )
    return number


def says(fact: Fact) -> Any:
    """What the field says now: the correction where there is one, else what was read."""
    return fact.value["value"] if fact.value is not None else fact.raw


def settle_item(item: Item, reader: Reader) -> None:
    """Let the state of an item follow from its fields."""
    states = set(Fact.objects.filter(item=item).values_list("state", flat=True))
    if Fact.State.PENDING in states:
        state = Item.State.PENDING
    else:
        state = Item.State.CORRECTED if Fact.State.CORRECTED in states else Item.State.ACCEPTED
    decide(item, reader, state)


def _accept(facts: QuerySet[Fact], reader: Reader) -> int:
    pending = Fact.objects.filter(pk__in=facts.filter(state=Fact.State.PENDING).values("pk"))
    return pending.update(
        state=Fact.State.ACCEPTED,
        version=F("version") + 1,
        decided_by=reader.user_id,
        decided_at=timezone.now(),
    )


def _settle_items(reading: Reading, reader: Reader) -> None:
    undecided = Fact.objects.filter(item=OuterRef("pk"), state=Fact.State.PENDING)
    corrected = Fact.objects.filter(item=OuterRef("pk"), state=Fact.State.CORRECTED)
    pending = Item.objects.filter(reading=reading, state=Item.State.PENDING).filter(~Exists(undecided))
    done = {
        "version": F("version") + 1,
        "decided_by": reader.user_id,
        "decided_at": timezone.now(),
    }
    Item.objects.filter(pk__in=pending.filter(Exists(corrected)).values("pk")).update(
        state=Item.State.CORRECTED, **done
    )
    Item.objects.filter(pk__in=pending.values("pk")).update(state=Item.State.ACCEPTED, **done)

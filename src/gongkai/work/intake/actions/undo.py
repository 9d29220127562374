"""The last decision of a person taken back, however many fields it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import record
from gongkai.rules.access import Reader
from gongkai.work.intake.actions.common import check, locked_reading, subject, why_not_work
from gongkai.work.intake.actions.fields import CLOSED, settle_item
from gongkai.work.intake.actions.items import restore_item
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.words import field_name

NAMED = 50  # fields that the trail names one by one


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: in words, how many fields, and the item and field to look at first."""

    what: str
    fields: int
    item: int
    field: str


def why_not_undo(reader: Reader, reading: Reading) -> list[str]:
    """Why there is no decision of ``reader`` on this reading to take back; empty where there is one."""
    reasons = why_not_work(reader, reading)
    if not _facts(reader, reading).exists() and not _items(reader, reading).exists():
        reasons.append(_("没有可以撤销的决定"))
    return reasons


def undo_last(reader: Reader, reading_id: int) -> Undone:
    """What was taken back: the last decision of ``reader`` on the fields or items of a reading.

    A batch is one decision. The fields are to be decided on again; what they were decided to be stays
    in the trail. Taken back again, the decision before that goes. Raises Refused.
    """
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_undo(reader, reading))
        fact = _facts(reader, reading).order_by("-decided_at", "confidence", "item__order", "order").first()
        item = _items(reader, reading).order_by("-decided_at").first()
        if item is not None and (fact is None or _time(item) > _time(fact)):
            restore_item(reader, item.pk, item.version)
            return Undone(item.label, 0, item.pk, "")
        assert fact is not None  # noqa: S101 - one of the two there is
        number = _reopen(reader, reading, _facts(reader, reading).filter(decided_at=fact.decided_at))
        what = f"{fact.item.label} {field_name(fact.name)}" if number == 1 else fact.item.label
        return Undone(what, number, fact.item_id, fact.name)


def _facts(reader: Reader, reading: Reading) -> QuerySet[Fact]:
    decided = Fact.objects.filter(item__reading=reading, decided_by=reader.user_id)
    return decided.exclude(Q(state=Fact.State.PENDING) | Q(item__state__in=CLOSED)).select_related("item")


def _items(reader: Reader, reading: Reading) -> QuerySet[Item]:
    """Items left out, split or merged; what a split or merger had made is undone with its source."""
    decided = Item.objects.filter(reading=reading, decided_by=reader.user_id, state__in=CLOSED)
    return decided.exclude(state=Item.State.REJECTED, path__contains="+")


def _time(row: Fact | Item) -> datetime:
    assert row.decided_at is not None  # noqa: S101 - it was decided on
    return row.decided_at


def _reopen(reader: Reader, reading: Reading, facts: QuerySet[Fact]) -> int:
    rows = list(facts.values_list("pk", "item_id", "item__path", "name", "state"))
    chosen = Fact.objects.filter(pk__in=[row[0] for row in rows])
    # what a person had added to what was read is no field any more
    chosen.filter(raw__isnull=True, unreadable=False, confidence=1.0).delete()
    chosen.update(
        state=Fact.State.PENDING,
        value=None,
        decided_by=None,
        decided_at=None,
        why="",
        version=F("version") + 1,
    )
    items = Item.objects.filter(pk__in={row[1] for row in rows})
    undecided = Exists(Fact.objects.filter(item=OuterRef("pk"), state=Fact.State.PENDING))
    for item in items.filter(~undecided):
        settle_item(item, reader)
    items.filter(undecided).update(
        state=Item.State.PENDING, decided_by=None, decided_at=None, version=F("version") + 1
    )
    record(
        reader,
        "intake.decision.undone",
        subject(reading),
        before={"fields": [f"{path}/{name} {state}" for _pk, _item, path, name, state in rows[:NAMED]]},
        after={"reopened": len(rows)},
        event="intake.reading.changed",
        payload={"reading": reading.pk},
    )
    return len(rows)

"""What all actions of the desk share: who may act, what is locked, what two people may not both decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import CLERK, OFFICE_HEAD, REVIEWER, SYSTEM, Reader, Refused
from gongkai.work.intake.models import Fact, Item, Note, Reading

ROLES = (CLERK, REVIEWER, OFFICE_HEAD)


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else decided in the meantime, beside what this person wanted."""

    what: str
    theirs: Any
    mine: Any
    by: str
    at: datetime | None
    version: int


class Conflict(Refused):
    """Somebody else has decided on the same thing since it was shown; nothing was overwritten."""

    def __init__(self, clash: Clash) -> None:
        self.clash = clash
        super().__init__([_("“{what}”已由{by}作出决定，请核对后再提交").format(what=clash.what, by=clash.by)])


def why_not_work(reader: Reader, reading: Reading) -> list[str]:
    """Why ``reader`` may not decide on this reading now; empty where he may."""
    reasons = why_not_handle(reader, reading)
    if reading.state != Reading.State.OPEN:
        reasons.append(_("这份阅读结果{state}，不能再改").format(state=reading.get_state_display()))
    return reasons


def why_not_handle(reader: Reader, reading: Reading) -> list[str]:
    """Why ``reader`` may not handle readings of this place at all; empty where he may."""
    if settings.READ_ONLY:
        return [_("系统处于只读状态")]
    if reader == SYSTEM or reader.may(*ROLES, place=reading.jurisdiction_id):
        return []
    return [_("没有核对该行政区划阅读结果的权限")]


def why_missing(why: str) -> list[str]:
    """The complaint where a reason is required and none was given."""
    return [] if why.strip() else [_("请写明理由")]


def check(reasons: list[str]) -> None:
    """Raise Refused where there are reasons."""
    if reasons:
        raise Refused(reasons)


def locked_reading(reading_id: int) -> Reading:
    """The reading, locked until the transaction ends; its long fields are not loaded."""
    found = Reading.objects.select_for_update(of=("self",)).defer("record", "source_text")
    return found.get(pk=reading_id)


def locked_item(item_id: int) -> Item:
    """The item with its reading, both locked: decisions on one reading are made one by one."""
    reading = locked_reading(Item.objects.values_list("reading_id", flat=True).get(pk=item_id))
    item = Item.objects.select_related("decided_by").select_for_update(of=("self",)).get(pk=item_id)
    item.reading = reading
    return item


def check_version(row: Item | Fact | Note, version: int, what: str, theirs: Any, mine: Any) -> None:
    """Raise Conflict where the row is not the one that the person saw."""
    if row.version != version:
        by = str(row.decided_by) if row.decided_by else _("系统")
        raise Conflict(Clash(what, theirs, mine, by, row.decided_at, row.version))


def decide(row: Item | Fact | Note, reader: Reader, state: str, why: str = "") -> None:
    """Save who decided what on the row, and let its version grow."""
    row.state, row.why = state, why
    row.decided_by_id, row.decided_at = reader.user_id, timezone.now()
    row.version += 1
    row.save()


def subject(reading: Reading) -> Subject:
    """The reading as the trail names it."""
    return Subject("intake.reading", str(reading.pk), reading.title)


def item_subject(item: Item) -> Subject:
    """The item as the trail names it."""
    return Subject("intake.item", f"{item.reading_id}/{item.path}", item.label)


def note_action(
    reader: Reader,
    action: str,
    item: Item,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    why: str = "",
) -> None:
    """Put a decision on an item or a field into the trail, with the event that copies hear of."""
    record(
        reader,
        action,
        item_subject(item),
        before=before,
        after=after,
        why=why,
        event="intake.reading.changed",
        payload={"reading": item.reading_id},
    )

"""Decisions on whole items: left out, restored, a task split in two or several merged into one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.intake.actions.common import (
    check,
    check_version,
    decide,
    locked_item,
    note_action,
    why_missing,
    why_not_work,
)
from gongkai.work.intake.actions.fields import CLOSED, says, settle_item, why_not_decide
from gongkai.work.intake.models import Fact, Item

# Lists of which a merged task has those of all its sources.
JOINED = ("lead", "responsible", "deadlines")


def why_not_reject(reader: Reader, item: Item, why: str) -> list[str]:
    """Why an item cannot be left out; empty where it can."""
    return [*why_not_decide(reader, item), *why_missing(why)]


def reject_item(reader: Reader, item_id: int, version: int, why: str) -> None:
    """Leave an item out of the record, with the reason. Raises Refused, Conflict."""
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_reject(reader, item, why))
        check_version(item, version, item.label, item.get_state_display(), _("剔除"))
        before = {"state": item.state}
        decide(item, reader, Item.State.REJECTED, why)
        note_action(reader, "intake.item.rejected", item, before, {"state": item.state}, why)


def why_not_restore(reader: Reader, item: Item) -> list[str]:
    """Why what was done to an item cannot be undone; empty where it can."""
    reasons = why_not_work(reader, item.reading)
    if item.state not in CLOSED:
        reasons.append(_("该项没有被剔除、拆分或合并"))
    if item.state == Item.State.REJECTED and _is_part(item):
        reasons.append(_("拆分或合并已撤销，请从原来的项重新拆分或合并"))
    return reasons


def restore_item(reader: Reader, item_id: int, version: int) -> None:
    """Undo the rejection, the split or the merger of an item; what it had become is left out again.

    Raises Refused, Conflict.
    """
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_restore(reader, item))
        check_version(item, version, item.label, item.get_state_display(), _("恢复"))
        before = {"state": item.state}
        undone = _("撤销拆分或合并")
        for part in Item.objects.filter(came_from=item).exclude(state__in=CLOSED):
            decide(part, reader, Item.State.REJECTED, undone)
        if item.merged_into is not None:
            merged = item.merged_into
            for other in Item.objects.filter(merged_into=merged).exclude(pk=item.pk):
                other.merged_into = None
                settle_item(other, reader)
            decide(merged, reader, Item.State.REJECTED, undone)
            item.merged_into = None
        settle_item(item, reader)
        note_action(reader, "intake.item.restored", item, before, {"state": item.state})


def why_not_split(reader: Reader, item: Item, texts: Sequence[str], why: str) -> list[str]:
    """Why a task cannot be split into these texts; empty where it can."""
    reasons = [*why_not_decide(reader, item), *why_missing(why)]
    if item.kind != Item.Kind.TASK:
        reasons.append(_("只有任务可以拆分"))
    if len([text for text in texts if text.strip()]) < 2:
        reasons.append(_("请把内容分成至少两段"))
    return reasons


def split_task(reader: Reader, item_id: int, texts: Sequence[str], version: int, why: str) -> list[int]:
    """The ids of the new tasks, one for each text, each with the units of the old one.

    A deadline goes to the parts whose words name it, or else to all. Raises Refused, Conflict.
    """
    with transaction.atomic():
        item = locked_item(item_id)
        check(why_not_split(reader, item, texts, why))
        check_version(item, version, item.label, item.get_state_display(), _("拆分"))
        parts = [text.strip() for text in texts if text.strip()]
        values = _values(item)
        made = [_add(item, {**values, **_for_part(values, part)}, item) for part in parts]
        decide(item, reader, Item.State.SPLIT, why)
        after = {"parts": [part.path for part in made], "texts": parts}
        note_action(reader, "intake.item.split", item, {"text": values.get("text")}, after, why)
    return [part.pk for part in made]


def why_not_merge(reader: Reader, items: Sequence[Item], why: str) -> list[str]:
    """Why these tasks cannot become one; empty where they can."""
    reasons = [*why_missing(why)]
    for item in items:
        reasons += [reason for reason in why_not_decide(reader, item) if reason not in reasons]
    if len(items) < 2:
        reasons.append(_("请选择至少两项任务"))
    if any(item.kind != Item.Kind.TASK for item in items):
        reasons.append(_("只有任务可以合并"))
    if len({(item.reading_id, item.document) for item in items}) > 1:
        reasons.append(_("只能合并同一份文件里的任务"))
    if any(_is_part(item) for item in items):
        reasons.append(_("拆分或合并得来的任务请先撤销"))
    return reasons


def merge_tasks(reader: Reader, versions: Sequence[tuple[int, int]], why: str) -> int:
    """The id of the task that several (item, version) have become: words one behind the other.

    Units and deadlines are those of all. Raises Refused, Conflict.
    """
    with transaction.atomic():
        items = [locked_item(item_id) for item_id, _version in versions]
        check(why_not_merge(reader, items, why))
        for item, (_id, version) in zip(items, versions, strict=True):
            check_version(item, version, item.label, item.get_state_display(), _("合并"))
        items.sort(key=lambda item: (item.order, item.pk))
        made = _add(items[0], _joined([_values(item) for item in items]), None)
        for item in items:
            item.merged_into = made
            decide(item, reader, Item.State.MERGED, why)
        after = {"merged": [item.path for item in items], "into": made.path}
        note_action(reader, "intake.item.merged", made, None, after, why)
    return made.pk


def _is_part(item: Item) -> bool:
    return item.came_from_id is not None or item.absorbed.exists() or "+" in item.path


def _values(item: Item) -> dict[str, Any]:
    """What the fields of the item say now."""
    return {fact.name: says(fact) for fact in item.facts.all()}


def _for_part(values: dict[str, Any], text: str) -> dict[str, Any]:
    deadlines = values.get("deadlines") or []
    named = [deadline for deadline in deadlines if deadline["as_written"] in text]
    return {"text": text, "deadlines": named or deadlines}


def _joined(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    made = dict(values[0])
    made["text"] = "\n".join(str(value["text"]) for value in values if value.get("text"))
    for name in JOINED:
        together: list[Any] = []
        for value in values:
            together += [part for part in value.get(name) or [] if part not in together]
        if together:
            made[name] = together
    return made


def _add(model: Item, values: dict[str, Any], came_from: Item | None) -> Item:
    """A new task at the place of ``model`` with these values; people have still to accept them."""
    base = model.path.split("+")[0]
    number = Item.objects.filter(reading=model.reading, path__startswith=f"{base}+").count() + 1
    made = Item.objects.create(
        reading=model.reading,
        kind=model.kind,
        path=f"{base}+{number}",
        order=model.order,
        document=model.document,
        label=str(values.get("title") or values.get("text") or "")[:500],
        confidence=model.confidence,
        page=model.page,
        start=model.start,
        end=model.end,
        came_from=came_from,
    )
    old = {fact.name: fact for fact in model.facts.all()}
    Fact.objects.bulk_create(
        Fact(
            item=made,
            name=name,
            order=old[name].order if name in old else 99,
            raw=value,
            confidence=old[name].confidence if name in old else model.confidence,
            page=old[name].page if name in old else None,
            start=old[name].start if name in old else None,
            end=old[name].end if name in old else None,
        )
        for name, value in values.items()
    )
    return made

"""What a newer reading gains, loses and changes, and which decisions on the old one still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.work.intake.models import Fact, Item

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the newer reading gained, lost or changed; ``decided``: a person had decided on it."""

    what: Literal["gained", "lost", "changed"]
    kind: str
    label: str
    field: str
    old: Any
    new: Any
    decided: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of the newer reading that take over a decision, not saved yet."""

    facts: list[Fact]
    items: list[Item]


def differences(old_id: int, new_id: int) -> list[Difference]:
    """What changes from one reading to the other, in the order of the source."""
    old, new = _facts(old_id), _facts(new_id)
    found: list[tuple[tuple[int, int], Difference]] = []
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before is not None and after is not None and before.raw == after.raw:
            continue
        fact = after or before
        assert fact is not None  # noqa: S101 - the key comes from one of the two
        found.append(((fact.item.order, fact.order), _difference(fact, before, after)))
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def _difference(fact: Fact, before: Fact | None, after: Fact | None) -> Difference:
    what: Literal["gained", "lost", "changed"]
    what = "gained" if before is None else "lost" if after is None else "changed"
    return Difference(
        what,
        fact.item.kind,
        fact.item.label,
        fact.name,
        before.raw if before else None,
        after.raw if after else None,
        before is not None and before.state != Fact.State.PENDING,
    )


def carry_over(old_id: int, new_id: int) -> Kept:
    """The decisions of the old reading on fields that the newer one has read alike."""
    old, new = _facts(old_id), _facts(new_id)
    facts = []
    items: dict[int, Item] = {}
    for key, fact in new.items():
        before = old.get(key)
        if before is None or before.raw != fact.raw or before.state == Fact.State.PENDING:
            continue
        fact.state, fact.value = before.state, before.value
        _as_decided(fact, before)
        facts.append(fact)
    rejected = {
        _item_key(item): item for item in Item.objects.filter(reading=old_id, state=Item.State.REJECTED)
    }
    for item in Item.objects.filter(reading=new_id):
        before_item = rejected.get(_item_key(item))
        if before_item is not None:
            item.state = before_item.state
            _as_decided(item, before_item)
            items[item.pk] = item
    pending = {fact.item_id for fact in new.values() if fact.state == Fact.State.PENDING}
    for fact in facts:
        if fact.item_id not in pending and fact.item_id not in items:
            corrected = fact.state == Fact.State.CORRECTED
            fact.item.state = Item.State.CORRECTED if corrected else Item.State.ACCEPTED
            items[fact.item_id] = fact.item
    return Kept(facts, list(items.values()))


def _as_decided(row: Fact | Item, before: Fact | Item) -> None:
    row.decided_by_id, row.decided_at, row.why = before.decided_by_id, before.decided_at, before.why
    row.version += 1


def _facts(reading_id: int) -> dict[tuple[Key, int, str], Fact]:
    """The fields of what was read, each under a key that a newer reading is likely to share."""
    rows = Fact.objects.filter(item__reading=reading_id).exclude(item__path__contains="+")
    rows = rows.select_related("item").order_by("item__order", "order")
    return dict(_numbered(rows))


def _numbered(rows: Iterable[Fact]) -> Iterable[tuple[tuple[Key, int, str], Fact]]:
    seen: dict[Key, dict[int, int]] = {}
    for fact in rows:
        places = seen.setdefault(_item_key(fact.item), {})
        yield (_item_key(fact.item), places.setdefault(fact.item_id, len(places)), fact.name), fact


def _item_key(item: Item) -> Key:
    """What an item is known by: its kind and its words, for its place may have moved."""
    return item.kind, item.label if item.label else item.path

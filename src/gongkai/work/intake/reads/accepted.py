"""Accepted readings: the record with its corrections, for the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from gongkai.base.units.models import Alias, Body
from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader
from gongkai.rules.interchange import from_json
from gongkai.rules.records import Gazette
from gongkai.work.intake.compose import Decided, compose
from gongkai.work.intake.models import Fact, Item, Reading

CLOSED = frozenset({Item.State.REJECTED, Item.State.SPLIT, Item.State.MERGED})


class NotAccepted(LookupError):
    """A reading that nobody accepted, or that ``reader`` may not see: nothing of it leaves the desk."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that a person changed: where (a path into the record as read), from what to what, why, who.

    ``raw`` and ``value`` are plain JSON as in the interchange format. For an item that was left out,
    split or merged ``field`` is empty and ``action`` says what became of it.
    """

    path: str
    kind: str
    field: str
    action: str
    raw: Any
    value: Any
    why: str
    by: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted reading: the record with all corrections, the record as read, and what was corrected."""

    reading_id: int
    sha256: str
    name: str
    jurisdiction_id: int | None
    gazette: Gazette
    raw: Gazette
    source_text: str
    corrections: tuple[Correction, ...]
    replaces: int | None
    decided_by: int | None
    decided_at: datetime | None


def accepted(reader: Reader, reading_id: int, *, replaced: bool = False) -> Accepted:
    """The accepted reading with its corrections put in. Raises :class:`NotAccepted`.

    With ``replaced`` also one that was accepted until a newer reading took its place: the older versions
    of a document were made of it.
    """
    states = [Reading.State.ACCEPTED, Reading.State.SUPERSEDED] if replaced else [Reading.State.ACCEPTED]
    reading = Reading.objects.filter(pk=reading_id, state__in=states).first()
    if reading is None or not may_see(reader, reading.jurisdiction_id):
        raise NotAccepted(reading_id)
    as_read = Q(state=Item.State.ACCEPTED) & ~Q(path__contains="+")
    items = list(Item.objects.filter(~as_read, reading=reading))
    changed = _changed_facts(reading, items)
    decided = [_decided(item, changed.get(item.pk, []), items) for item in items]
    raw = from_json(reading.record)
    corrected = compose(reading.record, decided)
    return Accepted(
        reading.pk,
        reading.original_id,
        reading.name,
        reading.jurisdiction_id,
        raw if corrected is reading.record else from_json(corrected),
        raw,
        reading.source_text,
        tuple(_corrections(items, changed)),
        reading.replaces_id,
        reading.decided_by_id,
        reading.decided_at,
    )


def reading_of(sha256: str) -> int | None:
    """The newest reading of an original that counts; None where there is none."""
    alive = Reading.objects.filter(original_id=sha256, state__in=[Reading.State.OPEN, Reading.State.ACCEPTED])
    return alive.order_by("-read_at", "-pk").values_list("pk", flat=True).first()


def is_accepted(reading_id: int) -> bool:
    """Whether the reading has been accepted."""
    return Reading.objects.filter(pk=reading_id, state=Reading.State.ACCEPTED).exists()


def may_see(reader: Reader, jurisdiction: int | None) -> bool:
    """Whether ``reader`` works in the office of that place; what has no place yet any office may see."""
    return reader == SYSTEM or reader.may(*OFFICE_ROLES, place=jurisdiction)


def known_names() -> frozenset[str]:
    """Every name that the register of units knows."""
    names = set(Alias.objects.values_list("name", flat=True))
    for name, short in Body.objects.values_list("name", "short_name"):
        names.update((name, short))
    return frozenset(names - {""})


def _changed_facts(reading: Reading, items: list[Item]) -> dict[int, list[Fact]]:
    """The fields that count, by item: corrected ones, and all fields of parts and mergers."""
    parts = [item.pk for item in items if "+" in item.path]
    rows = list(Fact.objects.filter(item__reading=reading, state=Fact.State.CORRECTED))
    rows += Fact.objects.filter(item__in=parts).exclude(state=Fact.State.CORRECTED) if parts else []
    found: dict[int, list[Fact]] = {}
    for fact in rows:
        found.setdefault(fact.item_id, []).append(fact)
    return found


def _decided(item: Item, facts: list[Fact], items: list[Item]) -> Decided:
    left_out = item.state in CLOSED
    values = {fact.name: fact.value["value"] if fact.value is not None else fact.raw for fact in facts}
    if left_out and "+" not in item.path:
        values = {}
    return Decided(item.path, left_out, values, _sources(item, items))


def _sources(item: Item, items: list[Item]) -> tuple[str, ...]:
    if "+" not in item.path:
        return ()
    if item.came_from_id is not None:
        return tuple(other.path for other in items if other.pk == item.came_from_id)
    return tuple(other.path for other in items if other.merged_into_id == item.pk)


def _corrections(items: list[Item], changed: dict[int, list[Fact]]) -> list[Correction]:
    found = []
    for item in items:
        if item.state in CLOSED:
            found.append(_correction(item, item, "", item.state, None, None))
            continue
        for fact in changed.get(item.pk, []):
            if fact.value is not None:
                found.append(_correction(item, fact, fact.name, "corrected", fact.raw, fact.value["value"]))
    return found


def _correction(item: Item, row: Item | Fact, field: str, action: str, raw: Any, value: Any) -> Correction:
    return Correction(
        item.path, item.kind, field, action, raw, value, row.why, row.decided_by_id, row.decided_at
    )

"""The log for people: lists, the history of one thing, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.base.trail.models import Entry
from gongkai.rules.access import ADMINISTRATOR, OFFICE_HEAD, Reader

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a thing before and after; None where it had no value."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry for people; ``changes`` holds only the fields that differ."""

    sequence: int
    at: datetime
    actor_id: int | None
    actor_name: str
    action: str
    subject_kind: str
    subject_id: str
    subject_name: str
    why: str
    changes: tuple[FieldChange, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to; days are those of the installation's time zone."""

    who: str = ""
    action: str = ""
    kind: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log, counted from 1, the newest first."""

    lines: tuple[EntryLine, ...]
    number: int
    pages: int
    count: int


def may_read(reader: Reader) -> bool:
    """Whether the reader may see the whole log: administrators, and a head of the office for all places."""
    return reader.may(ADMINISTRATOR) or reader.places(OFFICE_HEAD) is None


def listing(reader: Reader, filters: Filters, page: int = 1, size: int = PAGE_SIZE) -> Page:
    """The entries that ``filters`` leave, the newest first. Who may ask is for the caller to decide."""
    found = _filtered(filters)
    count = found.count()
    pages = max(1, -(-count // size))
    number = min(max(1, page), pages)
    lines = found.order_by("-sequence")[(number - 1) * size : number * size]
    return Page(tuple(_line(entry) for entry in lines), number, pages, count)


def entries(reader: Reader, filters: Filters) -> Iterator[EntryLine]:
    """The entries that ``filters`` leave, the oldest first, a few at a time."""
    for entry in _filtered(filters).order_by("sequence").iterator(chunk_size=500):
        yield _line(entry)


def history(reader: Reader, kind: str, subject: str, limit: int = 200) -> tuple[EntryLine, ...]:
    """What happened to one thing, the newest first."""
    found = Entry.objects.filter(subject_kind=kind, subject_id=subject).order_by("-sequence")[:limit]
    return tuple(_line(entry) for entry in found)


def actions_known(reader: Reader) -> tuple[str, ...]:
    """The actions that stand in the log."""
    return tuple(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def kinds_known(reader: Reader) -> tuple[str, ...]:
    """The kinds of things that stand in the log."""
    return tuple(Entry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct())


def _filtered(filters: Filters) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if filters.who:
        found = found.filter(actor_name__icontains=filters.who)
    if filters.action:
        found = found.filter(action=filters.action)
    if filters.kind:
        found = found.filter(subject_kind=filters.kind)
    if filters.subject:
        named = Q(subject_name__icontains=filters.subject) | Q(subject_id=filters.subject)
        found = found.filter(named)
    zone = timezone.get_current_timezone()
    if filters.since:
        found = found.filter(at__gte=datetime.combine(filters.since, time.min, zone))
    if filters.until:
        found = found.filter(at__lt=datetime.combine(filters.until + timedelta(days=1), time.min, zone))
    return found


def _line(entry: Entry) -> EntryLine:
    return EntryLine(
        entry.sequence,
        entry.at,
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.subject_name,
        entry.why,
        changes(entry.before, entry.after),
        entry.hash,
    )


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[FieldChange, ...]:
    """The fields that differ, in their order.

    >>> [(c.field, c.before, c.after) for c in changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})]
    [('b', 2, 3), ('c', None, 4)]
    """
    old, new = before or {}, after or {}
    return tuple(
        FieldChange(field, old.get(field), new.get(field))
        for field in dict.fromkeys((*old, *new))
        if old.get(field) != new.get(field)
    )

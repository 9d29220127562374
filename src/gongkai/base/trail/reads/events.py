"""The outbox: events in the order in which they were kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from gongkai.base.trail.models import Cursor, Event


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event; ``position`` grows with time, ``entry`` is the number of its entry in the trail."""

    position: int
    at: datetime
    kind: str
    subject_kind: str
    subject_id: str
    payload: Mapping[str, Any]
    entry: int


def events_after(position: int, kinds: Sequence[str] = (), limit: int | None = None) -> tuple[EventLine, ...]:
    """The events behind ``position``, the oldest first: see :func:`events`."""
    return events(position, None, kinds, limit)


def events(
    after: int, last: int | None, kinds: Sequence[str] = (), limit: int | None = None
) -> tuple[EventLine, ...]:
    """The events behind ``after`` up to ``last`` (None: all), of those kinds (none: of all).

    A kind that ends in a full stop stands for all that begin so: ``library.``.
    """
    found = Event.objects.filter(pk__gt=after)
    if last is not None:
        found = found.filter(pk__lte=last)
    if kinds:
        wanted = Q()
        for kind in kinds:
            wanted |= Q(kind__startswith=kind) if kind.endswith(".") else Q(kind=kind)
        found = found.filter(wanted)
    return tuple(
        EventLine(
            event.pk,
            event.at,
            event.kind,
            event.subject_kind,
            event.subject_id,
            event.payload,
            event.entry_id,
        )
        for event in found.order_by("pk")[:limit]
    )


def last_event() -> int:
    """The position of the newest event, 0 where there is none.

    No event with a smaller position appears later: who writes one holds the chain until it is kept.
    """
    return int(Event.objects.aggregate(last=Max("pk"))["last"] or 0)


def position(consumer: str) -> int:
    """How far the consumer has heard, 0 where it has not."""
    cursor = Cursor.objects.filter(consumer=consumer).first()
    return cursor.position if cursor else 0


def position_before(at: datetime) -> int:
    """The position of the last event before a moment, 0 where there is none: what comes behind is younger."""
    return int(Event.objects.filter(at__lt=at).aggregate(last=Max("pk"))["last"] or 0)

"""How far each consumer has heard the events. Delivery is at least once.

The cursor moves in the transaction in which the handler ran: what the handler wrote to the database
is kept with the cursor or not at all. What it wrote elsewhere (an index, a file, a letter) stays when
the process dies before the end, and the same events come again; such a handler has to bear that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.base.trail.models import Cursor
from gongkai.base.trail.reads.events import EventLine, events, last_event

BATCH = 100


def consume(
    consumer: str,
    handler: Callable[[EventLine], object],
    *,
    kinds: Sequence[str] = (),
    limit: int = BATCH,
) -> int:
    """Give the consumer the events that it has not heard, in order, at most ``limit``; how many there were.

    ``kinds`` as for :func:`gongkai.base.trail.reads.events`. Several consumers have a cursor each; two
    processes of one consumer take turns. What the handler raises leaves the cursor where it was.
    """
    with transaction.atomic():
        cursor = _locked(consumer)
        last = last_event()
        heard = events(cursor.position, last, kinds, limit)
        for event in heard:
            handler(event)
        position = heard[-1].position if len(heard) == limit else max(last, cursor.position)
        if position != cursor.position:
            cursor.position, cursor.at = position, timezone.now()
            cursor.save(update_fields=["position", "at"])
    return len(heard)


def move_cursor(consumer: str, position: int, now: datetime) -> None:
    """Say that the consumer has heard all events up to ``position``; never backwards."""
    with transaction.atomic():
        cursor = _locked(consumer)
        if position > cursor.position:
            cursor.position, cursor.at = position, now
            cursor.save(update_fields=["position", "at"])


def _locked(consumer: str) -> Cursor:
    Cursor.objects.get_or_create(consumer=consumer)
    return Cursor.objects.select_for_update().get(consumer=consumer)

"""The only writes of the trail: one entry an action, its events with it, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from gongkai.base.trail.chain import link, plain, words
from gongkai.base.trail.models import Entry, Event, Head
from gongkai.rules.access import Refused

__all__ = ["Actor", "Refused", "Subject", "locked_head", "record"]


class Actor(Protocol):
    """Who acts: ``gongkai.rules.access.Reader`` is one."""

    @property
    def user_id(self) -> int | None:
        """The user, None for the program itself or a citizen."""

    @property
    def name(self) -> str:
        """The name as shown."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that an action changes: its kind (``library.document``), its id and its name for people."""

    kind: str
    id: str
    name: str


def record(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
    event: str | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Entry:
    """The new entry, chained to the one before, with its event where ``event`` names a kind.

    Must run in the transaction of the change itself: both are kept or neither. The time is the
    server's. Raises TransactionManagementError outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a trail entry is written with its change")
    now = timezone.now()
    head = locked_head()
    entry = Entry(
        sequence=head.sequence + 1,
        at=now,
        actor_id=actor.user_id,
        actor_name=words(actor.name)[:150],
        action=action,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=words(subject.name)[:500],
        before=plain(before) if before is not None else None,
        after=plain(after) if after is not None else None,
        why=words(why),
        previous=head.hash,
    )
    entry.hash = link(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    if event is not None:
        _publish(entry, event, subject, now, payload or {})
    return entry


def locked_head() -> Head:
    """The head of the chain, held until the transaction ends."""
    locked = Head.objects.select_for_update().filter(pk=1)
    head = locked.first()
    if head is None:
        Head.objects.get_or_create(pk=1)
        head = locked.get()
    return head


def _publish(entry: Entry, kind: str, subject: Subject, at: datetime, payload: Mapping[str, Any]) -> Event:
    return Event.objects.create(
        entry=entry,
        at=at,
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        payload=plain(payload),
    )

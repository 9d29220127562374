"""The only writes of the trail: one entry an action, its events with it, in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from gongkai.base.trail.models import Entry, Event, Head


class Refused(Exception):
    """An act that is not allowed; ``reasons`` says all that stands against it, in the reader's language."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = tuple(reasons)


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
    head = _locked_head()
    entry = Entry(
        sequence=head.sequence + 1,
        at=now,
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:500],
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        why=why,
        previous=head.hash,
    )
    entry.hash = link(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    if event is not None:
        _publish(entry, event, subject, now, payload or {})
    return entry


def link(entry: Entry) -> str:
    """The hash of ``entry``: SHA-256 of its canonical JSON, which holds the hash before it."""
    body = {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject_id, entry.subject_name],
        "before": entry.before,
        "after": entry.after,
        "why": entry.why,
        "previous": entry.previous,
    }
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def _locked_head() -> Head:
    """The head of the chain, held until the transaction ends."""
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def _publish(entry: Entry, kind: str, subject: Subject, at: datetime, payload: Mapping[str, Any]) -> Event:
    return Event.objects.create(
        entry=entry,
        at=at,
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        payload=dict(payload),
    )

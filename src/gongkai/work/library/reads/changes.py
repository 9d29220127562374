"""What changed in public, in the order in which it did."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.base.trail.models import Event
from gongkai.rules.access import Reader
from gongkai.work.library.models import Document
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.listings import Change

KINDS = {
    "library.document.published": "published",
    "library.document.corrected": "corrected",
    "library.document.withdrawn": "withdrawn",
    "library.validity.changed": "validity",
    "library.topics.changed": "topics",
}


def changes(reader: Reader, since: int = 0, limit: int = 100) -> tuple[Change, ...]:
    """The changes behind the position ``since``, oldest first; two queries for each ``limit`` events.

    A document that was withdrawn afterwards keeps its earlier changes, marked ``withdrawn`` in its state.
    Changes of drafts are left out; fewer than ``limit`` come only where no more follow.
    """
    limit = max(1, limit)
    found: list[Change] = []
    more = True
    while more and len(found) < limit:
        behind = Event.objects.filter(pk__gt=since, kind__in=KINDS)
        events = list(behind.select_related("entry").order_by("pk")[:limit])
        found += _seen(events)
        more = len(events) == limit
        since = events[-1].pk if events else since
    return tuple(found[:limit])


def _seen(events: list[Event]) -> Iterator[Change]:
    """The changes that the events speak of, without those of drafts."""
    known = {
        row.pk: row
        for row in Document.objects.filter(pk__in={event.payload["id"] for event in events})
        .exclude(state=State.DRAFT)
        .only("key", "title", "number", "state")
    }
    for event in events:
        row = known.get(event.payload["id"])
        if row is not None:
            yield Change(
                position=event.pk,
                at=event.at,
                kind=KINDS[event.kind],
                document=DocumentRef(row.key, row.title, row.number, row.state),
                version=event.payload.get("version", 0),
                record_sha256=event.payload.get("sha256", ""),
                why=event.entry.why,
            )


def last_position() -> int:
    """The position of the newest change; 0 where there is none."""
    return Event.objects.filter(kind__in=KINDS).order_by("-pk").values_list("pk", flat=True).first() or 0

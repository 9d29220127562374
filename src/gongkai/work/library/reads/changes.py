"""What changed in public, in the order in which it did."""

from __future__ import annotations

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
    """The changes behind the position ``since``, oldest first; two queries.

    A document that was withdrawn afterwards keeps its earlier changes, marked ``withdrawn`` in its state.
    Changes of drafts are left out.
    """
    events = list(
        Event.objects.filter(pk__gt=since, kind__in=KINDS)
        .select_related("entry")
        .order_by("pk")[: max(1, limit)]
    )
    ids = {event.payload["id"] for event in events}
    known = {
        row.pk: row
        for row in Document.objects.filter(pk__in=ids)
        .exclude(state=State.DRAFT)
        .only("key", "title", "number", "state")
    }
    return tuple(
        Change(
            position=event.pk,
            at=event.at,
            kind=KINDS[event.kind],
            document=DocumentRef(row.key, row.title, row.number, row.state),
            version=event.payload.get("version", 0),
            record_sha256=event.payload.get("sha256", ""),
            why=event.entry.why,
        )
        for event in events
        if (row := known.get(event.payload["id"])) is not None
    )


def last_position() -> int:
    """The position of the newest change; 0 where there is none."""
    return Event.objects.filter(kind__in=KINDS).order_by("-pk").values_list("pk", flat=True).first() or 0

"""What the trail answers: whether the chain holds, what happened to a thing, events, proofs."""

from gongkai.base.trail.reads.entries import (
    EntryLine,
    FieldChange,
    Filters,
    Page,
    actions_known,
    entries,
    history,
    kinds_known,
    listing,
    may_read,
)
from gongkai.base.trail.reads.events import (
    EventLine,
    events,
    events_after,
    last_event,
    position,
    position_before,
)
from gongkai.base.trail.reads.proofs import (
    Consistency,
    Head,
    Proof,
    consistency_of,
    latest_head,
    proof_of,
    proofs_of,
)
from gongkai.base.trail.reads.verifying import Break, Verdict, state, verify

__all__ = [
    "Break",
    "Consistency",
    "EntryLine",
    "EventLine",
    "FieldChange",
    "Filters",
    "Head",
    "Page",
    "Proof",
    "Verdict",
    "actions_known",
    "consistency_of",
    "entries",
    "events",
    "events_after",
    "history",
    "kinds_known",
    "last_event",
    "latest_head",
    "listing",
    "may_read",
    "position",
    "position_before",
    "proof_of",
    "proofs_of",
    "state",
    "verify",
]

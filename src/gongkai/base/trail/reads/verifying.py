"""Whether the chain holds, entry by entry from the first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max

from gongkai.base.trail.chain import link
from gongkai.base.trail.models import Entry, Head

CHUNK = 1000


class Fault(StrEnum):
    """What is wrong at the first broken link."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    END_REMOVED = "end_removed"
    BEHIND_END = "behind_end"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold: the number of the entry, and what is wrong."""

    sequence: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries hold together, the hash of the last of them, and the first break, if any."""

    count: int
    hash: str
    first_break: Break | None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_break is None


def verify(known: str = "") -> Verdict:
    """Whether every entry is as it was written and none was taken out, put in or moved.

    Reads the chain once in small parts. ``known`` is a hash that somebody noted earlier: it must be
    in the chain, so that even one made anew from the beginning is found out.
    """
    count, last, seen = 0, "", not known
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        fault = _fault(entry, count, last)
        if fault is not None:
            return Verdict(count, last, Break(count + 1 if fault is Fault.REMOVED else entry.sequence, fault))
        count, last = entry.sequence, entry.hash
        seen = seen or entry.hash == known
    end = _end(count, last)
    if end is None and not seen:
        end = Break(count, Fault.NOT_KNOWN)
    return Verdict(count, last, end)


def _fault(entry: Entry, count: int, last: str) -> Fault | None:
    if link(entry) != entry.hash:
        return Fault.CHANGED
    if entry.sequence > count + 1:
        return Fault.REMOVED
    if entry.sequence != count + 1 or entry.previous != last:
        return Fault.INSERTED
    return None


def _end(count: int, last: str) -> Break | None:
    """What is wrong behind the last entry that was read; entries written meanwhile are not."""
    head = Head.objects.filter(pk=1).first()
    if head is None or head.sequence < count:
        return Break(count, Fault.BEHIND_END) if count else None
    if head.sequence == count:
        return None if head.hash == last else Break(count, Fault.END_REMOVED)
    newest = Entry.objects.aggregate(last=Max("sequence"))["last"] or 0
    return Break(count + 1, Fault.END_REMOVED) if newest < head.sequence else None


def state() -> tuple[int, str]:
    """The number of entries that there should be, and the hash of the last."""
    head = Head.objects.filter(pk=1).first()
    return (head.sequence, head.hash) if head else (0, "")

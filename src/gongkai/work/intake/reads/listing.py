"""The list of readings, and what a newer one would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader
from gongkai.work.intake.carry import Difference, differences
from gongkai.work.intake.entry import typed
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.words import field_name

CLOSED = (Item.State.REJECTED, Item.State.SPLIT, Item.State.MERGED)
ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A reading in the list: how far it is, and who works on it."""

    id: int
    title: str
    name: str
    state: str
    state_name: str
    place: str
    read_at: datetime
    claimed_by: str
    decided: int
    fields: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposed reading beside the one that it would replace."""

    new: int
    old: int
    title: str
    old_version: str
    new_version: str
    differences: tuple[Difference, ...]

    def number(self, what: str) -> int:
        """How many fields were gained, lost or changed."""
        return sum(1 for difference in self.differences if difference.what == what)


def visible(reader: Reader) -> QuerySet[Reading]:
    """The readings of the places of ``reader``, and those that have no place yet; long fields left out."""
    found = Reading.objects.defer("record", "source_text")
    if reader == SYSTEM:
        return found
    places = reader.places(*OFFICE_ROLES)
    if places is None:
        return found
    return found.filter(Q(jurisdiction__in=places) | Q(jurisdiction=None)) if places else found.none()


def counts(reader: Reader) -> dict[str, int]:
    """How many readings are in each state."""
    rows = visible(reader).order_by().values_list("state").annotate(number=Count("pk"))
    return {str(state): number for state, number in rows}


def queue(reader: Reader, *, state: str = "open", words: str = "", mine: bool = False) -> QuerySet[Reading]:
    """The readings in one state, newest first, for a paginator; :func:`lines` gives what is shown."""
    found = visible(reader).select_related("jurisdiction", "claimed_by")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(name__icontains=words))
    return found.filter(claimed_by=reader.user_id) if mine and reader.user_id else found


def lines(readings: list[Reading]) -> list[QueueLine]:
    """The readings as the list shows them; two queries for all of them."""
    facts = Fact.objects.filter(item__reading__in=readings).exclude(item__state__in=CLOSED)
    rows = facts.values("item__reading").annotate(
        fields=Count("pk"),
        pending=Count("pk", filter=Q(state=Fact.State.PENDING)),
        doubtful=Count("pk", filter=Q(state=Fact.State.PENDING, confidence__lt=0.8)),
    )
    numbers = {
        row["item__reading"]: (row["fields"], row["pending"], row["doubtful"]) for row in rows.order_by()
    }
    return [_line(reading, *numbers.get(reading.pk, (0, 0, 0))) for reading in readings]


def _line(reading: Reading, fields: int, pending: int, doubtful: int) -> QueueLine:
    return QueueLine(
        reading.pk,
        reading.title,
        reading.name,
        reading.state,
        reading.get_state_display(),
        str(reading.jurisdiction) if reading.jurisdiction else "",
        reading.read_at,
        str(reading.claimed_by) if reading.claimed_by else "",
        fields - pending,
        fields,
        doubtful,
    )


def compare(reader: Reader, reading_id: int) -> Comparison | None:
    """What a proposed reading would change; None where there is no such reading for ``reader``."""
    new = visible(reader).filter(pk=reading_id, state=Reading.State.PROPOSED).first()
    if new is None or new.replaces_id is None:
        return None
    old = Reading.objects.defer("record", "source_text").get(pk=new.replaces_id)
    found = tuple(differences(old.pk, new.pk))
    return Comparison(new.pk, old.pk, new.title, old.reader_version, new.reader_version, found)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A difference as people read it."""

    what: str
    label: str
    field: str
    old: str
    new: str
    decided: bool


def change_lines(found: Iterable[Difference]) -> list[ChangeLine]:
    """The differences as the comparison shows them."""
    return [
        ChangeLine(
            change.what,
            change.label,
            field_name(change.field),
            typed(change.kind, change.field, change.old),
            typed(change.kind, change.field, change.new),
            change.decided,
        )
        for change in found
    ]

"""The desk: items with their fields, the words of the source beside them, findings, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.base.units.reads import Candidate, Resolver, resolver
from gongkai.rules.access import Reader
from gongkai.work.intake.entry import Entry, entry_of, typed
from gongkai.work.intake.models import Fact, Item, Note, Reading
from gongkai.work.intake.pieces import FIELDS
from gongkai.work.intake.reads.listing import CLOSED, visible
from gongkai.work.intake.words import field_name

ON_A_PAGE = 20
DOUBTFUL = 0.8
AROUND = 1500  # characters of the source shown on either side
UNIT_FIELDS = frozenset({"lead", "responsible", "issuers"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What the desk is narrowed to. ``show``: todo, doubtful, all; ``order``: doubt or source."""

    kind: str = ""
    show: str = "todo"
    order: str = "doubt"
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A name that was read, with the units of the register that it may mean, the best first."""

    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field as the desk shows it. ``version`` is 0 where nothing was read."""

    name: str
    label: str
    raw: str
    value: str
    corrected: bool
    suggested: str
    unreadable: bool
    state: str
    confidence: float | None
    sure: str
    version: int
    start: int | None
    end: int | None
    page: int | None
    by: str
    at: datetime | None
    why: str
    entry: Entry
    matches: tuple[Match, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look twice."""
        return self.unreadable or (self.confidence is not None and self.confidence < DOUBTFUL)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as the desk shows it, with all the fields that it can have."""

    id: int
    reading: int
    kind: str
    kind_name: str
    path: str
    label: str
    state: str
    state_name: str
    confidence: float
    sure: str
    version: int
    start: int
    end: int
    page: int | None
    document: int | None
    by: str
    why: str
    closed: bool
    fields: tuple[FieldLine, ...]
    empty: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A finding of the proof-reader."""

    id: int
    code: str
    severity: str
    message: str
    state: str
    state_name: str
    version: int
    start: int | None
    end: int | None
    page: int | None
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many fields there are, how many were decided, how many of the rest are doubtful."""

    fields: int
    decided: int
    doubtful: int
    open_notes: int


@dataclass(frozen=True, slots=True)
class Source:
    """Words of the source with the span in question cut out of them; ``start`` is where they begin."""

    before: str
    marked: str
    behind: str
    start: int
    page: int | None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A reading on the desk, without its items: those come page by page."""

    reading: Reading
    progress: Progress
    notes: tuple[NoteLine, ...]
    documents: tuple[tuple[int, str], ...]


def desk(reader: Reader, reading_id: int) -> DeskPage | None:
    """A reading on the desk; None where there is none for ``reader``."""
    found = visible(reader).select_related("jurisdiction", "claimed_by", "decided_by", "original")
    reading = found.filter(pk=reading_id).first()
    if reading is None:
        return None
    notes = reading.notes.select_related("decided_by")
    titles = reading.items.filter(kind=Item.Kind.DOCUMENT).values_list("document", "label")
    return DeskPage(
        reading,
        _progress(reading),
        tuple(_note(note) for note in notes),
        tuple((number, label) for number, label in titles if number is not None),
    )


def items(reading: Reading, filters: Filters) -> QuerySet[Item]:
    """The items that the filters leave, the most doubtful first, for a paginator."""
    found = Item.objects.filter(reading=reading)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.document is not None:
        found = found.filter(document=filters.document)
    pending = Fact.objects.filter(item=OuterRef("pk"), state=Fact.State.PENDING)
    if filters.show == "todo":
        found = found.exclude(state__in=CLOSED).filter(Exists(pending))
    elif filters.show == "doubtful":
        found = found.exclude(state__in=CLOSED).filter(Exists(pending.filter(confidence__lt=DOUBTFUL)))
    if filters.order == "doubt":
        doubt = Min("facts__confidence", filter=Q(facts__state=Fact.State.PENDING))
        return found.annotate(doubt=doubt).order_by(F("doubt").asc(nulls_last=True), "order", "pk")
    return found.order_by("order", "pk")


def lines(
    reader: Reader, reading: Reading, found: list[Item], on: date, *, doubt_first: bool = False
) -> list[ItemLine]:
    """The items as the desk shows them, their fields with the units that the names may mean on a day."""
    facts: dict[int, list[Fact]] = {}
    rows = list(Fact.objects.filter(item__in=found).select_related("decided_by").order_by("order"))
    if doubt_first:
        rows.sort(key=lambda fact: (fact.state != Fact.State.PENDING, fact.confidence, fact.order))
    for fact in rows:
        facts.setdefault(fact.item_id, []).append(fact)
    names = resolver(reader) if reading.jurisdiction_id is not None else None
    return [_item(item, facts.get(item.pk, []), _Units(names, reading.jurisdiction_id, on)) for item in found]


def item_kind(reader: Reader, reading_id: int, item_id: int) -> str | None:
    """The kind of an item of that reading; None where there is none for ``reader``."""
    found = Item.objects.filter(pk=item_id, reading_id=reading_id, reading__in=visible(reader))
    return found.values_list("kind", flat=True).first()


def item_line(reader: Reader, item_id: int, on: date) -> ItemLine | None:
    """One item as the desk shows it; None where there is none for ``reader``."""
    item = Item.objects.filter(pk=item_id, reading__in=visible(reader)).first()
    if item is None:
        return None
    reading = visible(reader).get(pk=item.reading_id)
    return lines(reader, reading, [item], on)[0]


def source_around(reading_id: int, start: int, end: int, page: int | None) -> Source:
    """The words of the source around a span, the span itself apart."""
    text = Reading.objects.values_list("source_text", flat=True).get(pk=reading_id)
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    begin = max(0, start - AROUND)
    return Source(text[begin:start], text[start:end], text[end : end + AROUND], begin, page)


def sure_in_words(confidence: float, unreadable: bool = False) -> str:
    """How sure a reading is, in words."""
    if unreadable:
        return _("原文损坏")
    if confidence >= 0.9:
        return _("可靠")
    if confidence >= DOUBTFUL:
        return _("较可靠")
    return _("存疑") if confidence >= 0.5 else _("很不可靠")


class _Units:
    """Names matched with the register, where the reading has a place."""

    def __init__(self, names: Resolver | None, place: int | None, on: date) -> None:
        self._names, self._place, self._on = names, place, on

    def matches(self, name: str, value: Any) -> tuple[Match, ...]:
        if self._names is None or self._place is None or name not in UNIT_FIELDS:
            return ()
        return tuple(
            Match(part, self._names.candidates(part, self._place, self._on)[:3]) for part in value or []
        )


def _item(item: Item, facts: list[Fact], units: _Units) -> ItemLine:
    known = {fact.name for fact in facts}
    return ItemLine(
        item.pk,
        item.reading_id,
        item.kind,
        item.get_kind_display(),
        item.path,
        item.label,
        item.state,
        item.get_state_display(),
        item.confidence,
        sure_in_words(item.confidence),
        item.version,
        item.start,
        item.end,
        item.page,
        item.document,
        str(item.decided_by) if item.decided_by_id else "",
        item.why,
        item.state in CLOSED,
        tuple(_field(item, fact, units) for fact in facts),
        tuple(_empty(item, name) for name in FIELDS[item.kind] if name not in known),
    )


def _field(item: Item, fact: Fact, units: _Units) -> FieldLine:
    now = fact.value["value"] if fact.value is not None else fact.raw
    return FieldLine(
        fact.name,
        field_name(fact.name),
        typed(item.kind, fact.name, fact.raw),
        typed(item.kind, fact.name, now),
        fact.value is not None,
        "\n".join(fact.suggested) if isinstance(fact.suggested, list) else str(fact.suggested or ""),
        fact.unreadable,
        fact.state,
        fact.confidence,
        sure_in_words(fact.confidence, fact.unreadable),
        fact.version,
        fact.start if fact.start is not None else item.start,
        fact.end if fact.end is not None else item.end,
        fact.page if fact.page is not None else item.page,
        str(fact.decided_by) if fact.decided_by else "",
        fact.decided_at,
        fact.why,
        entry_of(item.kind, fact.name),
        units.matches(fact.name, now),
    )


def _empty(item: Item, name: str) -> FieldLine:
    entry = entry_of(item.kind, name)
    return FieldLine(
        name, field_name(name), "", "", False, "", False, "", None, "", 0,
        item.start, item.end, item.page, "", None, "", entry, (),
    )  # fmt: skip


def _note(note: Note) -> NoteLine:
    span = note.spans[0] if note.spans else {"start": None, "end": None, "page": None}
    return NoteLine(
        note.pk,
        note.code,
        note.severity,
        note.message,
        note.state,
        note.get_state_display(),
        note.version,
        span["start"],
        span["end"],
        span["page"],
        str(note.decided_by) if note.decided_by else "",
        note.why,
    )


def _progress(reading: Reading) -> Progress:
    facts = Fact.objects.filter(item__reading=reading).exclude(item__state__in=CLOSED)
    pending = Q(state=Fact.State.PENDING)
    numbers = facts.aggregate(
        fields=Count("pk"),
        pending=Count("pk", filter=pending),
        doubtful=Count("pk", filter=pending & Q(confidence__lt=DOUBTFUL)),
    )
    open_notes = reading.notes.filter(state=Note.State.OPEN).exclude(severity="notice").count()
    return Progress(
        numbers["fields"], numbers["fields"] - numbers["pending"], numbers["doubtful"], open_notes
    )

"""Readings that are not in the library yet, as the search index takes them, and the words behind its keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader
from gongkai.rules.interchange import from_json
from gongkai.rules.records import Document, Gazette
from gongkai.work.intake.models import Fact, Reading
from gongkai.work.intake.searchable import Parts, ReadingPart, key_of, ordinals, parts_of
from gongkai.work.intake.words import field_name

_BATCH = 50
_KEY = re.compile(r"reading-(?P<reading>[0-9]{1,18})(?:-(?P<document>[0-9]{1,6}))?")
_FACT = "fact-"
_DESK = "/office/intake/{}/"
_LONGEST_TITLE = 300
ALIVE = (Reading.State.OPEN, Reading.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class ReadingHead:
    """What is known of a document of a reading: its address at the desk, and what its head says as read."""

    key: str
    reading: int
    title: str
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    date: date | None
    place: int | None
    source: str
    state: str
    read_at: datetime

    @property
    def address(self) -> str:
        """The path of the desk."""
        return _DESK.format(self.reading)


@dataclass(frozen=True, slots=True)
class SearchReading:
    """A document of a reading with its parts. ``stamp`` changes whenever anything here does."""

    head: ReadingHead
    stamp: str
    parts: tuple[ReadingPart, ...]


def is_reading_key(key: str) -> bool:
    """Whether a key of the index is that of a reading, not of a document of the library.

    >>> is_reading_key("reading-12"), is_reading_key("reading-12-3"), is_reading_key("yunbin-2020-1")
    (True, True, False)
    """
    return _KEY.fullmatch(key) is not None


def search_readings(ids: Iterable[int] | None = None) -> Iterator[SearchReading]:
    """The documents of readings that are open or accepted; those of ``ids`` where given.

    A file is one document, but an issue of a gazette: each of its documents comes by itself, and what stands
    around them under the key of the reading. Nothing of the source is left out. Constant memory: fifty
    readings are held at a time. Who may see one is decided by its place.
    """
    found = Reading.objects.filter(state__in=ALIVE)
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    known = list(found.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(known), _BATCH):
        some = known[at : at + _BATCH]
        facts = _corrected(some)
        for reading in Reading.objects.filter(pk__in=some).order_by("pk"):
            yield from _documents(reading, facts[reading.pk])


def search_stamps() -> Iterator[tuple[int, str, str]]:
    """Of every document that :func:`search_readings` gives the id of its reading, its key and its stamp."""
    for found in search_readings():
        yield found.head.reading, found.head.key, found.stamp


def readings_of(keys: Iterable[str]) -> frozenset[int]:
    """The ids of the readings behind keys of the index."""
    found = (_KEY.fullmatch(key.partition("#")[0]) for key in keys)
    return frozenset(int(match["reading"]) for match in found if match)


def search_keys(ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Every key under which the index may hold something of these readings, whatever their state.

    With them come the other readings of the same originals: one takes the place of another.
    """
    asked = sorted(set(ids))
    found = {pk: _keys(pk, 0) for pk in asked}
    for at in range(0, len(asked), _BATCH):
        originals = Reading.objects.filter(pk__in=asked[at : at + _BATCH]).values("original")
        for pk, record in Reading.objects.filter(original__in=originals).values_list("pk", "record"):
            found[pk] = _keys(pk, len(record["documents"]) if record["issue"] is not None else 0)
    return found


def reading_parts(keys: Sequence[str]) -> dict[str, ReadingPart]:
    """The parts with these keys; keys of nothing are left out."""
    found: dict[str, ReadingPart] = {}
    wanted = set(keys)
    ids = readings_of(keys)
    facts = _corrected(sorted(ids))
    for reading in Reading.objects.filter(pk__in=ids).defer("record", "source_text"):
        parts = _parts_of(reading.pk, reading.original_id, reading.reader_version)
        every = [part for each in parts for part in each]
        every += _corrections(key_of(reading.pk, 0), facts[reading.pk])
        found |= {part.key: part for part in every if part.key in wanted}
    return found


def reading_heads(reader: Reader, keys: Iterable[str]) -> dict[str, ReadingHead]:
    """What the heads say of the documents with these keys that ``reader`` may see, by key."""
    wanted = set(keys)
    found: dict[str, ReadingHead] = {}
    places = None if reader == SYSTEM else reader.places(*OFFICE_ROLES)
    if places is not None and not places:
        return found
    for reading in Reading.objects.filter(pk__in=readings_of(wanted)):
        if places is None or reading.jurisdiction_id is None or reading.jurisdiction_id in places:
            gazette = from_json(reading.record)
            heads = (_head(reading, gazette, at) for at in ordinals(gazette))
            found |= {head.key: head for head in heads if head.key in wanted}
    return found


def _keys(pk: int, documents: int) -> tuple[str, ...]:
    return tuple(key_of(pk, at) for at in range(documents + 1))


def _documents(reading: Reading, facts: list[Fact]) -> Iterator[SearchReading]:
    gazette = from_json(reading.record)
    decided = max((fact.decided_at.timestamp() for fact in facts if fact.decided_at), default=0.0)
    stamp = f"{reading.reader_version}:{reading.original_id[:16]}:{reading.jurisdiction_id}:{decided:.6f}"
    for at, parts in zip(ordinals(gazette), parts_of(reading.pk, reading.source_text, gazette), strict=True):
        more = () if at else tuple(_corrections(key_of(reading.pk, 0), facts))
        yield SearchReading(_head(reading, gazette, at), f"{stamp}:{len(more)}", (*parts, *more))


def _head(reading: Reading, gazette: Gazette, at: int) -> ReadingHead:
    single = gazette.documents if gazette.issue is None else gazette.documents[at - 1 : at] if at else ()
    dates = [_day(document.date) for document in single if document.date]
    return ReadingHead(
        key_of(reading.pk, at),
        reading.pk,
        _title(reading, single),
        tuple(document.number for document in single if document.number),
        single[0].issuers if single else (),
        dates[0] if dates else None,
        reading.jurisdiction_id,
        reading.name,
        reading.state,
        reading.read_at,
    )


def _title(reading: Reading, documents: Sequence[Document]) -> str:
    """The title as read, else how the text begins."""
    titles = [document.title for document in documents if document.title]
    if titles or reading.title != reading.name:
        return titles[0] if titles else reading.title
    lines = (line.strip() for line in reading.source_text[:5000].split("\n"))
    return next((line[:_LONGEST_TITLE] for line in lines if line), reading.name)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _corrected(ids: Sequence[int]) -> dict[int, list[Fact]]:
    """The fields of each reading that a person changed, in words."""
    found: dict[int, list[Fact]] = defaultdict(list)
    rows = Fact.objects.filter(item__reading__in=list(ids), state=Fact.State.CORRECTED).select_related("item")
    for fact in rows.order_by("item__order", "item__pk", "order"):
        if fact.value is not None and isinstance(fact.value["value"], str) and fact.value["value"].strip():
            found[fact.item.reading_id].append(fact)
    return found


def _corrections(key: str, facts: Iterable[Fact]) -> Iterator[ReadingPart]:
    """What a person put in the place of words of the file."""
    for fact in facts:
        value = fact.value["value"] if fact.value is not None else ""
        where = f"{fact.item.label} › {field_name(fact.name)}"
        yield ReadingPart(
            f"{key}#0/{_FACT}{fact.pk}", "", "correction", "correction", value, where, fact.page
        )


@lru_cache(maxsize=64)
def _parts_of(pk: int, original: str, version: str) -> tuple[Parts, ...]:
    """The parts of each document of a reading; the arguments after the first are what they depend on."""
    reading = Reading.objects.get(pk=pk)
    return parts_of(pk, reading.source_text, from_json(reading.record))

"""What the library and the desk hold, as entries of the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.faces.search.audiences import ANY_OFFICE, EVERYWHERE, office_of
from gongkai.faces.search.engine import Entry, Part
from gongkai.rules.access import SYSTEM
from gongkai.rules.query.tokens import BREAK
from gongkai.work.intake.reads import searching as desk
from gongkai.work.library import reads as library
from gongkai.work.library.kinds import kind_of
from gongkai.work.library.reads import SearchDocument, SearchEntry

DERIVED = frozenset({"task", "indicator", "target"})


def every_entry() -> Iterator[Entry]:
    """All that is to be found, one at a time: the documents of the library, then what waits at the desk."""
    yield from map(entry_of, library.search_documents(SYSTEM))
    taken = library.taken_readings()
    yield from (entry_of_reading(each) for each in desk.search_readings() if each.head.reading not in taken)


def entries_for(keys: Sequence[str]) -> Iterator[Entry]:
    """What is to be found under these keys, those of nothing left out."""
    ids = library.ids_of(key for key in keys if not desk.is_reading_key(key))
    if ids:
        yield from map(entry_of, library.search_documents(SYSTEM, ids))
    readings = desk.readings_of(keys)
    if readings:
        wanted = set(keys)
        found = desk.search_readings(readings - library.taken_readings())
        yield from (entry_of_reading(each) for each in found if each.head.key in wanted)


def stamps() -> dict[str, str]:
    """The stamp of everything that is to be found, by its key."""
    return {entry.key: entry.version for entry in every_entry()}


def entry_of(document: SearchDocument) -> Entry:
    """A document of the library as the index is to find it: also by the names of its units.

    A corrected clause is found by its raw words as well, but no phrase reaches from one into the other. Tasks
    and indicators say what their clause or row says, and that is found and opened; they are parts of their
    own only where a correction made them say something else.
    """
    own = office_of(document.place_id) if document.place_id is not None else EVERYWHERE
    return Entry(
        key=document.key,
        version=document.stamp,
        title=document.title,
        parts=tuple(_part(entry) for entry in document.entries if entry.raw or entry.kind not in DERIVED),
        numbers=document.numbers,
        kind=document.kind,
        issuer=document.issuer,
        date=document.date,
        units=document.units,
        topics=document.topics,
        validity=document.validity,
        audience=own if document.staff else "",
    )


def entry_of_reading(reading: desk.SearchReading) -> Entry:
    """A reading that nobody has accepted yet, for the office of its place."""
    head = reading.head
    return Entry(
        key=head.key,
        version=reading.stamp,
        title=head.title,
        parts=tuple(Part(part.key, part.text, part.component) for part in reading.parts),
        numbers=head.numbers,
        kind=kind_of(head.title),
        issuer=(head.issuers or ("",))[0],
        date=head.date,
        audience=office_of(head.place) if head.place is not None else ANY_OFFICE,
    )


def _part(entry: SearchEntry) -> Part:
    text = f"{entry.text}{BREAK}{entry.raw}" if entry.raw else entry.text
    return Part(entry.key, text, entry.component, entry.units)

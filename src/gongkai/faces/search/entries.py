"""What the library and the desk hold, as entries of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.faces.search.engine import Entry, Part
from gongkai.rules.query.tokens import BREAK
from gongkai.work.library.reads import SearchDocument, SearchEntry

DERIVED = frozenset({"task", "indicator", "target"})


def entry_of(document: SearchDocument) -> Entry:
    """A document of the library as the index is to find it: also by the names of its units.

    A corrected clause is found by its raw words as well, but no phrase reaches from one into the other. Tasks
    and indicators say what their clause or row says, and that is found and opened; they are parts of their
    own only where a correction made them say something else.
    """
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
        staff=document.staff,
    )


def entries_of(documents: Iterable[SearchDocument]) -> Iterator[Entry]:
    """Each of ``documents`` as an entry, one at a time."""
    return (entry_of(document) for document in documents)


def _part(entry: SearchEntry) -> Part:
    text = f"{entry.text}{BREAK}{entry.raw}" if entry.raw else entry.text
    return Part(entry.key, text, entry.component, entry.units)

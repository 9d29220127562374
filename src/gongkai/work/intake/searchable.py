"""What of a reading can be searched: every clause at its address, then all words that no clause has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.gazette.clauses import Cell, Clause, Component, split
from gongkai.rules.query.tokens import BREAK, units
from gongkai.rules.records import Document, Gazette

_PARTED = " › "
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A clause, a row, a paragraph of a reading. ``eid`` is its address in the document, where it has one.

    ``key`` is unique among all parts. ``where`` names what stands above it. Cells are joined by ``BREAK``.
    """

    key: str
    eid: str
    kind: str
    component: str
    text: str
    where: str = ""
    page: int | None = None


Parts = tuple[ReadingPart, ...]


def ordinals(gazette: Gazette) -> range:
    """The numbers of what is found by itself: the whole file is 0.

    Of an issue of a gazette 0 is what stands around its documents, which count from 1.
    """
    return range(len(gazette.documents) + 1 if gazette.issue is not None else 1)


def key_of(reading: int, at: int) -> str:
    """The key of one of :func:`ordinals` of a reading.

    >>> key_of(12, 0), key_of(12, 3)
    ('reading-12', 'reading-12-3')
    """
    return f"reading-{reading}-{at}" if at else f"reading-{reading}"


def parts_of(reading: int, text: str, gazette: Gazette) -> tuple[Parts, ...]:
    """The parts of each of :func:`ordinals`, in reading order. No word of ``text`` is left out."""
    found: list[list[ReadingPart]] = [[] for _ in ordinals(gazette)]
    covered = bytearray(len(text))
    for at, document in enumerate(gazette.documents, 1):
        slot = at if gazette.issue is not None else 0
        head = f"{key_of(reading, slot)}#{at}/"
        if document.title:
            found[slot].append(ReadingPart(head, "", "title", "title", document.title))
        for part, clause in _clauses(head, text, document):
            start, end = clause.span.start, clause.span.end
            covered[start:end] = b"\1" * (end - start)
            if part is not None:
                found[slot].append(part)
    found[0] += _rest(key_of(reading, 0), text, covered)
    return tuple(map(tuple, found))


def _clauses(head: str, text: str, document: Document) -> Iterator[tuple[ReadingPart | None, Clause]]:
    title = units(document.title or "")
    for component in split(text, document):
        for clause, where in _walk(component):
            words = _words(clause)
            said = clause.role == "title" and units(words) == title  # the title is a part of its own
            kept = words and not said
            part = ReadingPart(
                head + clause.eid, clause.eid, clause.kind, component.kind, words, where, clause.span.page
            )
            yield (part if kept else None), clause


def _walk(component: Component) -> Iterator[tuple[Clause, str]]:
    """Every clause with the headings above it."""
    steps = (component.title,) if component.kind != "notice" and component.title else ()
    waiting = [(clause, steps) for clause in reversed(component.clauses)]
    while waiting:
        clause, above = waiting.pop()
        yield clause, _PARTED.join(above)
        own = clause.marker + clause.heading
        below = (*above, own) if own else above
        waiting += [(child, below) for child in reversed(clause.children)]


def _words(clause: Clause) -> str:
    if clause.kind == "table":
        return BREAK.join(part for part in (clause.text, *_texts(clause.head)) if part)
    return clause.marker + clause.text.replace("\t", BREAK)


def _texts(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    return [cell.text for row in rows for cell in row]


def _rest(key: str, text: str, covered: bytearray) -> Iterator[ReadingPart]:
    """The stretches of lines that no clause has, those without a word left out."""
    start = 0
    for line in text.split("\n"):
        at, end = start, start + len(line)
        while at < end:
            stop = _stop(covered, at, end)
            words = text[at:stop].strip()
            if not covered[at] and _WORD.search(words):
                yield ReadingPart(f"{key}#0/s{at}", "", "paragraph", "rest", words.replace("\t", BREAK))
            at = stop
        start = end + 1


def _stop(covered: bytearray, at: int, end: int) -> int:
    """Where the stretch that begins at ``at`` ends: all its characters are covered, or none is."""
    found = covered.find(b"\0" if covered[at] else b"\1", at, end)
    return end if found < 0 else found

"""Two versions of a document side by side, clause by clause, matched by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.rules.access import Reader
from gongkai.work.library.models import Clause, Version
from gongkai.work.library.reads.staff.common import documents_of

# Longer clauses stand whole on both sides: to compare them sign by sign would take too long.
LONGEST = 4000
# So alike, of 1, must two clauses be to be shown as one that was changed.
ALIKE = 0.4
_SIGNS = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions share, or that one alone has."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A clause of both versions, or of one. ``kind``: same, changed, added, removed."""

    kind: str
    old_eid: str
    new_eid: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A field of the head that differs."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared; ``same`` counts the clauses with equal words."""

    old: int
    new: int
    facts: tuple[FactChange, ...]
    lines: tuple[Compared, ...]
    same: int

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not self.facts and all(line.kind == "same" for line in self.lines)


Words = tuple[str, str]


def compare(reader: Reader, key: str, old: int, new: int) -> Comparison | None:
    """Versions ``old`` and ``new`` of a document; None where the person sees no such document or version."""
    row = documents_of(reader).filter(key=key).first()
    if row is None:
        return None
    versions = {version.number: version for version in row.versions.filter(number__in=[old, new])}
    if old not in versions or new not in versions:
        return None
    lines = tuple(aligned(_words(versions[old]), _words(versions[new])))
    return Comparison(
        old,
        new,
        tuple(_facts(versions[old], versions[new])),
        lines,
        sum(line.kind == "same" for line in lines),
    )


def aligned(old: Sequence[Words], new: Sequence[Words]) -> Iterator[Compared]:
    """The clauses of both sides, each with its words, in the order of the text.

    >>> old, new = [("a", "五日内办结"), ("b", "乙")], [("a", "十日内办结"), ("c", "丙丁")]
    >>> [line.kind for line in aligned(old, new)]
    ['changed', 'removed', 'added']
    """
    matcher = SequenceMatcher(None, [words for _, words in old], [words for _, words in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            for (left, words), (right, _) in zip(old[i1:i2], new[j1:j2], strict=True):
                shared = (Piece(words, False),)
                yield Compared("same", left, right, shared, shared)
        else:
            yield from _changed(list(old[i1:i2]), list(new[j1:j2]))


def _changed(old: list[Words], new: list[Words]) -> Iterator[Compared]:
    """Clauses that differ: pairs that are alike, in order; what finds no partner was removed or added."""
    while old and new:
        likeness = SequenceMatcher(None, old[0][1], new[0][1], autojunk=False).quick_ratio()
        if likeness >= (ALIKE / 2 if old[0][0] == new[0][0] else ALIKE):
            yield _pair(old.pop(0), new.pop(0))
        elif len(old) >= len(new):
            yield _removed(old.pop(0))
        else:
            yield _added(new.pop(0))
    yield from map(_removed, old)
    yield from map(_added, new)


def _pair(old: Words, new: Words) -> Compared:
    left, right = pieces(old[1], new[1])
    return Compared("changed", old[0], new[0], left, right)


def _removed(old: Words) -> Compared:
    return Compared("removed", old[0], "", (Piece(old[1], True),), ())


def _added(new: Words) -> Compared:
    return Compared("added", "", new[0], (), (Piece(new[1], True),))


def pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What two texts share and what each has alone; a number differs as a whole.

    >>> pieces("共500个", "共600个")[1]
    (Piece(text='共', changed=False), Piece(text='600', changed=True), Piece(text='个', changed=False))
    """
    if max(len(old), len(new)) > LONGEST:
        return (Piece(old, True),), (Piece(new, True),)
    left: list[Piece] = []
    right: list[Piece] = []
    olds, news = _SIGNS.findall(old), _SIGNS.findall(new)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if i2 > i1:
            left.append(Piece("".join(olds[i1:i2]), kind != "equal"))
        if j2 > j1:
            right.append(Piece("".join(news[j1:j2]), kind != "equal"))
    return tuple(left), tuple(right)


def _words(version: Version) -> list[Words]:
    rows = Clause.objects.filter(version=version).order_by("order")
    found = []
    for eid, kind, marker, text, cells in rows.values_list("eid", "kind", "marker", "text", "cells"):
        if kind == Clause.Kind.TABLE and cells:
            text = "｜".join(cell["text"] for row in cells for cell in row)
        elif kind == Clause.Kind.ROW and cells:
            text = "｜".join(cell["text"] for cell in cells)
        found.append((eid, f"{marker}{text}"))
    return found


def _facts(old: Version, new: Version) -> Iterator[FactChange]:
    for name in dict.fromkeys((*old.facts, *new.facts)):
        left, right = _plain(old.facts.get(name)), _plain(new.facts.get(name))
        if left != right:
            yield FactChange(name, left, right)


def _plain(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")

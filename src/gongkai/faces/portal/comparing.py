"""Two versions of a document side by side, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.work.library.reads import ClauseView, DocumentPage

# Above this many characters a clause is shown whole on both sides: comparing characters would take too long.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions share, or that one of them alone has."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A clause in both versions; empty on the side that lacks it. ``kind``: added, removed, changed."""

    kind: str
    eid: str
    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compare(before: DocumentPage, after: DocumentPage) -> tuple[Compared, ...]:
    """The clauses that differ between two versions, in the order of the newer one, the removed in place."""
    old = [(clause.eid, clause) for part in before.components for clause in _walk(part.clauses)]
    new = [(clause.eid, clause) for part in after.components for clause in _walk(part.clauses)]
    olds, news = dict(old), dict(new)
    found: list[Compared] = []
    matcher = SequenceMatcher(None, [eid for eid, _ in old], [eid for eid, _ in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        found += [_one(clause, None) for eid, clause in old[i1:i2] if eid not in news]
        for eid, clause in new[j1:j2]:
            earlier = olds.get(eid)
            if kind == "equal" and earlier is not None and words(earlier) == words(clause):
                continue
            if earlier is None or words(earlier) != words(clause):
                found.append(_one(earlier, clause))
    return tuple(found)


def words(clause: ClauseView) -> str:
    """The words of a clause alone, its number and the cells of a row included."""
    if clause.cells:
        return "｜".join(cell.text for cell in clause.cells)
    return clause.marker + clause.text


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What two texts share and what each has alone.

    >>> pieces("五日内", "十日内")[1]
    (Piece(text='十', changed=True), Piece(text='日内', changed=False))
    """
    if max(len(before), len(after)) > LONGEST:
        return (Piece(before, True),), (Piece(after, True),)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i2 > i1:
            left.append(Piece(before[i1:i2], kind != "equal"))
        if j2 > j1:
            right.append(Piece(after[j1:j2], kind != "equal"))
    return tuple(left), tuple(right)


def _one(before: ClauseView | None, after: ClauseView | None) -> Compared:
    shown = after or before
    if shown is None:
        raise ValueError("a comparison of nothing")
    left, right = pieces(words(before) if before else "", words(after) if after else "")
    kind = "added" if before is None else "removed" if after is None else "changed"
    return Compared(kind, shown.eid, (shown.marker + shown.heading) or shown.eid, left, right)


def _walk(clauses: tuple[ClauseView, ...]) -> Iterator[ClauseView]:
    for clause in clauses:
        yield clause
        yield from _walk(clause.children)

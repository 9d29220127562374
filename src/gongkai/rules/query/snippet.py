"""The words of a text that answer, cut out of it: always with the hit, each hit marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.rules.query.tokens import BREAK, Placed, pair, placed

Span = tuple[int, int]
_STOPS = f"。；！？;!?\n{BREAK}"
_PAUSES = "，、,：: \u3000"


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbroken part of a text.

    ``text`` begins at ``start`` of the whole (a blank for every BREAK), ``marks`` are offsets into it.
    ``cut_before`` and ``cut_behind`` say whether the whole goes on there.
    """

    text: str
    start: int
    marks: tuple[Span, ...]
    cut_before: bool
    cut_behind: bool

    def parts(self) -> list[tuple[str, bool]]:
        """The piece in order, each part with whether it is marked.

        >>> snippet("推进政务公开工作", [("公", "开")]).pieces[0].parts()
        [('推进政务', False), ('公开', True), ('工作', False)]
        """
        found, at = [], 0
        for start, end in self.marks:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        found.append((self.text[at:], False))
        return [part for part in found if part[0]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """What of a text is shown: pieces in the order of the text, none overlapping another."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The pieces on one line, ``…`` where something is left out."""
        shown: list[str] = []
        for number, piece in enumerate(self.pieces):
            shown.append("…" if piece.cut_before and not number else "")
            shown.append(" ".join(piece.text.split()))
            shown.append("…" if piece.cut_behind else "")
        return "".join(shown)


def snippet(text: str, rows: Iterable[Sequence[str]], length: int = 120, most: int = 3) -> Snippet:
    r"""At most ``most`` pieces of a text with the places where a row of units stands, marked.

    The first hit is always shown whole, even where it is longer than ``length`` (characters of all pieces
    together). A text without a hit gives its beginning.

    >>> cut = snippet("一是健全机制。二是加强政务\n公开培训。三是考核。", [("政", "务", "公", "开")], 14)
    >>> cut.text, cut.pieces[0].marks
    ('…二是加强政务 公开培训。…', ((4, 9),))
    """
    return _cut(text, hits(placed(text), rows), length, most)


def snippet_of_words(text: str, pairs: Iterable[str], length: int = 120, most: int = 3) -> Snippet:
    """Like :func:`snippet`, with every pair of units marked: what of a question stands in a text.

    >>> snippet_of_words("发放创业补贴", ["创业", "补贴"]).pieces[0].marks
    ((2, 6),)
    """
    row = placed(text)
    wanted = frozenset(pairs)
    found = [
        (row.starts[at], row.ends[at + 1])
        for at in range(len(row.units) - 1)
        if pair(row.units[at], row.units[at + 1]) in wanted
    ]
    return _cut(text, _joined(found), length, most)


def hits(row: Placed, rows: Iterable[Sequence[str]]) -> list[Span]:
    """The places of a text (raw offsets) where one of the rows of units stands; overlapping ones as one."""
    found: list[Span] = []
    for wanted in rows:
        first, size = wanted[0], len(wanted)
        target = tuple(wanted)
        at = -1
        for _ in range(row.units.count(first)):
            at = row.units.index(first, at + 1)
            if row.units[at : at + size] == target:
                found.append((row.starts[at], row.ends[at + size - 1]))
    return _joined(found)


def _joined(found: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, found: list[Span], length: int, most: int) -> Snippet:
    if not found:
        found = [(0, 0)]
    share = max(length // min(len(found), most), 12)
    spans: list[Span] = []
    for start, end in found:
        if spans and end <= spans[-1][1]:
            continue
        if len(spans) == most:
            break
        spans.append(_window(text, start, end, share if len(found) > 1 else length))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Snippet(_distinct(_piece(text, start, end, found) for start, end in merged))


def _window(text: str, start: int, end: int, length: int) -> Span:
    """The part around a hit: from a sentence's beginning to one's end where the length allows it."""
    spare = max(length - (end - start), 0)
    first = max(start - spare // 2, 0)
    last = min(end + spare - (start - first), len(text))
    first = max(min(first, last - length), 0) if last == len(text) else first
    for marks in (_STOPS, _PAUSES):
        begins = max((text.rfind(mark, first, start) for mark in marks), default=-1)
        if first and begins >= 0:
            first = begins + 1
            break
    if last < len(text):
        for marks in (_STOPS, _PAUSES):
            stops = max((text.rfind(mark, end, last) for mark in marks), default=-1)
            if stops >= 0:
                last = stops + 1
                break
    while first < start and text[first].isspace():
        first += 1
    return first, last


def _piece(text: str, start: int, end: int, found: list[Span]) -> Piece:
    marks = tuple((a - start, b - start) for a, b in found if start <= a and b <= end and a < b)
    shown = text[start:end].replace(BREAK, " ")
    return Piece(shown, start, marks, bool(text[:start].strip()), bool(text[end:].strip()))


def _distinct(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    shown: list[Piece] = []
    for piece in pieces:
        if not any(piece.text in other.text for other in shown):
            shown.append(piece)
    return tuple(shown)

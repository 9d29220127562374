"""Text without layout blanks that still knows where each character stood."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rules.text.fold import fold

_LAYOUT = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+|\*\*|</?u>")


@dataclass(slots=True)
class Mapped:
    """A piece of source text cleaned of layout, with a map back to the raw offsets.

    ``text`` keeps the characters as written, ``folded`` holds the same number of characters in
    folded form for the grammar. ``start`` and ``end`` are the raw offsets that enclose the piece.
    ``offsets`` is None where the piece is an unbroken slice from ``start`` on; else it holds the raw
    offset of every character.
    """

    text: str
    folded: str
    start: int
    end: int
    offsets: array[int] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def raw(self, index: int) -> int:
        """The raw offset of the character at ``index``."""
        return self.start + index if self.offsets is None else self.offsets[index]

    def index(self, raw: int) -> int:
        """The index of the first character at or behind a raw offset.

        >>> clean("ab  市 长", 10).index(12)
        2
        """
        if self.offsets is None:
            return min(max(raw - self.start, 0), len(self.text))
        return bisect_left(self.offsets, raw)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets that enclose the characters ``start`` to ``end`` (exclusive).

        >>> clean("ab  市 长", 10).span(2, 4)
        (14, 17)
        """
        if end <= start:
            at = self.raw(start) if start < len(self.text) else self.end
            return at, at
        return self.raw(start), self.raw(end - 1) + 1

    def part(self, start: int, end: int | None = None) -> Mapped:
        """The piece between two positions of this one, with the same map."""
        end = len(self.text) if end is None else end
        text = self.text[start:end]
        if self.offsets is None:
            first = self.start + start
            return Mapped(text, self.folded[start:end], first, first + len(text))
        if not text:
            at = self.offsets[start] if start < len(self.text) else self.end
            return Mapped("", "", at, at)
        offsets = self.offsets[start:end]
        return Mapped(text, self.folded[start:end], offsets[0], offsets[-1] + 1, offsets)


_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"


def _keeps_blank(before: str, after: str) -> bool:
    # A blank between two Latin words or two figures separates them; beside Han it is layout.
    return "!" <= before <= "~" and "!" <= after <= "~"


def _goes_on(before: str, after: str) -> bool:
    # A margin cuts a figure in two without a blank; two words it parts where a blank stood.
    return before.isdigit() and after.isdigit()


def clean(raw: str, base: int, *, wrapped: bool = False, folded: str | None = None) -> Mapped:
    r"""The piece ``raw`` that starts at ``base``, without blanks, zero-width characters and markup.

    A blank stays only between two ASCII characters, where it separates words or figures. With
    ``wrapped`` a line break between two figures is a margin's, and leaves no blank. ``folded`` is the folded
    form of the whole source, where it is at hand.

    >>> clean("沈 政\u200b发 〔2020〕 18号", 0).text
    '沈政发〔2020〕18号'
    >>> clean("100 70", 0).text
    '100 70'
    """
    end = base + len(raw)
    plain = fold(raw) if folded is None else folded[base:end]
    if _LAYOUT.search(raw) is None:
        return Mapped(raw, plain, base, end)
    chars: list[str] = []
    plains: list[str] = []
    offsets = array("q")
    at = 0
    for gap in _LAYOUT.finditer(raw):
        start = gap.start()
        chars.append(raw[at:start])
        plains.append(plain[at:start])
        offsets.extend(range(base + at, base + start))
        at = gap.end()
        if _parts_words(raw, gap.group(), start, at, wrapped=wrapped):
            chars.append(" ")
            plains.append(" ")
            offsets.append(base + start)
    chars.append(raw[at:])
    plains.append(plain[at:])
    offsets.extend(range(base + at, end))
    text = "".join(chars)
    if not text:
        return Mapped("", "", base, base)
    return Mapped(text, "".join(plains), offsets[0], offsets[-1] + 1, offsets)


def _parts_words(raw: str, gap: str, start: int, end: int, *, wrapped: bool) -> bool:
    """Whether the gap is a blank that separates two words or figures."""
    if gap[0] in "*<" or start == 0 or end >= len(raw):
        return False
    before, after = raw[start - 1], raw[end]
    if not _keeps_blank(before, after) or not gap.strip(_INVISIBLE):
        return False
    return not (wrapped and "\n" in gap and _goes_on(before, after))


def join(pieces: Iterable[Mapped]) -> Mapped:
    """One piece out of several that follow each other, the gaps between them left out.

    >>> both = join([clean("糖摄", 0), clean("入量", 20)])
    >>> both.text, both.span(1, 3)
    ('糖摄入量', (1, 21))
    """
    parts = [p for p in pieces if p.text]
    if len(parts) <= 1:
        return parts[0] if parts else Mapped("", "", 0, 0)
    text: list[str] = []
    folded: list[str] = []
    offsets = array("q")
    for part in parts:
        if text:
            before, after = text[-1][-1], part.text[0]
            if _keeps_blank(before, after) and not _goes_on(before, after):
                text.append(" ")
                folded.append(" ")
                offsets.append(part.start - 1)
        text.append(part.text)
        folded.append(part.folded)
        offsets.extend(range(part.start, part.end) if part.offsets is None else part.offsets)
    return Mapped("".join(text), "".join(folded), parts[0].start, parts[-1].end, offsets)

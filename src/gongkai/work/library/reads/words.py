"""The words on the page: excerpts of the source text, and its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from gongkai.work.library.reads.answers import Excerpt, SourcePart

_AROUND = 60
_PAGE_CHARACTERS = 3000


def excerpt(text: str, start: int, end: int, page: int | None, around: int = _AROUND) -> Excerpt:
    """The words from ``start`` to ``end`` with ``around`` characters on both sides, not beyond the page.

    >>> excerpt("前面的字正是这里后面的字", 4, 8, None, 2)
    Excerpt(page=None, start=4, end=8, before='的字', words='正是这里', after='后面')
    """
    before = text[max(0, start - around) : start].rsplit("\f", 1)[-1]
    after = text[end : end + around].split("\f", 1)[0]
    return Excerpt(page, start, end, before, text[start:end], after)


class SourcePages:
    """A source text cut into pages: at its form feeds, else into runs of whole lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.printed = "\f" in text
        self.starts = self._printed() if self.printed else self._runs()

    def _printed(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\f", self.text))]

    def _runs(self) -> list[int]:
        starts = [0]
        for found in re.finditer("\n", self.text):
            if found.end() - starts[-1] >= _PAGE_CHARACTERS and found.end() < len(self.text):
                starts.append(found.end())
        return starts

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, offset: int) -> int:
        r"""The number of the page on which an offset lies.

        >>> SourcePages("甲\f乙").of(2)
        2
        """
        return bisect_right(self.starts, offset)

    def parts(self, page: int, marked: tuple[int, int] | None) -> tuple[SourcePart, ...]:
        """The text of a page, what lies in the span ``marked`` apart from the rest."""
        start = self.starts[page - 1]
        end = self.starts[page] if page < len(self.starts) else len(self.text)
        low, high = (min(max(at, start), end) for at in marked) if marked else (end, end)
        cuts = [start, low, max(low, high), end]
        return tuple(
            SourcePart(self.text[a:b].strip("\f"), n == 1)
            for n, (a, b) in enumerate(pairwise(cuts))
            if self.text[a:b].strip("\f")
        )

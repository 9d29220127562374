"""Attachments (附件): the list under the body, the line that opens one, names that are the same."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.gazette.head import TITLE_END
from gongkai.rules.gazette.lines import Line
from gongkai.rules.text.mapped import Mapped

_OPENS = re.compile(
    r"^附(?:件|表|录) ?(?P<n>\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})?"
    r"(?: ?[:：.、]? ?)(?P<title>.*)$"
)
# 附件1所列…, 附件2中的… speak of an attachment.
_SPEAKING = frozenset("所中的为规列和与及、")
_ITEM = re.compile(r"(?:^|(?<=[^\d.]))(?P<n>\d{1,2})[.、．](?!\d)")


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """The opening of an attachment: its number, title and how many elements they fill.

    ``length`` counts the characters before a title on the same line.
    """

    number: str | None
    title: Mapped | None = None
    elements: int = 1
    length: int = 0

    def title_in(self, words: Mapped) -> Mapped | None:
        """The title behind the mark on the same line, None where the mark stands alone."""
        return words.part(self.length) if self.length < len(words) else None


def annex_mark(folded: str) -> AnnexMark | None:
    """The attachment that a line opens, None where it only speaks of one.

    >>> annex_mark("附件 1").number, annex_mark("附件2:任务分工表").length
    ('1', 4)
    >>> annex_mark("附件1所列事项由各单位负责落实。") is None, annex_mark("附件:1.指标表") is None
    (True, True)
    """
    match = _OPENS.match(folded) if folded[:1] == "附" and len(folded) <= 60 else None
    if match is None:
        return None
    title = match["title"]
    number = match["n"]
    if not title:
        return AnnexMark(number, length=len(folded))
    if number is None or folded[-1] in "。;,:、":
        return None
    if title[0] not in _SPEAKING and TITLE_END.search(title):
        return AnnexMark(number, length=match.start("title"))
    return (
        AnnexMark(number, length=match.start("title"))
        if re.search(r"[:： .]$", folded[: match.start("title")])
        else None
    )


def listed_names(first: Line, following: Sequence[Line]) -> tuple[list[Mapped], int]:
    """The names that the attachment list (附件说明) gives, in order, and how many lines it fills."""
    lines = [first]
    for line in following:
        marker = line.marker
        if marker is None or marker.style not in ("num", "bnum") or len(line.words) > 120:
            break
        lines.append(line)
    names: list[Mapped] = []
    for at, line in enumerate(lines):
        words = line.words
        if at == 0:
            words = words.part(re.match(r"附件 ?[:：]? ?", words.folded).end())  # type: ignore[union-attr]
        names.extend(_items(words))
    return [n for n in names if len(n) >= 2], len(lines)


def _items(words: Mapped) -> list[Mapped]:
    marks = list(_ITEM.finditer(words.folded))
    if not marks:
        return [_strip(words)]
    ends = [m.start() for m in marks[1:]] + [len(words)]
    return [_strip(words.part(m.end(), e)) for m, e in zip(marks, ends, strict=True)]


def _strip(words: Mapped) -> Mapped:
    end = len(
        re.sub(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|jpe?g|png)$", "", words.folded, flags=re.I).rstrip(
            "。;,. "
        )
    )
    begin = len(words.folded) - len(words.folded.lstrip(" "))
    return words.part(begin, max(begin, end))


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same attachment, small differences allowed.

    >>> same_name("2024年工作要点任务分解表", "云滨市2024年工作要点任务分解表")
    True
    """
    a, b = re.sub(r"\W", "", one), re.sub(r"\W", "", other)
    if not a or not b:
        return False
    return a in b or b in a or difflib.SequenceMatcher(None, a, b).ratio() >= 0.8

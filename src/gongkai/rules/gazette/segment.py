"""Where each document of an issue begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.gazette.head import TITLE_END, is_addressee, is_chrome, is_red_head, title_like
from gongkai.rules.gazette.lines import Element, Line
from gongkai.rules.records import ContentsLine
from gongkai.rules.text.docnumber import DocNumber, whole_number

_COLOPHON = re.compile(r"^《[^》]*公报》简介$|^(?:编辑出版|印刷单位|刊号|定价|发行范围)[:：]")


@dataclass(frozen=True, slots=True)
class Segment:
    """The elements of one document, and the line of the contents that announces it."""

    elements: tuple[Element, ...]
    entry: ContentsLine | None


def segments(
    elements: Sequence[Element], begin: int, contents: Sequence[ContentsLine]
) -> tuple[list[Segment], int]:
    """The documents from element ``begin`` on, and the index behind the last of them."""
    end = _colophon(elements, begin)
    starts = _by_contents(elements, begin, end, contents) if contents else []
    if not starts:
        starts = [(at, None) for at in _by_heads(elements, begin, end)]
    if not starts:
        starts = [(begin, None)]
    bounds = [at for at, _ in starts] + [end]
    found = [
        Segment(tuple(elements[a:b]), entry)
        for (a, entry), b in zip(starts, bounds[1:], strict=True)
        if any(True for _ in elements[a:b])
    ]
    return found, end


def _colophon(elements: Sequence[Element], begin: int) -> int:
    for i in range(len(elements) - 1, begin, -1):
        line = elements[i]
        if isinstance(line, Line) and len(line.folded) < 60 and _COLOPHON.match(line.folded):
            return i
    return len(elements)


def _by_contents(
    elements: Sequence[Element], begin: int, end: int, contents: Sequence[ContentsLine]
) -> list[tuple[int, ContentsLine | None]]:
    starts: list[tuple[int, ContentsLine | None]] = []
    at = begin
    for entry in contents:
        found = _find_entry(elements, at, end, entry)
        if found is None:
            continue
        start = _walk_back(elements, found, at)
        starts.append((start, entry))
        at = found + 1
    return starts


def _find_entry(elements: Sequence[Element], at: int, end: int, entry: ContentsLine) -> int | None:
    wanted = _plain(entry.title)
    for i in range(at, end):
        line = elements[i]
        if not isinstance(line, Line) or len(line.folded) > 160:
            continue
        number = whole_number(line.folded)
        if number and entry.number and number.value == entry.number:
            return i
        text = _plain(line.folded)
        if len(text) >= 4 and wanted.startswith(text):
            following = elements[i + 1 : i + 4]
            more = "".join(_plain(e.folded) for e in following if isinstance(e, Line))
            if (text + more).startswith(wanted):
                return i
    return None


def _plain(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


def _walk_back(elements: Sequence[Element], found: int, least: int) -> int:
    start = found
    while start > least:
        line = elements[start - 1]
        if not isinstance(line, Line):
            break
        head = is_red_head(line.folded) or whole_number(line.folded)
        if not head:
            break
        start -= 1
    return start


def _by_heads(elements: Sequence[Element], begin: int, end: int) -> list[int]:
    starts: list[int] = []
    last: DocNumber | None = None
    for i in range(begin, end):
        line = elements[i]
        number = whole_number(line.folded) if isinstance(line, Line) else None
        if number is None or (last is not None and number.value == last.value):
            continue
        if not _has_head(elements, i, end):
            continue
        start = _head_start(elements, i, begin)
        if not starts or start > starts[-1]:
            starts.append(start)
            last = number
    if starts:
        starts[0] = begin
    return starts


def _has_head(elements: Sequence[Element], at: int, end: int) -> bool:
    near = [e for e in elements[at + 1 : min(end, at + 8)] if isinstance(e, Line)]
    return any(is_addressee(line) for line in near) or any(
        title_like(line) and TITLE_END.search(line.folded) for line in near[:4]
    )


def _head_start(elements: Sequence[Element], at: int, least: int) -> int:
    start = at
    after = [e for e in elements[at + 1 : at + 4] if isinstance(e, Line)]
    titled_after = any(title_like(line) and TITLE_END.search(line.folded) for line in after)
    while start > least:
        line = elements[start - 1]
        if not isinstance(line, Line) or len(line.folded) > 80:
            break
        ends_text = line.folded[-1] in "。;" or line.marker is not None
        if (
            ends_text
            or is_chrome(line)
            or not (is_red_head(line.folded) or (not titled_after and title_like(line)))
        ):
            break
        start -= 1
    return start

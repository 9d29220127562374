"""Page numbers and running heads: lines at a page's edge that its layout repeats."""

from __future__ import annotations

import re
from collections import defaultdict

from gongkai.formats.pdf_lines import Line
from gongkai.formats.pdf_page import PageText

_NUMBER = re.compile(
    r"[—–\-―－·•.\s|/]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*页)?(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页|\s*/\s*\d{1,4})?"
    r"[—–\-―－·•.\s|]*\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_EDGE = 0.13
_NEAR = 3.0


def furniture(pages: list[PageText]) -> set[int]:
    """The ``id`` of every line that is a page number or stands again at the edge of other pages."""
    edges = [(page, line) for page in pages for line in _at_edge(page)]
    found = {id(line) for _, line in edges if is_page_number(line.text)}
    found |= {id(line) for page in pages for line in page.others if is_page_number(line.text)}
    found |= {id(line) for page in pages for line in page.slanted}
    alike: dict[tuple[str, bool], list[tuple[PageText, Line]]] = defaultdict(list)
    for page, line in edges:
        key = _DIGITS.sub("0", re.sub(r"\s", "", line.text)), _upper(page, line)
        alike[key].append((page, line))
    for group in alike.values():
        found |= {
            id(line)
            for page, line in group
            if sum(abs(_height(page, line) - _height(other, twin)) < _NEAR for other, twin in group) > 2
        }
    return found


def is_page_number(text: str) -> bool:
    """True for a line that is a page number and nothing else.

    >>> [is_page_number(text) for text in ("— 5 —", "第 3 页 共 9 页", "12", "2020年", "一")]
    [True, True, True, False, False]
    """
    return len(text) < 24 and _NUMBER.match(text) is not None


def _at_edge(page: PageText) -> list[Line]:
    """The outermost lines at the top and the bottom of a page, two at most at each."""
    high = page.bounds[3] - page.bounds[1]
    lines = sorted(page.lines, key=lambda line: line.base)
    upper = [line for line in lines[:2] if line.base - page.bounds[1] < _EDGE * high]
    lower = [line for line in lines[-2:] if page.bounds[3] - line.base < _EDGE * high]
    return list({id(line): line for line in (*upper, *lower)}.values())


def _upper(page: PageText, line: Line) -> bool:
    return _height(page, line) < (page.bounds[3] - page.bounds[1]) / 2


def _height(page: PageText, line: Line) -> float:
    return line.base - page.bounds[1]

"""The numbering grammar of official papers: 一、 （一） 1. （1） ① 第X章 第X条."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.rules.text.numerals import NUMERAL, chinese_number

_HAN = f"[{NUMERAL}]"
# Before a figure the sign is a decimal point or a list comma, unless the figure is a year or 5G.
_NO_VALUE = r"(?!\d(?!\d{3}年|[A-Za-z]))"
_MARKER = re.compile(
    rf"(?P<han>{_HAN}{{1,4}})[、.．]{_NO_VALUE}"
    rf"|\((?P<bhan>{_HAN}{{1,4}})\)、?"
    rf"|(?P<num>\d{{1,3}}) ?(?:[.、]|\.、){_NO_VALUE}"
    r"|\((?P<bnum>\d{1,3})\)、?"
    r"|(?P<half>\d{1,2})\)"
    r"|(?P<ring>[\u2460-\u2473])、?"
    rf"|第 ?(?P<law>{_HAN}{{1,7}}|\d{{1,3}}) ?(?P<kind>[编章节条])(?![例款件理])[、 ]?"
)
# Cheap: most lines begin with another character.
_FIRST = frozenset(NUMERAL + "(第0123456789" + "".join(map(chr, range(0x2460, 0x2474))))
STYLES = {"han": 1, "bhan": 2, "num": 3, "bnum": 4, "half": 5, "ring": 5}
_LAW_LEVELS = {"编": 1, "章": 1, "节": 2, "条": 3}


@dataclass(slots=True)
class Marker:
    """A numbering mark at the start of a line: its style, level, number and length."""

    style: str
    level: int
    number: int
    length: int


def marker_of(folded: str) -> Marker | None:
    """The numbering mark that opens the line, None where it has none.

    >>> lines = ("一、总则", "(十二)范围", "3.目标", "(4)甲", "②乙", "第二章")
    >>> [(m.level, m.number) for m in map(marker_of, lines)]
    [(1, 1), (2, 12), (3, 3), (4, 4), (5, 2), (1, 2)]
    >>> marker_of("3.5万人"), marker_of("二是加强"), marker_of("第三条例外") is None
    (None, None, True)
    """
    if folded[:1] not in _FIRST:
        return None
    match = _MARKER.match(folded)
    if match is None:
        return None
    style = match.lastgroup or ""
    if style == "kind":
        number = _number(match["law"])
        kind = match["kind"]
        return None if number is None else Marker(kind, _LAW_LEVELS[kind], number, match.end())
    number = ord(match["ring"]) - 0x245F if style == "ring" else _number(match[style])
    return None if number is None else Marker(style, STYLES[style], number, match.end())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() else chinese_number(text)

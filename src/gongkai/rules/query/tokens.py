"""The one analyser: a text as a row of units, and the tokens an index holds of it.

What is found is defined by the row of units alone: a phrase is found in a text where its units stand in
the text's row, one behind the other. So blanks and line breaks mean nothing (a scan breaks its lines
inside words), width, case and script (traditional, simplified) mean nothing, and punctuation counts as
written, its width aside. A unit is

- a Han character or any other sign: one character;
- a run of digits or of Latin letters: the whole run, so that ``020`` is not found in ``2020``;
- :data:`BREAK`, which the indexer puts between the cells of a row: no phrase reaches across it.

The brackets around the year of a document number are made square, whatever they were.

The index holds pairs of neighbouring units. A phrase of pairs is exact, pairs are rare enough to be fast,
and a single unit is the beginning of a pair: the last unit of a text forms one with :data:`END`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.rules.query.script import SIMPLIFIED, TRADITIONAL
from gongkai.rules.text.fold import fold

# Noncharacters of Unicode: no text that is meant to be read has them.
BREAK = "\ufdd0"
END = "\ufdd1"
_GLUE = "\ufdd2"  # between two runs of one sort, so that 1 23 and 12 3 do not make the same token
LONGEST_RUN = 64

# Signs without a shape or a meaning, halves of signs, and the places where runs are parked below.
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1b\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufdd1-\ufdef\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\U000f0000-\U000fffff]"
)
_RUN = rf"[0-9]{{1,{LONGEST_RUN}}}|[a-z]{{1,{LONGEST_RUN}}}"
_UNIT = re.compile(rf"{_RUN}|\S")
_RUNS = re.compile(f"({_RUN})")
_YEAR = re.compile(r"[(<〈《\[](\s*(?:19|20)\d\d\s*)[)>〉》\]](?=\s*(?:第\s*)?\d)")


@cache
def _simple() -> dict[int, int]:
    return {ord(old): ord(new) for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True)}


_TRADITIONAL = re.compile(f"[{TRADITIONAL}]")


def plain(text: str) -> str:
    """The text in one width, case and script; its length never changes.

    >>> plain("瀋陽市（２０２０）第18號，ＧＤＰ")
    '沈阳市[2020]第18号,gdp'
    """
    folded = fold(text)
    low = folded.lower()
    if len(low) != len(text):  # a few letters grow when they are made small
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    if _TRADITIONAL.search(low):
        low = low.translate(_simple())
    return _YEAR.sub(r"[\1]", low) if "(" in low or "〈" in low or "《" in low or "<" in low else low


def shaped(text: str) -> str:
    """The plain text without signs that have no shape: what units are read from.

    >>> shaped("养老\u200b机构")
    '养老机构'
    """
    low = plain(text)
    return _SHAPELESS.sub("", low) if _SHAPELESS.search(low) else low


def units(text: str) -> list[str]:
    r"""The row of units of a text.

    >>> units("到2020年底，\n  健 康 GDP增长2.5％")
    ['到', '2020', '年', '底', ',', '健', '康', 'gdp', '增', '长', '2', '.', '5', '%']
    """
    return _UNIT.findall(shaped(text))


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of units with the character offsets of each in the text as written (end exclusive)."""

    units: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def placed(text: str) -> Placed:
    """The row of units of a text, each with its place.

    >>> row = placed("健 康２０２０")
    >>> row.units, row.starts, row.ends
    (('健', '康', '2020'), (0, 2, 3), (1, 3, 7))
    """
    low = plain(text)
    if _SHAPELESS.search(low) is None:
        found = [(m[0], m.start(), m.end()) for m in _UNIT.finditer(low)]
    else:
        kept = [at for at, char in enumerate(low) if _SHAPELESS.match(char) is None]
        bare = "".join([low[at] for at in kept])
        found = [(m[0], kept[m.start()], kept[m.end() - 1] + 1) for m in _UNIT.finditer(bare)]
    if not found:
        return Placed((), (), ())
    row, starts, ends = zip(*found, strict=True)
    return Placed(row, starts, ends)


def pair(first: str, second: str) -> str:
    """The token of two neighbouring units.

    >>> pair("公", "开"), pair("1", "23") == pair("12", "3")
    ('公开', False)
    """
    for sort in (_DIGITS, _LETTERS):
        if first[-1] in sort and second[0] in sort:
            return first + _GLUE + second
    return first + second


def phrase(row: Sequence[str]) -> list[str]:
    """The tokens that stand one behind the other where the row is found; none for less than two units.

    >>> phrase(["政", "务", "公", "开"]), phrase(["处"])
    (['政务', '务公', '公开'], [])
    """
    return list(map(pair, row, row[1:]))


def begins(unit: str) -> tuple[str, str]:
    """What every token of a text with this unit begins with, and the characters that may not follow.

    >>> begins("年"), begins("2020")
    (('年', ''), ('2020', '0123456789'))
    """
    return unit, _DIGITS if unit[0] in _DIGITS else _LETTERS if unit[0] in _LETTERS else ""


def line(text: str) -> str:
    """The tokens of a text with a blank between each two: what an index splits at blanks.

    >>> line("公开 2020") == f"公开 开2020 2020{END}"
    True
    """
    return line_of(shaped(text))


def line_of(known: str) -> str:
    """:func:`line` of a text of which :func:`shaped` is at hand."""
    parts = _RUNS.split(known)
    runs = parts[1::2]
    if len(runs) > _PLACES:
        row = _UNIT.findall("".join(parts))
        return " ".join(map(pair, row, [*row[1:], END]))
    # Each run is parked as one character, so that pairing is a matter of three slices and no loop.
    parts[1::2] = map(chr, range(_PLACE, _PLACE + len(runs)))
    doubled = _doubled("".join("".join(parts).split()))
    if not runs:
        return doubled

    def run(match: re.Match[str]) -> str:
        found = match[0]
        first = runs[ord(found[0]) - _PLACE]
        return first if len(found) == 1 else pair(first, runs[ord(found[1]) - _PLACE])

    return _PARKED.sub(run, doubled)


_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE, _PLACES = 0xF0000, 0xFFFE
_PARKED = re.compile("[\U000f0000-\U000fffff]{1,2}")


def _doubled(signs: str) -> str:
    """Each character with the one behind it, the last with the end: ``abc`` gives ``ab bc c`` + end."""
    if not signs:
        return ""
    codes = array("I", signs.encode("utf-32-le"))
    out = array("I", [ord(" ")]) * (3 * len(codes))
    out[0::3] = codes
    codes.append(ord(END))
    out[1::3] = codes[1:]
    return out.tobytes().decode("utf-32-le")[:-1]

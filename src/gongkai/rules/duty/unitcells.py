"""Units in a table cell: cut apart, told from damage, completed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from gongkai.rules.gazette.tables import GridCell
from gongkai.rules.text.fold import fold
from gongkai.rules.text.units import level_of, looks_like_unit, restore_levels, split_units

_NONE = re.compile(r"^[-/~—无空\s]*$")
_RUN_TOGETHER = re.compile(
    r"(?<=[局委办厅室府会联院心队])(?=(?:市(?![场级域直容])|省(?![级直])|区县|县(?!级|委|政府)|各(?=区|县|市|街|乡|镇))[\u4e00-\u9fff(])"
)
_BLANKS = re.compile(r"[ \t\u3000]+")
_NOT_DATA = re.compile(r"<[^>]*>|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(slots=True)
class UnitCell:
    """The units of a cell; ``damaged`` where its characters make no unit, with a suggestion."""

    names: tuple[str, ...]
    damaged: bool = False
    suggested: tuple[str, ...] = ()
    blank: bool = False


def read_units(cell: GridCell | None, *, trusted: bool, place: str | None, known: Iterable[str]) -> UnitCell:
    """The units that a cell names.

    ``trusted`` says that the format is digital, so that odd names are names; ``place`` is the short
    name of the city, with which units begin (某市 -> 某); ``known`` are unit names of the document.
    """
    if cell is None or _NONE.match(_NOT_DATA.sub("", cell.folded) if "<" in cell.folded else cell.folded):
        return UnitCell((), blank=True)
    if cell.unreadable:
        return UnitCell((), damaged=True)
    names = cell_names(cell.raw, place)
    if not names:
        return UnitCell((), blank=True)
    if trusted:
        return UnitCell(tuple(dict.fromkeys(restore_levels(names, None))))
    suggestions = [_near(n, known) for n in names]
    bad = [n for n, s in zip(names, suggestions, strict=True) if not looks_like_unit(n) or s is not None]
    if bad:
        guess = tuple(s for s in suggestions if s is not None)
        return UnitCell((), damaged=True, suggested=guess if len(guess) == len(names) else ())
    return UnitCell(tuple(dict.fromkeys(restore_levels(names, None))))


@lru_cache(maxsize=4096)
def cell_names(raw: str, place: str | None) -> tuple[str, ...]:
    """The names that the raw text of a cell holds, cut apart where blanks or nothing part them.

    >>> cell_names("市教育局市财政局 市民政局", None)
    ('市教育局', '市财政局', '市民政局')
    """
    text = _BLANKS.sub("\n", fold(_NOT_DATA.sub("", raw)))
    text = _RUN_TOGETHER.sub("\n", text)
    if place and place in text:
        text = re.sub(rf"(?<=[局委办厅室府会联院心队])(?={re.escape(place)}[\u4e00-\u9fff])", "\n", text)
    return tuple(split_units(_join_wrapped(text)))


def _join_wrapped(text: str) -> str:
    # A name that the cell's width cut in two goes on in the next line.
    out: list[str] = []
    lines = [line for line in text.split("\n") if line]
    width = max((len(line) for line in lines), default=0)
    for line in lines:
        if (
            out
            and not re.search(r"[、,;]$", out[-1])
            and (not _ends_name(out[-1]) or _cut(out[-1], line, width))
        ):
            out[-1] += line
        else:
            out.append(line)
    return "\n".join(out)


def _cut(before: str, after: str, width: int) -> bool:
    # 市人力资源社会 / 保障局: a full line that ends like a unit only by chance.
    weak = re.search(r"[会社部区市县院站所组行处网]$", before) is not None
    fresh = level_of(after) is not None or re.match(r"[各有相其全区县本驻]", after) is not None
    return (
        weak and len(after) <= 3 and len(before) == width >= 5 and not fresh and level_of(before) is not None
    )


def _ends_name(line: str) -> bool:
    return looks_like_unit(re.split(r"[、,;]", line)[-1]) and line.count("(") == line.count(")")


def _near(name: str, known: Iterable[str]) -> str | None:
    """A known name of the same length that damage may have turned into this one."""
    if level_of(name) or re.match(r"[各区县全本有相市省]", name) or len(name) < 4:
        return None
    names = list(known)
    if name in names:
        return None
    for other in names:
        if len(other) == len(name) and other[-2:] == name[-2:] and level_of(other):
            same = sum(a == b for a, b in zip(name, other, strict=True))
            if same * 2 >= len(name):
                return other
    return None

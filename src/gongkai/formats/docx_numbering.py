"""The numbers that Word shows before paragraphs but does not write into them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LARGEST = 9999
_Writer = Callable[[int], str]


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: etree._Element | None, ns: str) -> None:
        self._ns = ns
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, number: str | None, level: int | None, style: str | None = None) -> str:
        """The number of the next paragraph of a list, its suffix included; empty for a bullet or no list.

        ``number`` is the list's id, ``level`` counts from 0 and is None where only the paragraph's
        ``style`` tells it.
        """
        known = self._lists.get(number or "")
        if known is None or number is None:
            return ""
        if level is None:
            level = next((i for i, item in known.levels.items() if style and item.style == style), 0)
        shown = known.levels.get(level)
        if shown is None:
            return ""
        counts = self._count(known, number, level)
        if shown.form in ("bullet", "none") and "%" not in shown.text:
            return ""
        text = _PLACE.sub(
            lambda found: self._number(known, counts, int(found.group(1)) - 1, shown), shown.text
        )
        return text + (" " if shown.suffix != "nothing" and text[-1:].isascii() and text else "")

    def _count(self, known: _List, number: str, level: int) -> dict[int, int]:
        """Count one paragraph; deeper levels begin anew unless they say otherwise."""
        counts = self._counts.setdefault(known.abstract, {})
        start = known.starts.get(level, known.levels[level].start)
        if level in known.starts and (number, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((number, level))
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [item for item in counts if item > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        return counts

    @staticmethod
    def _number(known: _List, counts: dict[int, int], level: int, shown: _Level) -> str:
        item = known.levels.get(level, _Level())
        value = counts.get(level, known.starts.get(level, item.start))
        counts.setdefault(level, value)
        return format_number(value, "decimal" if shown.legal else item.form)

    def _read(self, root: etree._Element) -> None:
        ns = self._ns
        abstract = {
            element.get(f"{ns}abstractNumId") or "": self._levels(element)
            for element in root.iter(f"{ns}abstractNum")
        }
        linked = self._linked(root)
        for number in root.iter(f"{ns}num"):
            identity = number.get(f"{ns}numId") or ""
            target = number.find(f"{ns}abstractNumId")
            owner = target.get(f"{ns}val") or "" if target is not None else ""
            owner = linked.get(owner, owner)
            known = _List(owner, dict(abstract.get(owner, {})))
            for override in number.iter(f"{ns}lvlOverride"):
                level = _integer(override.get(f"{ns}ilvl"), 0)
                start = override.find(f"{ns}startOverride")
                if start is not None:
                    known.starts[level] = _integer(start.get(f"{ns}val"), 1)
                known.levels.update(self._levels(override))
            self._lists[identity] = known

    def _linked(self, root: etree._Element) -> dict[str, str]:
        """Lists that only point to a list style, and the list that defines the style."""
        ns = self._ns
        owners: dict[str, str] = {}
        pointers: dict[str, str] = {}
        for element in root.iter(f"{ns}abstractNum"):
            identity = element.get(f"{ns}abstractNumId") or ""
            owner, pointer = element.find(f"{ns}styleLink"), element.find(f"{ns}numStyleLink")
            if owner is not None:
                owners[owner.get(f"{ns}val") or ""] = identity
            if pointer is not None:
                pointers[identity] = pointer.get(f"{ns}val") or ""
        return {identity: owners[style] for identity, style in pointers.items() if style in owners}

    def _levels(self, element: etree._Element) -> dict[int, _Level]:
        ns = self._ns
        levels = {}
        for item in element.iter(f"{ns}lvl"):
            said = {
                str(child.tag).removeprefix(ns): child.get(f"{ns}val") or ""
                for child in item.iterchildren(tag=etree.Element)
            }
            levels[_integer(item.get(f"{ns}ilvl"), 0)] = _Level(
                start=_integer(said.get("start"), 1),
                form=said.get("numFmt", "decimal"),
                text=said.get("lvlText", ""),
                suffix=said.get("suff", "tab"),
                legal="isLgl" in said,
                restart=_integer(said["lvlRestart"], 0) if "lvlRestart" in said else None,
                style=said.get("pStyle"),
            )
        return levels


def format_number(value: int, form: str) -> str:
    """A number written in one of Word's number formats; unknown formats count in digits.

    >>> [format_number(12, form) for form in ("chineseCounting", "decimal", "decimalEnclosedCircle")]
    ['十二', '12', '⑫']
    """
    if not 0 < value <= _LARGEST or form in ("bullet", "none"):
        return "" if form in ("bullet", "none") else str(value)
    if form in _CHINESE:
        return chinese(value)
    writer = _FORMS.get(form)
    return writer(value) if writer else str(value)


def chinese(value: int) -> str:
    """A number below ten thousand in Chinese words.

    >>> [chinese(n) for n in (3, 10, 16, 20, 105, 110)]
    ['三', '十', '十六', '二十', '一百零五', '一百一十']
    """
    out = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if not digit:
            gap = bool(out)
            continue
        out += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return out.removeprefix("一") if 10 <= value < 20 else out


def _roman(value: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (value // worth)
        value %= worth
    return out


def _letters(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x245F + value)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _signs(first: int, most: int) -> _Writer:
    return lambda value: chr(first + value - 1) if value <= most else str(value)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting"),
        *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseLegal", "koreanCounting"),
    )
)
_FORMS: dict[str, _Writer] = {
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _signs(0x3280, 10),
    "decimalEnclosedParen": _signs(0x2474, 20),
    "decimalEnclosedFullstop": _signs(0x2488, 20),
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
}

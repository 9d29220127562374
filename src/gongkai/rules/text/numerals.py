"""Chinese numerals."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "○": 0,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}

NUMERAL = "〇零一二三四五六七八九十百千两"


def chinese_number(text: str) -> int | None:
    """The integer that a Chinese numeral states, None where ``text`` is none.

    >>> [chinese_number(t) for t in ("二十一", "十", "一百零五", "二〇二〇", "三万五千", "廿")]
    [21, 10, 105, 2020, 35000, None]
    """
    if not text:
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _BIG:
            total = (total + section + digit) * _BIG[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


def integer(text: str) -> int | None:
    """The integer of an Arabic or Chinese numeral, None where ``text`` is neither.

    >>> integer("12"), integer("十二"), integer("x")
    (12, 12, None)
    """
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 9 else None
    return chinese_number(text)

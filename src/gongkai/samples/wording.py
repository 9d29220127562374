"""How official Chinese writes numerals, dates and lists of units."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """``number`` (1 to 99) in Chinese numerals, as headings count.

    >>> [numeral(n) for n in (3, 10, 12, 20, 45)]
    ['三', '十', '十二', '二十', '四十五']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def day(date: datetime.date) -> str:
    """``date`` in Arabic numerals without leading zeros.

    >>> day(datetime.date(2024, 5, 7))
    '2024年5月7日'
    """
    return f"{date.year}年{date.month}月{date.day}日"


def day_in_words(date: datetime.date) -> str:
    """``date`` in Chinese numerals.

    >>> day_in_words(datetime.date(2024, 12, 5))
    '二〇二四年十二月五日'
    """
    year = "".join(DIGITS[int(digit)] for digit in str(date.year))
    return f"{year}年{numeral(date.month)}月{numeral(date.day)}日"


def elided(units: Sequence[str], prefix: str = "市") -> str:
    """A list of units in which the level prefix stands on the first one only (省略级别前缀).

    The prefix also stays before party bodies, and where the unit before has none, because
    a reader could not restore it there.

    >>> elided(["市教育局", "市财政局", "市委网信办", "市市场监管局", "团市委", "市水务局"])
    '市教育局、财政局、市委网信办、市场监管局、团市委、市水务局'
    """
    written: list[str] = []
    carried = False
    for unit in units:
        whole = not unit.startswith(prefix) or unit.startswith((f"{prefix}委", f"{prefix}政府"))
        written.append(unit[len(prefix) :] if carried and not whole else unit)
        carried = unit.startswith(prefix)
    return "、".join(written)

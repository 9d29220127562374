"""Calendar dates as official papers write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.rules.text.numerals import integer

_NUM = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
# A typist writes the letter O for the round zero.
_YEAR = r"(?:19|20)\d{2}|[一二][〇零Oo0一二三四五六七八九]{3}"
FULL_DATE = re.compile(rf"(?P<y>{_YEAR}) ?年 ?(?P<m>{_NUM}) ?月 ?(?P<d>{_NUM}|三十一) ?日")
ISO_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")


# Cheap: what a date ends with, so that most lines need no closer look.
_DATE_ENDS = frozenset("日0123456789")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the folded text."""

    day: date
    start: int
    end: int


def make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date, or None where there is no such day.

    >>> make_date(2021, 2, 30) is None
    True
    """
    if year is None or month is None or day is None or not 1900 <= year <= 2100 or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2).isoformat()
    '2024-02-29'
    """
    return date(year, month, monthrange(year, month)[1])


def _year(text: str) -> int | None:
    return integer(text) if text.isascii() else integer(text.translate(_ROUND))


_ROUND = str.maketrans("Oo0", "〇〇〇")


def find_dates(folded: str) -> Iterator[FoundDate]:
    """Every full date in folded text, in order; impossible days are passed over.

    >>> [f.day.isoformat() for f in find_dates("二〇二〇年七月三十一日印发,2020年2月30日")]
    ['2020-07-31']
    """
    for match in FULL_DATE.finditer(folded):
        day = make_date(_year(match["y"]), integer(match["m"]), integer(match["d"]))
        if day is not None:
            yield FoundDate(day, match.start(), match.end())


def whole_date(folded: str) -> date | None:
    """The date that the text is, None where it is anything else.

    >>> whole_date("2020年8月21日"), whole_date("2020年8月21日印发"), whole_date("2020-08-21")
    (datetime.date(2020, 8, 21), None, datetime.date(2020, 8, 21))
    """
    text = folded.strip()
    if text[-1:] not in _DATE_ENDS or len(text) > 24:
        return None
    match = FULL_DATE.fullmatch(text) or ISO_DATE.fullmatch(text)
    return make_date(_year(match["y"]), integer(match["m"]), integer(match["d"])) if match else None

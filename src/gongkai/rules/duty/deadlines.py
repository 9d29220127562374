"""Deadlines (完成时限): the day that the words mean, the year inferred where they name none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.rules.duty.years import PLANS
from gongkai.rules.text.dates import make_date, month_end

_PATTERN = re.compile(
    # Cheap: what a deadline can begin with, so that most places need no closer look.
    r"(?=[每逐到至于在力确争今本当明次年第上下一二三四十\"\d])"
    r"(?P<each>每年|逐年|每个?月|每季度?)?(?P<to>到|至|于|在|力争|确保|争取)?"
    r"(?:(?:(?P<y>20\d{2})年|(?P<rel>今年|本年|当年|明年|次年))"
    r"(?:(?P<m>\d{1,2})月(?:份)?(?:(?P<d>\d{1,2})日|(?P<part>上旬|中旬|下旬|底|末|初))?"
    r"|(?P<yend>年?底|年?末|内)|(?P<q>第?[一二三四1-4]季度)(?:末|底)?|(?P<half>上半年|下半年))?"
    r"|(?<![\d年-])(?P<m2>\d{1,2})月(?:份)?(?:(?P<d2>\d{1,2})日|(?P<part2>上旬|中旬|下旬|底|末))?"
    r"|(?P<yend2>(?:年底|年末|年内))|(?P<q2>第?[一二三四1-4]季度)(?:末|底)?|(?P<half2>上半年|下半年)"
    r"|\"?(?P<plan>十[二三四五六]五)\"?(?:规划)?(?:期?末|期间|时期))"
    r"(?P<before>之?前|以前|为止)?(?P<done>完成|实现|建成|达到|出台|印发|落实)?"
)
_QUARTERS = {c: i for i, c in enumerate("一二三四", 1)} | {str(i): i for i in range(1, 5)}
_NOT_DUE = re.compile(r"(?:自|从|较|比|截至|截止|以|由|据|发布|印发|修订|根据|有效期至?|截至|每|历|即|\d-)$")
_LISTED = re.compile(r"[、和及与](?P<y>20\d{2})年(?P<end>底|末|年底)?(?!度|[-~]|\d)")
_RANGE = re.compile(r"20\d{2}年?[-~至]")


@dataclass(slots=True)
class FoundDeadline:
    """A deadline and where its words stand in the folded text."""

    day: date
    inferred_year: bool
    start: int
    end: int


def find_deadlines(
    folded: str, *, given: date | None, year: int | None, cell: bool
) -> Iterator[FoundDeadline]:
    """Every deadline in folded text, in order.

    ``given`` is the day of the document and ``year`` the year that its title speaks of; they give
    the year where the words name none. In a ``cell`` of a deadline column every date is a deadline,
    in prose only one that is said to be (前, 底, 到…).

    >>> day = date(2020, 8, 21)
    >>> [f.day.isoformat() for f in find_deadlines("9月底", given=day, year=None, cell=True)]
    ['2020-09-30']
    >>> [f.day.isoformat() for f in find_deadlines("到2022年和2030年", given=day, year=None, cell=False)]
    ['2022-12-31', '2030-12-31']
    >>> text = "第三季度前完成,自2021年3月起"
    >>> [f.day.isoformat() for f in find_deadlines(text, given=day, year=None, cell=False)]
    ['2020-09-30']
    """
    if "月" not in folded and "年" not in folded and "五" not in folded and "季" not in folded:
        return
    hidden = [m.span() for m in re.finditer(r"《[^《》]*》", folded)] if "《" in folded else []
    done = 0
    for match in _PATTERN.finditer(folded):
        if match.start() < done or any(a <= match.start() < b for a, b in hidden):
            continue
        for found in _read(match, folded, given, year, cell):
            done = found.end
            yield found


def _read(
    match: re.Match[str], folded: str, given: date | None, year: int | None, cell: bool
) -> Iterator[FoundDeadline]:
    g = match.groupdict()
    if g["each"] or _NOT_DUE.search(folded[max(0, match.start() - 4) : match.start() + len(g["to"] or "")]):
        return
    if not cell and not _is_due(g, folded[match.end() : match.end() + 4]):
        return
    found = _day(g, given, year)
    if found is None:
        return
    start = match.start()
    yield FoundDeadline(found[0], found[1], start, match.end())
    at = match.end()
    while g["y"] and not g["m"] and (more := _LISTED.match(folded, at)):
        yield FoundDeadline(date(int(more["y"]), 12, 31), False, more.start("y"), more.end())
        at = more.end()


def _is_due(g: dict[str, str | None], after: str) -> bool:
    if re.match(r"[-~]|以来|起|度|至", after):
        return False
    if g["before"] or g["yend"] or g["yend2"] or g["part"] in ("底", "末") or g["part2"] in ("底", "末"):
        return True
    if g["y"] or g["rel"]:
        return g["to"] in ("到", "至", "力争", "确保", "争取") or (g["m"] is None and g["done"] is not None)
    return g["plan"] is not None or ((g["q2"] or g["half2"]) is not None and g["done"] is not None)


def _day(g: dict[str, str | None], given: date | None, year: int | None) -> tuple[date, bool] | None:
    if g["plan"]:
        return date(PLANS[g["plan"]], 12, 31), False
    base = year or (given.year if given else None)
    named = int(g["y"]) if g["y"] else None
    if g["rel"] and base is not None:
        named = base + (g["rel"] in ("明年", "次年"))
    if named is None and base is None:
        return None
    used = named if named is not None else base
    day = _within(g, used or 0)
    if day is None:
        return None
    if named is None and given is not None and year is None and day < given:
        day = _within(g, day.year + 1) or day
    return day, g["y"] is None


def _within(g: dict[str, str | None], year: int) -> date | None:
    month = g["m"] or g["m2"]
    if month:
        number = int(month)
        if not 1 <= number <= 12:
            return None
        named = g["d"] or g["d2"]
        part = g["part"] or g["part2"]
        if named:
            return make_date(year, number, int(named))
        if part in ("上旬", "中旬", "初"):
            return date(year, number, 20 if part == "中旬" else 10)
        return month_end(year, number)
    quarter = g["q"] or g["q2"]
    if quarter:
        return month_end(year, 3 * _QUARTERS[quarter.strip("第季度")])
    if (g["half"] or g["half2"]) == "上半年":
        return date(year, 6, 30)
    return date(year, 12, 31)

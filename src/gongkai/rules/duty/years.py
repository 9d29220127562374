"""The years that a sentence speaks of as its horizon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_YEAR = r"(?:20\d{2})年(?:底|末|年底|年末)?(?!度|以来|起|[-~]|\d|产|版|修|第|在)"
_YEARS = re.compile(
    rf"(?<![\d较比自从截以除\-~(《])(?P<years>{_YEAR}(?:(?:[、和及与]|以及)(?:到)?{_YEAR})*)(?P<month>\d{{1,2}}月)?"
)
_PLAN = re.compile(r"\"?(?P<plan>十[二三四五六]五)\"?(?:规划)?(?:期?末|期间|时期|结束)")
_TITLED = re.compile(r"《[^《》]*》|\([^()]{0,8}20\d\d[^()]{0,16}\)")
_BEFORE = re.compile(r"之?前|以前|内")
_PAST = re.compile(r"(?:较|比|自|从|截至|截止|相比|以|于)\"?$")


@dataclass(slots=True)
class Horizon:
    """Years named together (到2022年和2030年) and where their words stand in the folded text.

    ``carries`` is False where the words set a deadline for their own sentence only (2024年底前).
    """

    years: tuple[int, ...]
    start: int
    end: int
    carries: bool = True


def horizons(folded: str) -> Iterator[Horizon]:
    """Every horizon in folded text, in order; years inside titles of documents are none.

    >>> [h.years for h in horizons("到2022年和2030年,甲率达到5%。较2020年提高。'十四五'末,")]
    [(2022, 2030)]
    >>> [h.years for h in horizons('《规划(2018-2030年)》提出,"十四五"末达到,2027年底前')]
    [(2025,), (2027,)]
    """
    if "年" not in folded and "五" not in folded:
        return
    hidden = [m.span() for m in _TITLED.finditer(folded)] if "《" in folded or "(" in folded else []
    found = [
        Horizon(
            tuple(int(y) for y in re.findall(r"20\d{2}", m["years"])),
            m.start(),
            m.end("years"),
            not _BEFORE.match(folded, m.end()),
        )
        for m in _YEARS.finditer(folded)
        if not _PAST.search(folded[max(0, m.start() - 3) : m.start()])
    ]
    if "五" in folded:
        found += [Horizon((PLANS[m["plan"]],), m.start(), m.end()) for m in _PLAN.finditer(folded)]
    for horizon in sorted(found, key=lambda h: h.start):
        if not any(a <= horizon.start < b for a, b in hidden):
            yield horizon

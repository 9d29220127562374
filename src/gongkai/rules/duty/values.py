"""Values with their units: 27%, 13/10万, 0.5-1个百分点, 1.5万家以上."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_COUNTED = (
    r"个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|公顷|万吨标准煤|吨标准煤|标准煤|千瓦时|千瓦|兆瓦|人次|户次|人天|床位|张床位|美元|人民币"
    r"|微克/立方米|毫克/升|小时|分钟|个工作日|工作日|个月|个|家|项|名|人|户|所|座|处|条|套|台|辆|件|次|场|篇|亩|米|吨|千克|公斤|克|度|架|张|间|支|只|头|株|门|期|批|部|种|类|册|本|岁|天|日|年|元|例|床|倍|分|位|艘|栋|幢|宗|笔|单|组|对|班|块|片|枚|根|眼|口|平|方|棵|顿|对|起|趟|列|节|届|轮|站|城|镇|村|镇街|社区|街区|秒|级|周|月|大|成|[A-Za-z]{2,12}(?:/[A-Za-z]{1,6})?"
)
_PER = r"(?:1)?/ ?(?:\d+万|\d*万|千|百)"
_TIMES = r"(?:十万|百万|千万|百亿|千亿|十亿|万亿|百|千|万|亿)"
UNIT = rf"(?:%|‰|{_PER}|{_TIMES}?(?:{_COUNTED})|万亿|亿|万)"
SUFFIX = r"(?:及以上|及以下|以上|以下|以内|左右|上下|之内|及其以上)"
VALUE = rf"{NUMBER} ?(?:[-~至] ?{NUMBER} ?)?{UNIT}"
_ONE = re.compile(
    rf"(?P<low>{NUMBER}) ?(?P<u1>%|‰)? ?(?:[-~至] ?(?P<high>{NUMBER}))? ?"
    rf"(?P<unit>{UNIT})?(?P<suffix>{SUFFIX})?"
)
_NEXT = re.compile(
    rf"(?:、|和|及|与|,|以及)(?:不低于|不少于|不超过|达到|至少)?(?={NUMBER} ?(?:[-~] ?{NUMBER} ?)?{UNIT})"
)


@dataclass(slots=True)
class Value:
    """A value or range in its unit; ``end`` is the place behind it, ``suffix`` a word like 以上."""

    low: float
    high: float | None
    unit: str | None
    suffix: str | None
    end: int


def read_values(folded: str, start: int) -> list[Value]:
    """The values that follow each other from ``start`` on: 7%和9%, 13/10万及以下和10/10万及以下.

    >>> [(v.low, v.high, v.unit, v.suffix) for v in read_values("13/10万及以下和10/10万及以下", 0)]
    [(13.0, None, '/10万', '及以下'), (10.0, None, '/10万', '及以下')]
    >>> [(v.low, v.high, v.unit) for v in read_values("0.5-1个百分点以上", 0)]
    [(0.5, 1.0, '个百分点')]
    """
    values: list[Value] = []
    at = start
    while (match := _ONE.match(folded, at)) is not None:
        values.append(_value(match))
        following = _NEXT.match(folded, match.end())
        if following is None or (values[-1].unit is None):
            break
        at = following.end()
    return _same_unit(values)


def _value(match: re.Match[str]) -> Value:
    high = number(match["high"]) if match["high"] else None
    unit = match["unit"] or match["u1"]
    return Value(number(match["low"]), high, unit, match["suffix"], match.end())


def _same_unit(values: list[Value]) -> list[Value]:
    # A list of values shares a unit; where the next one counts something else, the list has ended.
    kept = values[:1]
    for value in values[1:]:
        if value.unit != kept[0].unit:
            break
        kept.append(value)
    return kept


def number(text: str) -> float:
    """The number that the figures state, thousands commas allowed.

    >>> number("1,200.5")
    1200.5
    """
    return float(text.replace(",", ""))

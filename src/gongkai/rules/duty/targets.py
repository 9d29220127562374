"""Targets (目标值) in prose: what is to reach which value, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.duty.clause import DECREASING, Years
from gongkai.rules.duty.counts import counts, qualified
from gongkai.rules.duty.levels import abouts, changes, levels, shares
from gongkai.rules.duty.values import VALUE, Value
from gongkai.rules.duty.years import Horizon, horizons
from gongkai.rules.records import Comparator

_TREND = re.compile(
    r"(?P<what>[^,。;:、\"()]{0,60}?(?:率|比例|占比|水平|趋势|增速|比重|(?<![质力])量|(?<!少)数|强度|浓度|规模|面积|寿命|总值|(?<![制程力])度))"
    r"(?P<how>(?:持续|逐步|不断|稳步|明显|大幅|显著|有所|进一步|逐年|稳中有|较快|总体)*)(?P<dir>减缓|放缓|趋缓|下降|降低|减少|提升|提高|上升|增加|增长|改善)(?=$|[,。;:、])"
)
_DIGIT = re.compile(r"[0-9]")
_WORDED = re.compile(r"缓|下降|降低|减少|提升|提高|上升|增加|增长|改善|基本")
_BASICALLY = re.compile(r"基本(?P<verb>形成|建立|建成|实现|健全|完成)(?P<noun>[^,。;:]{2,50})(?=$|[,。;])")
_GRANT = re.compile(
    r"给予|补助|奖励|扶持(?!一批)|补贴(?!性)|资助|奖补|最高|贴息|罚款|处罚|补偿|减按|抵扣|税率|缴纳|缴费|收费|授信|贷款额|额度|报销|发放|津贴|薪|工资|扣|赔|押金|保证金|奖金|经费|拨付|用于|权重|计分|得分|不予|费率|利率"
)
_CONDITION = re.compile(
    r"(?:的|者|后)$|^(?:对(?![外口接标])|凡|若|如(?!期)|当(?![地年月])|经(?![常济营费贸])|符合|满足)|(?:首次|连续|累计)(?:达到|超过)"
)
_DONE = re.compile(r"截至|截止|目前|已经|已(?!然)|现有|曾|近年来|去年|上年")
_FROM = re.compile(
    rf"(?:由|从)(?:目前|现有|现在|当前|20\d\d年(?:底|末)?)?的?(?:约)?{VALUE}(?:左右)?(?=提高|提升|增加|增长|上升|扩大|下降|降低|降|减|压|缩)"
)


@dataclass(slots=True)
class FoundTarget:
    """A target and where its clause stands in the folded text."""

    indicator: str
    year: int | None
    comparator: Comparator
    value: Value | None
    per_year: bool
    start: int
    end: int
    bare: bool = False


def find_targets(folded: str, *, year: int | None = None) -> Iterator[FoundTarget]:
    """Every target of a paragraph in folded text, in order.

    ``year`` is what the heading or the plan's goal gives where the sentence names no year.
    Amounts that a policy grants and the conditions for them are no targets.

    >>> text = "到2025年和2030年,甲率分别不低于7%和9%。"
    >>> [(t.indicator, t.year, t.comparator, t.value.low) for t in find_targets(text)]
    [('甲率', 2025, '>=', 7.0), ('甲率', 2030, '>=', 9.0)]
    >>> text = "建成示范园区10家,给予最高30万元补助。"
    >>> [(t.indicator, t.comparator, t.value.low, t.value.unit) for t in find_targets(text)]
    [('示范园区', '=', 10.0, '家')]
    """
    if _DIGIT.search(folded) is None and _WORDED.search(folded) is None:
        return
    spans = list(horizons(folded))
    subject, past = "", False
    for start, end in _clauses(folded):
        past = _is_past(folded[start:end], past)
        when = _years_at(folded, spans, start, end, year)
        for found in () if past else _clause(folded, start, end, when, subject):
            subject = found.indicator
            yield found
        if folded[end : end + 1] in "。;":
            subject, past = "", False


def _is_past(text: str, before: bool) -> bool:
    # 截至2023年底，已建成… is what was done, up to the clause that looks ahead again.
    if _AHEAD.search(text):
        return False
    return before or _SO_FAR.match(text) is not None


_SO_FAR = re.compile(r"(?:截至|截止|目前|近年来|去年|上年|20\d\d年以来)")
_AHEAD = re.compile(r"力争|争取|确保|到20\d\d年|将|计划|目标|再")


_SIGNS = re.compile(r"[()《》。;!?,:]")


def _clauses(folded: str) -> Iterator[tuple[int, int]]:
    start, depth = 0, 0
    for match in _SIGNS.finditer(folded):
        char, at = match.group(), match.start()
        if char in "(《":
            depth += 1
        elif char in ")》":
            depth = max(0, depth - 1)
        elif char in "。;!?" or depth == 0:
            if at > start:
                yield start, at
            start = at + 1
            if char in "。;!?":
                depth = 0
    if len(folded) > start:
        yield start, len(folded)


def _years_at(folded: str, spans: list[Horizon], start: int, end: int, default: int | None) -> Years:
    for horizon in spans:
        if start <= horizon.start < end:
            return horizon.years
    for horizon in reversed(spans):
        if horizon.end <= start and (horizon.carries or "。" not in folded[horizon.end : start]):
            return horizon.years
    return (default,)


def _clause(folded: str, start: int, end: int, years: Years, subject: str) -> Iterator[FoundTarget]:
    text = _FROM.sub("", folded[start:end])
    digits = _DIGIT.search(text) is not None
    after = folded[end : end + 30]
    if digits and not _excluded(text, after):
        got = list(_numeric(text, start, end, years, subject))
        if got:
            yield from got
            return
    if not _DONE.search(text):
        yield from _worded(text, start, end, years)


def _excluded(text: str, after: str) -> bool:
    if _DONE.search(text) or _CONDITION.search(text):
        return True
    return bool(_GRANT.search(text))


def _numeric(text: str, start: int, end: int, years: Years, subject: str) -> Iterator[FoundTarget]:
    body, _ = _body(text)
    for reader in (qualified, changes, levels, shares, counts, abouts):
        found = list(reader(body, years, subject))
        if found:
            for indicator, year, comparator, value, per_year, bare in found:
                yield FoundTarget(indicator, year, comparator, value, per_year, start, end, bare)
            return


def _body(text: str) -> tuple[str, int]:
    # The horizon at the front of the clause is no part of the indicator's name.
    match = _OPENING.match(text)
    cut = match.end() if match else 0
    return text[cut:], cut


_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)|其中|同时|并|且|到|至|力争|争取|确保|在|全力|\"?十.五\"?(?:期?末|期间|时期)?|20\d{2}年(?:底|末|年底)?(?:前)?|[、和及与](?=20\d{2}年)|\d{1,2}月底?前?|,|以后)*"
)


def _worded(text: str, start: int, end: int, years: Years) -> Iterator[FoundTarget]:
    if _WORDED.search(text) is None:
        return
    body, _ = _body(text)
    dated = any(year is not None for year in years)
    for match in _TREND.finditer(body):
        if not dated and not match["how"] and not match["what"].endswith("增速"):
            continue
        comparator = _trend(match["dir"], match["how"])
        name = match["what"].lstrip("、和及与使")
        for year in years:
            yield FoundTarget(name, year, comparator, None, False, start, end)
    for match in _BASICALLY.finditer(body):
        for year in years:
            yield FoundTarget(match["noun"], year, "basically achieve", None, False, start, end)


def _trend(direction: str, how: str) -> Comparator:
    if direction in ("减缓", "放缓", "趋缓"):
        return "slow"
    return "decrease" if direction in DECREASING else "increase"

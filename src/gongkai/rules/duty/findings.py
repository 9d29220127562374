"""What a proof-reader would mark in the duties: conflicts, targets met or weak, damage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongkai.rules.duty.assemble import Duties
from gongkai.rules.duty.duty import Duty
from gongkai.rules.records import Finding, Indicator, IndicatorTarget, Span, Target
from gongkai.rules.text.fold import fold

_SCOPE_WORDS = re.compile(r"^(?:全市|全省|我市|我省|全县|全区|本市|力争|确保|使)+")
_FIELDS = {"lead": "牵头单位", "responsible": "责任单位"}
_UNITS = {"1/10万": "/10万", "10万分之": "/10万", "个百分点": "百分点"}


def duty_findings(duties: Duties, day: str | None) -> Iterator[Finding]:
    """The findings of one document's duties; ``day`` is the date of the document."""
    yield from _table_conflicts(duties)
    yield from _differences(duties)
    for read in duties.indicators:
        yield from _met(read.indicator)
        yield from _weaker(read.indicator)
        if read.damaged:
            spans = tuple(Span(c.page, c.words.start, c.words.end) for c in read.damaged)
            yield Finding("unreadable", "warning", f"指标“{read.indicator.name}”的基期值无法辨认", spans)
    for duty in duties.tasks:
        yield from _damaged(duty)
        yield from _early(duty, day)


def _all_targets(duties: Duties) -> Iterable[Target]:
    yield from duties.targets
    for duty in duties.tasks:
        yield from duty.targets


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", _SCOPE_WORDS.sub("", fold(name)))


def _same(one: str, other: str) -> bool:
    a, b = _key(one), _key(other)
    return a == b or (min(len(a), len(b)) >= 4 and (a.endswith(b) or b.endswith(a)))


def _table_conflicts(duties: Duties) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    # Names that are the same end alike: only those with the same tail are compared.
    tails: dict[str, list[Indicator]] = {}
    for read in duties.indicators:
        tails.setdefault(_key(read.indicator.name)[-4:], []).append(read.indicator)
    for target in _all_targets(duties):
        if target.value is None:
            continue
        for indicator in tails.get(_key(target.indicator)[-4:], ()):
            if not _same(target.indicator, indicator.name):
                continue
            finding = _conflict(target, indicator)
            key = (indicator.name, finding.code if finding else "")
            if finding is not None and key not in seen:
                seen.add(key)
                yield finding


def _conflict(target: Target, indicator: Indicator) -> Finding | None:
    unit, other = _unit(target.unit), _unit(indicator.unit)
    if unit and other and unit != other and target.comparator not in ("increase", "decrease"):
        text = f"“{indicator.name}”的单位不一致：正文为{target.unit}，指标表为{indicator.unit}"
        return Finding("unit-conflict", "error", text, (target.span, indicator.span))
    for stated in indicator.targets:
        if stated.scope not in ("city", "own") or stated.year is None or stated.year != target.year:
            continue
        if (
            stated.value is not None
            and target.value is not None
            and stated.per_year == target.per_year
            and abs(stated.value - target.value) > 1e-9
        ):
            values = f"正文为{target.value:g}，指标表为{stated.value:g}"
            text = f"“{indicator.name}”{target.year}年目标值不一致：{values}"
            return Finding("value-conflict", "error", text, (target.span, indicator.span))
    return None


def _unit(unit: str | None) -> str:
    text = fold(unit or "").replace(" ", "")
    return _UNITS.get(text, text)


def _differences(duties: Duties) -> Iterator[Finding]:
    for diff in duties.differences:
        name = diff.duty.title or diff.duty.text[:16]
        units = f"正文为{'、'.join(diff.prose)}，{diff.other.source}为{'、'.join(diff.table)}"
        text = f"“{name}”的{_FIELDS[diff.field]}不一致：{units}"
        yield Finding("value-conflict", "warning", text, (diff.duty.span, diff.other.span))


def _met(indicator: Indicator) -> Iterator[Finding]:
    base = indicator.baseline
    if base is None or base.value is None:
        return
    for target in indicator.targets:
        if target.scope in ("city", "own") and target.value is not None and _meets(base.value, target):
            text = f"“{indicator.name}”的基期值{base.value:g}已达到目标{target.as_written}"
            yield Finding("target-already-met", "notice", text, (indicator.span,))
            return


def _meets(value: float, target: IndicatorTarget) -> bool:
    if target.value is None or target.per_year:
        return False
    if target.comparator == ">=":
        return value >= target.value
    if target.comparator == "<=":
        return value <= target.value
    return target.comparator == "=" and value == target.value


_ORDER = ("city", "province", "nation")


def _weaker(indicator: Indicator) -> Iterator[Finding]:
    stated = {t.scope: t for t in indicator.targets if t.value is not None and not t.per_year}
    for low, high in (("city", "province"), ("city", "nation"), ("province", "nation")):
        one, other = stated.get(low), stated.get(high)  # type: ignore[call-overload]
        if one is None or other is None or one.year != other.year:
            continue
        if _is_weaker(indicator, one, other):
            names = {"city": "市", "province": "省", "nation": "国家"}
            own, above = f"{names[low]}级目标{one.as_written}", f"{names[high]}级目标{other.as_written}"
            text = f"“{indicator.name}”的{own}低于{above}的要求"
            yield Finding("target-weaker", "warning", text, (indicator.span,))
            return


def _is_weaker(indicator: Indicator, low: IndicatorTarget, high: IndicatorTarget) -> bool:
    if low.value is None or high.value is None or low.value == high.value:
        return False
    if ">=" in (low.comparator, high.comparator):
        return low.value < high.value
    if "<=" in (low.comparator, high.comparator):
        return low.value > high.value
    base = indicator.baseline
    own = next((t for t in indicator.targets if t.scope in ("city", "own") and t.comparator == "="), None)
    if own is None or own.value is None or base is None or base.value is None or base.value == own.value:
        return False
    # A bare number does not say which way is better; the way from the baseline to the target does.
    return low.value < high.value if own.value > base.value else low.value > high.value


def _damaged(duty: Duty) -> Iterator[Finding]:
    for field in duty.unreadable:
        name = duty.title or duty.text[:16]
        hint = duty.suggested.get(field)
        text = f"“{name}”的{_FIELDS.get(field, field)}无法辨认"
        if hint:
            text += f"，推测为{'、'.join(hint)}"
        spans = tuple(t.span for t in duty.trace if t.field == field) or (duty.span,)
        yield Finding("unreadable", "warning", text, spans)


def _early(duty: Duty, day: str | None) -> Iterator[Finding]:
    for deadline in duty.deadlines:
        if day is not None and not deadline.inferred_year and deadline.date < day:
            name = duty.title or duty.text[:16]
            text = f"“{name}”的完成时限{deadline.date}早于成文日期{day}"
            yield Finding("date-order", "warning", text, (duty.span,))

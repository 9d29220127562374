"""Levels and changes: 达到95%以上, 控制在4.5%以下, 每年降低0.5-1个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.rules.duty.clause import DECREASING, DURATION, Found, Years
from gongkai.rules.duty.values import NUMBER, VALUE, Value, read_values
from gongkai.rules.records import Comparator

_REACH = (
    r"(?:均|都|分别|基本|力争|争取|确保|要|应|总体|稳步|继续|进一步|逐步|普遍)*"
    r"(?P<verb>不低于|不少于|不小于|不超过|不高于|不大于|不多于|控制在|压减到|压降到|降低到|降低至|下降到|下降至|降到|降至|减少到|减少至|缩短至|缩短到|缩短为|压缩至|压缩到|压减至"
    r"|提升到|提升至|提高到|提高至|增加到|增加至|增长到|增长至|扩大到|扩大至|扩展到|增至|升至|上升到|发展到|保持在|稳定在|维持在|达到|达标率达|达|超过|突破|超|高于|大于|多于|低于|小于|少于|实现|为)"
)
_QUALIFIER = r"(?P<q>约|近|至少|不低于|不少于|不超过|不高于|不大于|超过|突破|最少|最多|≥|≤|>|<)?"
_LEVEL = re.compile(rf"{_REACH} ?{_QUALIFIER} ?(?={VALUE}|100%)")
_ABOUT = re.compile(rf"(?P<q>约|≥|≤|至少) ?(?={VALUE})")
_CHANGE = re.compile(
    rf"(?P<each>每年|年均|逐年|年平均|每年平均)?(?:再|均|分别|累计|力争|争取|约)*(?P<dir>提高"
    rf"|提升|增加|增长|上升|新增|下降|降低|减少|压减|缩减|缩短|压缩)(?P<q>约|不低于"
    rf"|不少于|超过|至少)? ?(?={NUMBER}(?: ?[-~至] ?{NUMBER})? ?(?:%|‰|个?百分点"
    rf"|倍|成))"
)
_SHARE = re.compile(r"实现(?P<a>[^,。;:]{2,40}?)(?P<v>100)%(?P<b>[\u4e00-\u9fff]{2,24})")
_COMPARED = re.compile(
    r"(?:较|比|相比|相较于?)(?:20\d\d年?(?:底|末)?|上年|去年|上一年|同期|基期)(?:同期|水平)?$"
)
_AT_MOST = frozenset(
    [
        "不超过",
        "不高于",
        "不大于",
        "不多于",
        "控制在",
        "压减到",
        "压降到",
        "降低到",
        "降低至",
        "下降到",
        "下降至",
        "降到",
        "降至",
        "减少到",
        "减少至",
        "缩短至",
        "缩短到",
        "缩短为",
        "压缩至",
        "压缩到",
        "压减至",
        "低于",
        "小于",
        "少于",
    ]
)


def _pairs(names: list[str], years: Years, values: list[Value]) -> Iterator[tuple[str, int | None, Value]]:
    if len(years) > 1 and len(values) == len(years):
        for year, value in zip(years, values, strict=True):
            for name in names:
                yield name, year, value
    elif len(names) > 1 and len(values) == len(names):
        for name, value in zip(names, values, strict=True):
            yield name, years[-1] if len(years) == 1 else years[0], value
    else:
        for year in years:
            yield names[0] if len(names) == 1 else "、".join(names), year, values[0]


def changes(text: str, years: Years, subject: str) -> Iterator[Found]:
    """Changes: 甲率每年提高1个百分点; ``subject`` names what the clause itself leaves out."""
    at = 0
    for match in _CHANGE.finditer(text):
        values = read_values(text, match.end())
        if not values:
            continue
        before = text[at : match.start()]
        name = _name(before.lstrip("、和及与对")) or subject
        each = bool(match["each"]) or _YEARLY.search(before[-12:]) is not None
        name = _YEARLY_TAIL.sub("", name)
        at = values[-1].end
        comparator: Comparator = "decrease" if match["dir"] in DECREASING else "increase"
        if len(name) >= 2:
            for who, year, value in _pairs([name], years, values):
                yield who, year, comparator, value, each, False


_YEARLY = re.compile(r"每年|年均|逐年")
_YEARLY_TAIL = re.compile(r"(?:力争|争取|确保)?(?:每年|年均|逐年)$")


def levels(text: str, years: Years, subject: str) -> Iterator[Found]:
    """Levels: 甲率达到95%, 甲率和乙率分别不低于7%和9%."""
    at = 0
    for match in _LEVEL.finditer(text):
        if match.start() < at:
            continue
        values = read_values(text, match.end())
        if not values or (
            values[0].unit and DURATION.match(values[0].unit) and match["verb"] in ("为", "实现", "达")
        ):
            continue
        if match["verb"] in ("为", "实现") and values[0].unit not in ("%", "‰"):
            continue
        names = _names(text[at : match.start()], len(values) if len(years) == 1 else 1, subject)
        if not names:
            continue
        at = values[-1].end
        if values[0].unit not in ("%", "‰"):
            names = [_RAISED.sub("", name) for name in names]
        comparator = _level(match["verb"], match["q"], values[0])
        each = "每年" in text[: match.start()] and match["verb"] not in ("达到", "达")
        for name, year, value in _pairs(names, years, values):
            yield name, year, comparator, value, each, False


# 培育骨干企业不少于10家 counts 骨干企业.
_RAISED = re.compile(r"^(?:新增|新建|培育|打造|引进|建成|创建|争创|新培育|扶持)(?=[\u4e00-\u9fff]{3})")


def _level(verb: str, qualifier: str | None, value: Value) -> Comparator:
    if qualifier in ("不超过", "不高于", "不大于", "最多", "≤", "<"):
        return "<="
    if value.suffix in ("左右", "上下") or qualifier in ("约", "近"):
        return "="
    if value.suffix and "上" in value.suffix:
        return ">="
    if value.suffix and ("下" in value.suffix or "内" in value.suffix):
        return "<="
    if verb in ("保持在", "稳定在", "维持在"):
        return "keep"
    return "<=" if verb in _AT_MOST else ">="


def _names(before: str, count: int, subject: str) -> list[str]:
    name = _name(before)
    share = re.match(r"^(?P<list>.+?)(?:分别)(?P<tail>占比|比例|比重|增速|总额|数量)$", name)
    tail = share["tail"] if share else ""
    plain = share["list"] if share else re.sub(r"分别$", "", name)
    if count > 1:
        for cut in (r"、|和", r"、|和|与|及", r"、|与", r"、|及"):
            parts = [p for p in re.split(cut, plain) if p]
            if len(parts) == count:
                return [p + tail for p in parts]
    whole = plain + tail
    if len(whole) < 2:
        return [subject] if subject else []
    return [whole]


def _name(before: str) -> str:
    text = re.sub(r"(?:均|都|总体|基本|力争|争取|确保|要|应|稳步|分别力争)$", "", before)
    text = _COMPARED.sub("", text)
    text = re.sub(r"^(?:使|将|把|推动|促进|实现|确保|力争|争取|全面|并|且|其中|和|及|与|的)+", "", text)
    return text.strip(" \"'、,")


def shares(text: str, years: Years, subject: str) -> Iterator[Found]:
    """Shares said as a verb: 实现甲类100%达标."""
    match = _SHARE.search(text)
    if match:
        for year in years:
            yield (
                match["a"] + match["b"],
                year,
                ">=",
                Value(100.0, None, "%", None, match.end("v") + 1),
                False,
                False,
            )


def abouts(text: str, years: Years, subject: str) -> Iterator[Found]:
    """Amounts without a verb: 甲规模约30亿元."""
    match = _ABOUT.search(text)
    if match is None:
        return
    values = read_values(text, match.end())
    name = _name(text[: match.start()])
    if (
        values
        and len(name) >= 2
        and values[0].unit
        and not DURATION.match(values[0].unit)
        and re.search(r"(?:规模|总量|数|量|率|值|面积|里程|比例|占比|比重|水平|产值|收入)$", name)
    ):
        comparator: Comparator = ">=" if match["q"] in ("≥", "至少") else "<=" if match["q"] == "≤" else "="
        for year in years:
            yield name, year, comparator, values[0], False, False

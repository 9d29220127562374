"""Targets (目标值) in prose: what is to reach which value, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.duty.values import NUMBER, SUFFIX, VALUE, Value, read_values
from gongkai.rules.duty.years import Horizon, horizons
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
_COUNT_VERB = (
    r"(?:新|拟|再|计划|重点|集中|累计|分别|联合|规划|谋划|筹划|高标准|加快|择优|每年|年均|至少|力争|争取|确保|培育|扶持|推动|支持|组织)*"
    r"(?:建成|建设|打造|培育|培养|培树|新增|创建|推出|引进|培训|完成|新建|改建|扩建|改造|形成|布局|认定|设立|建立|孵化|遴选|选树|评选|发展|开发|制定|制修订|修订|招引|落地|开通|创办|创成|举办|开展|选派|选拔|引育|储备|配备|配置|投放|升级|构建|实现|推广|提供|签约|入库|挖掘|申报|争创|新开工|开工|竣工|投产)"
    r"(?:建成|建设|形成|打造|培育|完成|发展|一批|出)?"
)
_COUNT_FIRST = re.compile(
    rf"(?P<verb>{_COUNT_VERB})(?P<q>约|近|至少|不少于|不低于|超过|≥)? ?"
    rf"(?P<v>{VALUE})(?P<noun>[^,。;:、%]{{2,60}})"
)
_COUNT_LAST = re.compile(
    rf"(?P<verb>{_COUNT_VERB})(?P<noun>[^,。;:、]{{2,60}}?)(?P<q>约|近|至少|不少于"
    rf"|不低于|超过|突破|达到|≥)? ?(?P<v>{VALUE}){SUFFIX}?(?=$|[,。;:、和及与])"
)
_MORE_LAST = re.compile(
    rf"[、和及与](?P<noun>[^,。;:、\d]{{2,40}}?)(?P<q>约|近|至少|不少于)? ?(?P<v>{VALUE}){SUFFIX}?(?=$"
    rf"|[,。;:、和及与])"
)
_MORE_FIRST = re.compile(
    rf"[、和及与](?P<q>约|近|至少|不少于)? ?(?P<v>{VALUE})(?P<noun>[^,。;:、%\d]{{2,40}})"
)
_QUALIFIED = re.compile(
    rf"^(?P<verb>{_COUNT_VERB}) ?(?P<v>{VALUE})(?=[^。;]*(?:提高|提升|下降|降低"
    rf"|增长|超)[^。;]*\d)[^。;]*的(?P<noun>[^,。;:、%\d的]{{4,40}})$"
)
_SHARE = re.compile(r"实现(?P<a>[^,。;:]{2,40}?)(?P<v>100)%(?P<b>[\u4e00-\u9fff]{2,24})")
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
_COMPARED = re.compile(
    r"(?:较|比|相比|相较于?)(?:20\d\d年?(?:底|末)?|上年|去年|上一年|同期|基期)(?:同期|水平)?$"
)
_DURATION = re.compile(r"^(?:个?(?:工作日|小时|分钟|日|天|秒)|个月|年|周|岁|月)$")
_DECREASING = {"下降", "降低", "减少", "压减", "缩减", "缩短", "压缩"}
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


def _years_at(
    folded: str, spans: list[Horizon], start: int, end: int, default: int | None
) -> tuple[int | None, ...]:
    for horizon in spans:
        if start <= horizon.start < end:
            return horizon.years
    for horizon in reversed(spans):
        if horizon.end <= start and (horizon.carries or "。" not in folded[horizon.end : start]):
            return horizon.years
    return (default,)


def _clause(
    folded: str, start: int, end: int, years: tuple[int | None, ...], subject: str
) -> Iterator[FoundTarget]:
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


def _numeric(
    text: str, start: int, end: int, years: tuple[int | None, ...], subject: str
) -> Iterator[FoundTarget]:
    body, _ = _body(text)
    for reader in (_qualified, _changes, _levels, _shares, _counts, _abouts):
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

Found = tuple[str, int | None, Comparator, Value | None, bool, bool]


def _pairs(
    names: list[str], years: tuple[int | None, ...], values: list[Value]
) -> Iterator[tuple[str, int | None, Value]]:
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


def _qualified(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
    # 培育15个甲率提升5%以上的园区 counts 园区; what they must show is a quality of theirs.
    match = _QUALIFIED.match(text)
    if match:
        yield from _count(match, text, years, "每年" in match["verb"])


def _changes(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
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
        comparator: Comparator = "decrease" if match["dir"] in _DECREASING else "increase"
        if len(name) >= 2:
            for who, year, value in _pairs([name], years, values):
                yield who, year, comparator, value, each, False


_YEARLY = re.compile(r"每年|年均|逐年")
_YEARLY_TAIL = re.compile(r"(?:力争|争取|确保)?(?:每年|年均|逐年)$")


def _levels(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
    at = 0
    for match in _LEVEL.finditer(text):
        if match.start() < at:
            continue
        values = read_values(text, match.end())
        if not values or (
            values[0].unit and _DURATION.match(values[0].unit) and match["verb"] in ("为", "实现", "达")
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
    text = re.sub(r"^.*[,、](?=[^、]{4,}$)", "", before) if "、" in before and _stop(before) else before
    text = re.sub(
        r"(?:均|都|总体|基本|力争|争取|确保|要|应|稳步|总量|分别力争)$",
        lambda m: m.group() if m.group() == "总量" else "",
        text,
    )
    text = _COMPARED.sub("", text)
    text = re.sub(r"^(?:使|将|把|推动|促进|实现|确保|力争|争取|全面|并|且|其中|和|及|与|的)+", "", text)
    return text.strip(" \"'、,")


def _stop(before: str) -> bool:
    # A list before the last comma belongs to another verb: 推进甲、乙建设、丙率达到.
    return False


def _shares(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
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


def _counts(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
    at = 0
    while at < len(text):
        first, last = _COUNT_FIRST.search(text, at), _COUNT_LAST.search(text, at)
        match = _earlier(first, last)
        if match is None:
            return
        each = bool(re.search(r"每年|年均", text[: match.start("noun")][-30:])) or "每年" in match["verb"]
        yield from _count(match, text, years, each)
        at = match.end()
        more = _MORE_FIRST if match is first else _MORE_LAST
        while (further := more.match(text, at)) is not None:
            yield from _count(further, text, years, each)
            at = further.end()


def _earlier(first: re.Match[str] | None, last: re.Match[str] | None) -> re.Match[str] | None:
    if first is None or last is None:
        return first or last
    return first if first.start("v") < last.start("v") else last


def _count(match: re.Match[str], text: str, years: tuple[int | None, ...], each: bool) -> Iterator[Found]:
    values = read_values(text, match.start("v"))
    if not values or values[0].unit is None or _DURATION.match(values[0].unit):
        return
    value = values[0]
    if value.unit in ("%", "‰", "元", "级", "大", "类", "位", "期", "批", "度") or "百分点" in (
        value.unit or ""
    ):
        return
    noun = _noun(match["noun"])
    if len(noun) < 2 or re.match(r"^(?:专项行动|重点工程|方面|领域|环节|部分|阶段|步骤|原则|以上$)", noun):
        return
    sure = (value.suffix and "上" in value.suffix) or match.groupdict().get("q") in (
        "至少",
        "不少于",
        "不低于",
        "超过",
        "突破",
        "达到",
        "≥",
    )
    at_least = bool(sure) or "至少" in text[: match.start("v")]
    for year in years:
        yield noun, year, ">=" if at_least else "=", value, each, not at_least


def _noun(noun: str) -> str:
    noun = re.sub(r"^(?:以上|左右|余|多|的)+", "", noun)
    noun = re.sub(r"(?:等|左右|以上)$", "", noun)
    return re.sub(r"^(?:培育|建设|打造|形成|完成|建成|发展|开展)(?=[\u4e00-\u9fff]{4})", "", noun).strip(" ")


def _abouts(text: str, years: tuple[int | None, ...], subject: str) -> Iterator[Found]:
    match = _ABOUT.search(text)
    if match is None:
        return
    values = read_values(text, match.end())
    name = _name(text[: match.start()])
    if (
        values
        and len(name) >= 2
        and values[0].unit
        and not _DURATION.match(values[0].unit)
        and re.search(r"(?:规模|总量|数|量|率|值|面积|里程|比例|占比|比重|水平|产值|收入)$", name)
    ):
        comparator: Comparator = ">=" if match["q"] in ("≥", "至少") else "<=" if match["q"] == "≤" else "="
        for year in years:
            yield name, year, comparator, values[0], False, False


def _worded(text: str, start: int, end: int, years: tuple[int | None, ...]) -> Iterator[FoundTarget]:
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
    return "decrease" if direction in _DECREASING else "increase"

"""Bare counts: 建成示范园区10家, 打造20个场景, 培育企业5家以上."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.rules.duty.clause import DURATION, Found, Years
from gongkai.rules.duty.values import SUFFIX, VALUE, read_values

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
# 城镇新增就业 is one name: what looks like its verb is part of it.
_EMPLOYED = re.compile(
    rf"(?P<verb>)(?P<noun>(?:城镇|农村|失业|就业困难)[\u4e00-\u9fff]{{0,8}}?就业)(?:人数|人员)?(?:累计|每年|年均)*"
    rf"(?P<q>约|近|至少|不少于|不低于|超过|突破|达到|≥)? ?(?P<v>{VALUE})"
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


def qualified(text: str, years: Years, subject: str) -> Iterator[Found]:
    """A count of things that must have a quality: 培育15个甲率提升5%以上的园区."""
    # 培育15个甲率提升5%以上的园区 counts 园区; what they must show is a quality of theirs.
    match = _QUALIFIED.match(text)
    if match:
        yield from _count(match, text, years, "每年" in match["verb"])


def counts(text: str, years: Years, subject: str) -> Iterator[Found]:
    """Counts, the noun before or after the number: 建成甲10家, 打造20个乙和5个丙."""
    at = 0
    while at < len(text):
        first, last = _COUNT_FIRST.search(text, at), _COUNT_LAST.search(text, at)
        match = _earlier(first, last)
        if "就业" in text and (employed := _EMPLOYED.search(text, at)) is not None:
            match = employed if match is None or match.start("v") >= employed.start("v") else match
        if match is None:
            return
        each = bool(re.search(r"每年|年均", text[: match.start("v")][-30:])) or "每年" in match["verb"]
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


def _count(match: re.Match[str], text: str, years: Years, each: bool) -> Iterator[Found]:
    values = read_values(text, match.start("v"))
    if not values or values[0].unit is None or DURATION.match(values[0].unit):
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
    noun = re.sub(r"(?:等|左右|以上|累计)$", "", noun)
    return re.sub(r"^(?:培育|建设|打造|形成|完成|建成|发展|开展)(?=[\u4e00-\u9fff]{4})", "", noun).strip(" ")

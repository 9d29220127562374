"""The head and the signature of a document: title, number, addressees, issuers, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.rules.gazette.lines import Element, Line
from gongkai.rules.gazette.metatable import is_label_line
from gongkai.rules.text.dates import FULL_DATE, find_dates, whole_date
from gongkai.rules.text.docnumber import DocNumber, find_numbers, whole_number
from gongkai.rules.text.mapped import Mapped, join
from gongkai.rules.text.units import looks_like_unit

KINDS = (
    "通知|意见|方案|办法|规定|决定|通报|批复|复函|函|公告|通告|命令|令|报告|请示|纪要|细则|规划|计划|要点|措施|条例|决议|公报"
    "|说明|目录|清单|标准|指南|规则|章程|政策|预案|规范|指引|分工|安排|体系|框架|分解表|一览表|明细表|汇总表|统计表|登记表|表|制度|机制|准则|纲要|部署|若干条|倡议书|名单|解读|规程|导则|工程|行动|建议|提案|实施"
)
_TITLE_TAIL = r"(?:[(\[][^()\[\]]{1,30}[)\]])*[》\"]?(?:[(\[][^()\[\]]{1,30}[)\]])*"
TITLE_END = re.compile(rf"(?:{KINDS}){_TITLE_TAIL}$")
_FINAL = re.compile(rf"(?:通知|意见|决定|批复|函|公告|通告|令|通报|公报|报告){_TITLE_TAIL}$")
_WEAK = re.compile(
    rf"(?:工程|行动|工作|建议|实施|制度|机制|体系|安排|分工|部署|框架|政策|标准|目录|名单|解读){_TITLE_TAIL}$"
)
_TITLE_WORD = re.compile(r"关于|印发|转发|实施|管理|工作|《")
_CHROME = re.compile(
    r"^(?:[\[【](?!.*号).{0,12}[\]】]|.{0,10}(?:原文链接|来源|浏览|点击|字号|打印"
    r"|分享|扫一扫|当前位置|首页|时间|日期|编辑|作者|访问|阅读|下载|收藏|纠错)[^。]{0,40}[:：]"
    r"|索引号|信息来源|发布日期|发布时间|https?:|www\.|[A-Za-z0-9 .:/_-]+$)"
)
_RED_HEAD = re.compile(r"^[\u4e00-\u9fff、 ]{2,40}(?:文件|人民政府令|委员会令|令)$")
_ADDRESSEE = re.compile(
    r"^[^。;!?]{0,400}(?:政府|委员会|管委会|[局厅委办部院会]|单位|部门|公司|机构|中心|学校|企业|集团|办事处|区|县|银行|院校|\))[^。;]{0,12}:$"
)
_DISCLOSURE = re.compile(
    r"^[(\[](?P<text>(?:此|本)[件文][^()]{2,24}|(?:主动|依申请|不予)公开|公开(?:方式|属性|类型):[^()]{2,10})[)\]]$"
)
_SIGNED = re.compile(rf"^(?P<org>[^,。;:()《》]{{4,60}}?) ?(?P<date>{FULL_DATE.pattern})$")
_PRINTED = re.compile(rf"(?:{FULL_DATE.pattern}) ?印发$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body: its pieces and the index of the first element of the body."""

    title: Mapped | None
    number: DocNumber | None
    number_line: Line | None
    addressees: Mapped | None
    body: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuers and the date of signing (成文日期), and which elements they fill."""

    issuers: tuple[str, ...]
    day: date | None
    first: int
    last: int


def is_chrome(line: Line) -> bool:
    """Whether the line is dressing of a web page: a link, a label, a counter."""
    text = line.folded
    return is_label_line(text) or (bool(_CHROME.match(text)) and not TITLE_END.search(text))


def is_red_head(folded: str) -> bool:
    """Whether the line is the issuing authority's mark (发文机关标志).

    >>> is_red_head("云滨市人民政府文件"), is_red_head("有关文件的说明")
    (True, False)
    """
    return bool(_RED_HEAD.match(folded)) and "关于" not in folded


def disclosure_of(folded: str) -> str | None:
    """The words of the disclosure note (附注), None where the line is none.

    >>> disclosure_of("(此件公开发布)")
    '此件公开发布'
    """
    match = _DISCLOSURE.match(folded) if folded[:1] in "([" else None
    return match["text"] if match else None


def is_addressee(line: Line) -> bool:
    """Whether the line names the addressees (主送机关)."""
    text = line.folded
    if len(text) > 420 or line.marker is not None or text[-1:] != ":" or is_label_line(text):
        return False
    return bool(_ADDRESSEE.match(text)) and not is_chrome(line)


def note_date(folded: str) -> date | None:
    """The day of publication that the note of a regulation states.

    >>> note_date("(2023年1月5日云滨市人民政府令第18号公布自2023年3月1日起施行)").isoformat()
    '2023-01-05'
    """
    return next((f.day for f in find_dates(folded)), None)


def title_like(line: Line) -> bool:
    """Whether the line can be a title or a part of one."""
    text = line.folded
    if not 1 <= len(text) <= 90 or line.marker is not None or text[-1] in "。;:,、!" or is_chrome(line):
        return False
    return not (
        is_note(text)
        or whole_date(text)
        or whole_number(text)
        or is_red_head(text)
        or disclosure_of(text)
        or _PRINTED.search(text)
    )


def parse_head(elements: Sequence[Element]) -> Head:
    """The head of a document whose elements are given from its first line on."""
    limit = min(len(elements), 40)
    lines = [(i, e) for i, e in enumerate(elements[:limit]) if isinstance(e, Line)]
    stop = _body_begin(lines)
    before = [(i, line) for i, line in lines if i < stop]
    numbers = [(i, line, n) for i, line in before if (n := _number_line(line))]
    at, number_line, number = (
        _joined_order(before)
        or (numbers[-1] if numbers else None)
        or _note_order(lines)
        or (None, None, None)
    )
    title_at = _title(before, at)
    addressee = next((e for i, e in lines if i == stop and is_addressee(e)), None)
    title = join([line.words for _, line in title_at]) if title_at else None
    used = [i for i, _ in title_at] + ([at] if at is not None else [])
    body = stop + 1 if addressee else max(used, default=-1) + 1
    return Head(title, number, number_line, addressee.words if addressee else None, body)


_NUMBER_LABEL = re.compile(r"^(?:发文字号|发文文号|文号|文件编号|字号):")


def _number_line(line: Line) -> DocNumber | None:
    label = _NUMBER_LABEL.match(line.folded)
    return whole_number(line.folded[label.end() :] if label else line.folded)


def _joined_order(lines: list[tuple[int, Line]]) -> tuple[int, Line, DocNumber] | None:
    # 某市人民政府令 / 第18号: the number of an order stands on two lines.
    for (_, mark), (j, line) in pairwise(lines):
        if (
            mark.folded.endswith("令")
            and is_red_head(mark.folded)
            and re.fullmatch(r"\(?第.{1,8}号\)?", line.folded)
        ):
            found = whole_number(mark.folded + line.folded)
            if found:
                return j, line, found
    return None


def _note_order(lines: list[tuple[int, Line]]) -> tuple[int, Line, DocNumber] | None:
    # (…某市人民政府令第18号公布 自…起施行) under a title states the number of the order.
    for i, line in lines[:8]:
        if is_note(line.folded):
            found = next(iter(find_numbers(line.folded)), None)
            return (i, line, found) if found else None
    return None


def is_note(folded: str) -> bool:
    """Whether the line is the note of a regulation on its making (题注).

    >>> is_note("(2023年1月5日云滨市人民政府令第18号公布自2023年3月1日起施行)")
    True
    """
    return (
        folded.startswith("(")
        and folded.endswith(")")
        and bool(re.search(r"\d年.*(?:公布|发布|通过|施行|修订|批准)", folded))
    )


def _body_begin(lines: list[tuple[int, Line]]) -> int:
    for at, (i, line) in enumerate(lines):
        if is_addressee(line):
            return i
        text = line.folded
        sentence = len(text) > 45 and re.search(r"[。;]|,.*,", text) and not TITLE_END.search(text)
        marker = line.marker is not None and at > 0
        if (sentence or marker or is_signature_date(text)) and not is_chrome(line):
            return i
    return lines[-1][0] + 1 if lines else 0


def is_signature_date(folded: str) -> bool:
    """Whether the line is a date of signing, alone or behind the issuer."""
    return whole_date(folded) is not None and "-" not in folded and "/" not in folded and "." not in folded


def _title(lines: list[tuple[int, Line]], number_at: int | None) -> list[tuple[int, Line]]:
    good = [(i, line) for i, line in lines if title_like(line)]
    if number_at is not None:
        after = _run([p for p in good if p[0] > number_at], forward=True)
        if after and _is_title(after):
            return after
        return _run([p for p in good if p[0] < number_at], forward=False)
    marked = [p for p in good if p[1].block.role == "title" or p[1].block.level == 1]
    if marked and _is_title(marked[:1]):
        return marked[:1]
    return _run(good, forward=True)


def _is_title(run: list[tuple[int, Line]]) -> bool:
    text = "".join(line.folded for _, line in run)
    return bool(TITLE_END.search(text)) or "关于" in text


def _run(good: list[tuple[int, Line]], *, forward: bool) -> list[tuple[int, Line]]:
    if forward:
        for begin in range(len(good)):
            run = _grow(good[begin:])
            if run:
                return run
        return good[:1]
    texts = {b: "".join(line.folded for _, line in good[b:]) for b in range(max(0, len(good) - 6), len(good))}
    whole = [b for b, text in texts.items() if TITLE_END.search(text) and _begins_title(text)]
    named = [b for b in whole if "关于" in texts[b]]
    first = max(named or whole, default=len(good) - 1)
    while first > 0 and texts[first].startswith(("关于", "印发", "转发")) and _issuer_above(good, first):
        first -= 1
    return good[first:]


def _issuer_above(good: list[tuple[int, Line]], first: int) -> bool:
    # The issuer on a line of its own above 关于…的通知 begins the title.
    above, line = good[first - 1], good[first]
    return line[0] - above[0] == 1 and _org_line(above[1].folded) and "文件" not in above[1].folded


def _grow(good: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    text = ""
    for size, (i, line) in enumerate(good[:6], 1):
        if size > 1 and i - good[size - 2][0] > 1:
            return []
        text += line.folded
        following = good[size][1] if size < len(good) and good[size][0] == i + 1 else None
        if TITLE_END.search(text) and _begins_title(text) and not _goes_on(text, following):
            return good[:size]
    return []


def _goes_on(text: str, following: Line | None) -> bool:
    """Whether a title that could end here goes on in the next line."""
    if following is None:
        return False
    more = following.folded
    if text.count("《") > text.count("》") or text.endswith(("印发", "转发")) or more[0] in "的(":
        return True
    if re.search(r"印发|转发", text) and not _FINAL.search(text):
        return bool(_FINAL.search(more))
    return bool(_WEAK.search(text)) and bool(TITLE_END.search(more)) and not _begins_anew(more)


def _begins_anew(more: str) -> bool:
    return "关于" in more or "人民政府" in more


def _begins_title(text: str) -> bool:
    return bool(_TITLE_WORD.search(text)) or len(text) >= 6


def find_signature(elements: Sequence[Element], start: int) -> Signature | None:
    """The first signature at or after ``start``, None where there is none."""
    for at in range(start, len(elements)):
        line = elements[at]
        if not isinstance(line, Line) or len(line.folded) > 80:
            continue
        if not line.folded.endswith("日"):
            continue
        signed = _SIGNED.match(line.folded)
        if signed and looks_like_unit(signed["org"].replace(" ", "")):
            day = next(find_dates(line.folded), None)
            return Signature(tuple(_orgs([signed["org"]])), day.day if day else None, at, at)
        if is_signature_date(line.folded):
            first, names = _issuers_above(elements, at, start)
            return Signature(tuple(_orgs(names)), whole_date(line.folded), first, at)
    return None


def _issuers_above(elements: Sequence[Element], at: int, start: int) -> tuple[int, list[str]]:
    names: list[str] = []
    first = at
    for i in range(at - 1, max(start - 1, at - 12), -1):
        line = elements[i]
        if not isinstance(line, Line) or not _org_line(line.folded):
            break
        names.insert(0, line.words.text)
        first = i
    return first, names


def _org_line(folded: str) -> bool:
    names = folded.split()
    plain = re.sub(r"[\"“”]", "", folded)
    return (
        len(plain) <= 60
        and not re.search(r"[,。;:!?《》\d]", plain)
        and all(looks_like_unit(n) for n in names)
    )


def _orgs(names: list[str]) -> list[str]:
    return [part for name in names for part in name.split()]


def printed_date(folded: str) -> date | None:
    """The date of printing (印发日期) that a line of the 版记 states.

    >>> printed_date("云滨市人民政府办公室 2024年3月5日印发").isoformat()
    '2024-03-05'
    """
    match = _PRINTED.search(folded) if folded.endswith("印发") else None
    found = next(find_dates(match.group()), None) if match else None
    return found.day if found else None


_ISSUER_IN_TITLE = re.compile(r"^(?P<org>[^关《]{2,60}?)(?:关于|印发|转发|批转)")


def issuers_in_title(title: str) -> list[str]:
    """The issuers that a title begins with.

    >>> issuers_in_title("云滨市教育局 云滨市财政局关于做好某工作的通知")
    ['云滨市教育局', '云滨市财政局']
    """
    match = _ISSUER_IN_TITLE.match(title)
    if match is None:
        return []
    # Joint issuers whose blanks are lost begin with the same place, or with 中共.
    place = re.escape(match["org"][:3])
    joint = re.sub(rf"(?<=[局会部委厅办室院])(?={place}|中共)", " ", match["org"])
    names = [n for n in re.split(r"[ 、\u3000]+", joint) if n]
    return names if names and all(looks_like_unit(n) for n in names) else []

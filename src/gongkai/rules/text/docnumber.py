"""Document numbers (发文字号) in every spelling that occurs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.text.numerals import integer

_HAN = "\u4e00-\u9fff"
_YEARED = re.compile(
    rf"(?P<code>[{_HAN}](?:[{_HAN}、·]| (?=[{_HAN}])){{0,23}}?) ?(?P<open>[\[(<〈《]) ?(?P<year>(?:19"
    rf"|20)\d ?\d) ?(?P<close>[\])>〉》])"
    r" ?(?P<ordinal>第)? ?(?P<n>\d{1,5}(?:-\d{1,3})?) ?号"
)
_ORDER = re.compile(
    rf"(?P<code>[{_HAN}]{{0,20}}?令) ?\(?第 ?(?P<n>\d{{1,5}}|[一二三四五六七八九十百〇零]{{1,6}}) ?号\)?"
    rf"|第 ?(?P<n2>\d{{1,5}}) ?号(?P<tail>令)"
)
# A number's code is glued to the words before it; it begins behind the last of these.
_LEAD_IN = re.compile(
    r".*(?:根据|按照|依据|依照|参照|遵照|贯彻|落实|执行|印发|转发|废止|修改|修订|违反|依照|适用|下发|发布|制定|以下简称|详见|参见|见|以及|和|与|及|以|按|由|经|的|原|之|在|如|为|日)"
)
# Cheap: what every number ends with, so that most paragraphs need no closer look.
_ENDING = re.compile(r"[\d一二三四五六七八九十百〇零] ?号")
_SUFFIX_OK = re.compile(
    r"[发函办字规通令审公政文告批复报呈议任免电号明党委组宣教科财建环卫人社民交农商监管税法安应统审体旅金国市区县厅局会联团协工妇秘督呈纪要]$"
)


@dataclass(slots=True)
class DocNumber:
    """A document number: its one normal form and where it stands in the folded text.

    ``bracket`` is the opening bracket as folded: "[" for 〔 and its variants.
    """

    value: str
    year: int | None
    serial: str
    start: int
    end: int
    bracket: str | None

    @property
    def key(self) -> str:
        """The form that compares equal for every spelling."""
        return self.value


def find_numbers(folded: str) -> Iterator[DocNumber]:
    """Every document number in folded text, normalised to 〔〕, in order.

    >>> [n.value for n in find_numbers("(国发[2019]13号)、沈政发 (2020) 第18号,国务院令第711号")]
    ['国发〔2019〕13号', '沈政发〔2020〕18号', '国务院令第711号']
    """
    if "号" not in folded or _ENDING.search(folded) is None:
        return
    found = [_yeared(m) for m in _YEARED.finditer(folded)]
    found += [n for m in _ORDER.finditer(folded) if (n := _order(m)) is not None]
    yield from sorted(found, key=lambda n: n.start)


def _yeared(match: re.Match[str]) -> DocNumber:
    raw_code = match["code"]
    lead = _LEAD_IN.match(raw_code)
    skip = (
        lead.end() if lead and lead.end() < len(raw_code) and _SUFFIX_OK.search(raw_code[lead.end() :]) else 0
    )
    code = raw_code[skip:].replace(" ", "")
    serial = match["n"].lstrip("0") or "0"
    year = int(match["year"].replace(" ", ""))
    return DocNumber(
        f"{code}〔{year}〕{serial}号", year, serial, match.start() + skip, match.end(), match["open"]
    )


def _order(match: re.Match[str]) -> DocNumber | None:
    if match["tail"]:
        return DocNumber(f"第{match['n2']}号令", None, match["n2"], match.start(), match.end(), None)
    code = match["code"]
    lead = _LEAD_IN.match(code[:-1])
    skip = lead.end() if lead else 0
    number = integer(match["n"])
    if number is None or match["code"].endswith("命令"):
        return None
    return DocNumber(f"{code[skip:]}第{number}号", None, str(number), match.start() + skip, match.end(), None)


def whole_number(folded: str) -> DocNumber | None:
    """The document number that a line consists of, brackets around it allowed, else None.

    >>> whole_number("(沈科发[2020]25号)").value
    '沈科发〔2020〕25号'
    >>> whole_number("见国发[2019]13号") is None
    True
    """
    if "号" not in folded[-3:]:
        return None
    text = folded.strip()
    inner = text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text
    shift = folded.find(inner)
    if len(inner) > 40:
        return None
    match = _YEARED.fullmatch(inner)
    if match is None:
        order = _ORDER.fullmatch(inner)
        return _order(order) if order else None
    code = match["code"].replace(" ", "")
    found = _yeared(match)
    if found.value.startswith(code):
        return DocNumber(found.value, found.year, found.serial, shift, shift + len(inner), found.bracket)
    return None

"""A document number (发文字号) as people type it: any brackets or none, by year and serial, by serial."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.rules.query.tokens import plain, units
from gongkai.rules.text.docnumber import whole_number

_HAN = "\u4e00-\u9fff"
_TYPED = re.compile(
    rf"(?P<code>[{_HAN}][{_HAN}、· ]{{0,30}}?)?\s*"
    r"(?P<open>[\[(<〈《【]?)\s*(?P<year>(?:19|20)\d\d)\s*(?P<close>[\])>〉》】]?)"
    r"\s*(?P<between>年|[-_·.#/:]|)\s*(?P<ordinal>第?)\s*"
    r"(?P<serial>\d{1,5}(?:-\d{1,3})?)\s*(?P<hao>号?)\s*(?P<tail>文件|文)?"
)
_SERIAL = re.compile(r"第?\s*(?P<serial>\d{1,5})\s*号\s*(?:文件|文)")
# What the codes of offices end with; without a bracket or 号 nothing else tells a number from 到2020-21.
_CODE = re.compile(
    r"[发函办字规通令公告文批复报呈议电党委组宣教科财建环卫人社民农商监税法安应统审体旅金国资住交水林信网]$"
)


@dataclass(frozen=True, slots=True)
class Number:
    """What is known of a number: the code of the office and the year may be missing."""

    code: str
    year: int | None
    serial: str

    @property
    def key(self) -> str:
        """The form under which the index keeps it.

        >>> Number("沈政发", 2020, "18").key, Number("", None, "18").key
        ('沈政发[2020]18', '18')
        """
        return f"{self.code}[{self.year}]{self.serial}" if self.year else f"{self.code}{self.serial}"

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of units in which a text may name it.

        >>> ["".join(row) for row in Number("沈政发", 2020, "18").rows()]
        ['沈政发[2020]18号', '沈政发[2020]第18号']
        """
        head = f"{self.code}[{self.year}]" if self.year else f"{self.code}]"
        if self.code and not self.year:
            head = self.code
        return tuple(tuple(units(f"{head}{order}{self.serial}号")) for order in ("", "第"))


def number_keys(number: str) -> tuple[str, ...]:
    """The forms under which a document of this number is found: whole, by year and serial, by serial.

    >>> number_keys("沈政发〔2020〕18号")
    ('沈政发[2020]18', '[2020]18', '18')
    >>> number_keys("国务院令第711号")
    ('国务院令711', '711')
    """
    found = typed_number(number)
    if found is None:
        return ()
    parts = [found, Number("", found.year, found.serial), Number("", None, found.serial)]
    return tuple(dict.fromkeys(part.key for part in parts))


def typed_number(text: str) -> Number | None:
    """The number that the whole text is, in any spelling, else None.

    >>> spellings = "沈政发2020-18", "沈政发[2020]18号", "瀋政發（2020）第018號", "沈政发 2020年18号文"
    >>> {typed_number(spelling).key for spelling in spellings}
    {'沈政发[2020]18'}
    >>> typed_number("2020年18号文").key, typed_number("18号文").key
    ('[2020]18', '18')
    >>> [typed_number(text) for text in ("18号", "2020-18", "到2020年12", "2020-09-04")]
    [None, None, None, None]
    """
    folded = plain(text).strip()
    if not folded or len(folded) > 60:
        return None
    match = _TYPED.fullmatch(folded)
    if match is not None and _certain(match):
        code = (match["code"] or "").replace(" ", "")
        return Number(code, int(match["year"]), match["serial"].lstrip("0") or "0")
    serial = _SERIAL.fullmatch(folded)
    if serial is not None:
        return Number("", None, serial["serial"].lstrip("0") or "0")
    return _order(folded)


def _certain(match: re.Match[str]) -> bool:
    """Whether this can only be a number: brackets, 号 behind a year, or an office's code and a dash."""
    if bool(match["open"]) != bool(match["close"]):
        return False
    if match["open"]:
        return True
    if match["hao"]:
        return match["between"] == "年" or bool(match["code"])
    coded = match["code"] is not None and _CODE.search(match["code"].strip()) is not None
    return coded and match["between"] not in ("年", "")


def _order(folded: str) -> Number | None:
    """An order (令) by its running number."""
    found = whole_number(folded)
    if found is None or found.year is not None:
        return None
    return Number(found.value.partition("第")[0], None, found.serial)

"""Citations: documents that a text names, what it does with them, and their short names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.rules.records import ReferenceKind
from gongkai.rules.text.docnumber import DocNumber, find_numbers
from gongkai.rules.text.mapped import Mapped

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_ISSUER = re.compile(
    r"(?P<org>[\u4e00-\u9fff、]{2,40}?(?:办公厅|办公室|国务院|政府|委员会|部|局|厅|委|署|组|人大|常委会|法院|院|会))?(?:关于)?(?:印发|转发|批转)?(?:的)?$"
)
_BASIS = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻|落实|为执行|结合)[^。;]*$")
_FORWARD = re.compile(r"(?:现将|转发|批转)[^。;]{0,40}$")
_REPEAL = re.compile(r"^[^。;]{0,60}(?:同时废止|予以废止|停止执行|自行废止|废止|失效)")
_AMEND = re.compile(r"(?:修改|修订)[^。;]{0,20}$|^[^。;]{0,30}(?:作如下修改|修改为)")
_MADE = re.compile(r"(?:制定|提出|现就|作出|印发|结合|精神|规定|要求|部署)")
_SHORT = re.compile(r"^[),]?[(,]?(?:以下|下)(?:简称|称)[:]?\"?(?P<name>《?[^()\"》]{2,30}》?)\"?\)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document with the raw offsets of the words that cite it."""

    title: str | None
    number: str | None
    issuer: str | None
    kind: ReferenceKind
    as_written: str
    start: int
    end: int


def find_citations(paras: Iterable[Mapped], own: set[str]) -> Iterator[Citation]:
    """Every citation of another document in the paragraphs, in order.

    ``own`` holds the document's own number and titles, which are no citations. A short name
    (以下简称《…》) stands for the document that introduced it.
    """
    short: dict[str, tuple[str | None, str | None]] = {}
    for words in paras:
        if "《" in words.folded or "号" in words.folded:
            yield from _in_paragraph(words, own, short)


def _in_paragraph(
    words: Mapped, own: set[str], short: dict[str, tuple[str | None, str | None]]
) -> Iterator[Citation]:
    text = words.folded
    numbers = list(find_numbers(text))
    used: set[int] = set()
    for match in _TITLE.finditer(text):
        title = words.text[match.start() : match.end()].strip("《》")
        if len(match.group()) < 5 and title not in short:
            continue
        number = _number_behind(text, match.end(), numbers, used)
        end = number.end + (text[number.end : number.end + 1] == ")") if number else match.end()
        _learn(text, end, title, number, short)
        known = short.get(title)
        if (title in own and number is None) or text[: match.start()].endswith(
            ("简称", "下称", "简称:", '简称"')
        ):
            continue
        value = number.value if number else (known[1] if known else None)
        if value in own:
            continue
        yield _citation(words, match.start(), end, known[0] if known and known[0] else title, value)
    for number in numbers:
        if number.start not in used and number.value not in own:
            yield _citation(words, number.start, number.end, None, number.value)


def _number_behind(text: str, at: int, numbers: list[DocNumber], used: set[int]) -> DocNumber | None:
    for number in numbers:
        if 0 <= number.start - at <= 2 and text[at : number.start].strip("( ") == "":
            used.add(number.start)
            return number
    return None


def _learn(
    text: str, end: int, title: str, number: DocNumber | None, short: dict[str, tuple[str | None, str | None]]
) -> None:
    name = _SHORT.match(text[end : end + 48])
    if name:
        short[name["name"].strip("《》")] = (title, number.value if number else None)


def _citation(words: Mapped, start: int, end: int, title: str | None, number: str | None) -> Citation:
    text = words.folded
    before, after = text[max(0, start - 120) : start], text[end : end + 80]
    issuer = _ISSUER.search(before[-44:])
    raw = words.span(start, end)
    org = issuer["org"] if issuer and issuer["org"] else None
    org = re.sub(r"^.*(?:根据|按照|落实|执行|和|及|与|、(?=国务院|中共))", "", org) if org else None
    return Citation(title, number, org or None, _kind(before, after), words.text[start:end], *raw)


def _kind(before: str, after: str) -> ReferenceKind:
    if _REPEAL.search(after) and not re.match(r"^[^。;]*(?:制定|规定)", after):
        return "repeals"
    if _AMEND.search(before) or re.match(r"^[^。;]{0,30}作如下修改", after):
        return "amends"
    if _BASIS.search(before) and _MADE.search(before + after):
        return "basis"
    if _FORWARD.search(before) and re.search(r"印发|转发", after[:20] + before):
        return "forwards"
    return "mentions"

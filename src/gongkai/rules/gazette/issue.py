"""The masthead and the contents of a gazette issue (公报)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.gazette.lines import Element, Line
from gongkai.rules.records import ContentsLine, Issue
from gongkai.rules.text.dates import find_dates
from gongkai.rules.text.docnumber import find_numbers
from gongkai.rules.text.numerals import integer

_TITLE = re.compile(r"^[\u4e00-\u9fff]{2,24}公报$")
_NUMBER = re.compile(r"第 ?(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,5}) ?[期号]")
_SERIAL = re.compile(r"总第? ?(?P<n>\d{1,5}) ?[期号]")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?!\d)")
_SPONSOR = re.compile(
    r"(?:^|[ 期)])(?P<a>[\u4e00-\u9fff]{4,30}?) ?主办$|主办(?:单位)?:(?P<b>[\u4e00-\u9fff]{4,30})"
)
_PAGE = re.compile(
    r"^(?P<text>.*?) ?(?:[.…·‥_⋯-]{2,}|…) ?[.…·‥_⋯ -]*[(\[]?(?P<page>\d{1,4})[)\]]?$"
    r"|^(?P<text2>.*号[)\]]) ?[(\[]?(?P<page2>\d{1,4})[)\]]?$"
)
_CATEGORY = re.compile(r"^\[(?P<name>[^\[\]]{2,30})\]$")
_ENGLISH_NUMBER = re.compile(r"\(No\. ?(?P<n>\d+) ?\[(?P<y>\d{4})\]")
_PAGE_END = frozenset("0123456789)]")
FRONT = 400


@dataclass(frozen=True, slots=True)
class Front:
    """The masthead and contents of an issue; the documents begin at element ``end``."""

    issue: Issue | None
    contents: tuple[ContentsLine, ...]
    end: int


def read_front(elements: Sequence[Element]) -> Front:
    """The issue and the contents that stand before the first document."""
    lines = [(i, e) for i, e in enumerate(elements[:FRONT]) if isinstance(e, Line)]
    contents, last = _contents(lines)
    english_end, titles = _english(lines, last)
    end = max(last, english_end)
    if contents:
        contents = [_with_english(c, titles) for c in contents]
    issue = _issue([line for i, line in lines if i < (end or 60)])
    if issue is None and not (len(contents) >= 2 and any(c.number or c.category for c in contents)):
        # Lines with page numbers alone are the headings of a long document, not an issue's contents.
        return Front(None, (), 0)
    return Front(issue, tuple(contents), end if contents else _masthead_end(lines))


def _masthead_end(lines: list[tuple[int, Line]]) -> int:
    for i, line in lines[:60]:
        if _NUMBER.search(line.folded) and len(line.folded) < 60:
            return i + 1
    return 0


def _issue(lines: list[Line]) -> Issue | None:
    title = next((line for line in lines[:40] if _TITLE.match(line.folded)), None)
    numbered = [line for line in lines if _NUMBER.search(line.folded) and len(line.folded) < 80]
    if title is None or not numbered:
        return None
    name = title.words.text
    number = _NUMBER.search(numbered[0].folded)
    serial = next((m for line in numbered if (m := _SERIAL.search(line.folded))), None)
    day = next((d.day for line in lines for d in find_dates(line.folded)), None)
    years = [int(m["y"]) for line in numbered if (m := _YEAR.search(line.folded))]
    sponsor = next((m for line in lines if (m := _SPONSOR.search(line.folded))), None)
    place = re.match(r"(.+?)(?:人民政府|政府)?公报$", name)
    return Issue(
        title=name,
        place=place[1] if place else None,
        year=years[0] if years else (day.year if day else None),
        number=integer(number["n"]) if number else None,
        serial=int(serial["n"]) if serial else None,
        date=day.isoformat() if day else None,
        sponsor=(sponsor["a"] or sponsor["b"]) if sponsor else None,
    )


def _contents(lines: list[tuple[int, Line]]) -> tuple[list[ContentsLine], int]:
    found: list[ContentsLine] = []
    category: str | None = None
    held: list[Line] = []
    titled, last = False, 0
    for i, line in lines:
        text = line.folded
        if text[0] == "[" and _CATEGORY.match(text):
            category, held = line.words.text[1:-1], []
            continue
        if re.fullmatch(r"目 ?[录次]", text):
            held, titled = [], True
            continue
        entry = _PAGE.match(text) if text[-1] in _PAGE_END else None
        if entry and (found or category or held or titled) and not _latin(text):
            title, number = _entry([*held, line], entry)
            if title:
                found.append(
                    ContentsLine(category, title, None, number, int(entry["page"] or entry["page2"]))
                )
                last = i + 1
            held = []
            continue
        held.append(line)
        if found and i - last > 14:
            break
    if len(found) < 2 and not category:
        return [], 0
    return found, last


def _latin(folded: str) -> bool:
    return sum(c.isascii() for c in folded) > 0.8 * len(folded)


def _entry(held: list[Line], entry: re.Match[str]) -> tuple[str, str | None]:
    tail = entry["text"] if entry["text"] is not None else entry["text2"]
    texts = [line.words.text for line in held[:-1]] + [held[-1].words.text[: len(tail)]]
    folded = [line.folded for line in held[:-1]] + [tail]
    number = next((n for text in reversed(folded) for n in find_numbers(text)), None)
    title = "".join(t for t, f in zip(texts, folded, strict=True) if not _only_number(f))
    whole = "".join(f for f in folded if not _only_number(f))
    inside = next(iter(find_numbers(whole)), None)
    if inside is not None:
        title = title[: inside.start]
    return title.rstrip("(（[〔 ….·"), number.value if number else None


def _only_number(folded: str) -> bool:
    found = next(iter(find_numbers(folded)), None)
    return found is not None and len(folded) - (found.end - found.start) <= 3


def _english(lines: list[tuple[int, Line]], after: int) -> tuple[int, dict[tuple[int, int], str]]:
    end, words = after, []
    for i, line in lines:
        if i < after:
            continue
        if not _latin(line.folded) or re.fullmatch(r"[\d\W]+", line.folded):
            break
        words.append(line.words.text)
        end = i + 1
    return end, _english_titles(" ".join(words))


def _english_titles(text: str) -> dict[tuple[int, int], str]:
    titles: dict[tuple[int, int], str] = {}
    start = 0
    text = re.sub(r"^.*?\bCONTENTS\b", "", text)
    for match in _ENGLISH_NUMBER.finditer(text):
        piece = text[start : match.start()]
        piece = re.split(r"\(\d{1,4}\)|[·.…]{3,} ?\(?\d*\)?", piece)[-1]
        piece = re.split(r"\]|\bDepartments?\]", piece)[-1]
        begin = list(
            re.finditer(
                r"\b(?:Notice|Opinions?|Circular|Decision|Measures|Regulations?|Reply|Order|Announcement|Plan|Guidelines?|Provisions|Rules|Letter|Several)\b",
                piece,
            )
        )
        title = piece[begin[0].start() :] if begin else piece
        titles[int(match["n"]), int(match["y"])] = re.sub(r"\s+", " ", title).strip(" *[]")
        start = match.end()
    return titles


def _with_english(line: ContentsLine, titles: dict[tuple[int, int], str]) -> ContentsLine:
    number = next(iter(find_numbers((line.number or "").replace("〔", "[").replace("〕", "]"))), None)
    if number is None or number.year is None or not number.serial.isdigit():
        return line
    title = titles.get((int(number.serial), number.year))
    return ContentsLine(line.category, line.title, title, line.number, line.page)

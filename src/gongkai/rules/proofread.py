"""What a proof-reader would mark in the text and in the frame of an issue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Protocol

from gongkai.rules.blocks import Note, Source, TableBlock
from gongkai.rules.gazette.components import listed_titles
from gongkai.rules.gazette.document import Draft
from gongkai.rules.gazette.lines import Layout, Line
from gongkai.rules.records import ContentsLine, Finding, Issue, Severity, Span
from gongkai.rules.text.docnumber import find_numbers
from gongkai.rules.text.fold import fold, fold_source
from gongkai.rules.text.mapped import Mapped, clean
from gongkai.rules.text.pages import page_list
from gongkai.rules.text.units import level_of

_REPEATED = re.compile(r"(?P<p>[\u4e00-\u9fff]{4,14})(?P=p)")
_DOUBLED = re.compile(r"(?P<s>[%％‰。，,；;：、])(?P=s)+")
_SEVERITY: dict[str, Severity] = {
    "hidden-text": "warning",
    "page-lost": "error",
    "encoding": "error",
}


def text_findings(source: Source, layout: Layout) -> Iterator[Finding]:
    """Repeated phrases, doubled symbols and odd brackets of document numbers in the whole source."""
    yield from _doubled(source)
    for words, page in _texts(source, layout):
        yield from _repeats(words, page)
    brackets = list(_brackets(source))
    if brackets:
        shown = "、".join(dict.fromkeys(source.text[s.start : s.end].replace("\n", "") for s in brackets[:6]))
        yield Finding(
            "number-brackets", "notice", f"发文字号的年份未用六角括号〔〕：{shown}", tuple(brackets)
        )
    yield from _page_jumps(layout)
    yield from _notes(source.notes)


def _notes(notes: Sequence[Note]) -> Iterator[Finding]:
    """The file reader's own notes; pages that were turned make one finding together."""
    turned = [note.page for note in notes if note.code == "rotated" and note.page is not None]
    if turned:
        text = f"{page_list(turned)}横排，已转正识读"
        yield Finding("rotated", "notice", text, tuple(Span(page, 0, 0) for page in turned))
    for note in notes:
        if note.code != "rotated" or note.page is None:
            spans = (Span(note.page, 0, 0),) if note.page else ()
            yield Finding(note.code, _SEVERITY.get(note.code, "warning"), note.message, spans)


# Shorter cells hold names and values; what repeats there is damage.
_SHORT_CELL = 30
_LONGEST_CODE = 24
_ODD_BRACKETS = re.compile(r"[\[［(（【] ?(?:19|20|[１２][９０])[\d]{2} ?[\]］)）】] ?(?:第 ?)?\d{1,5} ?号")


def _texts(source: Source, layout: Layout) -> Iterator[tuple[Mapped, int | None]]:
    folded = fold_source(source.text)
    for element in layout.elements:
        if isinstance(element, Line):
            yield element.words, element.page
        elif isinstance(element, TableBlock):
            for row in element.rows:
                for cell in row:
                    if not cell.spanned and cell.end - cell.start >= _SHORT_CELL:
                        raw = source.text[cell.start : cell.end]
                        yield clean(raw, cell.start, folded=folded), cell.page


def _repeats(words: Mapped, page: int | None) -> Iterator[Finding]:
    text = words.folded
    grams = {text[i : i + 4] for i in range(len(text) - 3)}
    if len(grams) == len(text) - 3:
        # Cheap: no four characters stand twice, so no phrase does.
        return
    for match in _REPEATED.finditer(text):
        phrase = match["p"]
        if _periodic(phrase) or len(set(phrase)) < 3 or text.startswith(phrase, match.end()):
            continue
        start = _phrase_start(words, match.start(), len(phrase))
        span = Span(page, *words.span(start, start + 2 * len(phrase)))
        phrase = text[start : start + len(phrase)]
        yield Finding("repeated-phrase", "warning", f"“{phrase}”重复", (span,))


def _phrase_start(words: Mapped, start: int, period: int) -> int:
    # In 甲局 乙丙局 乙丙局 the first that stands twice is 局乙丙; a blank shows where the phrase begins.
    text = words.folded
    for at in range(start, start + period):
        if text[at : at + period] != text[at + period : at + 2 * period]:
            return start
        if at and words.span(at - 1, at)[1] < words.span(at, at + 1)[0]:
            return at
    return start


def _periodic(phrase: str) -> bool:
    # Rubbish of a scan repeats one scrap for ever; that is damage, not a phrase written twice.
    return any(phrase[p:] == phrase[:-p] for p in range(1, len(phrase) // 2 + 1))


def _doubled(source: Source) -> Iterator[Finding]:
    starts: list[int] = []
    for match in _DOUBLED.finditer(source.text):
        starts = starts or [b.start for b in source.blocks]
        block = bisect_right(starts, match.start()) - 1
        page = source.blocks[block].page if block >= 0 else None
        span = Span(page, match.start(), match.end())
        yield Finding("doubled-symbol", "warning", f"符号重复：{match.group()}", (span,))


def _brackets(source: Source) -> Iterator[Span]:
    """The document numbers whose year stands in other brackets than 〔〕."""
    starts: list[int] = []
    for match in _ODD_BRACKETS.finditer(source.text):
        starts = starts or [b.start for b in source.blocks]
        if not source.text[max(match.start() - 2, 0) : match.start()].rstrip()[-1:].isalpha():
            continue
        first = max(match.start() - _LONGEST_CODE, 0)
        words = clean(source.text[first : match.end()], first)
        number = next((n for n in find_numbers(words.folded) if n.end == len(words)), None)
        block = bisect_right(starts, match.start()) - 1
        if number is None or block < 0:
            continue
        begin = max(words.raw(number.start), source.blocks[block].start)
        yield Span(source.blocks[block].page, begin, match.end())


def _page_jumps(layout: Layout) -> Iterator[Finding]:
    lost: list[str] = []
    spans: list[Span] = []
    for (_, before), (at, after) in zip(layout.page_numbers, layout.page_numbers[1:], strict=False):
        if 1 < after - before <= 60:
            lost.append(f"{before}→{after}")
            spans.append(Span(after, at, at))
    if lost:
        yield Finding("furniture-lost", "notice", f"页码不连续：{'、'.join(lost[:8])}", tuple(spans))


def document_findings(draft: Draft) -> Iterator[Finding]:
    """Gaps in the numbering, attachments and units under two names, dates out of order."""
    for gap in draft.gaps:
        start, end = gap.para.words.span(0, min(20, len(gap.para.words)))
        text = f"序号不连续：应为{gap.expected}，实为{gap.found}（{gap.para.words.text[:12]}）"
        yield Finding("numbering-gap", "warning", text, (Span(gap.para.page, start, end),))
    yield from _attachment_names(draft)
    if not (
        draft.number or draft.day or draft.annexes or any(p.root.children or p.grids for p in draft.parts)
    ):
        span = Span(None, draft.start, draft.end)
        yield Finding("no-structure", "notice", "未识别出文号、日期、层级序号或表格", (span,))
    if draft.day and draft.printed and draft.printed < draft.day:
        text = f"印发日期{draft.printed.isoformat()}早于成文日期{draft.day.isoformat()}"
        yield Finding("date-order", "warning", text, (Span(None, draft.start, draft.start),))


def _attachment_names(draft: Draft) -> Iterator[Finding]:
    for name, title in listed_titles(draft):
        if _plain(name.folded) != _plain(title.folded) and not _exact(draft, title):
            spans = (Span(None, name.start, name.end), Span(None, title.start, title.end))
            text = f"附件名称不一致：正文为“{name.text}”，附件为“{title.text}”"
            yield Finding("name-variants", "warning", text, spans)


def _exact(draft: Draft, title: Mapped) -> bool:
    return any(_plain(n.folded) == _plain(title.folded) for n in draft.listed)


def _plain(text: str) -> str:
    return re.sub(r"[\s《》\"]", "", text)


class Placed(Protocol):
    """Whatever knows where in the source it stands."""

    @property
    def span(self) -> Span:
        """Its place."""


def unit_variants(names: Mapping[str, Placed]) -> Iterator[Finding]:
    """Units that stand under a full and a contracted name in one document.

    ``names`` holds each name with the first task that carries it.
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        if level_of(name) and 4 <= len(name) <= 20:
            # A contraction keeps the level, the first and the last character (市卫…委).
            alike.setdefault(name[:2] + _body_of(name)[-1], []).append(name)
    for group in alike.values():
        for short, long in permutations(group, 2):
            if len(long) > len(short) and _contracted(_body_of(short), _body_of(long)):
                text = f"同一单位有两种名称：{long}、{short}"
                yield Finding("name-variants", "notice", text, (names[long].span, names[short].span))


def _body_of(name: str) -> str:
    return f"{name[:-3]}委" if name.endswith("委员会") else name


def _contracted(short: str, long: str) -> bool:
    """Whether ``short`` leaves out characters of ``long`` in at least two places (卫生健康 -> 卫健)."""
    if short == long:
        return True
    if len(short) * 3 < len(long) or short[-2] not in long:
        return False
    at, runs, skipped = 0, 0, False
    for char in long:
        if at < len(short) and char == short[at]:
            at += 1
            skipped = False
        elif not skipped:
            runs += 1
            skipped = True
    return at == len(short) and runs >= 2


def frame_findings(
    issue: Issue | None,
    contents: Sequence[ContentsLine],
    drafts: Sequence[tuple[Draft, ContentsLine | None, int | None]],
) -> Iterator[Finding]:
    """What the contents and the masthead say against the documents themselves."""
    for draft, entry, page in drafts:
        span = Span(page, *(draft.title_span or (draft.start, draft.start)))
        if issue and issue.date and draft.day and draft.day.isoformat() > issue.date:
            text = f"成文日期{draft.day.isoformat()}晚于本期出版日期{issue.date}"
            yield Finding("date-order", "warning", text, (span,))
        if entry is None:
            continue
        if draft.title and _plain(fold(draft.title)) != _plain(fold(entry.title)):
            text = f"目录标题“{entry.title}”与正文标题“{draft.title}”不一致"
            yield Finding("contents-mismatch", "warning", text, (span,))
        if entry.number and draft.number and entry.number != draft.number.value:
            text = f"目录文号{entry.number}与正文文号{draft.number.value}不一致"
            yield Finding("contents-mismatch", "warning", text, (span,))
        if entry.page is not None and page is not None and entry.page != page:
            text = f"目录页码{entry.page}与正文所在页{page}不一致：{entry.title}"
            yield Finding("contents-mismatch", "warning", text, (span,))
    found = {id(entry) for _, entry, _ in drafts}
    for entry in contents:
        if id(entry) not in found and drafts:
            text = f"目录所列“{entry.title}”在正文中未找到"
            yield Finding("contents-mismatch", "error", text, ())

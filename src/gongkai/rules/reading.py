"""From the blocks of a source to the record of a gazette."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from gongkai import __version__
from gongkai.rules.blocks import Source, TableBlock
from gongkai.rules.duty.assemble import Duties, read_duties
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.findings import duty_findings
from gongkai.rules.gazette.components import attachments, references, sections
from gongkai.rules.gazette.document import Draft, make_draft
from gongkai.rules.gazette.issue import read_front
from gongkai.rules.gazette.lines import Element, Layout, Line, lay_out, wrap_width
from gongkai.rules.gazette.segment import Segment, segments
from gongkai.rules.proofread import document_findings, frame_findings, text_findings, unit_variants
from gongkai.rules.records import FORMAT, ContentsLine, Coverage, Document, Gazette, SourceInfo, Span


def read_source(source: Source) -> Gazette:
    """The record that ``source`` states; half-good input gives a record with findings."""
    layout = lay_out(source)
    width = wrap_width([e for e in layout.elements if isinstance(e, Line)])
    front = read_front(layout.elements)
    parts, end = segments(layout.elements, front.end, front.contents)
    drafts = [make_draft(source.text, part, source.metadata, width) for part in parts]
    duties = [read_duties(draft) for draft in drafts]
    documents = tuple(
        _document(source, draft, part, duty) for draft, part, duty in zip(drafts, parts, duties, strict=True)
    )
    findings = list(text_findings(source, layout))
    pages = PrintedPages(layout, source)
    framed = [(d, p.entry, pages.at(d.start)) for d, p in zip(drafts, parts, strict=True)]
    findings.extend(frame_findings(front.issue, front.contents, framed))
    for draft, duty in zip(drafts, duties, strict=True):
        findings.extend(document_findings(draft))
        findings.extend(duty_findings(duty, draft.day.isoformat() if draft.day else None))
        findings.extend(unit_variants(_unit_names(duty)))
    info = SourceInfo(
        source.name, source.sha256, source.media_type, source.pages, len(source.text), __version__
    )
    placed = _placed(layout, drafts, front.end, end)
    return Gazette(
        FORMAT,
        info,
        front.issue,
        front.contents,
        documents,
        tuple(findings),
        _coverage(source, layout, placed),
    )


def _unit_names(duties: Duties) -> dict[str, Duty]:
    """Each unit with the first task that names it."""
    first: dict[str, Duty] = {}
    for duty in duties.tasks:
        for name in (*duty.lead, *duty.responsible):
            first.setdefault(name, duty)
    return first


def _document(source: Source, draft: Draft, part: Segment, duties: Duties) -> Document:
    entry: ContentsLine | None = part.entry
    cited = references(draft)
    return Document(
        title=draft.title,
        title_en=entry.title_en if entry else None,
        number=draft.number.value if draft.number else None,
        issuers=draft.issuers,
        date=draft.day.isoformat() if draft.day else None,
        printed_date=draft.printed.isoformat() if draft.printed else None,
        disclosure=draft.disclosure,
        category=entry.category if entry else None,
        addressees=addressees(draft),
        copied_to=draft.copied_to,
        basis=tuple(r.as_written for r in cited if r.kind == "basis"),
        references=cited,
        sections=sections(draft),
        attachments=attachments(source.text, draft),
        tasks=tuple(d.record() for d in duties.tasks),
        targets=tuple(duties.targets),
        indicators=tuple(i.indicator for i in duties.indicators),
        span=Span(None, draft.start, draft.end),
    )


def addressees(draft: Draft) -> tuple[str, ...]:
    """The addressees (主送机关), each as written."""
    if not draft.addressees:
        return ()
    text = draft.addressees.replace("，", ",").replace("；", ",").replace(";", ",")
    return tuple(n for n in (p.strip() for p in text.split(",")) if n)


class PrintedPages:
    """The printed page numbers of a source, told from the furniture that was set aside."""

    def __init__(self, layout: Layout, source: Source) -> None:
        self._starts = [_extent(e)[0] for e in layout.elements]
        self._pages = [e.page for e in layout.elements]
        self._numbers = layout.page_numbers
        self._offsets = [at for at, _ in layout.page_numbers]
        blocks = [b.start for b in source.blocks]
        known = {(source.blocks[bisect_right(blocks, at) - 1].page, n) for at, n in layout.page_numbers}
        self._shifts = {n - page for page, n in known if page is not None}

    def at(self, offset: int) -> int | None:
        """The printed page number at an offset, None where the source does not prove it.

        Either every known page shows the same difference between its count and its printed number,
        or the printed numbers right before and behind the offset follow each other.
        """
        element = bisect_left(self._starts, offset)
        page = self._pages[element] if element < len(self._pages) else None
        if page is not None and len(self._shifts) == 1:
            return page + next(iter(self._shifts))
        behind = bisect_left(self._offsets, offset)
        if not 0 < behind < len(self._offsets):
            return None
        before, after = self._numbers[behind - 1][1], self._numbers[behind][1]
        return after if after == before + 1 else None


def _placed(layout: Layout, drafts: list[Draft], front: int, end: int) -> list[tuple[int, int]]:
    bounds = sorted((d.start, d.end) for d in drafts)
    starts = [a for a, _ in bounds]
    spans = []
    for at, element in enumerate(layout.elements):
        start, stop = _extent(element)
        document = bisect_right(starts, start) - 1
        inside = at < front or (at < end and document >= 0 and start < bounds[document][1])
        if inside and stop > start:
            spans.append((start, stop))
    return spans


def _extent(element: Element) -> tuple[int, int]:
    if isinstance(element, TableBlock):
        return element.start, element.end
    return element.words.start, element.words.end


def _coverage(source: Source, layout: Layout, placed: list[tuple[int, int]]) -> Coverage:
    total = len(source.text)
    inside = sum(b - a for a, b in placed)
    everything = sum(b - a for a, b in map(_extent, layout.elements))
    unplaced = everything - inside
    return Coverage(total, inside, total - inside - unplaced, unplaced)

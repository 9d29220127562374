"""From the blocks of a source to the record of a gazette."""

from __future__ import annotations

from gongkai import __version__
from gongkai.rules.blocks import Source, TableBlock
from gongkai.rules.duty.assemble import Duties, read_duties
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
    framed = [(d, p.entry, printed_page(layout, source, d.start)) for d, p in zip(drafts, parts, strict=True)]
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


def _unit_names(duties: Duties) -> list[tuple[str, Span]]:
    return [(n, duty.span) for duty in duties.tasks for n in (*duty.lead, *duty.responsible)]


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


def printed_page(layout: Layout, source: Source, offset: int) -> int | None:
    """The printed page number at an offset, None where the source does not prove it.

    Either every known page shows the same difference between its count and its printed number, or
    the printed numbers right before and behind the offset follow each other.
    """
    page = _page_at(layout, offset)
    if page is not None:
        known = {(p, n) for at, n in layout.page_numbers if (p := _page_of_block(source, at)) is not None}
        shifts = {n - p for p, n in known}
        if len(shifts) == 1:
            return page + shifts.pop()
    before = [n for at, n in layout.page_numbers if at < offset]
    after = [n for at, n in layout.page_numbers if at >= offset]
    if before and after and after[0] == before[-1] + 1:
        return after[0]
    return None


def _page_at(layout: Layout, offset: int) -> int | None:
    for element in layout.elements:
        start = element.words.start if isinstance(element, Line) else element.start
        if start >= offset:
            return element.page
    return None


def _page_of_block(source: Source, offset: int) -> int | None:
    return next((b.page for b in source.blocks if b.start <= offset < b.end), None)


def _placed(layout: Layout, drafts: list[Draft], front: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for at, element in enumerate(layout.elements):
        start, stop = _extent(element)
        inside = at < front or (any(d.start <= start < d.end for d in drafts) and at < end)
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

"""One document put together: head, body, attachments and the plan that a notice issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.rules.blocks import Metadata, TableBlock
from gongkai.rules.gazette import head as heads
from gongkai.rules.gazette.annex import AnnexMark, annex_mark, listed_names, same_name
from gongkai.rules.gazette.flattened import find_flat
from gongkai.rules.gazette.lines import Element, Line, Para
from gongkai.rules.gazette.metatable import is_label_line, read_label_lines, read_metatable
from gongkai.rules.gazette.outline import Gap, Node, build, drop_contents, make_paras
from gongkai.rules.gazette.segment import Segment
from gongkai.rules.gazette.tables import Grid, continues, make_grid, merge_pages
from gongkai.rules.text.dates import find_dates, whole_date
from gongkai.rules.text.docnumber import DocNumber, find_numbers
from gongkai.rules.text.mapped import Mapped, clean, join


@dataclass(frozen=True, slots=True)
class Component:
    """The body (``title`` None) or one attachment: its paragraphs, outline and tables."""

    title: Mapped | None
    number: str | None
    paras: tuple[Para, ...]
    root: Node
    grids: tuple[Grid, ...]
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """A document before its duties are read."""

    head: heads.Head
    number: DocNumber | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    plan_title: Mapped | None = None
    signature: heads.Signature | None = None
    issuers: tuple[str, ...] = ()
    day: date | None = None
    printed: date | None = None
    disclosure: str | None = None
    addressees: str | None = None
    copied_to: tuple[str, ...] = ()
    listed: list[Mapped] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    placed: list[tuple[int, int]] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def body(self) -> Component:
        """The document itself."""
        return self.parts[0]

    @property
    def annexes(self) -> list[Component]:
        """The attachments whose text is in the source."""
        return self.parts[1:]


class Grids:
    """The grids of a source's table blocks, each made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: dict[int, Grid] = {}

    def of(self, block: TableBlock) -> Grid:
        """The grid of a block; a block is known by its place."""
        if block.start not in self._made:
            self._made[block.start] = make_grid(self.text, block)
        return self._made[block.start]


def make_draft(text: str, segment: Segment, metadata: Metadata, width: int) -> Draft:
    """The document of one segment of the source ``text``."""
    facts, elements = _split_facts(text, list(segment.elements), metadata)
    head = heads.parse_head(elements)
    draft = Draft(head)
    draft.start, draft.end = _extent(segment.elements)
    _fill_head(draft, facts)
    _fill_signature(draft, elements, head.body)
    rest = drop_contents(_take_lines(draft, elements))
    _cut_parts(Grids(text), draft, rest, width)
    _fill_missing(draft, facts, segment)
    return draft


def _extent(elements: Sequence[Element]) -> tuple[int, int]:
    if not elements:
        return 0, 0
    first, last = elements[0], elements[-1]
    start = first.words.start if isinstance(first, Line) else first.start
    end = last.words.end if isinstance(last, Line) else last.end
    return start, end


_TOP = 60
_LABEL_LINES = 3


def _split_facts(text: str, elements: list[Element], metadata: Metadata) -> tuple[Metadata, list[Element]]:
    facts = Metadata()
    kept: list[Element] = []
    for at, element in enumerate(elements):
        if isinstance(element, TableBlock) and at < 60:
            found = read_metatable(text, element)
            if found is not None:
                facts = Metadata(
                    facts.title or found.title,
                    facts.number or found.number,
                    facts.issuer or found.issuer,
                    facts.date or found.date,
                )
                continue
        kept.append(element)
    top = [e.folded for e in kept[:_TOP] if isinstance(e, Line)]
    stated = read_label_lines(top) if sum(map(is_label_line, top)) >= _LABEL_LINES else Metadata()
    facts = Metadata(
        facts.title or stated.title or metadata.title,
        facts.number or stated.number,
        facts.issuer or stated.issuer,
        facts.date or stated.date,
    )
    return facts, kept


def _fill_head(draft: Draft, facts: Metadata) -> None:
    head = draft.head
    draft.number = head.number
    if head.number is None and facts.number:
        draft.number = next(iter(find_numbers(clean(facts.number, 0).folded)), None)
    if head.title is not None:
        draft.title = _unquoted(head.title.text)
        draft.title_span = head.title.span(0, len(head.title))
    wanted = clean(facts.title, 0) if facts.title else None
    if wanted and heads.TITLE_END.search(wanted.folded):
        plain = draft.title and heads.TITLE_END.search(clean(draft.title, 0).folded)
        if not plain or "关于" not in (draft.title or ""):
            draft.title = wanted.text
    if head.addressees is not None:
        draft.addressees = head.addressees.text.rstrip(":：")


def _unquoted(title: str) -> str:
    # 《某通知》 as a whole line is the title in its quotation marks.
    inner = title[1:-1]
    return inner if title[:1] == "《" and title[-1:] == "》" and "》" not in inner else title


def _fill_signature(draft: Draft, elements: Sequence[Element], begin: int) -> None:
    for line in elements[:8]:
        if isinstance(line, Line) and heads.is_note(line.folded):
            draft.day = heads.note_date(line.folded)
    found = heads.find_signature(elements, begin)
    if found is None:
        return
    draft.signature = found
    draft.issuers = found.issuers
    draft.day = draft.day or found.day


def _take_lines(draft: Draft, elements: list[Element]) -> list[Element]:
    """The elements of the body and the attachments, the formal lines taken out."""
    signature = draft.signature
    draft.listed = _find_list(elements)[2]
    rest: list[Element] = []
    at = draft.head.body
    room = signature is None
    while at < len(elements):
        line = elements[at]
        if signature and signature.first <= at <= signature.last:
            _place(draft, line)
            at += 1
            room = True
            continue
        if isinstance(line, Line):
            if _formal(draft, line):
                _place(draft, line)
                at += 1
                continue
            size = _plan_title(draft, elements, at) if room and draft.plan_title is None else 0
            if size:
                at += size
                continue
        room = room and _leaves_room(line, signature)
        rest.append(line)
        at += 1
    return rest


def _leaves_room(element: Element, signature: heads.Signature | None) -> bool:
    """Whether the title of a plan may still follow: not behind an attachment's mark, nor behind text."""
    if isinstance(element, Line) and annex_mark(element.folded):
        return False
    if signature is None:
        return isinstance(element, Line) and element.marker is None and len(element.folded) <= 60
    return True


def _place(draft: Draft, line: Element) -> None:
    if isinstance(line, Line):
        draft.placed.append((line.words.start, line.words.end))


def _formal(draft: Draft, line: Line) -> bool:
    text = line.folded
    note = heads.disclosure_of(text)
    if note is not None:
        draft.disclosure = draft.disclosure or line.words.text.strip("()（）[]【】")
        return True
    if len(text) <= 60:
        printed = heads.printed_date(text)
        if printed is not None:
            draft.printed = printed
            return True
    if text[:1] == "抄" and re.match(r"抄(?:送|报):", text):
        names = re.sub(r"^抄(?:送|报):", "", text).rstrip("。")
        draft.copied_to += tuple(n for n in re.split(r"[,;]", names) if n)
        return True
    return False


def _plan_title(draft: Draft, elements: Sequence[Element], at: int) -> int:
    # The plan stands under its own title: one to three lines that are no sentence.
    text = ""
    words: list[Line] = []
    for size, line in enumerate(elements[at : at + 3], 1):
        if not isinstance(line, Line) or not heads.title_like(line) or annex_mark(line.folded):
            break
        if line.folded[:1] == "附" and _is_list(line.folded):
            break
        words.append(line)
        text += line.folded
        if heads.TITLE_END.search(text) and len(text) >= 6 and text.count("《") == text.count("》"):
            if any(re.sub(r"\W", "", text) == _key(name) for name in draft.listed):
                return 0
            for part in words:
                _place(draft, part)
            draft.plan_title = words[0].words if size == 1 else clean_join(words)
            return size
    return 0


def clean_join(lines: Sequence[Line]) -> Mapped:
    """The words of several lines as one piece."""
    return join([line.words for line in lines])


def _cut_parts(grids: Grids, draft: Draft, rest: list[Element], width: int) -> None:
    rest = _listed(draft, rest)
    cuts: list[tuple[int, AnnexMark | None]] = [(0, None)]
    at = 0
    while at < len(rest):
        mark = _annex_at(grids, draft, rest, at, cuts)
        if mark is not None:
            cuts.append((at, mark))
        at += max(mark.elements, 1) if mark is not None else 1
    bounds = [a for a, _ in cuts[1:]] + [len(rest)]
    for (begin, mark), end in zip(cuts, bounds, strict=True):
        skip = mark.elements if mark else 0
        draft.parts.append(_component(grids, draft, rest[begin + skip : end], mark, width))


def _listed(draft: Draft, rest: list[Element]) -> list[Element]:
    """The elements without the list of attachments (附件说明), which the draft holds."""
    at, size, names = _find_list(rest)
    if not names:
        # 附件： alone above a title opens the attachment itself.
        return rest
    for taken in rest[at : at + size]:
        _place(draft, taken)
    return [*_ended(rest[:at]), *rest[at + size :]]


def _ended(elements: list[Element]) -> list[Element]:
    # What stood around the list does not join across it.
    last = elements[-1] if elements else None
    return [*elements[:-1], replace(last, last=False)] if isinstance(last, Line) else elements


def _find_list(elements: Sequence[Element]) -> tuple[int, int, list[Mapped]]:
    """Where the list of attachments begins, how many lines it fills, and its names."""
    for at, line in enumerate(elements):
        if isinstance(line, Line) and line.folded[:1] == "附" and _is_list(line.folded):
            following: list[Line] = []
            for element in elements[at + 1 : at + 21]:
                if not isinstance(element, Line):
                    break
                following.append(element)
            names, size = listed_names(line, following)
            return at, size, names
    return 0, 0, []


def _is_list(folded: str) -> bool:
    return len(folded) <= 400 and re.match(r"附件 ?:", folded) is not None


def _annex_at(
    grids: Grids,
    draft: Draft,
    rest: Sequence[Element],
    at: int,
    cuts: Sequence[tuple[int, AnnexMark | None]],
) -> AnnexMark | None:
    element = rest[at]
    taken = {_key(m.title) for _, m in cuts if m and m.title}
    if isinstance(element, TableBlock):
        caption = grids.of(element).caption
        mark = annex_mark(caption[0].folded) if caption else None
        if mark is None:
            return None
        title = caption[1] if len(caption) > 1 else mark.title_in(caption[0])
        return replace(mark, title=title, elements=0)
    mark = annex_mark(element.folded)
    if mark is not None:
        return _with_title(mark, rest, at)
    if at == 0 or not draft.listed or len(element.folded) > 80 or not heads.title_like(element):
        return None
    run, size = element.words, 1
    following = rest[at + 1] if at + 1 < len(rest) else None
    table_next = isinstance(following, TableBlock)
    for name in draft.listed:
        if _key(name) in taken:
            continue
        if same_name(run.folded, name.folded) and (table_next or run.folded == name.folded):
            return AnnexMark(None, run, size)
    return None


def _key(name: Mapped | None) -> str:
    return re.sub(r"\W", "", name.folded) if name else ""


def _with_title(mark: AnnexMark, rest: Sequence[Element], at: int) -> AnnexMark:
    element = rest[at]
    if isinstance(element, Line) and mark.length < len(element.words):
        return replace(mark, title=element.words.part(mark.length), elements=1)
    lines: list[Line] = []
    for following in rest[at + 1 : at + 4]:
        if not isinstance(following, Line) or not heads.title_like(following):
            break
        lines.append(following)
        if heads.TITLE_END.search("".join(line.folded for line in lines)):
            break
    if lines and not heads.TITLE_END.search("".join(line.folded for line in lines)):
        lines = lines[:1]
    return replace(mark, title=clean_join(lines) if lines else None, elements=1 + len(lines))


def _component(
    made: Grids, draft: Draft, elements: Sequence[Element], mark: AnnexMark | None, width: int
) -> Component:
    flat = find_flat(elements)
    elements = [*elements[: flat.first], *elements[flat.end :]] if flat else elements
    lines = [e for e in elements if isinstance(e, Line)]
    paras = make_paras(lines, width)
    root, gaps = build(paras)
    draft.gaps.extend(gaps)
    grids = _grids(made, elements) + ([flat.grid] if flat else [])
    starts = [p.words.start for p in paras] + [g.start for g in grids]
    ends = [p.words.end for p in paras] + [g.end for g in grids]
    if mark and mark.title:
        starts.append(mark.title.start)
        ends.append(mark.title.end)
    return Component(
        mark.title if mark else None,
        mark.number if mark else None,
        tuple(paras),
        root,
        tuple(grids),
        min(starts, default=draft.start),
        max(ends, default=draft.start),
    )


def _grids(made: Grids, elements: Sequence[Element]) -> list[Grid]:
    runs: list[list[Grid]] = []
    adjacent = False
    for element in elements:
        if isinstance(element, TableBlock):
            grid = made.of(element)
            if runs and adjacent and continues(runs[-1][0], grid):
                runs[-1].append(grid)
            else:
                runs.append([grid])
            adjacent = True
        elif len(element.folded) > 30 or element.marker is not None:
            adjacent = False
    return [merge_pages(run) for run in runs]


def _fill_missing(draft: Draft, facts: Metadata, segment: Segment) -> None:
    if segment.entry is not None:
        draft.title = draft.title or segment.entry.title
    if draft.title is None and draft.plan_title is not None:
        draft.title = draft.plan_title.text
    if not draft.issuers and facts.issuer:
        draft.issuers = tuple(n for n in re.split(r"[ 、;；\s]+", clean(facts.issuer, 0).text) if n)
    if draft.day is None and facts.date:
        found = next(find_dates(clean(facts.date, 0).folded), None)
        draft.day = found.day if found else whole_date(clean(facts.date, 0).folded)
    if not draft.issuers and draft.title:
        draft.issuers = tuple(heads.issuers_in_title(draft.title))

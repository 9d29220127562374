"""A reading as records for export, so that a file can be written out again before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.formats.export.clauses import with_eids
from gongkai.formats.export.jsonrecord import sealed, sealed_issue
from gongkai.formats.export.record import (
    Cell,
    Citation,
    Clause,
    Component,
    ContentsEntry,
    Publishable,
    PublishableIssue,
    PublishedIndicator,
    PublishedTarget,
    PublishedTask,
    Table,
)
from gongkai.rules import records
from gongkai.rules.blocks import Source
from gongkai.rules.gazette.components import table as table_record
from gongkai.rules.gazette.document import Component as Part
from gongkai.rules.gazette.document import Draft, make_draft
from gongkai.rules.gazette.issue import read_front
from gongkai.rules.gazette.lines import Line, lay_out, wrap_width
from gongkai.rules.gazette.outline import Node
from gongkai.rules.gazette.segment import segments


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a reading cannot know: where and when it is published, and whose gazette it is.

    ``base`` is the address before the key, with its last slash.
    """

    base: str
    published_at: datetime
    jurisdiction_code: str
    jurisdiction_name: str


def from_gazette(gazette: records.Gazette, source: Source, imprint: Imprint) -> tuple[Publishable, ...]:
    """The documents of a reading, in order, each sealed with its digest.

    ``source`` is what ``gazette`` was read from: the paragraphs without a number stand only there.
    """
    drafts = _drafts(source)
    return tuple(
        sealed(_publishable(at, document, draft, gazette, imprint))
        for at, (document, draft) in enumerate(zip(gazette.documents, drafts, strict=True), 1)
    )


def issue_from_gazette(gazette: records.Gazette, source: Source, imprint: Imprint) -> PublishableIssue | None:
    """The issue of a reading with its documents, None where the file is no issue."""
    issue = gazette.issue
    if issue is None:
        return None
    documents = from_gazette(gazette, source, imprint)
    keys = {d.number: d.key for d in documents if d.number} | {d.title: d.key for d in documents}
    contents = tuple(
        ContentsEntry(
            c.category, c.title, c.title_en, c.number, keys.get(c.title) or keys.get(c.number or "")
        )
        for c in gazette.contents
    )
    key = f"{issue.year or 0}-{issue.number or 0}"
    return sealed_issue(
        PublishableIssue(
            key,
            f"{imprint.base}issues/{key}",
            issue.title,
            issue.year,
            issue.number,
            issue.serial,
            _day(issue.date),
            issue.sponsor,
            imprint.published_at,
            contents,
            documents,
            gazette.source.sha256,
        )
    )


def _drafts(source: Source) -> list[Draft]:
    layout = lay_out(source)
    width = wrap_width([e for e in layout.elements if isinstance(e, Line)])
    front = read_front(layout.elements)
    parts, _ = segments(layout.elements, front.end, front.contents)
    return [make_draft(source.text, part, source.metadata, width) for part in parts]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _publishable(
    at: int, document: records.Document, draft: Draft, gazette: records.Gazette, imprint: Imprint
) -> Publishable:
    key = f"{gazette.source.sha256[:12]}-{at}"
    places = _Places()
    components = _components(document, draft, places)
    tasks = tuple(_task(n, t, places) for n, t in enumerate(document.tasks, 1))
    issue = gazette.issue
    number = f"第{issue.number}期" if issue and issue.number else ""
    cited = f"{issue.title}{issue.year}年{number}" if issue and issue.year else None
    return Publishable(
        key=key,
        address=f"{imprint.base}documents/{key}",
        version=1,
        title=document.title or "",
        title_en=document.title_en,
        number=document.number,
        issuers=document.issuers,
        addressees=document.addressees,
        copied_to=document.copied_to,
        date_made=_day(document.date),
        date_printed=_day(document.printed_date),
        published_at=imprint.published_at,
        disclosure=document.disclosure,
        validity=None,
        jurisdiction_code=imprint.jurisdiction_code,
        jurisdiction_name=imprint.jurisdiction_name,
        gazette=cited,
        components=components,
        tasks=tasks,
        indicators=tuple(_indicator(n, i, places) for n, i in enumerate(document.indicators, 1)),
        targets=_targets(document, places),
        citations=tuple(Citation(r.title, r.number, None, r.as_written) for r in document.references),
        original_sha256=gazette.source.sha256,
    )


class _Places:
    """Which clause or table lies at an offset of the source."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, str]] = []

    def at(self, offset: int) -> str | None:
        """The ``eid`` of the smallest place that holds the offset."""
        found = [(end - start, eid) for start, end, eid in self.spans if start <= offset < end]
        return min(found)[1] if found else None


def _components(document: records.Document, draft: Draft, places: _Places) -> tuple[Component, ...]:
    nodes = _top(draft.body.root)
    cut = draft.plan_title.start if draft.plan_title is not None else None
    parts = [Component("notice", "notice", None, document.title, (), ())]
    first = [n for n in nodes if cut is None or n.start < cut]
    parts[0] = _component(parts[0], first, _grids(draft.body, None, cut), places)
    if draft.plan_title is not None:
        plan = Component("plan", "plan", None, draft.plan_title.text.strip(), (), ())
        later = [n for n in nodes if cut is not None and n.start >= cut]
        parts.append(_component(plan, later, _grids(draft.body, cut, None), places))
    starts = {part.start: part for part in draft.annexes}
    for number, attachment in enumerate(document.attachments, 1):
        shell = Component(f"att_{number}", "attachment", attachment.number, attachment.title, (), ())
        part = starts.get(attachment.span.start)
        grids = _grids(part, None, None) if part else []
        parts.append(_component(shell, _top(part.root) if part else [], grids, places))
    return tuple(parts)


def _top(root: Node) -> list[Node]:
    """The nodes below the root, each paragraph without a number as a node of its own."""
    return [Node(0, None, [para]) for para in root.paras] + root.children


def _grids(part: Part, start: int | None, end: int | None) -> list[records.Table]:
    tables = [table_record(grid) for grid in part.grids]
    return [t for t in tables if (start or 0) <= t.span.start and (end is None or t.span.start < end)]


def _component(
    shell: Component, nodes: list[Node], tables: list[records.Table], places: _Places
) -> Component:
    clauses = with_eids(shell.eid, [_clause(node) for node in nodes])
    starts: list[tuple[int, str]] = []
    for node, clause in zip(nodes, clauses, strict=True):
        _mark(node, clause, places, starts)
    made = []
    for at, table in enumerate(tables, 1):
        before = [eid for start, eid in starts if start < table.span.start]
        eid = f"{shell.eid}__table_{at}"
        places.spans.append((table.span.start, table.span.end, eid))
        made.append(replace(table_of(table, eid), after=before[-1] if before else None))
    return replace(shell, clauses=clauses, tables=tuple(made))


def _clause(node: Node) -> Clause:
    first = node.paras[0].words
    cut = node.heading[1] if node.heading else (node.marker.length if node.marker else 0)
    rest = first.text[cut:].lstrip("。：: ") if cut else first.text
    text = "\n".join(t for t in (rest, *(p.words.text for p in node.paras[1:])) if t)
    return Clause("", node.level, node.mark, node.title, text, tuple(_clause(c) for c in node.children))


def _mark(node: Node, clause: Clause, places: _Places, starts: list[tuple[int, str]]) -> None:
    places.spans.append((node.start, node.end, clause.eid))
    starts.append((node.start, clause.eid))
    for below, inner in zip(node.children, clause.children, strict=True):
        _mark(below, inner, places, starts)


def table_of(table: records.Table, eid: str) -> Table:
    """A table of a reading with merged cells as one cell each, instead of one in every position."""
    return Table(eid, table.caption, _merged(table.header), _merged(table.rows))


def _merged(rows: tuple[tuple[records.TableCell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    covered: set[tuple[int, int]] = set()
    out = []
    for at, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if (at, column) in covered:
                continue
            width = _run(row, column)
            height = 1 if width == len(row) else _height(rows, at, column, width)
            covered |= {(at + i, column + j) for i in range(height) for j in range(width)}
            cells.append(Cell(cell.text, height, width, cell.unreadable))
        out.append(tuple(cells))
    return tuple(out)


def _same(a: records.TableCell, b: records.TableCell) -> bool:
    return a.span.end > a.span.start and a.span == b.span


def _run(row: tuple[records.TableCell, ...], column: int) -> int:
    width = 1
    while column + width < len(row) and _same(row[column], row[column + width]):
        width += 1
    return width


def _height(rows: tuple[tuple[records.TableCell, ...], ...], at: int, column: int, width: int) -> int:
    height = 1
    while at + height < len(rows):
        below = rows[at + height][column : column + width]
        if len(below) < width or not all(_same(rows[at][column], cell) for cell in below):
            break
        height += 1
    return height


def _task(at: int, task: records.Task, places: _Places) -> PublishedTask:
    return PublishedTask(
        f"task_{at}",
        places.at(task.span.start),
        task.item,
        task.title,
        task.text,
        task.lead,
        task.responsible,
        task.deadlines,
        task.unreadable,
    )


def _targets(document: records.Document, places: _Places) -> tuple[PublishedTarget, ...]:
    owned: list[tuple[str | None, records.Target]] = [(None, t) for t in document.targets]
    owned += [(f"task_{n}", t) for n, task in enumerate(document.tasks, 1) for t in task.targets]
    return tuple(
        PublishedTarget(
            f"target_{at}",
            places.at(t.span.start),
            task,
            t.indicator,
            t.year,
            t.comparator,
            t.value,
            t.value_high,
            t.unit,
            t.per_year,
            t.as_written,
        )
        for at, (task, t) in enumerate(owned, 1)
    )


def _indicator(at: int, indicator: records.Indicator, places: _Places) -> PublishedIndicator:
    return PublishedIndicator(
        f"indicator_{at}",
        places.at(indicator.span.start),
        indicator.number,
        indicator.name,
        indicator.unit,
        indicator.basis,
        indicator.baseline,
        indicator.targets,
    )

"""Tasks that the rows of a table assign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.duty.columns import TaskColumns
from gongkai.rules.duty.context import Context
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.similar import best, pairs
from gongkai.rules.duty.unitcells import UnitCell, read_units
from gongkai.rules.gazette.lines import Para
from gongkai.rules.gazette.markers import marker_of
from gongkai.rules.gazette.outline import Node, walk
from gongkai.rules.gazette.tables import Grid, GridCell, Row
from gongkai.rules.records import Mention, Span

_HALF = 0.55


@dataclass(frozen=True, slots=True)
class Prose:
    """An item of the prose that rows of a table may break down: its part and its character pairs."""

    node: Node
    para: Para
    pairs: frozenset[str]


def prose_items(root: Node) -> list[Prose]:
    """The numbered paragraphs of a component, to tie rows to."""
    out = []
    for node in walk(root):
        if node.marker is None or not node.paras:
            continue
        text = "".join(p.words.folded for p in node.paras)
        if len(text) >= 20:
            out.append(Prose(node, node.paras[0], pairs(text)))
    return out


def row_tasks(
    grid: Grid,
    columns: TaskColumns,
    source: str,
    context: Context,
    items: Sequence[Prose],
    place: str | None,
    known: Sequence[str],
) -> list[Duty]:
    """The tasks of a table's rows, in order, empty cells filled from the merged cells they are part of."""
    rows = _task_rows(grid, columns)
    cells = [
        (
            read_units(_at(row, columns.lead), trusted=grid.merged, place=place, known=known),
            read_units(_at(row, columns.responsible), trusted=grid.merged, place=place, known=known),
        )
        for row in rows
    ]
    duties: list[Duty] = []
    for row, (lead, responsible) in zip(rows, cells, strict=True):
        duty = _duty(grid, row, columns, source, context)
        if duty is None:
            continue
        if duties and _same_text(row, columns) and duty.folded == duties[-1].folded:
            _merge(duties[-1], duty, lead, responsible)
            continue
        if duties and _continuation(duty, lead, responsible, row, columns, grid):
            _extend(duties[-1], duty)
            continue
        _units(duty, "lead", lead, _at(row, columns.lead))
        _units(duty, "responsible", responsible, _at(row, columns.responsible))
        _tie(duty, items)
        duties.append(duty)
    if not grid.merged:
        _fill_merged(duties)
    return duties


def _at(row: Row, index: int | None) -> GridCell | None:
    return row[index] if index is not None and index < len(row) else None


def _task_rows(grid: Grid, columns: TaskColumns) -> list[Row]:
    return [row for row in grid.rows if not _is_heading(row, columns, grid)]


def _is_heading(row: Row, columns: TaskColumns, grid: Grid) -> bool:
    cells = [c.folded for c in row if c.folded]
    duty = [_at(row, i) for i in (columns.lead, columns.responsible, columns.due)]
    spanned = len(row) > 2 and all(c.spanned for c in row[1:]) and row[0].folded != ""
    if spanned:
        return True
    if any(c is not None and c.folded for c in duty):
        return False
    longest = max((len(c) for c in cells), default=0)
    return bool(cells) and longest <= 40 and not any(c.endswith("。") for c in cells)


def _same_text(row: Row, columns: TaskColumns) -> bool:
    cell = _at(row, columns.text)
    return cell is not None and cell.spanned


def _duty(grid: Grid, row: Row, columns: TaskColumns, source: str, context: Context) -> Duty | None:
    text = _text_cell(row, columns)
    title = _at(row, columns.title)
    number = _at(row, columns.number)
    if text is None or not text.folded:
        text = title
        if text is None or not text.folded:
            return None
    own = [c for c in row if c.folded and not c.spanned] or [text]
    label = title.words.text if title is not None and title.folded and title is not text else None
    marker = marker_of(title.folded) if label and title is not None else None
    item = number.folded if number is not None and number.folded else (str(marker.number) if marker else None)
    duty = Duty(
        source,
        item,
        label[: marker.length].strip() if label and marker else None,
        label[marker.length :] if label and marker else label,
        text.words.text,
        (label or "") + text.folded,
        min(c.words.start for c in own),
        max(c.words.end for c in own),
        text.page,
    )
    due = _at(row, columns.due)
    if due is not None and due.folded:
        duty.add_deadlines(context.deadlines(due.words, cell=True))
        for deadline in duty.deadlines:
            duty.note("deadlines", "table-deadline", deadline.as_written, _span(due))
    if not duty.deadlines:
        duty.add_deadlines(context.deadlines(text.words, cell=False))
        for deadline in duty.deadlines:
            duty.note("deadlines", "prose-deadline", deadline.as_written, _span(text))
    year = int(duty.deadlines[0].date[:4]) if due is not None and len(duty.deadlines) == 1 and due.folded else None
    duty.targets = context.targets(text.words, text.page, year=year)
    for target in duty.targets:
        duty.note("targets", "prose-target", target.as_written, target.span)
    duty.confidence = 0.97 if grid.merged else 0.9
    return duty


def _text_cell(row: Row, columns: TaskColumns) -> GridCell | None:
    cell = _at(row, columns.text)
    if cell is None or columns.text is None:
        return cell
    limit = min(i for i in (columns.lead, columns.responsible, len(row)) if i is not None)
    others = [row[i] for i in range(columns.text, min(limit, len(row))) if len(row[i].folded) > len(cell.folded)]
    # The scan may have moved the text into an unnamed column beside it.
    return max(others, key=lambda c: len(c.folded)) if others and not cell.folded else cell


def _span(cell: GridCell) -> Span:
    return Span(cell.page, cell.words.start, cell.words.end)


def _units(duty: Duty, field: str, found: UnitCell, cell: GridCell | None) -> None:
    if found.damaged:
        duty.unreadable.append(field)
        duty.confidence = min(duty.confidence, 0.5)
        if found.suggested:
            duty.suggested[field] = found.suggested
    elif field == "lead":
        duty.lead = found.names
    else:
        duty.responsible = tuple(n for n in found.names if n not in duty.lead)
    if cell is not None and cell.folded:
        rule = "damaged-cell" if found.damaged else "table-cell"
        duty.note(field, rule, cell.words.text, _span(cell))


def _merge(duty: Duty, more: Duty, lead: UnitCell, responsible: UnitCell) -> None:
    duty.add_deadlines(more.deadlines)
    duty.end = max(duty.end, more.end)
    duty.lead += tuple(n for n in lead.names if n not in duty.lead)
    duty.responsible += tuple(n for n in responsible.names if n not in (*duty.responsible, *duty.lead))


def _continuation(
    duty: Duty, lead: UnitCell, responsible: UnitCell, row: Row, columns: TaskColumns, grid: Grid
) -> bool:
    # A row without units or number is the rest of the row above, cut by the page or by a merged cell.
    if grid.merged or not (lead.blank and responsible.blank):
        return False
    number = _at(row, columns.number)
    return not (number is not None and number.folded)


def _extend(duty: Duty, more: Duty) -> None:
    duty.text += more.text
    duty.folded += more.folded
    duty.end = max(duty.end, more.end)
    duty.add_deadlines(more.deadlines)
    duty.targets.extend(more.targets)


def _tie(duty: Duty, items: Sequence[Prose]) -> None:
    at = best(pairs(duty.folded), [i.pairs for i in items], _HALF)
    if at is None:
        return
    item = items[at]
    marker = item.node.marker
    duty.group = at
    duty.item = str(marker.number) if marker else duty.item
    duty.title = item.node.title or duty.title
    duty.marker = item.node.mark or duty.marker
    words = item.para.words
    duty.mentions.append(Mention("正文", words.text, Span(item.para.page, words.start, words.end)))


def _fill_merged(duties: Sequence[Duty]) -> None:
    groups: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.group is not None:
            groups.setdefault(duty.group, []).append(duty)
    for group in groups.values():
        _fill_group(group, "lead")


def _fill_group(group: Sequence[Duty], field: str) -> None:
    """Fill the empty leads of the rows that one item breaks down, where all readable ones agree."""
    read = {d.lead: d for d in group if d.lead}
    damaged = any(field in d.unreadable for d in group)
    for duty in group:
        if duty.lead or field in duty.unreadable:
            continue
        if len(read) == 1 and not damaged:
            names, source = next(iter(read.items()))
            duty.lead = names
            duty.confidence = min(duty.confidence, 0.85)
            duty.note(field, "merged-cell", "、".join(names), source.span)
        elif read or damaged:
            duty.unreadable.append(field)
            duty.confidence = min(duty.confidence, 0.5)
            if read:
                duty.suggested[field] = next(iter(read))



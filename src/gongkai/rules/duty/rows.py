"""Tasks that the rows of a table assign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.rules.duty.columns import TaskColumns
from gongkai.rules.duty.context import Context
from gongkai.rules.duty.deadlines import find_deadlines
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.marks import read_roles
from gongkai.rules.duty.similar import Index, pairs, share
from gongkai.rules.duty.unitcells import UnitCell, read_units
from gongkai.rules.gazette.lines import Para
from gongkai.rules.gazette.markers import marker_of
from gongkai.rules.gazette.outline import Node, walk
from gongkai.rules.gazette.tables import Grid, GridCell, Row
from gongkai.rules.records import Mention, Span
from gongkai.rules.text.mapped import join

_HALF = 0.55
_ITEM = re.compile(r"[\d一二三四五六七八九十.()-]{1,8}")


@dataclass(slots=True)
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
    names = grid.columns
    index = Index([i.pairs for i in items])
    duties: list[Duty] = []
    for row, (lead, responsible) in zip(rows, cells, strict=True):
        duty = _duty(_Sheet(grid.merged, columns, names), row, source, context)
        if duty is None:
            continue
        if duties and _same_text(row, columns) and duty.folded == duties[-1].folded:
            _merge(duties[-1], duty, lead, responsible)
            continue
        if duties and _next_stage(row, columns):
            _extend(duties[-1], duty)
            continue
        if duties and _continuation(duty, lead, responsible, row, columns, grid):
            _extend(duties[-1], duty)
            continue
        spoken = _spoken(row, columns)
        if spoken is not None:
            duty.lead, duty.responsible = spoken
            _note_spoken(duty, _at(row, columns.responsible))
        else:
            _units(duty, "lead", lead, _at(row, columns.lead))
            _units(duty, "responsible", responsible, _at(row, columns.responsible))
        _tie(duty, items, index)
        duties.append(duty)
    if not grid.merged:
        _fill_merged(duties)
    return duties


def _at(row: Row, index: int | None) -> GridCell | None:
    return row[index] if index is not None and index < len(row) else None


def _spoken(row: Row, columns: TaskColumns) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    # One column for all roles: 市教育局牵头，市财政局配合 in its cells.
    cell = _at(row, columns.responsible)
    if columns.lead is not None or cell is None:
        return None
    return read_roles(cell.folded)


def _note_spoken(duty: Duty, cell: GridCell | None) -> None:
    for field in ("lead", "responsible"):
        if cell is not None and getattr(duty, field):
            duty.note(field, "spoken-cell", cell.words.text, _span(cell))


def _task_rows(grid: Grid, columns: TaskColumns) -> list[Row]:
    rows = grid.rows if grid.merged else tuple(_realigned(row, columns) for row in grid.rows)
    return [row for row in rows if not _is_heading(row, columns, grid)]


def _realigned(row: Row, columns: TaskColumns) -> Row:
    # A row that lost leading cells in the copy stands too far left: its deadline shows by how much.
    if columns.due is None or columns.due >= len(row) or row[columns.due].folded:
        return row
    filled = [i for i in range(columns.due) if row[i].folded]
    if not filled or len(row[filled[-1]].folded) > 20:
        return row
    last = row[filled[-1]].folded
    if next(find_deadlines(last, given=None, year=2000, cell=True), None) is None:
        return row
    shift = columns.due - filled[-1]
    empty = row[columns.due]
    return (empty,) * shift + row[: len(row) - shift]


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


def _next_stage(row: Row, columns: TaskColumns) -> bool:
    """Whether the row is a further stage of the task above: all but the deadline runs on."""
    due = _at(row, columns.due)
    held = [_at(row, i) for i in (columns.number, columns.lead, columns.responsible) if i is not None]
    runs_on = columns.number is not None and all(c is not None and c.spanned for c in held)
    return runs_on and due is not None and not due.spanned and due.folded != ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the rows of one table share."""

    merged: bool
    columns: TaskColumns
    names: Sequence[str]


def _duty(sheet: _Sheet, row: Row, source: str, context: Context) -> Duty | None:
    columns = sheet.columns
    text = _text_cell(row, columns, sheet.names)
    title = _at(row, columns.title)
    number = _at(row, columns.number)
    if text is None or not text.folded:
        text = title
        if text is None or not text.folded:
            return None
    own = [c for c in row if c.folded and not c.spanned] or [text]
    label = title.words.text if title is not None and title.folded and title is not text else None
    marker = marker_of(title.folded) if label and title is not None else None
    item = number.folded if number is not None and _ITEM.fullmatch(number.folded) else None
    item = item or (str(marker.number) if marker else None)
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
        duty.read_deadlines(context.deadlines(due.words, due.page, cell=True), "table-deadline")
    if not duty.deadlines:
        duty.read_deadlines(context.deadlines(text.words, text.page, cell=False), "prose-deadline")
    year = (
        int(duty.deadlines[0].date[:4])
        if due is not None and len(duty.deadlines) == 1 and due.folded
        else None
    )
    duty.targets = context.targets(text.words, text.page, year=year)
    for target in duty.targets:
        duty.note("targets", "prose-target", target.as_written, target.span)
    duty.confidence = 0.97 if sheet.merged else 0.9
    duty.trusted = sheet.merged
    first = [_at(row, i) for i in (columns.number, columns.title) if i is not None]
    duty.opens = not first or any(c is not None and c.folded for c in first)
    return duty


def _text_cell(row: Row, columns: TaskColumns, names: Sequence[str]) -> GridCell | None:
    """The text of the row, put together from all columns that the text's header spans."""
    cell = _at(row, columns.text)
    if cell is None or columns.text is None:
        return cell
    cells = [cell]
    for at in range(columns.text + 1, len(row)):
        if at in (columns.lead, columns.responsible, columns.due, columns.title) or names[at] not in (
            "",
            names[columns.text],
        ):
            break
        if row[at].folded and row[at].words.start != cells[-1].words.start:
            cells.append(row[at])
    cells = [c for c in cells if c.folded]
    if len(cells) < 2:
        return cells[0] if cells else cell
    return replace(cells[0], words=join([c.words for c in cells]), raw="\n".join(c.raw for c in cells))


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


def _tie(duty: Duty, items: Sequence[Prose], index: Index) -> None:
    at = index.best(pairs(duty.folded), _HALF)
    if at is None:
        return
    item = items[at]
    marker = item.node.marker
    duty.group = at
    duty.item = str(marker.number) if marker else duty.item
    duty.title = item.node.title or duty.title
    duty.marker = item.node.mark or duty.marker
    found = _sentences(item.para, pairs(duty.folded))
    if found is not None:
        span = Span(item.para.page, *item.para.words.span(*found))
        duty.mentions.append(Mention("正文", item.para.words.text[found[0] : found[1]], span))


def _sentences(para: Para, wanted: frozenset[str]) -> tuple[int, int] | None:
    """The run of sentences that says what the row says, from the first to the last that does."""
    text = para.words.folded
    hits: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"[。;]|$", text):
        end = match.end()
        piece = pairs(text[start:end])
        if piece and share(piece, wanted) >= 0.5:
            hits.append((start, end))
        start = end
    return (hits[0][0], hits[-1][1]) if hits else None


def _fill_merged(duties: Sequence[Duty]) -> None:
    tied = sum(duty.group is not None for duty in duties)
    if tied * 2 >= len(duties):
        groups: dict[int, list[Duty]] = {}
        for duty in duties:
            if duty.group is not None:
                groups.setdefault(duty.group, []).append(duty)
        for group in groups.values():
            _fill_group(group, "lead")
        return
    above: Duty | None = None
    for duty in duties:
        if above is not None and not duty.opens and above.trusted == duty.trusted:
            _fill_from(above, duty)
        above = duty


def _fill_from(above: Duty, duty: Duty) -> None:
    """Fill what a row leaves empty under the row that opens its group, where the copy is top-aligned."""
    duty.item = duty.item or above.item
    duty.title = duty.title or above.title
    duty.marker = duty.marker or above.marker
    for field in ("lead", "responsible"):
        if getattr(duty, field) or field in duty.unreadable or not getattr(above, field):
            continue
        setattr(duty, field, getattr(above, field))
        duty.confidence = min(duty.confidence, 0.85)
        duty.note(field, "merged-cell", "、".join(getattr(above, field)), above.span)


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

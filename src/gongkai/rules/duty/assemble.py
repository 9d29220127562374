"""All duties of one document: tasks of prose and tables, targets, indicators."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from gongkai.rules.duty.columns import TaskColumns, task_columns
from gongkai.rules.duty.context import Context, make_context
from gongkai.rules.duty.duty import Duty
from gongkai.rules.duty.indicators import Columns, ReadIndicator, indicator_columns, read_indicators
from gongkai.rules.duty.prose import prose_tasks
from gongkai.rules.duty.reconcile import Difference, reconcile
from gongkai.rules.duty.rows import Prose, prose_items, row_tasks
from gongkai.rules.duty.unitcells import cell_names
from gongkai.rules.gazette.document import Component, Draft
from gongkai.rules.gazette.outline import Node, walk
from gongkai.rules.gazette.tables import Grid
from gongkai.rules.records import Target
from gongkai.rules.text.units import level_of, looks_like_unit

_PLACE = re.compile(r"^(?P<p>[\u4e00-\u9fff]{2,6}?)(?:省|市|县|区|自治区|自治州)")
_GOAL = re.compile(r"目标|指标|愿景")


@dataclass(slots=True)
class Duties:
    """What a document obliges to: tasks, other targets, indicators, and where readings differ."""

    tasks: list[Duty] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    indicators: list[ReadIndicator] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def read_duties(draft: Draft) -> Duties:
    """The duties of a document."""
    context = make_context(draft)
    out = Duties()
    prose: list[Duty] = []
    for part in draft.parts:
        prose.extend(prose_tasks(part, _source(part), context))
    rows = _table_duties(draft, context, out, prose)
    out.tasks, out.differences = reconcile(prose, rows)
    _restore_levels(out.tasks)
    out.targets = _other_targets(draft, context, out.tasks)
    return out


def _source(part: Component) -> str:
    return part.title.text if part.title is not None else "正文"


def _table_duties(draft: Draft, context: Context, out: Duties, prose: list[Duty]) -> list[Duty]:
    tables: list[tuple[Component, Grid, TaskColumns]] = []
    for part in draft.parts:
        for grid in part.grids:
            indicators = indicator_columns(grid)
            if indicators is not None and not _assigns(grid, indicators):
                out.indicators.extend(read_indicators(grid, indicators))
                continue
            columns = task_columns(grid)
            if columns is not None:
                tables.append((part, grid, columns))
    if not tables:
        return []
    items: list[Prose] = [] if prose else [i for part in draft.parts for i in prose_items(part.root)]
    place = _place(draft)
    known = [] if all(grid.merged for _, grid, _ in tables) else _known(tables, prose, place)
    rows: list[Duty] = []
    for part, grid, columns in tables:
        rows.extend(row_tasks(grid, columns, _source(part), context, items, place, known))
    return rows


def _assigns(grid: Grid, columns: Columns) -> bool:
    # 任务 beside 指标 with units to lead it: a task table that names a measure, not a table of indicators.
    names = grid.columns
    return any(re.search(r"任务|事项|举措|措施", n) for n in names) and any(
        re.search(r"牵头|责任", n) for n in names
    )


def _place(draft: Draft) -> str | None:
    for text in (*draft.issuers, draft.title or ""):
        match = _PLACE.match(text)
        if match:
            return match["p"]
    return None


def _known(
    tables: list[tuple[Component, Grid, TaskColumns]], prose: list[Duty], place: str | None
) -> list[str]:
    """Names that the document states more than once, against which damage can be seen."""
    names: Counter[str] = Counter()
    for duty in prose:
        names.update((*duty.lead, *duty.responsible))
    for _, grid, columns in tables:
        for row in grid.rows:
            for index in (columns.lead, columns.responsible):
                if index is not None and index < len(row):
                    names.update(cell_names(row[index].raw, place))
    return [n for n, count in names.most_common() if count >= 2 and level_of(n) and looks_like_unit(n)]


def _restore_levels(tasks: list[Duty]) -> None:
    """Put the level prefix before names that stand elsewhere in the document with it."""
    seen = {n for d in tasks for n in (*d.lead, *d.responsible)}
    full = {n[1:]: n for n in seen if level_of(n) in ("省", "市", "区", "县", "州")}
    for duty in tasks:
        duty.lead = tuple(dict.fromkeys(full.get(n, n) for n in duty.lead))
        duty.responsible = tuple(dict.fromkeys(full.get(n, n) for n in duty.responsible))


def _other_targets(draft: Draft, context: Context, tasks: list[Duty]) -> list[Target]:
    """The targets of paragraphs that no task holds."""
    held = _Held(tasks)
    mentioned = {m.span.start for d in tasks for m in d.mentions}
    out: list[Target] = []
    for part in draft.parts:
        for node in walk(part.root):
            for para in node.paras:
                start = para.words.start
                if start in mentioned or start in held:
                    continue
                found = context.targets(para.words, para.page)
                out.extend(t for t in found if t.year is not None or _goal(node))
    return out


class _Held:
    """The stretches of the source that tasks hold, merged and in order."""

    def __init__(self, tasks: list[Duty]) -> None:
        self.bounds: list[tuple[int, int]] = []
        for start, end in sorted((d.start, d.end) for d in tasks):
            if self.bounds and start <= self.bounds[-1][1]:
                self.bounds[-1] = (self.bounds[-1][0], max(end, self.bounds[-1][1]))
            else:
                self.bounds.append((start, end))

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self.bounds, (offset, float("inf"))) - 1
        return at >= 0 and self.bounds[at][0] <= offset < self.bounds[at][1]


def _goal(node: Node) -> bool:
    current: Node | None = node
    while current is not None:
        if current.title and _GOAL.search(current.title):
            return True
        current = current.parent
    return False

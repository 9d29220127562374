"""From the content of the sample issue to the components that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.samples.content import (
    Action,
    ActionGroup,
    IndicatorTable,
    Point,
    SampleDocument,
    SampleIssue,
)
from gongkai.samples.layout import Block, Component, Grid, GridCell, Line
from gongkai.samples.wording import day, elided, numeral

# Rows of the rotated task list with which a new page begins; the head is row 0.
TASK_LIST_PAGES = (1, 9, 17, 25, 33)


def components(issue: SampleIssue) -> tuple[Component, ...]:
    """Everything that is printed, in order: cover, two contents, the documents and their annexes."""
    front = (
        Component("cover", tuple(_cover(issue)), 1, 1, numbered=False),
        Component("contents", tuple(_contents(issue)), 2, 2, numbered=False),
        Component("contents-en", tuple(_contents_en(issue)), 3, 3, numbered=False),
    )
    return (*front, *(c for document in issue.documents for c in _document(document)))


def _cover(issue: SampleIssue) -> Iterator[Block]:
    yield Line("masthead", issue.title)
    yield Line("imprint", f"{issue.year}年第{issue.number}期（总第{issue.serial}期）")
    yield Line("masthead", issue.title_en)
    yield Line("imprint", f"{day(issue.date)} 第{issue.number}期 {issue.sponsor}主办")
    for line in issue.imprint:
        yield Line("imprint", line)


def _contents(issue: SampleIssue) -> Iterator[Block]:
    yield Line("annex-title", "目录")
    for entry in issue.contents:
        yield Line("category", f"【{entry.category}】")
        document = entry.document
        title = "\n".join(document.title_lines)
        yield Line("contents", title, tail=f"（{document.number}）", page=entry.page)


def _contents_en(issue: SampleIssue) -> Iterator[Block]:
    yield Line("annex-title", "CONTENTS")
    for entry in issue.contents:
        yield Line("category", f"[{entry.category_en}]")
        yield Line("contents-en", entry.document.title_en, tail=f" ({entry.number_en})")


def _document(document: SampleDocument) -> Iterator[Component]:
    """The body and the annexes; the imprint record (版记) closes the last of them."""
    place, name = document.place, document.key
    starts = (place.first, *place.annexes, place.last + 1)
    bodies = [tuple(_body(document)), *_annexes(document)]
    bodies[-1] = (*bodies[-1], *_record(document))
    for number, blocks in enumerate(bodies):
        yield Component(f"{name}-{number}", blocks, starts[number], starts[number + 1] - 1)


def _body(document: SampleDocument) -> Iterator[Block]:
    yield Line("head", document.head)
    yield Line("number", document.number)
    yield Line("title", "\n".join(document.title_lines))
    yield Line("addressee", document.addressee)
    yield from (Line("body", text) for text in document.cover)
    yield Line("signature", document.issuer)
    yield Line("date", day(document.date))
    yield Line("note", f"（{document.disclosure}）")
    yield Line("title", document.plan_title)
    yield from (Line("body", text) for text in document.preamble)
    yield from _parts(document)
    yield from (Line("body", text) for text in document.coda)
    single = len(document.attachments) == 1
    for number, title in enumerate(document.attachments, start=1):
        label = "附件：" if number == 1 else ""
        yield Line("attachment", label + (title if single else f"{number}. {title}"))


def _parts(document: SampleDocument) -> Iterator[Block]:
    for number, item in enumerate(document.parts, start=1):
        yield Line("heading-1", item.heading, f"{numeral(number)}、")
        yield from (Line("body", text) for text in item.paragraphs)
        for place, group in enumerate(item.groups, start=1):
            yield Line("heading-2", group.heading, f"（{numeral(place)}）")
            yield from (Line("body", _action(action)) for action in group.actions)
        yield from (Line("body", _point(point)) for point in item.points)


def _action(action: Action) -> str:
    """The paragraph of an action, closed by its mark of responsibility (责任标注)."""
    duty = f"（牵头部门：{elided(action.lead)}；责任部门：{elided(action.responsible)}）"
    return f"{action.number}. {action.title}。{''.join(action.measures)}{action.goal}{duty}"


def _point(point: Point) -> str:
    return f"{point.number}. {point.title}。{''.join(task.text for task in point.tasks)}"


def _annexes(document: SampleDocument) -> Iterator[tuple[Block, ...]]:
    grids: list[Grid] = []
    if document.indicators:
        grids = [_indicator_table(document.indicators), _task_list(document)]
    elif document.points:
        grids = [_breakdown(document)]
    for number, (grid, title) in enumerate(zip(grids, document.attachments, strict=True), start=1):
        label = f"附件{number}" if len(grids) > 1 else "附件"
        yield (Line("annex-label", label), Line("annex-title", title), grid)


def _indicator_table(table: IndicatorTable) -> Grid:
    rows = [tuple(GridCell(text) for text in table.header)]
    spans: dict[str, int] = {}
    for row in table.rows:
        spans[row.basis] = spans.get(row.basis, 0) + 1
    for row in table.rows:
        unit = f"（{row.unit}）" if row.unit else ""
        name = "，".join(name + unit for name in row.names)
        values = [value.replace(" ", "\n") for value in row.values]
        cells = [GridCell(text) for text in (str(row.number), name, *values)]
        span = spans.pop(row.basis, None)
        rows.append((*([GridCell(row.basis, rows=span)] if span else []), *cells))
    return Grid(tuple(rows), (1.3, 0.8, 4.6, 1.5, 1.6, 1.6, 1.6))


def _task_list(document: SampleDocument) -> Grid:
    near, far = (f"到{year}年底" for year in (2026, 2030))
    head = ("序号", "类别", "事项", "牵头单位", "责任单位", "完成时限")
    rows = [tuple(GridCell(text, columns=2 if text in ("类别", "事项") else 1) for text in head)]
    if document.overall:
        rows += _overall_rows(document.overall, near, far)
    for part in document.parts:
        for group in part.groups:
            rows += _group_rows(group, near, far)
    widths = (0.7, 1.5, 1.6, 4.6, 4.8, 2.9, 3.4, 2.1)
    return Grid(tuple(rows), widths, rotated=True, pages=TASK_LIST_PAGES)


def _overall_rows(action: Action, near: str, far: str) -> list[tuple[GridCell, ...]]:
    return [
        (
            GridCell("1", rows=2),
            GridCell(action.title, rows=2, columns=2),
            GridCell(action.near, columns=2),
            GridCell("\n".join(action.lead), rows=2),
            GridCell("\n".join(action.responsible), rows=2),
            GridCell(near),
        ),
        (GridCell(action.far, columns=2), GridCell(far)),
    ]


def _group_rows(group: ActionGroup, near: str, far: str) -> list[tuple[GridCell, ...]]:
    rows: list[tuple[GridCell, ...]] = []
    for action in group.actions:
        first = (GridCell(group.heading, rows=2 * len(group.actions)),) if not rows else ()
        rows.append(
            (
                GridCell(str(action.number + 1), rows=2),
                *first,
                GridCell(action.title.removesuffix("行动"), rows=2),
                GridCell("".join(action.annex), rows=2),
                GridCell(action.near),
                GridCell("\n".join(action.lead), rows=2),
                GridCell("\n".join(action.responsible), rows=2),
                GridCell(near),
            )
        )
        rows.append((GridCell(action.far), GridCell(far)))
    return rows


def _breakdown(document: SampleDocument) -> Grid:
    head = ("事项名称", "主要任务", "牵头部门", "责任单位", "完成时限")
    rows = [tuple(GridCell(text) for text in head)]
    for number, part in enumerate(document.parts, start=1):
        rows.append((GridCell(f"{numeral(number)}、{part.heading}", columns=5),))
        for point in part.points:
            rows += _point_rows(point)
    return Grid(tuple(rows), (2.2, 5.0, 3.0, 3.7, 1.3))


def _point_rows(point: Point) -> list[tuple[GridCell, ...]]:
    rows: list[tuple[GridCell, ...]] = []
    height = len(point.tasks)
    for task in point.tasks:
        name = (GridCell(f"{point.number}. {point.title}", rows=height),) if not rows else ()
        lead = (GridCell("\n".join(point.lead), rows=height),) if not rows else ()
        duty = GridCell("\n".join(task.responsible))
        rows.append((*name, GridCell(task.text), *lead, duty, GridCell(task.due)))
    return rows


def _record(document: SampleDocument) -> Iterator[Block]:
    """The imprint record (版记): copies, the printing office and the day of printing."""
    yield Line("record", document.copied_to)
    yield Line("record", f"{document.printed_by}　　{day(document.printed_date)}印发")

"""Documents whose duties, indicators or data stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.samples.layout import Grid, GridCell
from gongkai.samples.truth import cell_value
from gongkai.samples.variants.draft import Draft
from gongkai.samples.variants.duties import Duty, draw_due
from gongkai.samples.variants.goals import FALLING_RATES, figure, written
from gongkai.samples.variants.items import Sentence, keep_task
from gongkai.samples.variants.kinds import chance_topic, open_cover, open_letter, preamble
from gongkai.samples.variants.places import draw_units
from gongkai.samples.variants.pools import words
from gongkai.samples.wording import numeral

Row = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a task table: what they are called and which roles they have."""

    group: str
    work: str
    lead: str | None
    duty: str
    due: str | None
    numbered: bool = False
    sections: bool = False
    divisions: bool = False
    mixed: bool = False


SHAPES = (
    Shape("重点任务", "工作措施", "牵头单位", "责任单位", "完成时限", numbered=True),
    Shape("事项名称", "主要任务", "牵头部门", "配合部门", "完成时限", sections=True),
    Shape("类别", "工作内容", None, "责任单位", "时限要求"),
    Shape("工作任务", "具体举措", "牵头单位", "配合单位", None),
    Shape("工作项目", "工作内容", None, "责任处室", "完成时间", divisions=True),
    Shape("任务类别", "工作任务", None, "责任分工", "完成时限", numbered=True, mixed=True),
    Shape("重点任务", "任务内容", "牵头部门", "责任部门", "完成时限", numbered=True, sections=True),
)


def task_table(draft: Draft) -> None:
    """A plan whose duties stand in an annexed table; its body names no unit."""
    chance = draft.chance
    name = f"{draft.place.full}{chance_topic(draft)}工作要点"
    open_cover(draft, name)
    preamble(draft, "工作要点")
    for _ in range(chance.randint(2, 3)):
        draft.heading(draft.writer.title())
        draft.body(draft.writer.sentences(1, 2))
    annex = f"{name}任务分解表"
    draft.line("attachment", f"附件：{annex}")
    draft.annex(annex, task_grid(draft, chance.choice(SHAPES)))


def task_grid(draft: Draft, shape: Shape) -> Grid:
    """A table of duties in ``shape``; each row that names a unit is a task."""
    columns = [shape.group, shape.work, shape.lead, shape.duty, shape.due]
    head = [GridCell(text) for text in columns if text]
    if shape.numbered:
        head.insert(0, GridCell("序号"))
    rows: list[Row] = [tuple(head)]
    number = 0
    for section in range(1, draft.chance.randint(2, 3) + 1):
        if shape.sections:
            title = f"{numeral(section)}、{draft.writer.title()}"
            rows.append((GridCell(title, columns=len(head)),))
        for _ in range(draft.chance.randint(2, 4)):
            number += 1
            rows += _group(draft, shape, number)
    widths = {"序号": 1.0, shape.group: 3.0, shape.work: 6.0}
    return Grid(tuple(rows), tuple(widths.get(cell.text, 3.0) for cell in head))


def _group(draft: Draft, shape: Shape, number: int) -> list[Row]:
    """The rows of one group: its name, and often its lead, stand in a merged cell."""
    chance = draft.chance
    height = chance.randint(1, 4)
    separator = chance.choice(("、", "\n"))
    name = draft.writer.title()
    shared_lead = tuple(draw_units(chance, draft.place, chance.randint(1, 2)))
    merges = chance.random() < 0.6
    rows: list[Row] = []
    for place in range(height):
        lead = shared_lead if merges else tuple(draw_units(chance, draft.place, 1))
        cells: list[GridCell] = []
        if place == 0:
            cells += [GridCell(str(number), rows=height)] if shape.numbered else []
            cells.append(GridCell(name, rows=height))
        text = draft.writer.title() + "，" + draft.writer.sentence()
        cells.append(GridCell(text))
        if shape.lead and (place == 0 or not merges):
            cells.append(GridCell(_units(draft, lead, separator), rows=height if merges else 1))
        lead = lead if shape.lead or shape.mixed else ()
        others = _duty_units(draft, shape, lead)
        duties = _units(draft, others, "、" if shape.mixed else separator)
        if shape.mixed:
            duties = f"{draft.author.listed(lead)}牵头，{duties}配合"
        cells.append(GridCell(duties))
        due = draw_due(chance, draft.author, table=True)
        cells += [GridCell(due.written)] if shape.due else []
        duty = Duty(lead, others)
        keep_task(draft, [text], number, duty, Sentence(), due.day if shape.due else None)
        rows.append(tuple(cells))
    return rows


def _units(draft: Draft, units: tuple[str, ...], separator: str) -> str:
    """Units in a cell: one below the other in full, or in the author's way of listing them."""
    return separator.join(units) if separator == "\n" else draft.author.listed(units)


def _duty_units(draft: Draft, shape: Shape, lead: tuple[str, ...]) -> tuple[str, ...]:
    """The units that answer for a row, none of which leads it."""
    chance = draft.chance
    if shape.divisions:
        return tuple(chance.sample(words("units", "divisions"), chance.randint(1, 2)))
    while True:
        units = tuple(draw_units(chance, draft.place, chance.randint(1, 4)))
        if not set(units) & set(lead):
            return units


def indicator_table(draft: Draft) -> None:
    """A plan whose indicators stand in an annexed table; no duties."""
    name = f"{draft.place.full}{chance_topic(draft)}规划"
    open_cover(draft, name)
    preamble(draft, "规划")
    for _ in range(2):
        draft.heading(draft.writer.title())
        draft.body(draft.writer.sentences(1, 3))
    annex = "主要指标表"
    draft.line("attachment", f"附件：{annex}")
    draft.annex(annex, _indicator_grid(draft))


def _indicator_grid(draft: Draft) -> Grid:
    chance, base = draft.chance, draft.date.year - 1
    levels = draft.place.prefix == "市" and chance.random() < 0.5
    stacked = levels and chance.random() < 0.5
    kinds = chance.random() < 0.3
    unit_column = chance.random() < 0.5
    goals = (
        [f"{base + 3}年全市目标", f"{base + 3}年全省目标", f"{base + 3}年全国目标"]
        if levels
        else [f"{base + 3}年目标值"]
    )
    head = ["序号", "指标名称", *(["单位"] if unit_column else []), f"{base}年基期值", *goals]
    head += ["属性"] if kinds else []
    rows = _stacked_head(head, f"{base + 3}年目标") if stacked else [tuple(GridCell(t) for t in head)]
    for number, (name, unit, falls) in enumerate(_indicators(draft), start=1):
        values = _values(draft, len(goals), falls=falls) if unit else _words(draft, len(goals))
        named = [name, unit or "-"] if unit_column else [f"{name}（{unit}）" if unit else name]
        nature = [chance.choice(("预期性", "约束性"))] if kinds else []
        rows.append(tuple(GridCell(text) for text in (str(number), *named, *values, *nature)))
        draft.indicators.append(_indicator(number, name, unit, values))
    widths = tuple(4.0 if text == "指标名称" else 1.5 for text in head)
    return Grid(tuple(rows), widths, header=2 if stacked else 1)


def _stacked_head(head: Sequence[str], group: str) -> list[Row]:
    """A head of two rows: the three levels stand below the year that they share."""
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    for text in head:
        if not text.endswith("目标"):
            upper.append(GridCell(text, rows=2))
            continue
        if not lower:
            upper.append(GridCell(group, columns=3))
        lower.append(GridCell(text.removesuffix("目标").split("年")[1]))
    return [tuple(upper), tuple(lower)]


def _indicators(draft: Draft) -> list[tuple[str, str | None, bool]]:
    """Names with unit and direction, in a random order."""
    domain = draft.domain
    found: list[tuple[str, str | None, bool]] = [(name, "%", False) for name in domain.rates]
    found += [(name, unit, False) for name, unit in (*domain.counts, *domain.amounts)]
    found += [(name, "1/10万" if unit == "/10万" else unit, True) for name, unit in FALLING_RATES]
    found += [(f"建立{thing}", None, False) for thing in domain.objects if thing.endswith("制度")]
    draft.chance.shuffle(found)
    return found[: draft.chance.randint(6, 14)]


def _values(draft: Draft, levels: int, *, falls: bool) -> list[str]:
    """Baseline and targets of a row; the baseline never meets them, and no level is weaker."""
    chance = draft.chance
    if chance.random() < 0.1:
        return [chance.choice(("-", "", "—")), *["下降" if falls else "提升"] * levels]
    base = figure(chance, 30, 60)
    sign = chance.choice(("≤", "≤", "") if falls else ("≥", "≥", ""))
    step = -3 if falls else 3
    goals = [base + step * (levels - place) for place in range(levels)]
    shown = chance.choice((written(base), written(base), "-", ""))
    return [shown, *(sign + written(round(goal, 1)) for goal in goals)]


def _words(draft: Draft, levels: int) -> list[str]:
    """The cells of a row that is met or not, without figures."""
    return [draft.chance.choice(("-", "", "—")), *[draft.chance.choice(("实现", "基本实现"))] * levels]


def _indicator(number: int, name: str, unit: str | None, values: Sequence[str]) -> dict[str, Any]:
    baseline, *goals = (cell_value(value) for value in values)
    scopes = ("city", "province", "nation") if len(goals) == 3 else ("own",)
    record = {"number": number, "name": name, "unit": unit, "baseline": baseline}
    return record | dict(zip(scopes, goals, strict=True))


def coordinates(draft: Draft) -> None:
    """A notice with a list of boundary points: a table without any duty or target."""
    chance = draft.chance
    open_letter(draft, f"{draft.issuer}关于公布{chance_topic(draft)}控制范围的通知")
    draft.body("经审核，现将控制范围界址点坐标予以公布，有关活动应当依法办理审批手续。")
    draft.headings = []
    rows: list[Row] = [tuple(GridCell(text) for text in ("点号", "X坐标", "Y坐标", "备注"))]
    for number in range(1, chance.randint(12, 40)):
        x, y = chance.uniform(3_000_000, 5_000_000), chance.uniform(300_000, 600_000)
        note = chance.choice(("", "界桩", "路口"))
        rows.append(tuple(GridCell(text) for text in (f"J{number}", f"{x:.3f}", f"{y:.3f}", note)))
    draft.blocks.append(Grid(tuple(rows), (1.0, 2.0, 2.0, 1.0)))
    draft.sign()

"""Indicator tables (指标表): name, unit, baseline and targets of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.rules.duty.targets import find_targets
from gongkai.rules.duty.values import NUMBER, SUFFIX, UNIT, number
from gongkai.rules.gazette.tables import Grid, GridCell, Row
from gongkai.rules.records import Baseline, Comparator, Indicator, IndicatorTarget, Scope, Span
from gongkai.rules.text.fold import fold

_NAME = re.compile(
    r"指标名称|二级指标|三级指标|主要指标|具体指标|考核指标|监测指标|评价指标|指标$|指标项|指标内容"
)
_NOT_NAME = re.compile(r"一级指标|指标含义|指标值|指标属性|指标性质|指标类型|指标解释|指标类别|指标体系")
_UNIT = re.compile(r"^(?:计量)?单位$")
_BASE = re.compile(r"基期|现状|基准|基数|基础值|基线|完成值|实际|上年|当前")
_TARGET = re.compile(r"目标|预期|规划值|计划值|评价标准|考核标准|目标要求|指标值|标准值|要求")
_BASIS = re.compile(r"依据|类别|一级指标|领域|分类|类型")
_YEAR = re.compile(r"(20\d{2})")
_SCOPES: tuple[tuple[str, Scope], ...] = (
    ("全国|国家|我国", "nation"),
    ("全省|我省|省级|省定|全区", "province"),
    ("全市|我市|市级|本市", "city"),
)
_NONE = re.compile(r"^[-/~ 无空]*$")
_SIGNS: dict[str, Comparator] = {"≥": ">=", ">": ">=", "≤": "<=", "<": "<=", "=": "="}
_WORDS: dict[str, Comparator] = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "达到": ">=", "超过": ">=", "大于": ">=",
    "不高于": "<=", "不超过": "<=", "不大于": "<=", "控制在": "<=", "小于": "<=", "低于": "<=",
}  # fmt: skip
_CELL = re.compile(
    rf"(?P<sign>[≥≤><=]|{'|'.join(_WORDS)})? ?(?P<low>{NUMBER})(?:%|‰)? ?"
    rf"(?:[-~] ?(?P<high>{NUMBER}))? ?(?P<unit>{UNIT})?(?P<suffix>{SUFFIX})?"
)
_PER_YEAR = re.compile(
    rf"(?:每年|年均|逐年)(?P<dir>降低|下降|减少|提高|提升|增加|增长|上升) ?(?P<low>{NUMBER})(?:%"
    rf"|‰)? ?(?:[-~至] ?(?P<high>{NUMBER}))? ?(?P<unit>{UNIT})?{SUFFIX}?"
)
_TREND: tuple[tuple[str, Comparator], ...] = (
    (r"基本(?:实现|建成|形成|完成|建立)", "basically achieve"),
    (r"(?:持续)?(?:减缓|放缓)", "slow"),
    (r"(?:持续|逐步|逐年|明显|稳步|有所|进一步)?(?:下降|降低|减少)", "decrease"),
    (r"(?:持续|逐步|逐年|明显|稳步|有所|进一步)?(?:提高|提升|上升|增加|增长)", "increase"),
    (r"(?:实现|完成|达标|全覆盖|建成|达到)", "achieve"),
    (r"(?:建立|设立|成立)", "establish"),
    (r"(?:保持|稳定|维持)(?:稳定)?", "keep"),
)
_UNIT_TAIL = re.compile(r"\((?P<unit>%|‰|[^()]{1,14})\)$")
_UNIT_WORD = re.compile(rf"^(?:{UNIT}|\d*/ ?\d*\w+|\w{{0,4}}元|[\w/‰%·]{{1,10}})$")
_LEADING_NUMBER = re.compile(r"^(?P<n>\d{1,3})[.、．](?!\d)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of an indicator table: targets as (index, scope, year)."""

    number: int | None
    name: int
    unit: int | None
    basis: int | None
    baseline: tuple[int, int | None] | None
    targets: tuple[tuple[int, Scope, int | None], ...]


@dataclass(frozen=True, slots=True)
class ReadIndicator:
    """An indicator with the cells of its row, for findings."""

    indicator: Indicator
    cells: tuple[GridCell, ...]
    damaged: tuple[GridCell, ...] = ()


def indicator_columns(grid: Grid) -> Columns | None:
    """The columns of a table of indicators, None where the table is none."""
    names = grid.columns
    at = _pick(
        names,
        lambda n: (
            bool(_NAME.search(n)) and not _NOT_NAME.search(n) and not _TARGET.search(n.replace("指标", ""))
        ),
    )
    if at is None:
        return None
    years = {i: int(m[1]) for i, n in enumerate(names) if i != at and (m := _YEAR.search(n))}
    base = _pick(names, lambda n: bool(_BASE.search(n)) and not _TARGET.search(n))
    wanted = [
        i for i, n in enumerate(names) if i not in (at, base) and _TARGET.search(n) and not _BASIS.search(n)
    ]
    if not wanted and years:
        ordered = sorted(years, key=lambda i: years[i])
        if base is None and len(ordered) > 1:
            base = ordered[0]
        wanted = [i for i in ordered if i != base]
    if not wanted:
        return None
    number_at = _pick(names, lambda n: n in ("序号", "编号", "承号"))
    targets = tuple((i, _scope(names[i]), years.get(i)) for i in wanted)
    return Columns(
        number_at,
        at,
        _pick(names, lambda n: bool(_UNIT.match(n))),
        _pick(names, lambda n: bool(_BASIS.search(n))),
        (base, years.get(base)) if base is not None else None,
        targets,
    )


def _pick(names: list[str], test: object) -> int | None:
    return next((i for i, n in enumerate(names) if n and test(n)), None)  # type: ignore[operator]


def _scope(name: str) -> Scope:
    for pattern, scope in _SCOPES:
        if re.search(pattern, name):
            return scope
    return "own"


def read_indicators(grid: Grid, columns: Columns) -> Iterator[ReadIndicator]:
    """The indicators of the rows; a row that holds two values gives two of them (29a and 29b)."""
    for at, row in enumerate(grid.rows):
        name = _cell(row, columns.name)
        if name is None or not name.folded or (name.spanned and not name.folded):
            continue
        if _is_heading(row, columns):
            continue
        yield from _row(grid, row, columns, at)


def _is_heading(row: Row, columns: Columns) -> bool:
    if len(row) > 2 and all(c.spanned for c in row[1:]):
        return True
    cells = [c for c in row if c.folded]
    return (
        len(cells) == 1
        and not any(ch.isdigit() for ch in cells[0].folded)
        and len(row) > 2
        and len(columns.targets) > 0
        and columns.number is not None
    )


def _cell(row: Row, at: int | None) -> GridCell | None:
    return row[at] if at is not None and at < len(row) else None


def _row(grid: Grid, row: Row, columns: Columns, at: int) -> Iterator[ReadIndicator]:
    name_cell = row[columns.name]
    label, written = _number_of(row, columns, name_cell)
    names, units = _names(written)
    own_unit = _cell(row, columns.unit)
    basis = _cell(row, columns.basis)
    wanted = [(row[i], scope, year) for i, scope, year in columns.targets if i < len(row)]
    base = _cell(row, columns.baseline[0]) if columns.baseline else None
    parts = max([len(_split_values(c)) for c, _, _ in wanted] or [1])
    if parts > 1 and len(names) not in (1, parts):
        names = ["".join(names)]
    count = parts if parts > 1 else 1
    if count == 1:
        names, units = [_whole_name(written)], units[:1]
    for part in range(count):
        unit = (own_unit.words.text if own_unit and not _NONE.match(own_unit.folded) else None) or (
            units[min(part, len(units) - 1)] if units else None
        )
        name = names[min(part, len(names) - 1)]
        baseline, damaged = _baseline(
            base, columns.baseline[1] if columns.baseline else None, part, count, unit
        )
        found = [t for c, scope, year in wanted for t in _targets(c, scope, year, part, count, name)]
        yield ReadIndicator(
            Indicator(
                f"{label}{chr(97 + part)}" if label and count > 1 else label,
                name,
                unit,
                basis.words.text if basis and basis.folded and grid.merged else None,
                baseline,
                tuple(found),
                _span(row),
            ),
            (name_cell, *([base] if base else []), *(c for c, _, _ in wanted)),
            (base,) if damaged and base else (),
        )


def _span(row: Row) -> Span:
    cells = [c for c in row if c.folded and not c.spanned] or list(row)
    return Span(cells[0].page, min(c.words.start for c in cells), max(c.words.end for c in cells))


def _number_of(row: Row, columns: Columns, name: GridCell) -> tuple[str | None, str]:
    text = name.words.text
    cell = _cell(row, columns.number)
    leading = _LEADING_NUMBER.match(name.folded)
    if leading:
        text = text[leading.end() :]
    label = cell.folded if cell is not None and cell.folded else (leading["n"] if leading else None)
    return label, text


def _whole_name(written: str) -> str:
    names, _ = _names(written)
    return names[0] if len(names) == 1 else "、".join(names)


def _names(written: str) -> tuple[list[str], list[str | None]]:
    names: list[str] = []
    units: list[str | None] = []
    for piece in re.split(r"(?<=[)）])[,，、;；]", written):
        tail = _UNIT_TAIL.search(fold(piece))
        if tail and _UNIT_WORD.match(tail["unit"]):
            names.append(piece[: tail.start()].strip())
            units.append(tail["unit"])
        else:
            names.append(piece.strip())
            units.append(None)
    return [n for n in names if n] or [written], units


def _split_values(cell: GridCell) -> list[str]:
    pieces = re.split(r"[ /]+|、", cell.folded.strip())
    good = [p for p in pieces if re.fullmatch(rf"[≥≤><]?{NUMBER}(?:%|‰)?", p)]
    return pieces if len(pieces) == 2 and len(good) == 2 else [cell.folded]


def _baseline(
    cell: GridCell | None, year: int | None, part: int, count: int, unit: str | None
) -> tuple[Baseline | None, bool]:
    if cell is None or _NONE.match(cell.folded):
        return None, False
    values = _split_values(cell)
    text = values[part] if count > 1 and len(values) == count else cell.folded
    match = _CELL.fullmatch(text.strip())
    if match is None:
        return None, cell.unreadable or bool(re.match(r"^-\d", text))
    comparator = _SIGNS.get(match["sign"] or "", _WORDS.get(match["sign"] or "", "="))
    return Baseline(year, comparator, number(match["low"]), cell.words.text), False


def _targets(
    cell: GridCell, scope: Scope, year: int | None, part: int, count: int, name: str
) -> Iterator[IndicatorTarget]:
    if _NONE.match(cell.folded):
        return
    values = _split_values(cell)
    text = values[part] if count > 1 and len(values) == count else cell.folded
    simple = _simple(text.strip().rstrip("。"), scope, year)
    if simple is not None:
        yield simple
        return
    for found in find_targets(f"{name}{text}" if text[:1] in "达不控提" else text, year=year):
        value = found.value
        yield IndicatorTarget(
            scope, found.year, found.comparator, value.low if value else None, value.high if value else None,
            found.per_year, text,
        )  # fmt: skip


def _simple(text: str, scope: Scope, year: int | None) -> IndicatorTarget | None:
    each = _PER_YEAR.fullmatch(text)
    if each:
        way: Comparator = "decrease" if each["dir"] in ("降低", "下降", "减少") else "increase"
        high = number(each["high"]) if each["high"] else None
        return IndicatorTarget(scope, year, way, number(each["low"]), high, True, text)
    match = _CELL.fullmatch(text)
    if match:
        comparator = _comparator(match["sign"], match["suffix"])
        high = number(match["high"]) if match["high"] else None
        return IndicatorTarget(scope, year, comparator, number(match["low"]), high, False, text)
    for pattern, word in _TREND:
        if re.fullmatch(pattern, text):
            return IndicatorTarget(scope, year, word, None, None, False, text)
    return None


def _comparator(sign: str | None, suffix: str | None) -> Comparator:
    if suffix and "上" in suffix and suffix != "上下":
        return ">="
    if suffix and suffix not in ("左右", "上下"):
        return "<="
    return _SIGNS.get(sign or "", _WORDS.get(sign or "", "="))

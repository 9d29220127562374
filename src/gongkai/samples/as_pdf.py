"""The sample issue as PDF, set by typst in the official layout (GB/T 9704—2012)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

import typst

from gongkai.samples.content import SampleIssue
from gongkai.samples.layout import Block, Component, Grid, Line, part


def as_pdf(components: Sequence[Component], issue: SampleIssue) -> bytes:
    """The whole issue as PDF with a text layer; the same bytes for the same content."""
    midnight = datetime.datetime.combine(issue.date, datetime.time.min, datetime.UTC)
    pdf = _compiler(components, issue).compile(format="pdf", timestamp=midnight)
    if not isinstance(pdf, bytes):  # a list of pages comes only with the picture formats
        raise TypeError(type(pdf))
    return pdf


def first_pages(components: Sequence[Component], issue: SampleIssue) -> dict[str, int]:
    """The page on which each component begins once it is set, and under "end" the last page."""
    found = _compiler(components, issue).query("<component>", field="value")
    return {place["name"]: place["page"] for place in json.loads(found)}


def _compiler(components: Sequence[Component], issue: SampleIssue) -> typst.Compiler:
    data = {
        "title": f"{issue.title}{issue.year}年第{issue.number}期",
        "components": [_component(component) for component in components],
    }
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("pylopdf_fonts_zh_cn"))])
    return typst.Compiler(
        files("gongkai.samples").joinpath("data", "gazette.typ").read_bytes(),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def _component(component: Component) -> dict[str, Any]:
    rotated = [b for b in component.blocks if isinstance(b, Grid) and b.rotated]
    return {
        "name": component.name,
        "numbered": component.numbered,
        "blocks": [_block(block) for block in component.blocks],
        "sheets": [_block(sheet) for grid in rotated for sheet in _sheets(grid)],
    }


def _sheets(grid: Grid) -> list[Grid]:
    """A rotated table cut into pages, because what is turned cannot be broken by the typesetter."""
    return [part(grid, start, end) for start, end in pairwise((*grid.pages, len(grid.rows)))]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        fields = ("style", "text", "marker", "tail", "page")
        return {"kind": "line"} | {field: getattr(block, field) for field in fields}
    rows = [[{"text": c.text, "rows": c.rows, "columns": c.columns} for c in row] for row in block.rows]
    return {"kind": "grid", "style": "grid", "rows": rows, "widths": block.widths, "header": block.header}

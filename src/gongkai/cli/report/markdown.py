"""A report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from gongkai.cli.report.compose import compose
from gongkai.cli.report.page import Card, Facts, Figures, Grid, Item, Node, Outline, Page, Part, Quote, Words
from gongkai.rules.blocks import Source
from gongkai.rules.records import Gazette

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown(source: Source, gazette: Gazette) -> str:
    """The record as a report in Markdown (with tables), for people."""
    return _page(compose(source, gazette))


def escape(words: str) -> str:
    r"""``words`` inside a line so that Markdown shows them as they are.

    >>> escape("1.甲|乙*")
    '1.甲\\|乙\\*'
    """
    return _MARKUP.sub(r"\\\1", words)


def line(words: str) -> str:
    r"""``words`` as a line of their own, also where they begin like a list.

    >>> line("1. 甲")
    '1\\. 甲'
    """
    return _AT_LINE_START.sub(_shielded, escape(words))


def _shielded(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def _page(page: Page) -> str:
    lines = [f"# {escape(page.title)}", ""]
    if page.subtitle:
        lines += [line(page.subtitle), ""]
    for node in page.nodes:
        lines += _node(node, 2)
    return "\n".join([*lines, "---", "", line(page.foot), ""])


def _node(node: Node, level: int) -> Iterator[str]:
    """The lines of a node, an empty one last."""
    if isinstance(node, Part):
        yield from _part(node, level)
    elif isinstance(node, Card):
        yield from _card(node, level)
    else:
        yield from _LEAVES[type(node)](node)
        yield ""


def _part(part: Part, level: int) -> Iterator[str]:
    yield from (f"{'#' * min(level, 6)} {escape(part.title)}", "")
    if part.subtitle:
        yield from (line(part.subtitle), "")
    for node in part.nodes:
        yield from _node(node, level + 1)


def _card(card: Card, level: int) -> Iterator[str]:
    yield from (f"{'#' * min(level, 6)} {escape(card.label)} {escape(card.title)}", "")
    for node in card.nodes:
        yield from _node(node, level + 1)


def _facts(facts: Facts) -> Iterator[str]:
    for label, values in facts.rows:
        yield f"- **{escape(label)}**：{'；'.join(escape(value) for value in values)}"


def _figures(figures: Figures) -> Iterator[str]:
    yield " · ".join(f"{escape(label)} **{escape(value)}**" for label, value in figures.rows)


def _quote(quote: Quote) -> Iterator[str]:
    yield f"> {line(quote.words)}"
    yield ">"
    yield f"> （{escape(quote.place)}）"


def _words(words: Words) -> Iterator[str]:
    yield line(words.words)


def _outline(outline: Outline) -> Iterator[str]:
    for item in outline.items:
        yield from _item(item, 0)


def _item(item: Item, depth: int) -> Iterator[str]:
    place = f" （{escape(item.place)}）" if item.place else ""
    yield f"{'  ' * depth}- {line(item.words)}{place}"
    for child in item.items:
        yield from _item(child, depth + 1)


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption:
        yield from (f"*{escape(grid.caption)}*", "")
    width = max((len(row) for row in (*grid.header, *grid.rows)), default=0)
    # Markdown tables have one header row; further ones come first among the rows
    head, *more = grid.header or (("",) * width,)
    yield _row(head, width)
    yield "|" + " --- |" * width
    for row in (*more, *grid.rows):
        yield _row(row, width)


def _row(cells: tuple[str, ...], width: int) -> str:
    filled = (*cells, *[""] * (width - len(cells)))
    return "| " + " | ".join(escape(cell).replace("\n", "<br>") for cell in filled) + " |"


_LEAVES: dict[type, Callable[[Any], Iterator[str]]] = {
    Facts: _facts,
    Figures: _figures,
    Quote: _quote,
    Words: _words,
    Outline: _outline,
    Grid: _grid,
}

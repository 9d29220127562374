"""A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from gongkai.cli.messages import _
from gongkai.cli.report.compose import compose
from gongkai.cli.report.page import Card, Facts, Figures, Grid, Item, Node, Outline, Page, Part, Quote, Words
from gongkai.rules.blocks import Source
from gongkai.rules.records import Gazette

STYLE = Path(__file__).with_name("report.css")
# whatever a hostile file brings along, the page loads and runs nothing
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(source: Source, gazette: Gazette) -> str:
    """The record as a web page for people."""
    return "".join(_page(compose(source, gazette)))


def _page(page: Page) -> Iterator[str]:
    style = STYLE.read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield f"<title>{escape(page.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#main">{_("跳到正文")}</a>\n'
    yield f'<header class="masthead"><h1>{escape(page.title)}</h1>'
    yield f"<p>{escape(page.subtitle)}</p>" if page.subtitle else ""
    yield '</header>\n<div class="frame">\n'
    yield from _navigation(page)
    yield '<main id="main">\n'
    for node in page.nodes:
        yield from _node(node, 2)
    yield f"</main>\n</div>\n<footer><p>{escape(page.foot)}</p></footer>\n</body>\n</html>\n"


def _navigation(page: Page) -> Iterator[str]:
    parts = [node for node in page.nodes if isinstance(node, Part)]
    if not parts:
        return
    yield f'<nav aria-label="{_("目录")}"><h2>{_("目录")}</h2><ol>'
    for part in parts:
        yield f'<li><a href="#{part.anchor}">{escape(part.title)}</a>'
        inner = [node for node in part.nodes if isinstance(node, Part)]
        if inner:
            yield "<ul>"
            for child in inner:
                yield f'<li><a href="#{child.anchor}">{escape(child.title)}</a></li>'
            yield "</ul>"
        yield "</li>"
    yield "</ol></nav>\n"


def _node(node: Node, level: int) -> Iterator[str]:
    if isinstance(node, Part):
        yield from _part(node, level)
    elif isinstance(node, Card):
        yield from _card(node, level)
    else:
        yield from _LEAVES[type(node)](node)


def _part(part: Part, level: int) -> Iterator[str]:
    heading = f"<h{level}>{escape(part.title)}</h{level}>"
    if part.folded:
        yield f'<details id="{part.anchor}"><summary>{heading}</summary>'
    else:
        yield f'<section id="{part.anchor}" class="part level-{level}">{heading}'
    yield f'<p class="subtitle">{escape(part.subtitle)}</p>' if part.subtitle else ""
    for node in part.nodes:
        yield from _node(node, level + 1)
    yield "</details>\n" if part.folded else "</section>\n"


def _card(card: Card, level: int) -> Iterator[str]:
    yield f'<article id="{card.anchor}" class="card {card.tone}">'
    yield f'<p class="label">{escape(card.label)}</p><h{level}>{escape(card.title)}</h{level}>'
    for node in card.nodes:
        yield from _node(node, level + 1)
    yield "</article>\n"


def _facts(facts: Facts) -> Iterator[str]:
    yield '<dl class="facts">'
    for label, values in facts.rows:
        yield f"<div><dt>{escape(label)}</dt>"
        yield from (f"<dd>{escape(value)}</dd>" for value in values)
        yield "</div>"
    yield "</dl>"


def _figures(figures: Figures) -> Iterator[str]:
    yield '<dl class="figures">'
    for label, value in figures.rows:
        yield f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
    yield "</dl>\n"


def _quote(quote: Quote) -> Iterator[str]:
    yield f"<blockquote><p>{escape(quote.words)}</p><footer>{escape(quote.place)}</footer></blockquote>"


def _words(words: Words) -> Iterator[str]:
    yield f"<p>{escape(words.words)}</p>"


def _outline(outline: Outline) -> Iterator[str]:
    yield '<ul class="outline">'
    for item in outline.items:
        yield from _item(item)
    yield "</ul>"


def _item(item: Item) -> Iterator[str]:
    yield f"<li>{escape(item.words)}"
    yield f' <span class="place">{escape(item.place)}</span>' if item.place else ""
    if item.items:
        yield from _outline(Outline(item.items))
    yield "</li>"


def _grid(grid: Grid) -> Iterator[str]:
    # On a narrow screen each row of a simple table becomes a small list; others scroll sideways.
    labels = grid.header[0] if len(grid.header) == 1 else ()
    kind = "stack" if labels else "wide"
    name = escape(grid.caption or _("表格"))
    yield f'<div class="table {kind}" role="region" tabindex="0" aria-label="{name}"><table>'
    yield f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    if grid.header:
        yield "<thead>"
        for row in grid.header:
            yield "<tr>" + "".join(f'<th scope="col">{_lines(cell)}</th>' for cell in row) + "</tr>"
        yield "</thead>"
    yield "<tbody>"
    for row in grid.rows:
        yield "<tr>" + "".join(_cells(row, labels)) + "</tr>"
    yield "</tbody></table></div>\n"


def _cells(row: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[str]:
    for position, cell in enumerate(row):
        label = f' data-label="{escape(labels[position])}"' if position < len(labels) else ""
        several = ' class="lines"' if "\n" in cell else ""
        yield f"<td{label}{several}>{_lines(cell)}</td>"


def _lines(cell: str) -> str:
    # one element, so that a narrow screen sets the lines below each other beside the label
    return "<span>" + "<br>".join(escape(line) for line in cell.split("\n")) + "</span>" if cell else ""


_LEAVES: dict[type, Callable[[Any], Iterator[str]]] = {
    Facts: _facts,
    Figures: _figures,
    Quote: _quote,
    Words: _words,
    Outline: _outline,
    Grid: _grid,
}

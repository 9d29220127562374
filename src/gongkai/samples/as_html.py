"""The sample issue as a web page of a portal: real merged cells, and page chrome around the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from gongkai.samples.content import SampleIssue
from gongkai.samples.layout import Component, Grid, GridCell, Line

TAGS = {
    "masthead": "h1",
    "title": "h2",
    "annex-title": "h2",
    "heading-1": "h3",
    "heading-2": "h4",
}
CENTRED = frozenset({"masthead", "imprint", "head", "number", "title", "annex-title", "note"})
RIGHT = frozenset({"signature", "date"})

NAVIGATION = ("首页", "要闻动态", "政务公开", "政务服务", "互动交流")
FOOTER = ("网站地图", "联系我们", "隐私声明", "网站标识码：0000000000")


def as_html(components: Sequence[Component], issue: SampleIssue) -> str:
    """The whole issue as one HTML page with navigation before it and a footer after it."""
    title = f"{issue.title} {issue.year}年第{issue.number}期"
    lines = [line for component in components for line in section(component)]
    return page(title, ['<article class="article-content">', *lines, "</article>"])


def page(title: str, lines: Sequence[str], charset: str = "utf-8") -> str:
    """A web page of a portal around the ``lines`` of its main part."""
    links = "".join(f'<li><a href="#">{escape(text)}</a></li>' for text in NAVIGATION)
    footer = "".join(f"<span>{escape(text)}</span>" for text in FOOTER)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="zh-Hans">',
        f'<head><meta charset="{charset}"><title>{escape(title)}</title></head>',
        "<body>",
        f'<header><nav class="menu"><ul>{links}</ul></nav></header>',
        '<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 政府公报</div>',
        "<main>",
        *lines,
        "</main>",
        f'<footer class="footer">{footer}</footer>',
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def section(component: Component) -> Iterator[str]:
    """The lines of a component as HTML."""
    yield f'<section id="{component.name}">'
    for block in component.blocks:
        yield from (table(block) if isinstance(block, Grid) else [_line(block)])
    yield "</section>"


def _line(line: Line) -> str:
    tag = TAGS.get(line.style, "p")
    align = "center" if line.style in CENTRED else "right" if line.style in RIGHT else ""
    style = f' style="text-align:{align}"' if align else ""
    text = _escape(line.marker + line.text)
    if line.tail:
        text += f"<br>{escape(line.tail)}" if line.page else escape(line.tail)
    if line.page:
        text += f"……（{line.page}）"
    return f"<{tag}{style}>{text}</{tag}>"


def table(grid: Grid) -> Iterator[str]:
    """The lines of a table with its merged cells."""
    yield '<table border="1">'
    for number, row in enumerate(grid.rows):
        tag = "th" if number < grid.header else "td"
        yield "<tr>" + "".join(_cell(cell, tag) for cell in row) + "</tr>"
    yield "</table>"


def _cell(cell: GridCell, tag: str) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{tag}{rows}{columns}>{_escape(cell.text)}</{tag}>"


def _escape(text: str) -> str:
    return escape(text).replace("\n", "<br>")

"""A draft as text and as HTML, in the ways that different offices and portals write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from random import Random

from gongkai.samples.as_html import page, section, table
from gongkai.samples.as_text import line_text
from gongkai.samples.layout import Block, Component, Grid, Line, expand
from gongkai.samples.variants.damage import damaged, encoded

INDENTED = frozenset({"body", "heading-1", "heading-2", "note", "attachment"})


def text_file(blocks: Sequence[Block], chance: Random) -> bytes:
    """The blocks as a text file, with damage."""
    gap = chance.choice(("\n", "\n", "\n\n"))
    return encoded(damaged(gap.join(_text(block) for block in blocks) + "\n", chance), chance)


def _text(block: Block) -> str:
    if isinstance(block, Grid):
        rows = ("\t".join(_tabbed(p.cell.text) if p.begins else "" for p in row) for row in expand(block))
        return "\n".join(rows)
    indent = "　　" if block.style in INDENTED else ""
    return indent + line_text(block)


def _tabbed(text: str) -> str:
    return text.replace("\n", " ")


def html_file(title: str, blocks: Sequence[Block], about: Sequence[tuple[str, str]], chance: Random) -> bytes:
    """The blocks as a page of a portal: plain, in a layout table, in one division, or in one paragraph.

    ``about`` is what many portals state of the document in a table above it.
    """
    charset = chance.choice(("utf-8", "utf-8", "gb18030"))
    component = Component("main", tuple(blocks), 1, 1)
    form = chance.random()
    if form < 0.45:
        lines = ['<div class="article">', *section(component), "</div>"]
    elif form < 0.65:
        inner = "\n".join(section(component))
        lines = [f'<table width="100%" border="0"><tr><td class="main">{inner}</td></tr></table>']
    elif form < 0.85:
        lines = ['<div class="TRS_Editor">', *(_division(block) for block in blocks), "</div>"]
    else:
        lines = ['<div class="content">', *_run(blocks), "</div>"]
    if chance.random() < 0.25:
        lines = [*_about(about), *lines]
    return page(title, lines, charset).encode(charset)


def _division(block: Block) -> str:
    """A block as portals write it that know no headings: spans, and blanks for the indent."""
    if isinstance(block, Grid):
        return "\n".join(table(block))
    indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if block.style in INDENTED else ""
    words = escape(_full(block)).replace("\n", "<br/>")
    if block.style == "heading-1":
        words = f"<strong>{words}</strong>"
    return f"<p>{indent}<span>{words}</span></p>"


def _run(blocks: Sequence[Block]) -> Iterator[str]:
    """Everything between two tables in one paragraph, its lines parted by <br>."""
    for grid, group in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        if grid:
            yield from (line for block in group if isinstance(block, Grid) for line in table(block))
            continue
        lines = (block for block in group if isinstance(block, Line))
        indented = (("　　" if x.style in INDENTED else "") + escape(_full(x)) for x in lines)
        yield "<p>" + "<br>\n".join(indented).replace("\n", "") + "</p>"


def _about(about: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The table above a document: index number, issuer, day, title, document number."""
    yield '<table class="xxgk-head" border="0">'
    for name, value in about:
        yield f"<tr><td><strong>{escape(name)}：</strong></td><td>{escape(value)}</td></tr>"
    yield "</table>"


def _full(line: Line) -> str:
    return line.marker + line.text + line.tail

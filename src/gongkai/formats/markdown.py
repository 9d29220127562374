"""The few marks of Markdown that matter to an official text: headings, list dashes, pipe tables."""

from __future__ import annotations

import re
from itertools import pairwise

from gongkai.rules.blocks import Block, Cell, TableBlock

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \u3000]+\S", re.MULTILINE)
_RULE_ROW = re.compile(r"^[ ]{0,3}\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*$", re.MULTILINE)
_LEVEL = re.compile(r"(#{1,6})\s+")
_DASH = re.compile(r"[-*+•·]\s+")
_PAGE_NUMBER = re.compile(r"[-*+•·]\s*\d{1,4}\s*[-*+•·]?\Z")
_NUMBERING = re.compile(
    r"[（(]?[0-9０-９一二三四五六七八九十百]{1,4}[）)、.．]|[①-⑳]|第[0-9一二三四五六七八九十百]{1,5}[章节条]"
)
_BREAK = re.compile(r"[\r\n\f]")
_BAR = re.compile(r"(?<!\\)\|")


def looks_like_markdown(text: str) -> bool:
    r"""True where headings or the rule of a pipe table mark the text up.

    >>> looks_like_markdown("# 公报\n\n正文"), looks_like_markdown("- 1. 项目")
    (True, False)
    """
    if "#" in text and _HEADING.search(text):
        return True
    return "|" in text and any("|" in found.group() for found in _RULE_ROW.finditer(text))


def without_markup(text: str, start: int, end: int, markdown: bool) -> tuple[int, int, int | None, bool]:
    """Offsets of a line without its marks, its heading level or None, and whether all is bold.

    A list dash is left out before a numbering mark in any text, since converters put it there;
    before other words only where the text is Markdown. A page number between dashes stays.
    """
    level = None
    if markdown and (heading := _LEVEL.match(text, start, end)):
        level = len(heading.group(1))
        start = heading.end()
    elif (dash := _DASH.match(text, start, end)) and _is_item(text, dash.end(), start, end, markdown):
        start = dash.end()
    bold = end - start > 4 and text.startswith("**", start) and text.find("**", start + 2, end) == end - 2
    if bold and text[start + 2 : end - 2].strip():
        start, end = start + 2, end - 2
        start += end - start - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        return start, end, level, True
    return start, end, level, False


def _is_item(text: str, inner: int, start: int, end: int, markdown: bool) -> bool:
    if _PAGE_NUMBER.match(text, start, end):
        return False
    return markdown or _NUMBERING.match(text, inner, end) is not None


class MarkdownTables:
    """Finds the pipe tables of a text and gives each out when its first line comes by."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rules = {found.start() for found in _RULE_ROW.finditer(text) if "|" in found.group()}
        self._taken = 0

    def take(self, start: int, end: int, page: int | None, blocks: list[Block]) -> bool:
        """True where the line belongs to a pipe table, which is then appended to ``blocks`` once."""
        if start < self._taken:
            return True
        if "|" not in self._text[start:end] or not self._rule_follows(end):
            return False
        rows = [self._row(start, end, page)]
        self._taken = end
        lines = list(self._following(end))
        for line_start, line_end in lines[1:]:
            rows.append(self._row(line_start, line_end, page))
        self._taken = lines[-1][1]
        blocks.append(self._block(rows, start, self._taken, page))
        return True

    def _rule_follows(self, end: int) -> bool:
        return self._after_break(end) in self._rules

    def _after_break(self, end: int) -> int:
        after = end + 2 if self._text.startswith("\r\n", end) else end + 1
        return min(after, len(self._text))

    def _following(self, end: int) -> list[tuple[int, int]]:
        lines = []
        start = self._after_break(end)
        while start < len(self._text):
            found = _BREAK.search(self._text, start)
            stop = found.start() if found else len(self._text)
            if "|" not in self._text[start:stop]:
                break
            lines.append((start, stop))
            start = self._after_break(stop)
        return lines

    def _row(self, start: int, end: int, page: int | None) -> tuple[Cell, ...]:
        bars = [found.start() for found in _BAR.finditer(self._text, start, end)]
        edges = [start - 1, *bars, end]
        if self._text[start : edges[1]].strip() == "":
            edges = edges[1:]
        if self._text[edges[-2] + 1 : end].strip() == "" and len(edges) > 2:
            edges = edges[:-1]
        return tuple(self._cell(a + 1, b, page) for a, b in pairwise(edges))

    def _cell(self, start: int, end: int, page: int | None) -> Cell:
        field = self._text[start:end]
        inner = field.strip()
        begin = start + (field.index(inner[0]) if inner else 0)
        return Cell(begin, begin + len(inner), page)

    def _block(self, rows: list[tuple[Cell, ...]], start: int, end: int, page: int | None) -> TableBlock:
        columns = max(len(row) for row in rows)
        grid = []
        for row in rows:
            last = row[-1].end if row else start
            grid.append((*row, *(Cell(last, last, page) for _ in range(columns - len(row)))))
        return TableBlock(start, end, tuple(grid), page=page, header_rows=1, merged=False)

"""Runs of glyphs to lines, in the direction in which they read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gongkai.formats.pdf_raw import Box, Run

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…"
# Typesetters set thin space between Han and Latin; pdfium takes it for a blank.
_THIN_SPACE = re.compile(rf"(?<=[{_WIDE}]) (?=[0-9A-Za-z%‰])|(?<=[0-9A-Za-z%‰.]) (?=[{_WIDE}])")
_PUNCTUATION = frozenset("，。、；：！？）》」』】〕”’")
_GUTTER_ROWS = 8


@dataclass(slots=True)
class Piece:
    """A run in reading space: x grows to the right, y downwards; ``base`` is its baseline."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    run: Run


@dataclass(slots=True)
class Line:
    """A line of text in reading space."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


def turned(box: Box, angle: int) -> Box:
    """A box of page space in the reading space of text that runs at ``angle``."""
    x0, y0, x1, y1 = box
    if angle == 90:
        return y0, x0, y1, x1
    if angle == 180:
        return -x1, y0, -x0, y1
    if angle == 270:
        return -y1, -x1, -y0, -x0
    return x0, -y1, x1, -y0


def piece(run: Run, angle: int) -> Piece:
    """A run in reading space; its left edge is its origin, where the first glyph's space begins."""
    x0, _, x1, _ = turned(run.box, angle)
    x, base, _, _ = turned((*run.origin, *run.origin), angle)
    return Piece(run.text, min(x, x0), x1, base, run.size, run.bold, run)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one baseline, from top to bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    base = size = 0.0
    for item in sorted(pieces, key=lambda item: (item.base, item.x0)):
        if rows and item.base - base <= 0.45 * max(size, item.size):
            rows[-1].append(item)
            size = max(size, item.size)
        else:
            rows.append([item])
            size = item.size
            base = item.base
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def lines_of(pieces: list[Piece]) -> list[Line]:
    """The lines of a page or a cell in reading order; two columns are read one after the other."""
    rows = rows_of(pieces)
    gutter = _gutter(rows)
    if gutter is None:
        return [line_of(row) for row in rows]
    left: list[Line] = []
    right: list[Line] = []
    out: list[Line] = []
    for row in rows:
        before = [item for item in row if item.x1 <= gutter]
        after = [item for item in row if item.x0 >= gutter]
        if len(before) + len(after) < len(row):
            # A line over both columns (a title) closes what stands above it.
            out += [*left, *right, line_of(row)]
            left, right = [], []
            continue
        left += [line_of(before)] if before else []
        right += [line_of(after)] if after else []
    return [*out, *left, *right]


def line_of(row: list[Piece]) -> Line:
    """One line of the pieces of a row, blanks put where the gaps are."""
    first = row[0]
    if len(row) == 1:
        return Line(_tidy(first.text), first.x0, first.x1, first.base, first.size, first.bold)
    out = first.text.rstrip()
    right = first.x1
    for item in row[1:]:
        if out and _apart(out[-1], item.text[:1], item.x0 - right, max(item.size, 1.0)):
            out += " "
        out += item.text.strip(" ") if item is row[-1] else item.text.rstrip()
        right = max(right, item.x1)
    shown = [item for item in row if item.text.strip()]
    size = max((item.size for item in shown), default=first.size)
    bold = all(item.bold for item in shown)
    return Line(_tidy(out), first.x0, right, first.base, size, bold)


def _apart(before: str, after: str, gap: float, size: float) -> bool:
    if before.isascii() and after.isascii():
        return gap > 0.15 * size
    return gap > (1.0 if before in _PUNCTUATION else 0.5) * size


def _tidy(text: str) -> str:
    text = text.strip(" ")
    return _THIN_SPACE.sub("", text) if " " in text else text


def _gutter(rows: list[list[Piece]]) -> float | None:
    """The middle of the white strip between two columns of prose, or None."""
    if len(rows) < _GUTTER_ROWS:
        return None
    split = []
    for row in rows:
        gaps = [
            (a.x1, b.x0)
            for a, b in pairwise(row)
            if b.x0 - a.x1 > 1.2 * a.size and len(a.text) > 7 and len(b.text) > 7
        ]
        if len(gaps) == 1:
            split.append(gaps[0])
    if len(split) * 2 < len(rows):
        return None
    left, right = max(gap[0] for gap in split), min(gap[1] for gap in split)
    return (left + right) / 2 if left < right else None

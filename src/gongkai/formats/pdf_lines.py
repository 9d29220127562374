"""Runs of glyphs to lines, in the direction in which they read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from gongkai.formats.pdf_raw import Box, Run

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…"
# Typesetters set thin space between Han and Latin; pdfium takes it for a blank.
_THIN_SPACE = re.compile(rf"(?<=[{_WIDE}]) (?=[0-9A-Za-z%‰])|(?<=[0-9A-Za-z%‰.]) (?=[{_WIDE}])")
_PUNCTUATION = frozenset("，。、；：！？）》」』】〕”’")
_OPENING = frozenset("（《“‘【〔「『〈")
_COLUMN_LINES = 6


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
    """A line of text in reading space; ``ruled`` where a drawn rule parts it from the line above."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    ruled: bool = False


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
    """A run in reading space; its left edge is its origin, where the first glyph's space begins.

    An opening bracket stands in the right half of its space, which typesetters cut at a line's start.
    """
    if angle == 0:
        (x0, _, x1, _), (x, y) = run.box, run.origin
        base = -y
    else:
        x0, _, x1, _ = turned(run.box, angle)
        x, base, _, _ = turned((*run.origin, *run.origin), angle)
    return Piece(run.text, x0 if run.text[:1] in _OPENING else min(x, x0), x1, base, run.size, run.bold, run)


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
    """The lines of a page in reading order; two columns are read one after the other.

    Lines of a second column are moved under the first, so that both have the same margins.
    """
    gutter = _gutter(pieces)
    if gutter is None:
        return [line_of(row) for row in rows_of(pieces)]
    shift = min(item.x0 for item in pieces if item.x0 >= gutter) - min(item.x0 for item in pieces)
    out: list[Line] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for item in sorted(pieces, key=lambda item: item.base):
        if item.x1 <= gutter:
            left.append(item)
        elif item.x0 >= gutter:
            right.append(item)
        else:
            # A line over both columns (a title) closes what stands above it.
            out += [*_column(left, 0.0), *_column(right, shift), line_of([item])]
            left, right = [], []
    return [*out, *_column(left, 0.0), *_column(right, shift)]


def _column(pieces: list[Piece], shift: float) -> list[Line]:
    lines = [line_of(row) for row in rows_of(pieces)]
    for line in lines:
        line.x0 -= shift
        line.x1 -= shift
    return lines


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


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the white strip between two columns of prose, or None."""
    if len(pieces) < 2 * _COLUMN_LINES:
        return None
    start, end = min(item.x0 for item in pieces), max(item.x1 for item in pieces)
    middle = (start + end) / 2
    left = [item for item in pieces if item.x1 <= middle]
    right = [item for item in pieces if item.x0 >= middle]
    across = len(pieces) - len(left) - len(right)
    if min(len(left), len(right)) < _COLUMN_LINES or across * 4 > len(pieces):
        return None
    inner, outer = max(item.x1 for item in left), min(item.x0 for item in right)
    if outer - inner < 0.8 * median(item.size for item in pieces):
        return None
    full = median(item.x1 - item.x0 for item in left) > 0.6 * (inner - start)
    return (inner + outer) / 2 if full and median(i.x1 - i.x0 for i in right) > 0.6 * (end - outer) else None

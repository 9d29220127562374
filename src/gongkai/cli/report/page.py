"""The parts that a report is made of, before it is Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values; a value may have several lines."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source and the place where they stand."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header rows, body rows, and a caption."""

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The few numbers that say how much there is: label and value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an outline, its place, and the lines under it."""

    words: str
    place: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A list of lines, nested."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One finding or one task: a label, a heading, and what belongs to it."""

    label: str
    title: str
    nodes: tuple[Node, ...]
    anchor: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """A part with a heading. ``folded`` parts are shown on demand where the medium can do so."""

    title: str
    nodes: tuple[Node, ...]
    anchor: str
    subtitle: str | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    words: str


Node = Facts | Quote | Grid | Figures | Outline | Card | Part | Words


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    foot: str

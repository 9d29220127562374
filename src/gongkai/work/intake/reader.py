"""One file read and taken apart: what every reading process does. Knows no database and no framework."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.formats import UnusableInput, read_bytes
from gongkai.formats.errors import REASONS
from gongkai.rules.blocks import Source
from gongkai.rules.interchange import to_json
from gongkai.rules.reading import read_source
from gongkai.work.intake.pieces import ItemPiece, pieces

# What no database keeps: the zero character and halves of surrogate pairs.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be read in another process: where its bytes lie now, and the name that it came under."""

    arrival: int
    sha256: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that gives no record: one of the codes of formats.errors, and the words for people."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: a reading, or a reason why there is none.

    ``known`` says that nothing new was made of it; ``code`` is empty where the file was read.
    ``pages_lost`` names the pages of which nothing could be read.
    """

    name: str
    sha256: str | None
    reading: int | None
    known: bool
    code: str = ""
    reason: str = ""
    pages_lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReading:
    """What the reader made of an original: the record as JSON, its text, and the pieces to decide on."""

    sha256: str
    name: str
    record: dict[str, Any]
    text: str
    pieces: tuple[ItemPiece, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What the reading process hands back."""

    new: NewReading
    pages_lost: tuple[int, ...]


def make_reading(order: Order, known: frozenset[str]) -> Made | Unusable:
    """The reading of one file; runs in a process of its own, without database."""
    try:
        source = read_bytes(Path(order.path).read_bytes(), order.name)
    except UnusableInput as error:
        where = "" if error.page is None else f"第 {error.page} 页："
        return Unusable(error.code, where + error.reason)
    except MemoryError:
        return Unusable("bomb", REASONS["bomb"])
    source = storable(source)
    gazette = read_source(source)
    new = NewReading(order.sha256, order.name, to_json(gazette), source.text, pieces(gazette, known))
    return Made(new, source.pages_lost)


def storable(source: Source) -> Source:
    r"""The source with each character that no database keeps shown as one that says so; offsets stay.

    >>> storable(Source("a", "", "", "甲\x00乙", ())).text
    '甲␀乙'
    """
    if not _UNSTORABLE.search(source.text):
        return source
    shown = _UNSTORABLE.sub(lambda found: "␀" if found[0] == "\x00" else "\ufffd", source.text)
    return replace(source, text=shown)


def take_step(step: Order | Taken, known: frozenset[str]) -> Made | Unusable | None:
    """The reading where one is to be made; what is done already only passes, to keep its place."""
    return make_reading(step, known) if isinstance(step, Order) else None


def make_known(work: tuple[Order, frozenset[str]]) -> Made | Unusable:
    """The reading of one file, with the names that the register of units knows."""
    return make_reading(*work)

"""What goes into the index and what comes out of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.rules.query.grammar import Asked
from gongkai.rules.query.snippet import Snippet

Mode = Literal["auto", "phrase", "ranked"]
Sort = Literal["relevance", "newest", "oldest"]

# The fields whose values are suggested while a line is typed, numbers aside by their beginning only.
SUGGESTED = ("number", "issuer", "unit", "topic")
# The fields that a result list can be narrowed by, in the order in which pages show them.
FACETS = ("kind", "issuer", "year", "unit", "topic", "validity", "language")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, a table row, a title: the smallest thing that is found and opened.

    ``key`` is unique in the whole index. Cells of a row are joined by ``rules.query.tokens.BREAK``.
    ``units`` and ``topics`` are this part's own, beside those of its document.
    """

    key: str
    text: str
    component: str = "main"
    units: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its parts, as the index is to find it.

    ``version`` is any word that changes whenever the entry does: the check compares it. ``numbers`` are all
    document numbers by which it goes, as written. ``audience`` names those who may find it, empty for
    everybody. The title is found as a part of its own where the caller makes it one (component ``title``).
    """

    key: str
    version: str
    title: str
    parts: tuple[Part, ...]
    numbers: tuple[str, ...] = ()
    kind: str = ""
    issuer: str = ""
    date: datetime.date | None = None
    units: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    validity: str = ""
    language: str = "zh"
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds of a document: its version, and how many parts."""

    version: str
    parts: int


@dataclass(frozen=True, slots=True)
class Query:
    """A question: the line typed, what it is narrowed by, and which part of the answer is wanted.

    ``filters`` maps names of :data:`FACETS` (and ``document``, ``component``) to the values chosen, any of
    which will do. ``facets`` names those that are to be counted. ``audiences`` are
    those to which the reader belongs, beside everybody; None: all of them.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: datetime.date | None = None
    until: datetime.date | None = None
    audiences: tuple[str, ...] | None = ()
    mode: Mode = "auto"
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A part that answers. In a ranked answer it is the best part of its document, which comes once."""

    key: str
    document: str
    score: float
    snippet: Snippet | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many hits have it, and whether the question is narrowed to it."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field among the hits, counted as if this field were not narrowed."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The answer.

    ``mode``: ``phrase`` where the words stand as typed, ``ranked`` where no text has them and the closest
    documents are shown instead, ``all`` where nothing was asked. ``count`` is exact: parts in ``phrase`` and
    ``all``, the documents that were compared in ``ranked``,
    whose facets count the parts that share words with the question. ``direct`` is the one document whose
    number was typed.
    """

    mode: Literal["phrase", "ranked", "all"]
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    direct: str | None
    asked: Asked


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to finish the line: its text, what it is, and the document it opens, if one.

    ``pinyin`` says that only the initials of its sound were typed (a guess to be labelled as such).
    """

    text: str
    kind: Literal["title", "number", "unit", "issuer", "topic"]
    document: str | None = None
    pinyin: bool = False

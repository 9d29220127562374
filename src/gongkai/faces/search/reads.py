"""Answers of search for pages, feeds, commands and other rooms. Every search box asks here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from django.conf import settings
from django.db.models import Count, Max, Min

from gongkai.base.trail import reads as trail
from gongkai.faces.search.actions import normal_words
from gongkai.faces.search.audiences import audiences_of
from gongkai.faces.search.engine import (
    Engine,
    Facet,
    Folder,
    Hit,
    Query,
    SearchIndexError,
    Suggestion,
)
from gongkai.faces.search.models import AskedLine, Pick, SavedSearch
from gongkai.faces.search.naming import read_line
from gongkai.faces.search.places import WAITING, Head, Place, heads_of, places_of, texts_of
from gongkai.rules.access import PUBLIC, Reader
from gongkai.rules.query.grammar import Asked
from gongkai.rules.query.snippet import Snippet
from gongkai.work.library import reads as library
from gongkai.work.library.reads import DocumentLine


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as people see it: the place that it opens, and the words that answer.

    ``url`` is the path of the clause or table row on the site. ``where`` names the place in the document
    (一、（二）), ``snippet`` holds the hit; ``source`` is the name of the original file.
    """

    url: str
    key: str
    eid: str
    kind: str
    where: str
    page: int | None
    document: DocumentLine
    source: str
    snippet: Snippet | None
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, as pages, feeds and commands show it.

    ``mode``: ``phrase`` (the words stand there as typed), ``ranked`` (no text has them; the closest documents
    stand in their place), ``all`` (nothing was asked). ``direct`` is the path of the one document whose
    number was typed. ``picks`` are documents that editors put first for these words.
    """

    mode: Literal["phrase", "ranked", "all"]
    count: int
    hits: tuple[Found, ...]
    facets: tuple[Facet, ...]
    direct: str | None
    picks: tuple[DocumentLine, ...]
    asked: Asked


@dataclass(frozen=True, slots=True)
class AskedOften:
    """Words that were asked, how often, and the fewest answers that they had."""

    text: str
    times: int
    fewest: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index: its documents, the events that it has not heard, and what is wrong with it, if anything."""

    documents: int
    waiting: int
    fault: str


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The index of this installation, open for the life of the process."""
    return Engine(Folder(settings.GONGKAI_HOME.index), texts_of, read_line)


def search(reader: Reader, query: Query) -> Answer:
    """The answer to ``query`` for ``reader``: drafts and what waits at the desk by its own office alone.

    Counts and facets are of what this reader may see, whatever ``query`` says of audiences.

    Raises the errors of the index (:class:`SearchIndexError`), never one for what was typed.
    """
    results = engine().search(replace(query, audiences=audiences_of(reader)))
    found = places_of([hit.key for hit in results.hits])
    heads = heads_of(reader, [hit.document for hit in results.hits])
    return Answer(
        results.mode,
        results.count,
        tuple(
            _found(hit, found[hit.key], heads[hit.document])
            for hit in results.hits
            if hit.key in found and hit.document in heads
        ),
        results.facets,
        _direct(reader, results.direct),
        _picks(query.text) if query.offset == 0 else (),
        results.asked,
    )


def suggest(reader: Reader, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Ways to finish what is being typed, the surest first."""
    return engine().suggest(typed, limit, audiences=audiences_of(reader))


def picks(reader: Reader) -> tuple[Pick, ...]:
    """Every pick of the editors, for the office."""
    return tuple(Pick.objects.all()) if reader.in_office else ()


def saved(reader: Reader) -> tuple[SavedSearch, ...]:
    """The searches that ``reader`` keeps."""
    if reader.user_id is None:
        return ()
    return tuple(SavedSearch.objects.filter(user_id=reader.user_id))


def asked_often(reader: Reader, *, without_answer: bool, limit: int = 50) -> tuple[AskedOften, ...]:
    """What is asked most, or what is asked and finds nothing, for the office."""
    if not reader.in_office:
        return ()
    lines = AskedLine.objects.values("text").annotate(times=Count("pk"), fewest=Min("count"), last=Max("at"))
    if without_answer:
        lines = lines.filter(count=0)
    return tuple(
        AskedOften(line["text"], line["times"], line["fewest"])
        for line in lines.order_by("-times", "-last")[:limit]
    )


def is_public(key: str) -> bool:
    """Whether the public can read the document of that key."""
    return key in library.lines(PUBLIC, [key])


def index_state() -> IndexState:
    """How the index stands: the number of documents in it and of events that it has not heard."""
    folder = Folder(settings.GONGKAI_HOME.index)
    waiting = trail.last_event() - trail.position("search")
    try:
        return IndexState(len(Engine(folder).held()), waiting, "")
    except SearchIndexError as fault:
        return IndexState(0, waiting, str(fault))


def _found(hit: Hit, place: Place, head: Head) -> Found:
    anchor = f"#{place.eid}" if place.eid and head.line.state != WAITING else ""
    return Found(
        head.address + anchor,
        hit.key,
        place.eid,
        place.kind,
        place.where,
        place.page,
        head.line,
        place.source or head.source,
        hit.snippet,
        hit.score,
    )


def _direct(reader: Reader, key: str | None) -> str | None:
    head = heads_of(reader, [key]).get(key) if key else None
    return head.address if head else None


def _picks(text: str) -> tuple[DocumentLine, ...]:
    words = normal_words(text)
    keys = list(Pick.objects.filter(words=words).values_list("document_key", flat=True)) if words else []
    lines = library.lines(PUBLIC, keys) if keys else {}
    return tuple(lines[key] for key in keys if key in lines)

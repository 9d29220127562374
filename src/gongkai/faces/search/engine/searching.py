"""Questions put to an index."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tantivy

from gongkai.faces.search.engine import planning, ranking, schema, suggesting
from gongkai.faces.search.engine.errors import named
from gongkai.faces.search.engine.facets import count_facets
from gongkai.faces.search.engine.folder import Folder, open_table
from gongkai.faces.search.engine.records import Held, Hit, Query, Results, Suggestion
from gongkai.faces.search.engine.schema import Table
from gongkai.rules.query.grammar import Asked, read_query
from gongkai.rules.query.questions import asks
from gongkai.rules.query.ranked import Wanted, wanted
from gongkai.rules.query.snippet import snippet, snippet_of_words
from gongkai.rules.query.tokens import units

Read = Callable[[str], Asked]
Texts = Callable[[Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """Both tables of the generation that serves, as they are now."""

    generation: Path
    stamp: tuple[int, ...]
    parts: Table
    documents: Table


class Engine:
    """The index in a folder, always as last committed; safe to keep for the life of a process.

    ``texts`` gives the texts of parts by their keys, for snippets; a key whose text is gone is left out.
    ``read`` reads the line that was typed.
    """

    def __init__(self, folder: Folder, texts: Texts | None = None, read: Read = read_query) -> None:
        self._folder = folder
        self._texts = texts
        self._read = read
        self._opened: Opened | None = None

    def search(self, query: Query) -> Results:
        """The answer to a question.

        Raises IndexMissing and IndexDamaged; whatever was typed, and whatever it is narrowed to, is no error.
        """
        opened = self._open()
        asked = self._read(query.text)
        with named(self._folder.path):
            results = self._phrase(opened, query, asked)
            if query.mode == "ranked" or (results.count == 0 and self._may_rank(opened, query, asked)):
                return self._ranked(opened, query, asked)
        return results

    def suggest(
        self, typed: str, limit: int = 8, *, audiences: tuple[str, ...] | None = ()
    ) -> tuple[Suggestion, ...]:
        """Ways to finish the line: numbers and names that begin with it, titles that have it."""
        opened = self._open()
        with named(self._folder.path):
            return suggesting.suggest(opened.documents, typed, limit, audiences)

    def held(self) -> dict[str, Held]:
        """Every document in the index, with its version and the number of its parts.

        A document whose parts and own row disagree (a kill between two commits) has version ``""``.
        """
        opened = self._open()
        with named(self._folder.path):
            everything = tantivy.Query.all_query()
            # terms of deleted rows stay until segments merge; the query leaves them out
            counts = dict(opened.parts.searcher.terms_with_prefix("document", "", everything))
            total = max(opened.documents.searcher.num_docs, 1)
            found: dict[str, Held] = {}
            for _, address in opened.documents.searcher.search(everything, total, count=False).hits:
                row = opened.documents.searcher.doc(address)
                key, parts = str(row.get_first("document")), counts.pop(str(row.get_first("document")), 0)
                whole = parts == row.get_first("parts")
                found[key] = Held(str(row.get_first("version")) if whole else "", parts)
        return found | {key: Held("", parts) for key, parts in counts.items()}

    def _phrase(self, opened: Opened, query: Query, asked: Asked) -> Results:
        made = opened.parts.schema
        found = planning.asked_query(made, asked)
        mode: Literal["all", "phrase"] = "all" if asked.empty else "phrase"
        whole = planning.together([*found, *planning.narrowed(made, query)])
        count, hits = _page(opened.parts.searcher, whole, query, by_score=not asked.empty)
        facets = count_facets(opened.parts, query, found) if query.facets else ()
        shown = self._with_snippets(hits, asked, None)
        return Results(mode, count, shown, facets, self._direct(opened, query, asked), asked)

    def _ranked(self, opened: Opened, query: Query, asked: Asked) -> Results:
        sought = wanted(query.text)
        count, hits = ranking.rank(opened.parts, opened.documents, query, sought)
        found = [(planning.Must, planning.either(ranking.words(opened.parts, sought)))]
        facets = count_facets(opened.parts, query, found) if query.facets else ()
        return Results("ranked", count, self._with_snippets(hits, asked, sought), facets, None, asked)

    def _direct(self, opened: Opened, query: Query, asked: Asked) -> str | None:
        """The one document whose number was typed."""
        if asked.number is None:
            return None
        made = opened.documents.schema
        number = planning.by(made, "number", asked.number.key)
        seen = planning.seen(made, query.audiences)
        found = opened.documents.searcher.search(planning.together([(planning.Must, number), *seen]), 2)
        if planning.count_of(found) != 1:
            return None
        return str(opened.documents.searcher.doc(found.hits[0][1]).get_first("document"))

    def _may_rank(self, opened: Opened, query: Query, asked: Asked) -> bool:
        """Whether a line that nothing answers word for word is a question in plain words.

        One that does not ask, and whose two halves both stand somewhere as typed, is a quotation across the
        seam of two parts: only its own place would answer it, and there is none.
        """
        if query.mode != "auto" or not asked.question or asked.without:
            return False
        return asks(query.text) or not self._is_seam(opened, query, units(query.text))

    def _is_seam(self, opened: Opened, query: Query, row: list[str]) -> bool:
        made = opened.parts.schema
        seen = planning.seen(made, query.audiences)

        def stands(part: list[str]) -> bool:
            phrase = planning.row_query(made, "text", part)
            found = opened.parts.searcher.search(planning.together([(planning.Must, phrase), *seen]), 1)
            return planning.count_of(found) > 0

        head = bisect_left(range(len(row)), True, lo=2, key=lambda size: not stands(row[: size + 1]))
        return len(row) - head >= 2 and stands(row[:head]) and stands(row[head:])

    def _with_snippets(self, hits: tuple[Hit, ...], asked: Asked, sought: Wanted | None) -> tuple[Hit, ...]:
        if self._texts is None or not hits:
            return hits
        texts = self._texts([hit.key for hit in hits])
        rows = asked.rows()
        pairs = sought.shown if sought else ()
        return tuple(
            dataclasses.replace(hit, snippet=snippet_of_words(text, pairs) if sought else snippet(text, rows))
            if (text := texts.get(hit.key)) is not None
            else hit
            for hit in hits
        )

    def _open(self) -> Opened:
        generation = self._folder.current()
        stamp = _stamp(generation)
        opened = self._opened
        if opened is None or opened.generation != generation or opened.stamp != stamp:
            opened = self._opened = self._load(generation, stamp)
        return opened

    def _load(self, generation: Path, stamp: tuple[int, ...]) -> Opened:
        with named(self._folder.path):
            parts = open_table(generation, schema.PARTS)
            documents = open_table(generation, schema.DOCUMENTS)
            return Opened(
                generation,
                stamp,
                Table(parts.searcher(), parts.schema),
                Table(documents.searcher(), documents.schema),
            )


def _stamp(generation: Path) -> tuple[int, ...]:
    """Changes with every commit."""
    with named(generation.parent):
        stats = [(generation / table / "meta.json").stat() for table in (schema.PARTS, schema.DOCUMENTS)]
    return tuple(number for stat in stats for number in (stat.st_mtime_ns, stat.st_ino))


def _page(
    searcher: tantivy.Searcher, whole: tantivy.Query, query: Query, *, by_score: bool
) -> tuple[int, tuple[Hit, ...]]:
    limit = max(query.limit, 1)
    if query.sort == "relevance" and by_score:
        found = searcher.search(whole, limit, offset=query.offset)
    else:
        order = tantivy.Order.Asc if query.sort == "oldest" else tantivy.Order.Desc
        found = searcher.search(whole, limit, offset=query.offset, order_by_field="date", order=order)
    hits = [_hit(searcher, score, address) for score, address in found.hits]
    return planning.count_of(found), tuple(hits[: query.limit])


def _hit(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress) -> Hit:
    row = searcher.doc(address)
    return Hit(schema.key_of(row), str(row.get_first("document")), float(score))

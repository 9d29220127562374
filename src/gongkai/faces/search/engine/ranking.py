"""Ranked retrieval: the documents whose words come closest to a question, each with its best part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Hit, Query
from gongkai.faces.search.engine.schema import Table, key_of
from gongkai.rules.query.ranked import NEAR, TITLE, UNITS, Scored, Wanted, fused

PARTS = 300  # the best parts, whose documents are compared
DOCUMENTS = 60
OFTEN = 30_000  # parts: a pair in more of them is left out where ENOUGH others are there
ENOUGH = 3


def _pairs(schema: tantivy.Schema, field: str, sought: Wanted) -> list[tantivy.Query]:
    """The pairs of a question in one field, words with others near them as the better of the two."""
    found = [_weighed(_term(schema, field, pair), weight) for pair, weight in sought.pairs.items()]
    for near in sought.near:
        own = planning.either([_term(schema, field, pair) for pair in near.own])
        others = [
            _weighed(planning.either([_term(schema, field, pair) for pair in other]), NEAR)
            for other in near.others
        ]
        found.append(tantivy.Query.disjunction_max_query([own, *others]))
    return found


def _term(schema: tantivy.Schema, field: str, token: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, field, token, index_option="freq")


def _weighed(query: tantivy.Query, weight: float) -> tantivy.Query:
    return query if weight == 1 else tantivy.Query.boost_query(query, weight)


def clauses(schema: tantivy.Schema, sought: Wanted) -> list[tantivy.Query]:
    """What the row of a document is asked: its single units, and the pairs of its title."""
    title = _weighed(planning.either(_pairs(schema, "title", sought)), TITLE)
    single = [_weighed(_term(schema, "units", unit), UNITS * weight) for unit, weight in sought.units.items()]
    return [title, planning.either(single)]


def words(parts: Table, sought: Wanted) -> list[tantivy.Query]:
    """What a part is asked: the pairs of its text.

    Where the question has pairs enough, those that stand almost everywhere are left out: they cost much time
    and tell little.
    """
    rare = {pair: weight for pair, weight in sought.pairs.items() if _rare(parts, pair)}
    near = tuple(each for each in sought.near if all(_rare(parts, pair) for pair in each.own))
    if len(rare) + len(near) < ENOUGH:
        rare, near = dict(sought.pairs), sought.near
    return _pairs(parts.schema, "text", Wanted(rare, sought.units, near))


def _rare(parts: Table, pair: str) -> bool:
    return parts.searcher.doc_freq("text", pair) <= OFTEN


def rank(parts: Table, documents: Table, query: Query, sought: Wanted) -> tuple[int, tuple[Hit, ...]]:
    """How many documents were compared, and the page of them that is wanted.

    Compared are those with the best parts and those with the best rows of their own.
    """
    depth = max(DOCUMENTS, query.offset + query.limit)
    best: dict[str, list[Hit]] = {}
    for hit in _parts(parts, words(parts, sought), max(PARTS, depth), query):
        best.setdefault(hit.document, []).append(hit)
    own = _documents(documents, clauses(documents.schema, sought), depth, query)
    missing = [key for key in best if key not in own]
    own |= _documents(documents, clauses(documents.schema, sought), len(missing), query, missing)
    scored = [Scored(key, score, tuple(hit.score for hit in best.get(key, ()))) for key, score in own.items()]
    page = fused(scored)[query.offset : query.offset + query.limit]
    for _, key in page:
        if key not in best:
            best[key] = _parts(parts, [tantivy.Query.all_query()], 1, query, [key])
    hits = [Hit(best[key][0].key, key, score) for score, key in page if best[key]]
    return len(own), tuple(hits)


def _parts(
    table: Table, asked: list[tantivy.Query], most: int, query: Query, among: Sequence[str] = ()
) -> list[Hit]:
    """The best parts for any of the queries, the best first."""
    found = []
    for score, row in _best(table, asked, most, query, among):
        found.append(Hit(key_of(row), str(row.get_first("document")), score))
    return found


def _documents(
    table: Table, asked: list[tantivy.Query], most: int, query: Query, among: Sequence[str] = ()
) -> dict[str, float]:
    """The best documents for any of the queries, each with its score."""
    return {str(row.get_first("document")): score for score, row in _best(table, asked, most, query, among)}


def _best(
    table: Table, asked: list[tantivy.Query], most: int, query: Query, among: Sequence[str]
) -> Iterator[tuple[float, tantivy.Document]]:
    if not most:
        return
    clauses = [(planning.Must, planning.either(asked)), *planning.narrowed(table.schema, query)]
    if among:
        keys = tantivy.Query.term_set_query(table.schema, "document", list(among))
        clauses.append((planning.Must, tantivy.Query.const_score_query(keys, 0.0)))
    for score, address in table.searcher.search(planning.together(clauses), most, count=False).hits:
        yield float(score), table.searcher.doc(address)

"""Ranked retrieval: the documents whose words come closest to a question, each with its best part."""

from __future__ import annotations

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Hit, Query
from gongkai.faces.search.engine.schema import Table, key_of
from gongkai.rules.query.ranked import NEAR, TITLE, UNITS, Scored, Wanted, fused

CANDIDATES = 60
PARTS = 400


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


def _any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    return planning.either(queries) if queries else tantivy.Query.empty_query()


def clauses(schema: tantivy.Schema, sought: Wanted) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses for the documents that share a word with the question, by their own score."""
    words = _any_of(_pairs(schema, "body", sought))
    title = _weighed(_any_of(_pairs(schema, "title", sought)), TITLE)
    single = [_weighed(_term(schema, "units", unit), UNITS * weight) for unit, weight in sought.units.items()]
    return [(planning.Must, words), (planning.Should, title), (planning.Should, _any_of(single))]


def rank(parts: Table, documents: Table, query: Query, sought: Wanted) -> tuple[int, tuple[Hit, ...]]:
    """How many documents share a word with the question, and the page of them that is wanted."""
    narrow = planning.narrowed(documents.schema, query)
    whole = planning.together([*clauses(documents.schema, sought), *narrow])
    found = documents.searcher.search(whole, max(CANDIDATES, query.offset + query.limit))
    own = {
        str(documents.searcher.doc(address).get_first("document")): float(score)
        for score, address in found.hits
    }
    if not own:
        return 0, ()
    best = _best_parts(parts, list(own), PARTS, query, sought)
    ordered = fused(Scored(key, score, best[key].score if key in best else 0.0) for key, score in own.items())
    page = ordered[query.offset : query.offset + query.limit]
    for _, key in page:
        if key not in best:
            best |= _best_parts(parts, [key], 1, query, sought)
    hits = [Hit(best[key].key, key, score) for score, key in page if key in best]
    return planning.count_of(found), tuple(hits)


def _best_parts(parts: Table, keys: list[str], most: int, query: Query, sought: Wanted) -> dict[str, Hit]:
    """The part of each document that has most of the question, from the ``most`` best parts of all of them."""
    among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(parts.schema, "document", keys), 0.0)
    whole = planning.together(
        [
            (planning.Must, among),
            (planning.Should, _any_of(_pairs(parts.schema, "text", sought))),
            *planning.narrowed(parts.schema, query),
        ]
    )
    best: dict[str, Hit] = {}
    for score, address in parts.searcher.search(whole, most, count=False).hits:
        row = parts.searcher.doc(address)
        hit = Hit(key_of(row), str(row.get_first("document")), float(score))
        best.setdefault(hit.document, hit)
    return best

"""Ranked retrieval: the documents whose words come closest to a question, each with its best part."""

from __future__ import annotations

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Hit, Query
from gongkai.faces.search.engine.schema import Table, key_of
from gongkai.rules.query.ranked import Scored, Wanted, fused

CANDIDATES = 60
PARTS = 400


def _words(schema: tantivy.Schema, field: str, sought: Wanted) -> tantivy.Query:
    return planning.either(
        [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(schema, field, pair, index_option="freq"), weight
            )
            for pair, weight in sought.weights.items()
        ]
        or [tantivy.Query.empty_query()]
    )


def clauses(schema: tantivy.Schema, sought: Wanted) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses for the documents that share a word with the question."""
    return [(planning.Must, _words(schema, "body", sought))]


def rank(
    parts: Table,
    documents: Table,
    query: Query,
    sought: Wanted,
) -> tuple[int, tuple[Hit, ...]]:
    """How many documents share a word with the question, and the page of them that is wanted."""
    narrow = planning.narrowed(documents.schema, query)
    body = planning.together([*clauses(documents.schema, sought), *narrow])
    depth = max(CANDIDATES, query.offset + query.limit)
    found = documents.searcher.search(body, depth)
    if not found.hits:
        return 0, ()
    bodies = {
        str(documents.searcher.doc(address).get_first("document")): float(score)
        for score, address in found.hits
    }
    keys = list(bodies)
    titles = _titles(documents, keys, sought)
    best = _best_parts(parts, keys, query, sought)
    scored = [
        Scored(key, bodies[key], titles.get(key, 0.0), best[key].score if key in best else 0.0)
        for key in keys
    ]
    ordered = fused(scored)[query.offset : query.offset + query.limit]
    return planning.count_of(found), tuple(
        Hit(best[key].key, key, score) for score, key in ordered if key in best
    )


def _titles(documents: Table, keys: list[str], sought: Wanted) -> dict[str, float]:
    among = tantivy.Query.const_score_query(
        tantivy.Query.term_set_query(documents.schema, "document", keys), 0.0
    )
    whole = planning.together(
        [(planning.Must, among), (planning.Must, _words(documents.schema, "title", sought))]
    )
    return {
        str(documents.searcher.doc(address).get_first("document")): float(score)
        for score, address in documents.searcher.search(whole, len(keys)).hits
    }


def _best_parts(parts: Table, keys: list[str], query: Query, sought: Wanted) -> dict[str, Hit]:
    among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(parts.schema, "document", keys), 0.0)
    whole = planning.together(
        [
            (planning.Must, among),
            (planning.Should, _words(parts.schema, "text", sought)),
            *planning.narrowed(parts.schema, query),
        ]
    )
    best: dict[str, Hit] = {}
    for score, address in parts.searcher.search(whole, PARTS).hits:
        row = parts.searcher.doc(address)
        hit = Hit(key_of(row), str(row.get_first("document")), float(score))
        best.setdefault(hit.document, hit)
    return best

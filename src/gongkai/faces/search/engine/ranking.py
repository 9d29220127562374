"""Ranked retrieval: the documents whose words come closest to a question, each with its best part."""

from __future__ import annotations

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Hit, Query
from gongkai.faces.search.engine.schema import Table, key_of
from gongkai.rules.query.ranked import NEAR, TITLE, UNITS, Scored, Wanted, fused

PARTS = 400  # the best parts, whose documents are looked at


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


def clauses(schema: tantivy.Schema, sought: Wanted) -> list[tantivy.Query]:
    """What the row of a document is asked: its single units, and the pairs of its title."""
    title = _weighed(_any_of(_pairs(schema, "title", sought)), TITLE)
    single = [_weighed(_term(schema, "units", unit), UNITS * weight) for unit, weight in sought.units.items()]
    return [title, _any_of(single)]


def words(schema: tantivy.Schema, sought: Wanted) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses for the parts that share a pair with the question."""
    return [(planning.Must, _any_of(_pairs(schema, "text", sought)))]


def rank(parts: Table, documents: Table, query: Query, sought: Wanted) -> tuple[int, tuple[Hit, ...]]:
    """How many parts share a pair with the question, and the wanted page of the documents they stand in."""
    narrow = planning.narrowed(parts.schema, query)
    found = parts.searcher.search(
        planning.together([*words(parts.schema, sought), *narrow]), max(PARTS, query.offset + query.limit)
    )
    best: dict[str, list[Hit]] = {}
    for score, address in found.hits:
        row = parts.searcher.doc(address)
        hit = Hit(key_of(row), str(row.get_first("document")), float(score))
        best.setdefault(hit.document, []).append(hit)
    if not best:
        return 0, ()
    own = _own(documents, list(best), sought)
    scored = [Scored(key, own.get(key, 0.0), tuple(hit.score for hit in hits)) for key, hits in best.items()]
    page = fused(scored)[query.offset : query.offset + query.limit]
    return planning.count_of(found), tuple(Hit(best[key][0].key, key, score) for score, key in page)


def _own(documents: Table, keys: list[str], sought: Wanted) -> dict[str, float]:
    """The score of each document's own row."""
    made = documents.schema
    among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(made, "document", keys), 0.0)
    whole = planning.together(
        [(planning.Must, among), *((planning.Should, query) for query in clauses(made, sought))]
    )
    return {
        str(documents.searcher.doc(address).get_first("document")): float(score)
        for score, address in documents.searcher.search(whole, len(keys), count=False).hits
    }

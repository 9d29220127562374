"""A question as read, in the terms of tantivy."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

import tantivy

from gongkai.faces.search.engine.records import Query
from gongkai.faces.search.engine.schema import BY, NOT_ALL, writable
from gongkai.rules.query.grammar import Asked, Term
from gongkai.rules.query.tokens import begins, phrase

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
# A document's own number stands above every mention of it.
OWN_NUMBER = 100.0


def either(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """What one of the queries finds."""
    if not queries:
        return tantivy.Query.empty_query()
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(Should, q) for q in queries])


def by(schema: tantivy.Schema, name: str, value: str) -> tantivy.Query:
    """The rows that have a value in one of the fields that hits are narrowed by."""
    field = name if name == "document" else f"{BY}.{name}"
    return tantivy.Query.term_query(schema, field, writable(value), index_option="basic")


def row_query(schema: tantivy.Schema, field: str, row: Sequence[str]) -> tantivy.Query:
    """The texts in which a row of units stands."""
    tokens = phrase(row)
    if not tokens:
        start, barred = begins(row[0])
        head = re.sub(r"([^\w\s])", r"\\\1", start) if start.isascii() else start
        behind = f"[^{barred}].*" if barred else ".*"
        return tantivy.Query.regex_query(schema, field, head + behind)
    if len(tokens) == 1:
        return tantivy.Query.term_query(schema, field, tokens[0])
    # Every other pair covers every unit, and each pair left out is a list of places that need not be read.
    places = [*range(0, len(tokens) - 1, 2), len(tokens) - 1]
    return tantivy.Query.phrase_query(schema, field, [(place, tokens[place]) for place in places])


def term_query(schema: tantivy.Schema, term: Term) -> tantivy.Query:
    """The parts that have a term."""
    found = either([row_query(schema, "text", row) for row in term.rows])
    if term.number is not None:
        own = by(schema, "number", term.number.key)
        own = tantivy.Query.const_score_query(own, OWN_NUMBER)
        return own if term.field == "number" else either([found, own])
    if term.field == "title":
        title = _silent(by(schema, "component", "title"))
        return tantivy.Query.boolean_query([(Must, found), (Must, title)])
    return found


def asked_query(schema: tantivy.Schema, asked: Asked) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses of a query for the parts that answer; none where nothing was asked."""
    clauses = [(Must, either([term_query(schema, term) for term in group])) for group in asked.every]
    if asked.without and not clauses:
        clauses.append((Must, _silent(tantivy.Query.all_query())))
    clauses += [(MustNot, term_query(schema, term)) for term in asked.without]
    return clauses


def narrowed(
    schema: tantivy.Schema, query: Query, without: str = ""
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses for everything a question is narrowed by, the field ``without`` aside."""
    clauses = [
        (Must, _silent(_one_of(schema, name, values)))
        for name, values in _chosen(query.filters).items()
        if name != without
    ]
    if query.since or query.until:
        clauses.append((Must, _silent(_between(schema, query.since, query.until))))
    return [*clauses, *seen(schema, query.audiences)]


def seen(
    schema: tantivy.Schema, audiences: tuple[str, ...] | None
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The clauses for what somebody who belongs to ``audiences`` may find; None finds everything."""
    if audiences is None:
        return []
    hidden = by(schema, "seen_by", NOT_ALL)
    if not audiences:
        return [(MustNot, hidden)]
    open_to_all = tantivy.Query.boolean_query([(Must, tantivy.Query.all_query()), (MustNot, hidden)])
    own = [by(schema, "seen_by", audience) for audience in audiences]
    return [(Must, _silent(either([open_to_all, *own])))]


def together(clauses: Iterable[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    """One query out of clauses; everything where there is none to find."""
    known = list(clauses)
    if not any(occur != MustNot for occur, _ in known):
        known.insert(0, (Must, tantivy.Query.all_query()))
    return known[0][1] if len(known) == 1 else tantivy.Query.boolean_query(known)


def count_of(found: tantivy.SearchResult) -> int:
    """How many rows were found, of which ``found`` lists a page."""
    return int(found.count)  # type: ignore[attr-defined]  # missing in tantivy's stub


def _chosen(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in filters.items() if values}


def _one_of(schema: tantivy.Schema, name: str, values: tuple[str, ...]) -> tantivy.Query:
    return either([by(schema, name, value) for value in values])


def _between(
    schema: tantivy.Schema, since: datetime.date | None, until: datetime.date | None
) -> tantivy.Query:
    first = since.toordinal() if since else 1
    last = until.toordinal() if until else datetime.date.max.toordinal()
    return tantivy.Query.range_query(schema, "date", tantivy.FieldType.Unsigned, first, last)


def _silent(query: tantivy.Query) -> tantivy.Query:
    """The query, without a word in the order of the hits."""
    return tantivy.Query.const_score_query(query, 0.0)

"""Facets: how many hits have each value of a field, this field's own narrowing set aside."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import FACETS, Facet, FacetValue, Query
from gongkai.faces.search.engine.schema import BY, Table

MOST = 50

Clauses = Sequence[tuple[tantivy.Occur, tantivy.Query]]


def count_facets(table: Table, query: Query, found: Clauses) -> tuple[Facet, ...]:
    """The facets that the question names, in the order of FACETS, the commonest values first.

    Fields that are not narrowed are counted together, each other one by itself. A chosen value is listed
    even where no hit has it.
    """
    wanted = [name for name in FACETS if name in query.facets]
    free = [name for name in wanted if not query.filters.get(name)]
    counts: dict[str, dict[str, int]] = {}
    if free:
        counts |= _count(table, query, found, free, "")
    for name in wanted:
        if name not in free:
            counts |= _count(table, query, found, [name], name)
    return tuple(_facet(name, counts[name], query.filters.get(name, ())) for name in wanted)


def _count(
    table: Table,
    query: Query,
    found: Clauses,
    names: list[str],
    without: str,
) -> dict[str, dict[str, int]]:
    whole = planning.together([*found, *planning.narrowed(table.schema, query, without)])
    asked = {name: {"terms": {"field": f"{BY}.{name}", "size": MOST}} for name in names}
    answer = table.searcher.aggregate(whole, asked)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]} for name in names
    }


def _facet(name: str, counts: dict[str, int], chosen: tuple[str, ...]) -> Facet:
    known = counts | {value: 0 for value in chosen if value not in counts}
    ordered = sorted(known.items(), key=lambda item: (-item[1], item[0]))
    return Facet(name, tuple(FacetValue(value, count, value in chosen) for value, count in ordered))

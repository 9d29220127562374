"""Suggestions while a line is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Query, Suggestion
from gongkai.rules.query.tokens import plain, units

_INITIALS = re.compile(r"[a-z]{2,20}")
_NUMBER = re.compile(r"[\[(]?((?:19|20)\d\d)[\])]?[-年]?(?:第)?(\d*)号?$")


def suggest(
    searcher: tantivy.Searcher, schema: tantivy.Schema, typed: str, limit: int, *, staff: bool
) -> tuple[Suggestion, ...]:
    """At most ``limit`` suggestions, each text once, the surest first; none for a line without a sign."""
    folded = "".join(plain(typed[:60]).split())
    if not folded:
        return ()
    seen = planning.together(planning.narrowed(schema, Query(staff=staff)))
    found: dict[str, Suggestion] = {}
    sources = (
        _numbers(searcher, schema, folded, limit, seen),
        _names(searcher, folded, limit, seen),
        _titles(searcher, schema, typed, limit, seen),
        _by_sound(searcher, schema, folded, limit, seen),
    )
    for source in sources:
        for suggestion in source:
            found.setdefault(suggestion.text, suggestion)
            if len(found) == limit:
                return tuple(found.values())
    return tuple(found.values())


def _numbers(
    searcher: tantivy.Searcher, schema: tantivy.Schema, folded: str, limit: int, seen: tantivy.Query
) -> Iterator[Suggestion]:
    prefix = _NUMBER.sub(r"[\1]\2", folded)
    if prefix[0].isdigit():
        return
    for key, _ in searcher.terms_with_prefix("number", prefix, seen, limit):
        code, _, rest = key.partition("[")
        year, _, serial = rest.partition("]")
        if not code or not serial:
            continue
        number = tantivy.Query.term_query(schema, "number", key, index_option="basic")
        hits = searcher.search(planning.together([(planning.Must, number), (planning.Must, seen)]), 2).hits
        document = _stored(searcher, hits[0][1], "document") if len(hits) == 1 else None
        yield Suggestion(f"{code}〔{year}〕{serial}号", "number", document)


def _names(searcher: tantivy.Searcher, folded: str, limit: int, seen: tantivy.Query) -> Iterator[Suggestion]:
    for field in ("issuer", "unit", "topic"):
        for name, _ in searcher.terms_with_prefix(field, folded, seen, limit):
            yield Suggestion(name, field)


def _titles(
    searcher: tantivy.Searcher, schema: tantivy.Schema, typed: str, limit: int, seen: tantivy.Query
) -> Iterator[Suggestion]:
    row = units(typed[:60])
    if len(row) < 2:
        return
    title = planning.row_query(schema, "title", row)
    hits = searcher.search(planning.together([(planning.Must, title), (planning.Must, seen)]), limit).hits
    for _, address in hits:
        yield Suggestion(_stored(searcher, address, "name"), "title", _stored(searcher, address, "document"))


def _by_sound(
    searcher: tantivy.Searcher, schema: tantivy.Schema, folded: str, limit: int, seen: tantivy.Query
) -> Iterator[Suggestion]:
    if _INITIALS.fullmatch(folded) is None:
        return
    sound = tantivy.Query.regex_query(schema, "initials", f".*{folded}.*")
    hits = searcher.search(planning.together([(planning.Must, sound), (planning.Must, seen)]), limit).hits
    for _, address in hits:
        yield Suggestion(
            _stored(searcher, address, "name"), "title", _stored(searcher, address, "document"), pinyin=True
        )


def _stored(searcher: tantivy.Searcher, address: tantivy.DocAddress, field: str) -> str:
    return str(searcher.doc(address).get_first(field))

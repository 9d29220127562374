"""Suggestions while a line is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tantivy

from gongkai.faces.search.engine import planning
from gongkai.faces.search.engine.records import Suggestion
from gongkai.faces.search.engine.schema import Table
from gongkai.rules.query.tokens import shaped, units

_INITIALS = re.compile(r"[a-z]{2,20}")
_NUMBER = re.compile(r"[\[(]?((?:19|20)\d\d)[\])]?[-年]?(?:第)?(\d*)号?$")


def suggest(
    table: Table, typed: str, limit: int, audiences: tuple[str, ...] | None
) -> tuple[Suggestion, ...]:
    """At most ``limit`` suggestions, each text once, the surest first; none for a line without a sign."""
    folded = "".join(shaped(typed[:60]).split())
    if not folded:
        return ()
    seen = planning.together(planning.seen(table.schema, audiences))
    found: dict[str, Suggestion] = {}
    sources = (
        _numbers(table, folded, limit, seen),
        _names(table, folded, limit, seen),
        _titles(table, typed, limit, seen),
        _by_sound(table, folded, limit, seen),
    )
    for source in sources:
        for suggestion in source:
            found.setdefault(suggestion.text, suggestion)
            if len(found) == limit:
                return tuple(found.values())
    return tuple(found.values())


def _numbers(table: Table, folded: str, limit: int, seen: tantivy.Query) -> Iterator[Suggestion]:
    prefix = _NUMBER.sub(r"[\1]\2", folded)
    if prefix[0].isdigit():
        return
    for key, _ in table.searcher.terms_with_prefix("number", prefix, seen, limit):
        code, _, rest = key.partition("[")
        year, _, serial = rest.partition("]")
        if not code or not serial:
            continue
        number = planning.by(table.schema, "number", key)
        hits = table.searcher.search(
            planning.together([(planning.Must, number), (planning.Must, seen)]), 2
        ).hits
        document = _stored(table, hits[0][1], "document") if len(hits) == 1 else None
        yield Suggestion(f"{code}〔{year}〕{serial}号", "number", document)


def _names(table: Table, folded: str, limit: int, seen: tantivy.Query) -> Iterator[Suggestion]:
    for field in ("issuer", "unit", "topic"):
        for name, _ in table.searcher.terms_with_prefix(field, folded, seen, limit):
            yield Suggestion(name, field)


def _titles(table: Table, typed: str, limit: int, seen: tantivy.Query) -> Iterator[Suggestion]:
    row = units(typed[:60])
    if len(row) < 2:
        return
    title = planning.row_query(table.schema, "title", row)
    hits = table.searcher.search(
        planning.together([(planning.Must, title), (planning.Must, seen)]), limit
    ).hits
    for _, address in hits:
        yield Suggestion(_stored(table, address, "name"), "title", _stored(table, address, "document"))


def _by_sound(table: Table, folded: str, limit: int, seen: tantivy.Query) -> Iterator[Suggestion]:
    if _INITIALS.fullmatch(folded) is None:
        return
    sound = tantivy.Query.regex_query(table.schema, "initials", f".*{folded}.*")
    hits = table.searcher.search(
        planning.together([(planning.Must, sound), (planning.Must, seen)]), limit
    ).hits
    for _, address in hits:
        yield Suggestion(
            _stored(table, address, "name"), "title", _stored(table, address, "document"), pinyin=True
        )


def _stored(table: Table, address: tantivy.DocAddress, field: str) -> str:
    return str(table.searcher.doc(address).get_first(field))

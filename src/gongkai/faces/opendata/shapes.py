"""What a page shows, as data: the dataclasses that a page is made of, written out one by one for the API.

The page and the API are given the same record, so what stands on one stands on the other. Row numbers of the
database (``id``) are left out, and whatever has a page of its own gets its permanent address (``url``).
"""

from __future__ import annotations

import csv
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, ForwardRef, Union, get_args, get_origin, get_type_hints

from django.conf import settings
from ninja import Schema
from pydantic import Field, create_model

from gongkai.base.units import reads as units
from gongkai.formats.export.jsonrecord import moment
from gongkai.formats.export.safe import encodable
from gongkai.work.library import reads as library
from gongkai.work.library.reads import walks

# what belongs to the database or to the office
LEFT_OUT = frozenset({"id", "state", "findings", "place_id", "series_id"})
# shapes of two rooms that bear one name, and fields that are numbers of rows
_NAMES: dict[type, str] = {units.UnitPage: "UnitRegister"}
_ROW_NUMBERS = {(units.PlaceLine, "parent")}
_ADDRESS: dict[type, Callable[[Any], str]] = {
    library.DocumentRef: lambda d: f"/d/{d.key}/",
    library.DocumentLine: lambda d: f"/d/{d.key}/",
    library.Tombstone: lambda d: f"/d/{d.key}/",
    library.IssueRef: lambda i: f"/gazette/{i.series}/{i.year}/{i.number}/",
    library.SeriesRef: lambda s: f"/gazette/{s.slug}/",
    library.UnitRef: lambda u: f"/units/{u.code}/",
    units.BodyLine: lambda u: f"/units/{u.code}/",
    library.TopicRef: lambda t: f"/topics/{t.slug}/",
    walks.TargetLine: lambda t: f"/d/{t.document.key}/#{t.target.eid}",
    library.TaskLine: lambda t: f"/d/{t.document.key}/#{t.task.eid}",
    library.IndicatorLine: lambda i: f"/d/{i.document.key}/#{i.indicator.eid}",
}


def site(path: str) -> str:
    """The permanent address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def plain(value: Any) -> Any:
    """``value`` as dictionaries, lists, texts and numbers, ready for JSON.

    Days are YYYY-MM-DD, moments UTC to the second. TypeError for what has no place in an answer.
    """
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        address, names = _layout(type(value))
        written = {name: plain(getattr(value, name)) for name in names}
        return {"url": site(address(value)), **written} if address else written
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(inner) for inner in value]
    raise TypeError(f"no place in an answer: {type(value).__name__}")


@cache
def _layout(shape: type) -> tuple[Callable[[Any], str] | None, tuple[str, ...]]:
    names = tuple(
        field.name
        for field in fields(shape)
        if field.name not in LEFT_OUT and (shape, field.name) not in _ROW_NUMBERS
    )
    return _ADDRESS.get(shape), names


@lru_cache(maxsize=1)
def meanings() -> dict[str, tuple[str, str]]:
    """What each field of the API means, in Chinese and in English, by its name.

    A line ``Shape.field`` goes before the line ``field``.
    """
    text = files("gongkai.faces.opendata").joinpath("data", "api_fields.csv").read_text(encoding="utf-8")
    return {row["name"]: (row["meaning"], row["meaning_en"]) for row in csv.DictReader(text.splitlines())}


def meaning(shape: str, name: str) -> tuple[str, str]:
    """What a field of a shape means; two empty texts where the list lacks it."""
    known = meanings()
    return known.get(f"{shape}.{name}") or known.get(name) or ("", "")


def name_of(shape: type) -> str:
    """The name of a shape in the description of the API."""
    return _NAMES.get(shape, shape.__name__)


_MADE: dict[type, type[Schema]] = {}


def schema_of(shape: type) -> type[Schema]:
    """The schema of what :func:`plain` makes of that dataclass, those inside it included."""
    made = _made(shape, frozenset())
    names = {model.__name__: model for model in _MADE.values()}
    for model in _MADE.values():
        model.model_rebuild(_types_namespace=names)
    return made


def _made(shape: type, waiting: frozenset[type]) -> type[Schema]:
    if shape in _MADE:
        return _MADE[shape]
    hints = get_type_hints(shape)
    address, names = _layout(shape)
    columns: dict[str, Any] = {"url": _column(shape, "url", str)} if address else {}
    for name in names:
        columns[name] = _column(shape, name, _type_of(hints[name], waiting | {shape}))
    chinese, english = meanings().get(name_of(shape), ("", ""))
    _MADE[shape] = create_model(name_of(shape), __base__=Schema, __doc__=f"{chinese} · {english}", **columns)
    return _MADE[shape]


def _column(shape: type, name: str, of: Any) -> Any:
    chinese, english = meaning(name_of(shape), name)
    return (of, Field(description=f"{chinese} · {english}" if chinese else None))


def _type_of(hint: Any, waiting: frozenset[type]) -> Any:
    """The type of a field as the schema says it: a dataclass is its schema, a tuple a list."""
    if isinstance(hint, type) and is_dataclass(hint):
        return ForwardRef(name_of(hint)) if hint in waiting else _made(hint, waiting)
    if get_origin(hint) is tuple:
        return list[_type_of(get_args(hint)[0], waiting)]  # type: ignore[misc]
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(_type_of(part, waiting) for part in get_args(hint))]  # noqa: UP007
    return hint

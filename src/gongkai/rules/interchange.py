"""The interchange format ``gongkai.gazette/1``: a record as plain JSON values, back again, and its schema.

All three are read off the records themselves (:mod:`gongkai.rules.records`), so that the
format cannot drift from them. A field marked ``metadata={"interchange": False}`` is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from gongkai.rules.records import FORMAT, Gazette

Json = dict[str, Any]

SCHEMA_ID = "urn:gongkai:schema:gazette-1"

_DAY = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
# What the types cannot say, by (record, field).
_LIMITS: dict[tuple[str, str], Json] = {
    ("Gazette", "format"): {"const": FORMAT},
    ("SourceInfo", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("SourceInfo", "pages"): {"minimum": 0},
    ("SourceInfo", "characters"): {"minimum": 0},
    ("Issue", "date"): _DAY,
    ("Document", "date"): _DAY,
    ("Document", "printed_date"): _DAY,
    ("Deadline", "date"): _DAY,
    ("Section", "level"): {"minimum": 1},
    ("Task", "confidence"): {"minimum": 0, "maximum": 1},
    ("Span", "page"): {"minimum": 1},
    ("Span", "start"): {"minimum": 0},
    ("Span", "end"): {"minimum": 0},
    ("Coverage", "characters"): {"minimum": 0},
    ("Coverage", "placed"): {"minimum": 0},
    ("Coverage", "furniture"): {"minimum": 0},
    ("Coverage", "unplaced"): {"minimum": 0},
}
_JSON_TYPES: dict[object, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    NoneType: "null",
}
_AS_THEY_ARE = frozenset({str, int, NoneType, bool})


def _field_types(record: type) -> Mapping[str, Any]:
    """The interchange fields of a record class, in order, each with its type."""
    hints = get_type_hints(record)
    return {part.name: hints[part.name] for part in fields(record) if part.metadata.get("interchange", True)}


def _records(record: type) -> dict[type, Mapping[str, Any]]:
    """``record`` and the records inside it, each with its interchange fields."""
    found: dict[type, Mapping[str, Any]] = {}
    waiting = [record]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found[kind] = _field_types(kind)
            waiting += [part for of in found[kind].values() for part in _inside(of)]
    return found


def _inside(of: Any) -> list[type]:
    """The records that a type is made of."""
    if isinstance(of, type) and is_dataclass(of):
        return [of]
    return [record for part in get_args(of) for record in _inside(part)]


INTERCHANGE_FIELDS = _records(Gazette)


class NotInterchange(ValueError):
    """A JSON value that is no record. ``where`` is the path to what does not fit, ``why`` says why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def to_json(gazette: Gazette) -> Json:
    """The record as dictionaries, lists, strings and numbers, ready for ``json.dumps``.

    Whole numbers are written without a fraction (15, not 15.0).
    """
    plain: Json = _plain(gazette)
    return plain


def plain(value: Any) -> Any:
    """A record of the format, or a value of one of its fields, as plain JSON values.

    >>> plain(("市教育局", 2.0))
    ['市教育局', 2]
    """
    return _plain(value)


def field_value(record: type, name: str, value: object) -> Any:
    """``value``, plain JSON, as the field ``name`` of a record class holds it.

    Raises :class:`NotInterchange` where it does not fit, KeyError where there is no such field.

    >>> from gongkai.rules.records import Task
    >>> field_value(Task, "lead", ["市教育局"])
    ('市教育局',)
    """
    return _typed(INTERCHANGE_FIELDS[record][name], value, name)


def _plain(value: Any) -> Any:
    # by exact type, most frequent first: this runs for every value of every record
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    names = INTERCHANGE_FIELDS.get(kind)
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    if kind is float:
        return int(value) if value.is_integer() else value
    return {key: _plain(part) for key, part in value.items()}


def from_json(value: object) -> Gazette:
    """The record that ``value``, a parsed JSON object of the format, states.

    Raises :class:`NotInterchange` at the first value that does not fit: a missing or unknown
    key, a wrong type, a word that the format does not know.

    >>> from_json([])
    Traceback (most recent call last):
    gongkai.rules.interchange.NotInterchange: $: not an object
    """
    gazette: Gazette = _record(Gazette, value, "$")
    if gazette.format != FORMAT:
        raise NotInterchange("$.format", f"not {FORMAT}")
    return gazette


def _record(record: type, value: object, where: str) -> Any:
    types = INTERCHANGE_FIELDS[record]
    if not isinstance(value, dict):
        raise NotInterchange(where, "not an object")
    if types.keys() != value.keys():
        if missing := sorted(types.keys() - value.keys()):
            raise NotInterchange(where, f"missing: {', '.join(missing)}")
        raise NotInterchange(where, f"unknown: {', '.join(sorted(value.keys() - types.keys()))}")
    return record(**{name: _typed(of, value[name], f"{where}.{name}") for name, of in types.items()})


def _typed(of: Any, value: object, where: str) -> Any:
    """``value`` as the type ``of``; one branch for each kind of type that the records use."""
    if type(value) is of:  # most values are words and numbers, and this runs for every one of them
        return value
    origin = get_origin(of)
    if origin is UnionType:
        return None if value is None else _typed(_without_none(of), value, where)
    if origin is Literal:
        if value not in get_args(of):
            raise NotInterchange(where, f"not one of {', '.join(get_args(of))}")
        return value
    if origin is tuple:
        return _items(get_args(of)[0], value, where)
    if origin is dict:
        return _mapping(get_args(of)[1], value, where)
    if is_dataclass(of) and isinstance(of, type):
        return _record(of, value, where)
    return _scalar(of, value, where)


def _without_none(of: Any) -> Any:
    """The type X of ``X | None``, the only kind of union that the records use."""
    [kind] = [part for part in get_args(of) if part is not NoneType]
    return kind


def _items(of: Any, value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise NotInterchange(where, "not an array")
    return tuple(_typed(of, item, f"{where}[{position}]") for position, item in enumerate(value))


def _mapping(of: Any, value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotInterchange(where, "not an object")
    return {str(key): _typed(of, item, f"{where}.{key}") for key, item in value.items()}


def _scalar(of: Any, value: object, where: str) -> Any:
    # bool is an int in Python and is none in JSON
    if of is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if type(value) is not of:
        raise NotInterchange(where, f"not a {_JSON_TYPES[of]}")
    return value


def json_schema() -> Json:
    """The JSON Schema (2020-12) of the format: every field required, none but these allowed."""
    definitions = {kind.__name__: _object_schema(kind) for kind in INTERCHANGE_FIELDS if kind is not Gazette}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": FORMAT,
        **_object_schema(Gazette),
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(record: type) -> Json:
    name, types = record.__name__, INTERCHANGE_FIELDS[record]
    properties = {part: _schema(of, _LIMITS.get((name, part), {})) for part, of in types.items()}
    return {
        "description": _words(record.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": list(types),
        "additionalProperties": False,
    }


def _schema(of: Any, limits: Json) -> Json:
    origin = get_origin(of)
    if origin is UnionType:
        return _nullable(_schema(_without_none(of), limits))
    if origin is Literal:
        return {"enum": list(get_args(of))}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(of)[0], {})}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(of)[1], {})}
    if is_dataclass(of) and isinstance(of, type):
        return {"$ref": f"#/$defs/{of.__name__}"}
    return {"type": _JSON_TYPES[of], **limits}


def _nullable(schema: Json) -> Json:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _words(docstring: str) -> str:
    """A docstring as one line without its markup."""
    return re.sub(r"\s+", " ", docstring.replace("``", "")).strip()

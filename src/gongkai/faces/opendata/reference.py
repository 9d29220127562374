"""The description of the API as the reference page shows it: operations by subject, shapes with fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation; ``choices`` of a closed vocabulary."""

    name: str
    place: str
    required: bool
    type: str
    meaning: str
    choices: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address of the API. It can be tried by a plain form where it has no parameter in its path."""

    id: str
    path: str
    summary: str
    meaning: str
    parameters: tuple[Parameter, ...]
    shape: str
    media_type: str

    @property
    def can_be_tried(self) -> bool:
        """Whether the address is whole."""
        return "{" not in self.path


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a shape; ``shape`` names the shape that it holds, if one."""

    name: str
    type: str
    shape: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of answers."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Operations about one thing."""

    name: str
    operations: tuple[Operation, ...]


def told(text: str, language: str) -> str:
    """The half of a text in two languages that is in ``language``.

    >>> told("文件 · Documents", "en"), told("文件 · Documents", "zh"), told("CSV", "en")
    ('Documents', '文件', 'CSV')
    """
    chinese, _, english = text.partition("·")
    return (english if language == "en" and english else chinese).strip()


def subjects(described: dict[str, Any], language: str) -> tuple[Subject, ...]:
    """The operations of the API, by subject, in their order."""
    found: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        operation = _operation(path, methods["get"], language)
        found.setdefault(methods["get"]["tags"][0], []).append(operation)
    return tuple(Subject(name, tuple(operations)) for name, operations in found.items())


def shapes(described: dict[str, Any], language: str) -> tuple[Shape, ...]:
    """The shapes of the answers, by name; the classes that only hold parameters are left out."""
    return tuple(
        Shape(
            name,
            told(schema.get("description", ""), language),
            tuple(_field(each, inner, language) for each, inner in schema.get("properties", {}).items()),
        )
        for name, schema in sorted(described["components"]["schemas"].items())
    )


def _operation(path: str, operation: dict[str, Any], language: str) -> Operation:
    answers = next(answer for status, answer in operation["responses"].items() if str(status) == "200")
    media_type, content = next(iter(answers["content"].items()))
    return Operation(
        operation["operationId"],
        path,
        told(operation["summary"], language),
        told(operation.get("description", ""), language),
        tuple(_parameter(each, language) for each in operation["parameters"]),
        _shape(content["schema"]),
        media_type,
    )


def _parameter(parameter: dict[str, Any], language: str) -> Parameter:
    schema = parameter["schema"]
    choices = tuple(choice for choice in schema.get("enum", ()) if choice)
    default = schema.get("default")
    return Parameter(
        parameter["name"],
        parameter["in"],
        bool(parameter.get("required")),
        _type(schema),
        told(parameter.get("description") or schema.get("description") or "", language),
        choices,
        "" if default is None else str(default),
    )


def _field(name: str, schema: dict[str, Any], language: str) -> Field:
    return Field(name, _type(schema), _shape(schema), told(schema.get("description", ""), language))


def _type(schema: dict[str, Any]) -> str:
    """The type in a word: text, integer, number, boolean, date, date-time, list, or the name of a shape."""
    if "anyOf" in schema:
        return next(_type(part) for part in schema["anyOf"] if part.get("type") != "null")
    if schema.get("type") == "array":
        return f"[{_type(schema['items'])}]"
    return str(_shape(schema) or schema.get("format") or schema.get("type") or "text")


def _shape(schema: dict[str, Any]) -> str:
    """The name of the shape that a field holds, in a list or by itself; empty for plain values."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    inner = [
        *schema.get("anyOf", ()),
        *schema.get("allOf", ()),
        *([schema["items"]] if "items" in schema else ()),
    ]
    return next((found for part in inner if (found := _shape(part))), "")

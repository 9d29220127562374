"""The frame of a list: entries, how to go on, and the schema that says so."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field, create_model

from gongkai.faces.opendata.api.answers import only
from gongkai.faces.opendata.api.asked import head, onward
from gongkai.faces.opendata.cursors import Place
from gongkai.faces.opendata.shapes import meaning, schema_of


def framed(
    request: HttpRequest,
    items: Any,
    *,
    count: int | None = None,
    question: object = None,
    after: tuple[Place, ...] | None = None,
    fields: str = "",
) -> dict[str, Any]:
    """The answer with ``items``; ``after`` is the place behind the last, None where the list ends."""
    return {
        **head(request),
        "count": count,
        "items": only(items, fields),
        **onward(request, question, after),
    }


def list_of(shape: type) -> type[Schema]:
    """The schema of a framed list of that dataclass.

    With ``fields`` an entry holds less than its schema says, so no field of an entry is required.
    """
    entry = schema_of(shape)
    words = {
        name: " · ".join(meaning("List", name))
        for name in ("url", "language", "count", "items", "cursor", "next")
    }
    return create_model(
        f"{shape.__name__}List",
        __base__=Schema,
        __doc__=f"A page of {shape.__name__}.",
        url=(str, Field(description=words["url"])),
        language=(str, Field(description=words["language"])),
        count=(int | None, Field(description=words["count"])),
        items=(list[entry], Field(description=words["items"])),  # type: ignore[valid-type]
        cursor=(str | None, Field(description=words["cursor"])),
        next=(str | None, Field(description=words["next"])),
    )


def shape_of(name: str, doc: str, **columns: Any) -> type:
    """A dataclass for an answer that has no page of its own."""
    made = make_dataclass(name, list(columns.items()), frozen=True)
    made.__doc__ = doc
    return made

"""The API as a whole: its routers, its errors, its description (OpenAPI)."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gongkai.faces.opendata.api import documents, duties, problems, record, register, searching, tables
from gongkai.faces.opendata.api.answers import LONG, body_of, send
from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.shapes import schema_of, site
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

PREFIX = "api/v1"
DESCRIPTION = (
    "政府公报和文件的公开记录，只读，无须登记。 · "
    "The public record of gazettes and documents; read-only, no key needed."
)
Run = Callable[..., HttpResponseBase]

api = NinjaAPI(
    title="公开 Gongkai",
    version="1",
    description=DESCRIPTION,
    urls_namespace="v1",
    docs_url=None,
    openapi_url=None,
)


@dataclass(frozen=True, slots=True)
class Start:
    """What there is."""

    documents: int
    issues: int
    tasks: int
    indicators: int
    openapi: str
    reference: str
    changes: str
    bulk: str
    fields: str


def guarded(run: Run) -> Run:
    """The view behind the check of its parameters' names, in the language that the address asks for."""

    @wraps(run)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("en" if request.GET.get("lang") == "en" else "zh-hans"):
            # what a form sends empty is not said
            request.GET = _said(request.GET)  # type: ignore[assignment]
            try:
                _refuse_unknown(request)
            except Problem as problem:
                return problems.respond(request, problem)
            return run(request, *args, **kwargs)

    return view


@api.get("/", response=schema_of(Start), operation_id="start", summary="入口 · Start", tags=["start"])
def start(request: HttpRequest) -> HttpResponseBase:
    """总数和各入口的地址。 · How much there is, and where."""
    counts = library.home(PUBLIC, issues=1, documents=1).counts
    return send(
        request,
        Start(
            counts.documents,
            counts.issues,
            counts.tasks,
            counts.indicators,
            site("/api/v1/openapi.json"),
            site("/data/api/"),
            site("/api/v1/changes"),
            site("/data/bulk/"),
            site("/data/fields/"),
        ),
    )


@api.get("/openapi.json", include_in_schema=False)
def openapi_file(request: HttpRequest) -> HttpResponseBase:
    """The description of the API."""
    return body_of(request, openapi_text().encode(), "application/json", fresh=LONG)


for part in (documents, duties, register, searching, record, tables):
    api.add_router("", part.router)
api.add_decorator(guarded, mode="view")
api.add_exception_handler(Problem, problems.on_problem)
api.add_exception_handler(ValidationError, problems.on_invalid)
api.add_exception_handler(HttpError, problems.on_http)
api.add_exception_handler(Http404, problems.on_missing)


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """The description of the API: the same for every installation, without its address."""
    described: dict[str, Any] = copy.deepcopy(dict(api.get_openapi_schema(path_prefix=f"{PREFIX}/")))
    described.pop("servers")
    described["components"]["schemas"]["Problem"] = _PROBLEM
    for path in described["paths"].values():
        for operation in path.values():
            operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
            operation["parameters"] = [*operation.get("parameters", []), _LANGUAGE]
            operation["responses"]["default"] = {
                "description": "问题 · Problem (RFC 9457)",
                "content": {problems.TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            operation["responses"]["304"] = {"description": "没有变化 · Not modified"}
    return described


@lru_cache(maxsize=1)
def openapi_text() -> str:
    """The description as the file ``docs/openapi.json`` holds it."""
    return json.dumps(openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@lru_cache(maxsize=1)
def _parameters() -> dict[str, frozenset[str]]:
    found = {}
    for path, operations in openapi()["paths"].items():
        named = operations["get"].get("parameters", [])
        found[path] = frozenset(each["name"] for each in named if each["in"] == "query")
    return found


def _said(given: QueryDict) -> QueryDict:
    said = QueryDict(mutable=True)
    for name, values in given.lists():
        if any(values):
            said.setlist(name, [value for value in values if value])
    return said


def _refuse_unknown(request: HttpRequest) -> None:
    """Raises :class:`Problem` for a parameter that is not there: a mistyped filter is no filter."""
    match = request.resolver_match
    route = match.route.replace("<", "{").replace(">", "}") if match else ""
    known = _parameters().get(f"/{route}", frozenset())
    unknown = sorted(set(request.GET) - known)
    if unknown:
        raise Problem.unknown_parameters([name[:100] for name in unknown], sorted(known))


_LANGUAGE = {
    "in": "query",
    "name": "lang",
    "description": "名称和提示的语言 · language of names and messages",
    "schema": {"type": "string", "enum": ["zh", "en"], "default": "zh"},
}
_PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}

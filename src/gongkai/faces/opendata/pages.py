"""The pages about open data, and the files that crawlers and programs look for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from gongkai.base.ui.caching import page
from gongkai.faces.opendata import bulk, crawlers, reads, reference
from gongkai.faces.opendata.api.answers import LONG, body_of
from gongkai.faces.opendata.api.v1 import openapi
from gongkai.formats.export.fields import FIELDS
from gongkai.formats.export.tabular import dictionary_csv
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
_PART = re.compile(r"documents-([1-9]\d{0,5})")


@require_safe
def data(request: HttpRequest) -> HttpResponseBase:
    """What there is for machines, with the feeds."""
    state = reads.state()

    def context() -> Mapping[str, Any]:
        return {
            "counts": library.totals(PUBLIC),
            "series": library.series(PUBLIC),
            "topics": [topic for topic in library.topics(PUBLIC) if topic.documents],
            "files": bulk.listing(settings.GONGKAI_HOME.bulk)[:3],
        }

    return _show(request, "opendata/data.html", context, state.position)


@require_safe
def api_reference(request: HttpRequest) -> HttpResponseBase:
    """The reference of the API, made from its description."""
    language = "en" if (translation.get_language() or "").startswith("en") else "zh"

    def context() -> Mapping[str, Any]:
        described = openapi()
        return {
            "subjects": reference.subjects(described, language),
            "shapes": reference.shapes(described, language),
            "limit": settings.API_PER_MINUTE,
        }

    return _show(request, "opendata/reference.html", context, "")


@require_safe
def fields(request: HttpRequest) -> HttpResponseBase:
    """The field dictionary: the columns of the tables."""
    english = (translation.get_language() or "").startswith("en")
    return _show(request, "opendata/fields.html", lambda: {"tables": _tables(english)}, "")


@require_safe
def fields_csv(request: HttpRequest) -> HttpResponseBase:
    """The field dictionary as a table."""
    return body_of(request, dictionary_csv(), "text/csv; charset=utf-8", fresh=LONG)


@require_safe
def bulk_list(request: HttpRequest) -> HttpResponseBase:
    """The yearly files with size, hash and date."""
    files = bulk.listing(settings.GONGKAI_HOME.bulk)
    return _show(request, "opendata/bulk.html", lambda: {"files": files}, files)


@require_safe
def bulk_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A yearly file; the name without a hash leads to the newest."""
    folder = settings.GONGKAI_HOME.bulk
    for file in bulk.listing(folder):
        if name == file.stable:
            response = HttpResponseRedirect(f"/data/bulk/{file.name}")
            response["Cache-Control"] = "public, max-age=60"
            return response
        if name == file.name:
            whole = FileResponse((folder / name).open("rb"), content_type="application/zip")
            whole["ETag"] = f'"{file.sha256[:32]}"'
            # the name holds the hash: these bytes never change
            whole["Cache-Control"] = "public, max-age=31536000, immutable"
            return whole
    raise Http404


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """robots.txt."""
    return body_of(request, crawlers.robots().encode(), TEXT, fresh=LONG)


@require_safe
def security(request: HttpRequest) -> HttpResponseBase:
    """security.txt."""
    return body_of(request, crawlers.security(timezone.now()).encode(), TEXT, fresh=LONG)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The index of the sitemap."""
    return body_of(request, crawlers.index(), XML, fresh=LONG)


@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponseBase:
    """A part of the sitemap."""
    number = _PART.fullmatch(part)
    if part != "pages" and number is None:
        raise Http404
    places = crawlers.documents(int(number[1])) if number else crawlers.pages()
    written = crawlers.part_of(places)
    if written is None:
        raise Http404
    return body_of(request, written, XML, fresh=LONG)


@require_safe
def as_json(request: HttpRequest, path: str) -> HttpResponse:
    """Any page of the site as JSON: the address of the page with .json behind it leads to the API."""
    address = reads.json_of(f"/{path}")
    if address is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = f"public, max-age={LONG}"
    return response


def _tables(english: bool) -> list[tuple[str, list[dict[str, Any]]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for field in FIELDS:
        tables.setdefault(field.table, []).append(
            {
                "name": field.name,
                "type": field.type,
                "unit": field.unit or "",
                "title": field.title_en if english else field.title,
                "meaning": field.meaning_en if english else field.meaning,
                "values": field.values,
            }
        )
    return list(tables.items())


def _show(
    request: HttpRequest, template: str, context: Callable[[], Mapping[str, Any]], stamp: object
) -> HttpResponseBase:
    return page(request, stamp, lambda: render_to_string(template, dict(context()), request))

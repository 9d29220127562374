"""Answers of the API: JSON with all that a cache needs, and nothing that belongs to one reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.shapes import plain

# How long a shared cache may keep an answer before it asks again; asking again costs a 304.
FRESH = 60
LONG = 3600


def send(
    request: HttpRequest, value: Any, *, changed: datetime | None = None, fresh: int = FRESH
) -> HttpResponseBase:
    """``value`` as JSON, or 304 where the reader holds it. ``changed`` is its last change, if known."""
    body = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return body_of(request, body, "application/json", changed=changed, fresh=fresh)


def body_of(
    request: HttpRequest,
    body: bytes,
    content_type: str,
    *,
    changed: datetime | None = None,
    fresh: int = FRESH,
) -> HttpResponseBase:
    """A whole body with its hash as ETag, or 304."""
    response = HttpResponse(body, content_type=content_type)
    return _cached(request, response, f'"{hashlib.sha256(body).hexdigest()[:32]}"', changed, fresh)


def stream(
    request: HttpRequest,
    lines: Iterator[bytes],
    content_type: str,
    *,
    stamp: str,
    changed: datetime | None,
    name: str = "",
) -> HttpResponseBase:
    """Lines sent as they are made. ``stamp`` names the state of the record that they come from."""
    tag = hashlib.sha256(f"{request.get_full_path()} {stamp}".encode()).hexdigest()[:32]
    response = StreamingHttpResponse(lines, content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    # weak: the same state gives the same lines, but the bytes are not looked at
    return _cached(request, response, f'W/"{tag}"', changed, FRESH)


def _cached(
    request: HttpRequest, response: HttpResponseBase, tag: str, changed: datetime | None, fresh: int
) -> HttpResponseBase:
    moment = int(changed.timestamp()) if changed else None
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={fresh}"
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    # a stream is no HttpResponse by its type, yet all that is asked of it here
    answer = get_conditional_response(request, tag, moment, cast(HttpResponse, response))
    return answer if answer is not None else response


def only(value: Any, wanted: str) -> Any:
    """The fields of each entry that ``wanted`` names, parted by commas; all of them where it is empty.

    Raises :class:`Problem` for a field that the entries do not have.
    """
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    entries: Sequence[dict[str, Any]] = plain(value)
    if not names:
        return entries
    unknown = sorted(set(names) - set(entries[0])) if entries else []
    if unknown:
        raise Problem.unknown_fields(unknown, sorted(entries[0]))
    return [{name: entry[name] for name in names} for entry in entries]

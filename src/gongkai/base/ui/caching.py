"""Pages that may be kept by anybody, and those that must not be: one place that decides and checks it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

import gongkai
from gongkai.rules.access import PUBLIC, Reader

GetResponse = Callable[[HttpRequest], HttpResponse]
SECONDS = 60
_log = logging.getLogger("gongkai.caching")


def visitor(request: HttpRequest) -> Reader:
    """Who asks. Without a session cookie nobody has signed in, and no session is opened to find that out."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return PUBLIC
    return request.reader  # type: ignore[attr-defined, no-any-return]


def page(
    request: HttpRequest, stamp: object, render: Callable[[], str], *, modified: datetime | None = None
) -> HttpResponseBase:
    """The page that ``render`` makes; for the public a copy at most a minute old while ``stamp`` is the same.

    The public's page carries an ETag, and may be kept by browsers and proxies for a minute. What a signed-in
    reader sees is made anew and kept by nobody.
    """
    if visitor(request).signed_in:
        response = HttpResponse(render())
        response["Cache-Control"] = "private, no-store"
        return response
    key = _key(request, stamp)
    cache = caches["pages"]
    kept: tuple[bytes, str] | None = cache.get(key)
    if kept is None:
        made = render().encode("utf-8")
        kept = (made, f'"{hashlib.sha256(made).hexdigest()[:32]}"')
        cache.set(key, kept, SECONDS)
    body, mark = kept
    return public(request, lambda: HttpResponse(body), mark, modified=modified)


def public(
    request: HttpRequest,
    build: Callable[[], HttpResponseBase],
    etag: str,
    *,
    modified: datetime | None = None,
    seconds: int = SECONDS,
) -> HttpResponseBase:
    """What ``build`` answers with its validators, or 304 without building it. ``etag`` in quotation marks."""
    probe = HttpResponse()
    _mark(probe, etag, seconds)
    stamp = int(modified.timestamp()) if modified else None
    answer = get_conditional_response(request, etag, stamp, probe)
    if answer is not None and answer is not probe:
        return answer
    response = build()
    _mark(response, etag, seconds)
    return response


def _mark(response: HttpResponseBase, etag: str, seconds: int) -> None:
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={seconds}"
    # one address, and a page of his own for whoever has signed in
    patch_vary_headers(response, ["Cookie"])


def _key(request: HttpRequest, stamp: object) -> str:
    said = "\n".join((gongkai.__version__, request.get_host(), request.get_full_path(), str(stamp)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class CacheSanityMiddleware:
    """Lets no page that anybody may keep carry a cookie: it would hand one reader's session to the next."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; with a cookie on it, it is kept by nobody, and the log says so."""
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            return response
        if response.cookies:
            _log.error("a public page sets cookies: %s %s", request.path, sorted(response.cookies))
            response["Cache-Control"] = "private, no-store"
            return response
        # language is in the address, so what the browser prefers makes no difference
        varies = [part.strip() for part in response.get("Vary", "").split(",")]
        kept = [part for part in varies if part and part.lower() != "accept-language"]
        if kept:
            response["Vary"] = ", ".join(kept)
        elif response.has_header("Vary"):
            del response["Vary"]
        return response

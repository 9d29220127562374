"""What holds for everything that machines read: any page may fetch it, limits, problems instead of pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation

from gongkai.base.accounts.limits import client_address
from gongkai.faces.opendata.api.problems import TYPE, Problem, of_status, respond

Response = HttpResponse | StreamingHttpResponse
GetResponse = Callable[[HttpRequest], Response]
API = "/api/"
OPEN = (API, "/feeds/", "/data/bulk/", "/.well-known/")
EXPOSED = "ETag, Last-Modified, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
WINDOW = 60  # seconds


class OpenDataMiddleware:
    """CORS for public data, HEAD for every address of the API, a limit per minute, problem details."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Response:
        """The answer, which any page in the world may read; it never depends on who asks."""
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204, headers={"Access-Control-Max-Age": "86400"}))
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = self._limited(request) if request.path_info.startswith(API) else self.get_response(request)
        if head:
            request.method = "HEAD"
            response = _without_body(response)
        return _open(response)

    def _limited(self, request: HttpRequest) -> Response:
        """The answer with what is left of the limit; a problem where nothing is."""
        limit = settings.API_PER_MINUTE
        now = timezone.now().timestamp()
        left_seconds = WINDOW - int(now) % WINDOW
        used = _count(f"api:{client_address(request)}:{int(now) // WINDOW}")
        if limit and used > limit:
            with _language(request):
                response: Response = respond(request, Problem.too_many(left_seconds))
            response["Retry-After"] = str(left_seconds)
        else:
            response = self.get_response(request)
            # the API sends nobody on: a redirect comes from the pages, which know no such address either
            elsewhere = 300 <= response.status_code < 400 and response.status_code != 304
            if (elsewhere or response.status_code >= 400) and not response.headers.get(
                "Content-Type", ""
            ).startswith(TYPE):
                allowed = response.headers.get("Allow")
                with _language(request):
                    response = of_status(request, 404 if elsewhere else response.status_code)
                if allowed:
                    response["Allow"] = "GET, HEAD, OPTIONS"
        if limit:
            response["RateLimit-Limit"] = str(limit)
            response["RateLimit-Remaining"] = str(max(0, limit - used))
            response["RateLimit-Reset"] = str(left_seconds)
        return response


def _language(request: HttpRequest) -> translation.override:
    """The language that the address asks for: an answer must not depend on what the browser prefers."""
    return translation.override("en" if request.GET.get("lang") == "en" else "zh-hans")


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:  # the minute ended between the two calls
        return 1


def _open(response: Response) -> Response:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _without_body(response: Response) -> Response:
    """What HEAD answers: the head of GET; its length is kept where it is known."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())
    else:
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
    return response

"""``request.reader``: who asks, worked out when first needed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gongkai.base.accounts.reads import reader_of


class ReaderMiddleware:
    """Puts the reader on each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view, which may ask ``request.reader``."""
        today = timezone.localdate()
        request.reader = SimpleLazyObject(lambda: reader_of(request.user, today))  # type: ignore[attr-defined]
        return self.get_response(request)

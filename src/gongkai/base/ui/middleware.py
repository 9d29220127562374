"""What holds for every request: an id, headers, and no change while the installation is read-only."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.base.ui.requests import REQUEST_ID

GetResponse = Callable[[HttpRequest], HttpResponse]
OFFICE = "/office/"
CSP = "Content-Security-Policy"
# What Wagtail sends with a file that could run something.
NOTHING_RUNS = "default-src 'none'"
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Signing in and out changes nothing of the record.
ALWAYS = frozenset({"account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn"})
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
        "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    )
)  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestIdMiddleware:
    """Gives each request an id: that of the proxy in front where there is one, else a new one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, with its id in ``X-Request-ID``."""
        given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        number = given if _ID.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST_ID.set(number)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response["X-Request-ID"] = number
        return response


class HeadersMiddleware:
    """Headers that Django does not set by itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, which asks for nothing of the device.

        The office shows previews in a frame of its own and pictures that are not stored yet.
        """
        response = self.get_response(request)
        if request.path_info.startswith(OFFICE):
            # a preview was answered as the public page that it shows, which may stand in no frame
            if response.get(CSP) != NOTHING_RUNS:
                del response[CSP]
            response["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_update = {"img-src": ["blob:"]}  # type: ignore[attr-defined]
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response


class ReadOnlyMiddleware:
    """Refuses every change while ``GONGKAI_READ_ONLY`` is set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """A page that says why nothing can be changed, with status 503; None where the view may answer."""
        match = request.resolver_match
        if not settings.READ_ONLY or request.method in SAFE or (match and match.url_name in ALWAYS):
            return None
        return render(request, "ui/read_only.html", status=503)

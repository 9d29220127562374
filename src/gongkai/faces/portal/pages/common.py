"""What all views of the site share: rendering, days and codes out of an address, permanent addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from gongkai.base.ui.caching import page

Context = Mapping[str, Any]


def show(
    request: HttpRequest,
    template: str,
    context: Callable[[], Context],
    *,
    stamp: object = "",
    modified: datetime | None = None,
) -> HttpResponseBase:
    """The page of ``template``; ``context`` is asked only where no copy that is fresh enough lies ready."""
    return page(
        request,
        stamp,
        lambda: render_to_string(template, dict(context()), request),
        modified=modified,
    )


def day(request: HttpRequest, name: str) -> date | None:
    """The day that the address gives under ``name``; None for nothing and for nonsense."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def words(request: HttpRequest, name: str = "words") -> str:
    """The words that the address gives under ``name``, cut to what a list may be narrowed by."""
    return request.GET.get(name, "").strip()[:100]


def whole(request: HttpRequest, name: str) -> int | None:
    """The whole number that the address gives under ``name``; None for nothing and for nonsense."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def document_address(key: str, version: int | None = None) -> str:
    """The permanent address of a document, or of one version of it."""
    return f"{settings.SITE_URL}/d/{key}/" + (f"v{version}/" if version else "")


def issue_address(series: str, year: int, number: int) -> str:
    """The permanent address of an issue."""
    return f"{settings.SITE_URL}/gazette/{series}/{year}/{number}/"

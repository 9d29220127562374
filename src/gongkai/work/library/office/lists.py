"""The lists of documents and issues."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.work.library.office.common import number, page, reader_of
from gongkai.work.library.reads import staff


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The way in: the documents, those that wait first where any do."""
    reader = reader_of(request)
    waits = "?state=waiting" if staff.desks(reader).waiting else ""
    response = redirect("library_documents")
    response["Location"] += waits
    return response


def asked_of(request: HttpRequest) -> staff.StaffAsked:
    """What the list is to be narrowed by, from the address."""
    get = request.GET
    return staff.StaffAsked(
        words=get.get("words", "").strip()[:200],
        state=get.get("state", ""),
        kind=get.get("kind", ""),
        year=number(request, "year", 0) or None,
        topic=get.get("topic", ""),
        validity=get.get("validity", ""),
        issue=number(request, "issue", 0) or None,
        sort=get.get("sort", ""),
    )


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The documents, with filters, and boxes to tick for what is done to many."""
    reader = reader_of(request)
    asked = asked_of(request)
    return page(
        request,
        "documents",
        _("文件"),
        {
            "found": staff.staff_documents(reader, asked, number(request, "p")),
            "choices": staff.choices(reader),
            "filters": asked,
            "narrowed": asked != staff.StaffAsked(),
        },
    )


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """The issues, the newest first."""
    reader = reader_of(request)
    series, state = request.GET.get("series", ""), request.GET.get("state", "")
    year = number(request, "year", 0) or None
    found = staff.staff_issues(reader, series=series, state=state, year=year, page=number(request, "p"))
    return page(
        request,
        "issues",
        _("公报"),
        {
            "found": found,
            "gazettes": staff.gazettes(reader),
            "states": staff.choices(reader).states,
            "series": series,
            "state": state,
            "year": year,
        },
    )

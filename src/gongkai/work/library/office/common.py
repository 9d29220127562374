"""What all staff pages of the library share: who is let in, reasons shown, the menu of the desks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.library.actions import Refused
from gongkai.work.library.reads import staff

Found = TypeVar("Found")
CONFLICT = 409


def reader_of(request: HttpRequest) -> Reader:
    """Who asks; those without a desk in an office are turned away."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if not staff.in_office(reader):
        raise PermissionDenied
    return reader


def found(answer: Found | None) -> Found:
    """The answer; 404 where there is none, or none for this reader."""
    if answer is None:
        raise Http404
    return answer


def number(request: HttpRequest, name: str, otherwise: int = 1) -> int:
    """A number of the address; ``otherwise`` where it is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def page(
    request: HttpRequest, template: str, title: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the library with the menu of its desks."""
    desks = staff.desks(reader_of(request))
    asked = [(name, value) for name, value in request.GET.items() if name != "p" and value]
    words = {"title": title, "desks": desks_menu(request, desks), "asked": urlencode(asked)}
    return render(request, f"library/office/{template}.html", {**words, **context}, status=status)


def desks_menu(request: HttpRequest, desks: staff.Desks) -> list[dict[str, Any]]:
    """The ways to the desks, with what waits at each and whether the reader stands there."""
    ways = (
        ("documents", _("文件"), "library_documents", desks.waiting),
        ("issues", _("公报"), "library_issues", 0),
        ("citations", _("未解引用"), "library_citations", desks.citations),
        ("proposals", _("效力建议"), "library_proposals", desks.proposals),
        ("problems", _("纠错"), "library_problems", desks.problems),
        ("series", _("台账"), "library_series", 0),
        ("topics", _("主题"), "library_topics", 0),
    )
    return [
        {
            "address": reverse(name),
            "name": words,
            "waits": waits,
            "here": request.path.startswith(reverse(name)),
        }
        for _part, words, name, waits in ways
    ]


def add_reasons(form: Form, refused: Refused) -> None:
    """Show every reason of a refusal above the form."""
    for reason in refused.reasons:
        form.add_error(None, str(reason))


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, an empty one too; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, if it is a page of this site; else ``otherwise``."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise


def most(values: Sequence[str], limit: int) -> tuple[str, ...]:
    """The first of ``values``, each once."""
    return tuple(dict.fromkeys(values))[:limit]

"""The staff pages of search: searching drafts too, editors' picks, what was asked, the state of the index."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.search import actions, reads
from gongkai.faces.search.engine import SearchIndexError
from gongkai.faces.search.pages import asked_of, results_context
from gongkai.rules.access import Reader, Refused

View = Callable[..., HttpResponse]


def for_the_office(view: View) -> View:
    """``view`` for those who work in an open-government office."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not _reader(request).in_office:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_the_office
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything, drafts and what is not accepted yet included."""
    reader, query = _reader(request), asked_of(request)
    try:
        answer = reads.search(reader, query)
    except SearchIndexError as fault:
        return render(request, "search/office/unavailable.html", {"fault": fault}, status=503)
    context = results_context(request, query, answer)
    context["saved"] = reads.saved(reader)
    context["address"] = request.GET.urlencode()
    return render(request, "search/office/results.html", context)


@for_the_office
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name."""
    try:
        actions.save_search(
            _reader(request), request.POST.get("name", ""), request.POST.get("address", ""), timezone.now()
        )
    except Refused as refused:
        _say(request, refused)
    else:
        messages.success(request, _("检索已保存。"))
    return HttpResponseRedirect(f"{reverse('search_office')}?{request.POST.get('address', '')}")


@for_the_office
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a search that was kept."""
    actions.forget_search(_reader(request), pk)
    return HttpResponseRedirect(reverse("search_office"))


@for_the_office
@require_safe
def picks(request: HttpRequest) -> HttpResponse:
    """The picks of the editors, with a form for another."""
    chosen = reads.picks(_reader(request))
    return render(request, "search/office/picks.html", {"picks": chosen, "typed": request.GET})


@for_the_office
@require_POST
def pick(request: HttpRequest) -> HttpResponse:
    """Put a document first for certain words."""
    words, key = request.POST.get("words", ""), request.POST.get("key", "").strip()
    order = request.POST.get("order", "1")
    try:
        actions.pick(
            _reader(request),
            words,
            key,
            request.POST.get("note", "")[:200],
            min(int(order), 99) if order.isascii() and order.isdigit() else 1,
            known=reads.is_public(key),
        )
    except Refused as refused:
        _say(request, refused)
    else:
        messages.success(request, _("推荐已设置。"))
    return HttpResponseRedirect(reverse("search_picks"))


@for_the_office
@require_POST
def unpick(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pick away."""
    if not any(one.pk == pk for one in reads.picks(_reader(request))):
        raise Http404
    try:
        actions.unpick(_reader(request), pk)
    except Refused as refused:
        _say(request, refused)
    return HttpResponseRedirect(reverse("search_picks"))


@for_the_office
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What is asked most, what finds nothing, and how the index stands."""
    reader = _reader(request)
    context = {
        "often": reads.asked_often(reader, without_answer=False),
        "nothing": reads.asked_often(reader, without_answer=True),
        "state": reads.index_state(),
    }
    return render(request, "search/office/asked.html", context)


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader


def _say(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, str(reason))

"""The pages of the desk: queue, upload, the desk itself, the source beside it; parse, call, render."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.units.reads import places
from gongkai.rules.access import OFFICE_ROLES, Reader, Refused
from gongkai.work.intake import reads
from gongkai.work.intake.actions.common import ROLES, why_not_work
from gongkai.work.intake.actions.readings import why_not_accept
from gongkai.work.intake.forms import FilterForm, UploadForm
from gongkai.work.intake.pictures import page_picture
from gongkai.work.intake.reads import desk_page, listing
from gongkai.work.intake.upload import take_upload

PDF = "application/pdf"
CHANGES_ON_A_PAGE = 100
STATES = ("open", "proposed", "accepted", "rejected", "superseded")


def reader_of(request: HttpRequest) -> Reader:
    """Who asks; those outside the office are turned away."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if not reader.in_office:
        raise PermissionDenied
    return reader


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The readings that wait, and those that were decided on."""
    reader = reader_of(request)
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    words, mine = request.GET.get("words", "").strip()[:100], request.GET.get("mine") == "1"
    found = reads.queue(reader, state=state, words=words, mine=mine)
    page = Paginator(found, listing.ON_A_PAGE).get_page(request.GET.get("p"))
    numbers = reads.counts(reader)
    return render(
        request,
        "intake/queue.html",
        {
            "page": page,
            "lines": listing.lines(list(page)),
            "state": state,
            "states": [(name, _state_name(name), numbers.get(name, 0)) for name in STATES],
            "words": words,
            "mine": mine,
            "query": _query(request),
            "may_upload": reader.may(*ROLES),
        },
    )


def _state_name(name: str) -> str:
    return {
        "open": _("待核对"),
        "proposed": _("待比较"),
        "accepted": _("已接受"),
        "rejected": _("已退回"),
        "superseded": _("已被替代"),
    }[name]


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Files from the clerk's machine; each is answered with what became of it."""
    reader = reader_of(request)
    if not reader.may(*ROLES):
        raise PermissionDenied
    mine = reader.places(*ROLES)
    choices = [(p.id, p.name) for p in places(reader) if mine is None or p.id in mine]
    form = UploadForm(choices, request.POST or None, request.FILES or None)
    taken = []
    if request.method == "POST" and form.is_valid():
        try:
            taken = [take_upload(reader, file, form.place()) for file in form.cleaned_data["originals"]]
        except Refused as refused:
            form.add_error(None, "；".join(map(str, refused.reasons)))
        except OSError as error:
            form.add_error(None, error.strerror or str(error))
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    context = {"form": form, "taken": taken, "limit": limit}
    return render(request, "intake/upload.html", context, status=400 if form.errors else 200)


@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """A reading: the source on the left, what was read on the right."""
    reader = reader_of(request)
    found = _desk(reader, pk)
    if found.reading.state == "proposed":
        return redirect("intake_compare", pk)
    form = FilterForm(request.GET)
    filters = desk_page.Filters(
        form.value("kind", ""),
        form.value("show", "todo"),
        form.value("order", "doubt"),
        form.value("document", None),
    )
    pages = Paginator(desk_page.items(found.reading, filters), desk_page.ON_A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    lines = desk_page.lines(
        reader, found.reading, list(page), timezone.localdate(), doubt_first=filters.order == "doubt"
    )
    span = _span(request) or (_first_span(lines) if lines else (0, 0, None))
    return render(
        request,
        "intake/desk.html",
        {
            "found": found,
            "reading": found.reading,
            "lines": lines,
            "page": page,
            "filters": filters,
            "form": form,
            "source": _source(found.reading, *span),
            "query": _query(request),
            "back": request.get_full_path(),
            "why_not_work": why_not_work(reader, found.reading),
            "why_not_accept": why_not_accept(reader, found.reading),
            "places": [p for p in places(reader) if reader.may(*ROLES, place=p.id)],
        },
    )


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The left side alone: for the script, which follows the field that is being looked at."""
    found = _desk(reader_of(request), pk)
    span = _span(request) or (0, 0, None)
    return render(
        request, "intake/source.html", {"reading": found.reading, "source": _source(found.reading, *span)}
    )


@require_safe
@cache_control(private=True, max_age=86400)
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the original as a picture."""
    found = _desk(reader_of(request), pk)
    page = page_picture(found.reading.original_id, number)
    if page is None:
        raise Http404
    return HttpResponse(page.path.read_bytes(), content_type="image/png")


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a reading by a newer reader gains, loses and changes."""
    found = reads.compare(reader_of(request), pk)
    if found is None:
        raise Http404
    page = Paginator(found.differences, CHANGES_ON_A_PAGE).get_page(request.GET.get("p"))
    numbers = {what: found.number(what) for what in ("gained", "lost", "changed")}
    context = {"found": found, "page": page, "changes": listing.change_lines(page), "numbers": numbers}
    return render(request, "intake/compare.html", context)


def _desk(reader: Reader, pk: int) -> reads.DeskPage:
    found = reads.desk(reader, pk) if reader.may(*OFFICE_ROLES) else None
    if found is None:
        raise Http404
    return found


def _source(reading: Any, start: int, end: int, page: int | None) -> dict[str, Any]:
    words = reads.source_around(reading.pk, start, end, page)
    drawn = None
    if page is not None and reading.original.media_type == PDF:
        drawn = page_picture(reading.original_id, page, words.marked)
    return {"words": words, "drawn": drawn, "page": page}


def _span(request: HttpRequest) -> tuple[int, int, int | None] | None:
    given = [request.GET.get(name, "") for name in ("start", "end", "page")]
    if not (given[0].isdecimal() and given[1].isdecimal()) or len(given[0]) > 9 or len(given[1]) > 9:
        return None
    return int(given[0]), int(given[1]), int(given[2]) if given[2].isdecimal() and len(given[2]) < 6 else None


def _first_span(lines: list[reads.ItemLine]) -> tuple[int, int, int | None]:
    return lines[0].start, lines[0].end, lines[0].page


def _query(request: HttpRequest) -> str:
    """The filters of the page that is shown, for links that keep them."""
    kept = request.GET.copy()
    for name in ("start", "end", "page", "p"):
        kept.pop(name, None)
    return kept.urlencode()

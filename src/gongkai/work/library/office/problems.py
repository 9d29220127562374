"""What readers reported as wrong: the list, one report, its answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.work.library import actions
from gongkai.work.library.office.bulk import SOME
from gongkai.work.library.office.common import CONFLICT, add_reasons, found, number, page, reader_of, sent
from gongkai.work.library.office.forms import SettleForm
from gongkai.work.library.reads import staff

STATES = ("open", "mended", "dismissed", "all")


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The reports, the open ones unless asked otherwise."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    words = request.GET.get("words", "").strip()[:100]
    wanted = "" if state == "all" else state
    shown = staff.problems(reader_of(request), wanted, words, number(request, "p"))
    names = (_("待处理"), _("已更正"), _("不成立"), _("全部"))
    states = list(zip(STATES, names, strict=True))
    return page(
        request, "problems", _("纠错"), {"found": shown, "state": state, "states": states, "words": words}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def problem(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with the words that it is about; what became of it."""
    reader = reader_of(request)
    shown = found(staff.problem(reader, pk))
    form = SettleForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_problem(reader, pk, form.cleaned_data["state"], form.cleaned_data["answer"])
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            messages.success(request, _("已记下处理结果。"))
            return redirect("library_problems")
    why_not = actions.why_not_settle(reader, shown.row, "mended", SOME)
    context = {"problem": shown, "form": form, "why_not": why_not}
    return page(request, "problem", _("纠错"), context, status=CONFLICT if form.errors else 200)

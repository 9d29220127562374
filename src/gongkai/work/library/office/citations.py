"""Citations without document, tied by hand; repeals that a text states, confirmed or set aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.work.library import actions
from gongkai.work.library.office.bulk import SOME
from gongkai.work.library.office.common import (
    CONFLICT,
    add_reasons,
    back_to,
    found,
    number,
    page,
    reader_of,
    sent,
)
from gongkai.work.library.office.forms import MendForm, WhyForm
from gongkai.work.library.office.words import LIKE
from gongkai.work.library.reads import staff


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The citations that found no document, those that stand in most documents first."""
    words = request.GET.get("words", "").strip()[:100]
    found_lines = staff.citation_desk(reader_of(request), words, number(request, "p"))
    return page(request, "citations", _("未解引用"), {"found": found_lines, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """One citation: the words around it, the documents it may mean, the one that a person chooses."""
    reader = reader_of(request)
    shown = found(staff.unresolved(reader, pk))
    back = back_to(request, "")
    form = MendForm(sent(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        key = "" if "untie" in request.POST else typed["key"].strip()
        try:
            if not key and "untie" not in request.POST:
                raise actions.Refused([_("请选择或填写所引文件")])
            count = actions.mend_citation(reader, pk, key, typed["why"])
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            words = ngettext("已确认 {n} 处引用。", "已确认 {n} 处引用。", count)
            messages.success(request, words.format(n=count) if key else _("已解除引用。"))
            return redirect(back or "library_citations")
    words = request.GET.get("words", "").strip()[:100]
    offered = staff.candidates(reader, shown.row, words)
    return page(
        request,
        "citation",
        _("确认引用"),
        {
            "citation": shown,
            "candidates": [(one, LIKE[one.why]) for one in offered],
            "words": words,
            "form": form,
            "back": back,
            "why_not": actions.why_not_mend(reader, shown.row, ""),
        },
        status=CONFLICT if form.errors else 200,
    )


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The repeals that wait for a decision."""
    shown = staff.proposals(reader_of(request), number(request, "p"))
    return page(request, "proposals", _("效力建议"), {"found": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One repeal: confirmed, it ends the document that it names; set aside, with a reason."""
    reader = reader_of(request)
    row = found(staff.proposal_row(reader, pk))
    shown = found(staff.unresolved(reader, pk))
    target = found(shown.line.target)
    confirming = "confirm" in request.POST
    form = WhyForm(sent(request))
    form.fields["why"].required = not confirming
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            if confirming:
                actions.set_validity(reader, target.key, "repealed", by=shown.source.key, why=why)
            else:
                actions.dismiss_proposal(reader, pk, why)
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            words = _("已确认废止。") if confirming else _("已记下不采纳的理由。")
            messages.success(request, words)
            return redirect(back_to(request, "") or "library_proposals")
    target_row = found(staff.staff_document(reader, target.key))
    context = {
        "citation": shown,
        "target": target_row,
        "form": form,
        "back": back_to(request, ""),
        "why_not": actions.why_not_set_validity(reader, target_row.row, "repealed", shown.source.key, ""),
        "why_not_dismiss": actions.why_not_dismiss(reader, row, SOME),
    }
    status = CONFLICT if form.errors else 200
    return page(request, "proposal", _("效力建议"), context, status=status)

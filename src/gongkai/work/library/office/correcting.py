"""Corrections: clauses and head of a document, as a new version; a waiting version thrown away."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.work.library import actions
from gongkai.work.library.office.bulk import SOME
from gongkai.work.library.office.common import CONFLICT, add_reasons, found, most, page, reader_of, sent
from gongkai.work.library.office.forms import FactsForm, WhyForm
from gongkai.work.library.reads import staff

MOST_CLAUSES = 40


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """The head and the chosen clauses to be put right; other clauses are found by their words."""
    reader = reader_of(request)
    shown = found(staff.staff_document(reader, key))
    typed = sent(request)
    eids = most((typed or request.GET).getlist("eid"), MOST_CLAUSES)
    chosen = staff.clauses(reader, shown.row, eids=eids) if eids else ()
    facts = FactsForm(shown.newest.facts if shown.newest is not None else {}, typed)
    why = WhyForm(typed)
    if typed is not None and facts.is_valid() and why.is_valid():
        try:
            version = actions.correct(
                reader,
                key,
                clauses=_changed(request, chosen),
                facts=facts.changes(),
                why=why.cleaned_data["why"],
                seen=_seen(request),
            )
        except actions.Refused as refused:
            add_reasons(why, refused)
        else:
            messages.success(request, _("已保存为第 {number} 版，待他人发布。").format(number=version))
            return redirect("library_document", key)
    words = request.GET.get("words", "").strip()[:100]
    return page(
        request,
        "correct",
        _("更正"),
        {
            "document": shown,
            "facts": facts,
            "why": why,
            "chosen": [(line, request.POST.get(f"clause-{line.eid}", line.text)) for line in chosen],
            "words": words,
            "others": staff.clauses(reader, shown.row, words=words) if words or not chosen else (),
            "why_not": actions.why_not_correct(reader, shown.row, {}, {"title": SOME}, SOME),
            "seen": _seen(request) or (shown.newest.number if shown.newest is not None else 0),
        },
        status=CONFLICT if typed is not None else 200,
    )


def _seen(request: HttpRequest) -> int | None:
    """The number of the version that the person had before him when he began."""
    value = request.POST.get("seen", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


def _changed(request: HttpRequest, chosen: Sequence[staff.ClauseLine]) -> dict[str, str]:
    """The clauses whose words differ from what stands; a browser sends line ends of two characters."""
    typed = {line.eid: request.POST.get(f"clause-{line.eid}", line.text) for line in chosen}
    plain = {eid: words.replace("\r\n", "\n") for eid, words in typed.items()}
    return {line.eid: plain[line.eid] for line in chosen if plain[line.eid] != line.text}


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the version away that nobody has published."""
    reader = reader_of(request)
    shown = found(staff.staff_document(reader, key))
    form = WhyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.discard(reader, key, form.cleaned_data["why"])
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            messages.success(request, _("待发布版本已删除。"))
            return redirect("library_document", key)
    words = _("删除尚未发布的第 {number} 版；此前的版本重新有效。删除记入留痕，不能恢复。")
    return page(
        request,
        "reason",
        _("删除待发布版本"),
        {
            "form": form,
            "explains": words.format(number=shown.waiting.number if shown.waiting is not None else "—"),
            "subject": shown.title,
            "why_not": actions.why_not_discard(reader, shown.row, SOME),
            "back": reverse("library_document", args=[key]),
            "button": _("确认删除"),
            "serious": True,
        },
        status=CONFLICT if form.errors else 200,
    )

"""Issues for staff: one issue, the whole of it published, a reading admitted; gazettes and their ledgers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.rules.access import Reader
from gongkai.work.library import actions, reads
from gongkai.work.library.office.bulk import SOME
from gongkai.work.library.office.common import CONFLICT, add_reasons, found, page, reader_of, sent
from gongkai.work.library.office.forms import PublishForm
from gongkai.work.library.office.words import in_words
from gongkai.work.library.reads import staff


def _name(line: staff.StaffIssueLine) -> str:
    return _("{title} {year} 年第 {number} 期").format(title=line.series, year=line.year, number=line.number)


@require_safe
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The contents as printed against the documents, and what stands against publishing the whole."""
    reader = reader_of(request)
    shown = found(staff.staff_issue(reader, pk))
    line = shown.line
    return page(
        request,
        "issue",
        _name(line),
        {
            "issue": shown,
            "why_not": actions.why_not_publish_issue(reader, shown.row, SOME),
            "acts": in_words(shown.history),
            "public_address": f"/gazette/{line.series_slug}/{line.year}/{line.number}/",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the issue with all documents that wait in it, or tell what stands against it."""
    reader = reader_of(request)
    shown = found(staff.staff_issue(reader, pk))
    lasting = actions.why_not_publish_issue(reader, shown.row, SOME)
    needs = [] if lasting else actions.why_not_publish_issue(reader, shown.row)
    form = PublishForm(sent(request), forced=bool(needs))
    waiting = tuple(line for line in shown.documents if line.waiting and line.state != "withdrawn")
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if set(request.POST.getlist("seen")) != {f"{line.key}:{line.waiting}" for line in waiting}:
            form.add_error(None, _("这一期的文件在您打开此页后有了变动，请看过新的内容再办理"))
        else:
            try:
                done = actions.publish_issue(
                    reader, pk, why=typed["why"], forced_why=typed.get("forced_why", "")
                )
            except actions.Refused as refused:
                add_reasons(form, refused)
            else:
                messages.success(request, _("已发布整期，含 {n} 份文件。").format(n=len(done)))
                return redirect("library_issue", pk)
    context = {"issue": shown, "waiting": waiting, "form": form, "why_not": lasting, "needs": needs}
    status = CONFLICT if form.errors else 200
    return page(request, "publish_issue", _("发布整期：") + _name(shown.line), context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: HttpRequest, reading: int) -> HttpResponse:
    """An accepted reading taken into the library; what it would bring is shown before."""
    reader = reader_of(request)
    shown = found(staff.admission(reader, reading))
    reasons = actions.why_not_admit(reader, reading)
    if request.method == "POST" and not reasons:
        try:
            done = actions.admit(reader, reading)
        except actions.Refused as refused:
            reasons = [str(reason) for reason in refused.reasons]
        else:
            return _admitted(request, reader, done)
    status = CONFLICT if request.method == "POST" else 200
    return page(request, "admit", _("入库"), {"reading": shown, "why_not": reasons}, status=status)


def _admitted(request: HttpRequest, reader: Reader, done: actions.Admitted) -> HttpResponse:
    words = _("入库完成：新增 {created} 份，新版本 {updated} 份，已有 {same} 份。")
    counts = {"created": len(done.created), "updated": len(done.updated), "same": len(done.same)}
    messages.success(request, words.format(**counts))
    if done.issue is not None and staff.staff_issue(reader, done.issue) is not None:
        return redirect("library_issue", done.issue)
    if len(done.keys) == 1:
        return redirect("library_document", done.keys[0])
    return redirect(reverse("library_documents") + "?state=waiting")


@require_safe
def series(request: HttpRequest) -> HttpResponse:
    """The gazettes, each with the way to its ledger."""
    reader = reader_of(request)
    return page(request, "series", _("台账"), {"gazettes": staff.gazettes(reader)})


@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """How complete a gazette is: gaps, duplicates, running numbers that go back."""
    reader = reader_of(request)
    line = found(next((one for one in staff.gazettes(reader) if one.slug == slug), None))
    shown = found(reads.ledger(reader, slug, timezone.localdate()))
    return page(request, "ledger", line.title, {"ledger": shown, "gazette": line})

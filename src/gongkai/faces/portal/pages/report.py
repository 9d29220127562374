"""A reader says what is wrong with a page (纠错)."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.accounts.limits import client_address, within_limit
from gongkai.base.ui.caching import visitor
from gongkai.rules.access import PUBLIC, Refused
from gongkai.work.library import reads
from gongkai.work.library.actions import report_problem

LIMIT, SECONDS = 5, 3600


class ReportForm(forms.Form):
    """What is wrong, where, and how to reach the reader who says so."""

    eid = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    message = forms.CharField(
        label=gettext_lazy("哪里有问题"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "例如：与原件不一致的字、错误的日期、打不开的下载。请勿填写身份证号等个人信息。"
        ),
    )
    contact = forms.CharField(
        label=gettext_lazy("联系方式（可不填）"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("只供工作人员回复您，不公开。"),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    # people do not see this field; who fills it in is a machine
    website = forms.CharField(
        required=False,
        label=gettext_lazy("请勿填写"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The form, and the report taken from it; too many from one address are put off (429)."""
    found = reads.lines(PUBLIC, [key]).get(key)
    if found is None:
        raise Http404(key)
    form = ReportForm(
        request.POST if request.method == "POST" else None, initial={"eid": request.GET.get("at", "")}
    )
    status = 200
    if request.method == "POST":
        if not form.is_valid():
            status = 400
        elif form.cleaned_data["website"]:
            return redirect("portal:thanks", key)
        elif not within_limit("report", client_address(request), LIMIT, SECONDS):
            form.add_error(None, _("一小时内提交的次数太多，请稍后再试。"))
            status = 429
        elif _taken(request, form, key):
            return redirect("portal:thanks", key)
        else:
            status = 400
    crumbs = [(f"/d/{key}/", found.number or found.title), ("", _("报告问题"))]
    context = {"form": form, "line": found, "crumbs": crumbs}
    return render(request, "portal/report.html", context, status=status)


def _taken(request: HttpRequest, form: ReportForm, key: str) -> bool:
    said = form.cleaned_data
    try:
        report_problem(visitor(request), key, said["message"], eid=said["eid"], contact=said["contact"])
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason))
        return False
    return True


@never_cache
@require_safe
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """What becomes of a report."""
    found = reads.lines(PUBLIC, [key]).get(key)
    if found is None:
        raise Http404(key)
    return render(request, "portal/thanks.html", {"line": found})

"""The register in the office: list, unit, changes with their day and preview, CSV in and out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.trail import reads as trail
from gongkai.base.units import actions, forms, reads
from gongkai.base.units.table import decode
from gongkai.rules.access import Reader, Refused

View = Callable[..., HttpResponse]


def in_office(view: View) -> View:
    """``view`` for those alone who work in an office; the reader is handed on as its second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reader: Reader = request.reader  # type: ignore[attr-defined]
        if not reader.in_office:
            raise PermissionDenied
        return view(request, reader, *args, **kwargs)

    return guarded


@require_safe
@in_office
def index(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The list, narrowed and paged."""
    form = forms.FilterForm(reader, request.GET)
    filters = reads.Filters(**form.cleaned_data) if form.is_valid() else reads.Filters()
    number = request.GET.get("p", "1")
    page = reads.listing(reader, filters, int(number) if number.isdecimal() else 1)
    query = request.GET.copy()
    query.pop("p", None)
    context = {"form": form, "page": page, "query": query.urlencode()}
    return render(request, "units/list.html", context)


def _unit(reader: Reader, code: str) -> reads.UnitPage:
    try:
        return reads.unit_page(reader, code)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@require_safe
@in_office
def detail(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """A unit: names over time, what came before and after, members, what was done to it."""
    page = _unit(reader, code)
    group = page.body.kind == "group"
    today = timezone.localdate()
    context = {
        "page": page,
        "group": group,
        "members": reads.expand(reader, page.body.id, today) if group else (),
        "possible": reads.possible_members(reader, page.body.id, today) if group else (),
        "may": actions.may_edit(reader, page.body.place_id),
        "history": trail.history(reader, "units.body", code),
        "acts": [(name, act.title) for name, act in ACTS.items() if act.for_groups in (None, group)],
    }
    return render(request, "units/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def create(request: HttpRequest, reader: Reader) -> HttpResponse:
    """A new unit."""
    form = forms.NewBodyForm(reader, None, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.create(
                reader, typed["place"], typed["code"], typed["name"], form.data_of_body(), typed["why"]
            )
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            messages.success(request, _("已新建单位。"))
            return redirect("units_unit", typed["code"])
    return render(request, "units/form.html", {"form": form, "title": _("新建单位")})


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done to a unit: its title, form, doer; whether to groups (None: to all)."""

    title: Any
    form: type[forms.UnitForm]
    do: Callable[[Reader, str, Any], object]
    for_groups: bool | None = False


def _edit(reader: Reader, code: str, form: forms.BodyForm) -> None:
    actions.edit(reader, code, form.data_of_body(), form.cleaned_data["why"])


def _merge(reader: Reader, code: str, form: forms.MergeForm) -> None:
    typed = dict(form.cleaned_data)
    actions.merge(reader, [code], typed.pop("into"), **typed)


ACTS: dict[str, Act] = {
    "edit": Act(gettext_lazy("修改资料"), forms.BodyForm, _edit, None),
    "rename": Act(
        gettext_lazy("更名"),
        forms.RenameForm,
        lambda reader, code, form: actions.rename(reader, code, **form.cleaned_data),
        None,
    ),
    "merge": Act(gettext_lazy("并入其他单位"), forms.MergeForm, _merge),
    "split": Act(
        gettext_lazy("拆分"),
        forms.SplitForm,
        lambda reader, code, form: actions.split(reader, code, **form.cleaned_data),
    ),
    "end": Act(
        gettext_lazy("终止"),
        forms.EndForm,
        lambda reader, code, form: actions.end(reader, code, **form.cleaned_data),
        None,
    ),
    "alias": Act(
        gettext_lazy("添加别名"),
        forms.AliasForm,
        lambda reader, code, form: actions.add_alias(reader, code, **form.cleaned_data),
        None,
    ),
    "member": Act(
        gettext_lazy("添加成员"),
        forms.MemberForm,
        lambda reader, code, form: actions.add_member(reader, code, **form.cleaned_data),
        True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def act(request: HttpRequest, reader: Reader, code: str, name: str) -> HttpResponse:
    """One of the things that are done to a unit; a merger shows first what it changes."""
    page, what = _unit(reader, code), ACTS.get(name)
    if what is None:
        raise Http404
    data = request.POST or None
    known = {field: getattr(page, field, getattr(page.body, field, "")) for field in what.form.base_fields}
    initial = known if name == "edit" else {}
    form = what.form(reader, page.body.place_id, timezone.localdate(), data, initial=initial)
    context = {"form": form, "title": what.title, "page": page}
    if request.method == "POST" and form.is_valid():
        if name == "merge" and "confirmed" not in request.POST:
            typed = form.cleaned_data
            context["preview"] = actions.preview_merge(reader, [code], typed["into"], typed["on"])
            return render(request, "units/form.html", context)
        try:
            what.do(reader, code, form)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            messages.success(request, _("已办理：%(title)s。") % {"title": what.title})
            return redirect("units_unit", code)
    return render(request, "units/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def drop_alias(request: HttpRequest, reader: Reader, code: str, alias: int) -> HttpResponse:
    """An alias taken away."""
    page = _unit(reader, code)
    form = forms.WhyForm(reader, None, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_alias(reader, code, alias, form.cleaned_data["why"])
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            messages.success(request, _("已删除别名。"))
            return redirect("units_unit", code)
    return render(request, "units/form.html", {"form": form, "title": _("删除别名"), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def take_in(request: HttpRequest, reader: Reader) -> HttpResponse:
    """A CSV file: first what it would change, then, confirmed, the change."""
    if request.method == "POST" and "text" in request.POST:
        return _confirmed(request, reader, request.POST["text"], request.POST.get("why", ""))
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = decode(form.cleaned_data["file"].read())
        except UnicodeDecodeError:
            form.add_error("file", _("不是 UTF-8 或 GB 18030 编码的文本。"))
        else:
            context = {
                "preview": actions.import_csv(reader, text, dry_run=True),
                "text": text,
                "why": form.cleaned_data["why"],
            }
            return render(request, "units/import.html", context)
    return render(request, "units/import.html", {"form": form})


def _confirmed(request: HttpRequest, reader: Reader, text: str, why: str) -> HttpResponse:
    preview = actions.import_csv(reader, text, dry_run=False, why=why)
    if not preview.good:
        return render(request, "units/import.html", {"preview": preview, "text": text, "why": why})
    numbers = {"created": len(preview.created), "changed": len(preview.changed)}
    messages.success(request, _("新增 %(created)d 项，改动 %(changed)d 项。") % numbers)
    return redirect("units_list")


@require_safe
@in_office
def export(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The register as CSV."""
    response = HttpResponse(reads.export_csv(reader), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="units.csv"'
    return response


def _add_reasons(form: Any, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, str(reason))

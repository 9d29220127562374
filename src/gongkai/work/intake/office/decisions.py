"""What the pages of the desk send: one decision each, then back to where the person was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gongkai.rules.access import Reader, Refused
from gongkai.work.intake import actions, reads
from gongkai.work.intake.actions.common import why_not_work
from gongkai.work.intake.entry import BadEntry, parsed, typed
from gongkai.work.intake.forms import BatchForm, FactForm, ItemForm, MergeForm, NoteForm, ReadingForm
from gongkai.work.intake.office.pages import reader_of
from gongkai.work.intake.reading_again import read_again

Do = Callable[[], Any]


@require_POST
def fact(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A field accepted or corrected."""
    reader = reader_of(request)
    kind = _kind(reader, pk, item)
    form = FactForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    given = form.cleaned_data
    if given["verb"] == "accept":
        return _done(
            request,
            pk,
            lambda: actions.accept_fact(reader, item, given["name"], given["version"]),
            item=item,
            kind=kind,
        )
    try:
        value = parsed(kind, given["name"], given["value"])
    except (BadEntry, KeyError) as bad:
        return _refused(request, pk, [str(bad)], given["value"])
    return _done(
        request,
        pk,
        lambda: actions.correct_fact(reader, item, given["name"], value, given["version"], given["why"]),
        item=item,
        kind=kind,
        name=given["name"],
    )


@require_POST
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """An item accepted, left out, restored or split."""
    reader = reader_of(request)
    _kind(reader, pk, item)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    given = form.cleaned_data
    version, why = given["version"], given["why"]
    verbs: dict[str, Do] = {
        "accept": lambda: actions.accept_item(reader, item, version),
        "reject": lambda: actions.reject_item(reader, item, version, why),
        "restore": lambda: actions.restore_item(reader, item, version),
        "split": lambda: actions.split_task(reader, item, _parts(given["parts"]), version, why),
    }
    return _done(request, pk, verbs[given["verb"]], item=item)


def _parts(words: str) -> list[str]:
    """The texts that blank lines keep apart."""
    return [part for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()]


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Several tasks made one."""
    reader = reader_of(request)
    _reading(reader, pk)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    pairs = form.pairs()
    for chosen, _version in pairs:
        _kind(reader, pk, chosen)
    return _done(request, pk, lambda: actions.merge_tasks(reader, pairs, form.cleaned_data["why"]))


@require_POST
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is sure enough accepted at once."""
    reader = reader_of(request)
    _reading(reader, pk)
    form = BatchForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    given = form.cleaned_data

    def accept() -> str:
        number = actions.accept_above(reader, pk, given["confidence"], given["kind"])
        words = ngettext("已接受 {number} 个字段。", "已接受 {number} 个字段。", number)
        return words.format(number=number)

    return _done(request, pk, accept)


@require_POST
def note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """A finding settled."""
    reader = reader_of(request)
    found = _reading(reader, pk)
    if note not in {line.id for line in found.notes}:
        raise Http404
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    given = form.cleaned_data
    return _done(
        request, pk, lambda: actions.settle_note(reader, note, given["state"], given["version"], given["why"])
    )


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole reading accepted, sent back, claimed, given back, assigned, read again or replaced."""
    reader = reader_of(request)
    found = _reading(reader, pk)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _wrong(request, pk, form)
    given = form.cleaned_data
    if given["verb"] == "undo":
        return _undo(request, reader, pk)
    why, place = given["why"], given["jurisdiction"] or 0
    verbs: dict[str, Do] = {
        "accept": lambda: actions.accept_reading(reader, pk),
        "reject": lambda: actions.reject_reading(reader, pk, why),
        "claim": lambda: actions.claim(reader, pk),
        "release": lambda: actions.release(reader, pk),
        "assign": lambda: actions.assign(reader, pk, place),
        "reread": lambda: read_again(reader, found.reading),
        "replace": lambda: actions.replace(reader, pk, why),
        "discard": lambda: actions.discard(reader, pk, why),
    }
    return _done(request, pk, verbs[given["verb"]])


def _undo(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The person's last decision taken back, and the page at the place where it was."""
    try:
        undone = actions.undo_last(reader, pk)
    except Refused as refused:
        return _refused(request, pk, [str(reason) for reason in refused.reasons])
    messages.success(request, _("已撤销：{what}").format(what=undone.what))
    place = f"f{undone.item}-{undone.field}" if undone.field else f"i{undone.item}"
    return redirect(f"{_back(request, pk).partition('#')[0]}#{place}")


def _done(
    request: HttpRequest, pk: int, do: Do, *, item: int | None = None, kind: str = "", name: str = ""
) -> HttpResponse:
    """Back to the desk after the decision; a page that says why where it was not taken.

    The script of the desk asks for the item alone as it is now, and how far the reading is.
    """
    try:
        said = do()
    except actions.Conflict as conflict:
        return _conflict(request, pk, conflict, kind, name)
    except Refused as refused:
        return _refused(request, pk, [str(reason) for reason in refused.reasons])
    if item is not None and request.headers.get("X-Requested-With") == "fetch":
        return _piece(request, pk, item)
    messages.success(request, said if isinstance(said, str) else _("已保存。"))
    return redirect(_back(request, pk))


def _piece(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The item alone, and how far the reading is."""
    reader = reader_of(request)
    found = _reading(reader, pk)
    line = reads.item_line(reader, item, timezone.localdate())
    back = _back(request, pk).partition("#")[0]
    kept = QueryDict(urlsplit(back).query, mutable=True)
    for passing in ("start", "end", "page"):
        kept.pop(passing, None)
    number = kept.pop("p", ["1"])[-1]
    context = {
        "found": found,
        "reading": found.reading,
        "line": line,
        "back": back,
        "query": kept.urlencode(),
        "page": {"number": number},
        "why_not_work": why_not_work(reader, found.reading),
    }
    return render(request, "intake/piece.html", context)


def _back(request: HttpRequest, pk: int) -> str:
    """Where the person was on this site; nowhere else."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return reverse("intake_desk", args=[pk])


def _conflict(
    request: HttpRequest, pk: int, conflict: actions.Conflict, kind: str, name: str
) -> HttpResponse:
    clash = conflict.clash
    values = [clash.theirs, clash.mine]
    theirs, mine = (typed(kind, name, value) if name else str(value) for value in values)
    context = {
        "clash": clash,
        "theirs": theirs,
        "mine": mine,
        "pk": pk,
        "back": _back(request, pk),
        "sent": [
            (key, value)
            for key in request.POST
            if key not in ("csrfmiddlewaretoken", "version", "items")
            for value in request.POST.getlist(key)
        ],
        "again": "items" not in request.POST,
    }
    return render(request, "intake/conflict.html", context, status=409)


def _refused(request: HttpRequest, pk: int, reasons: list[str], typed_words: str = "") -> HttpResponse:
    context = {"reasons": reasons, "pk": pk, "back": _back(request, pk), "typed": typed_words}
    return render(request, "intake/refused.html", context, status=400)


def _wrong(request: HttpRequest, pk: int, form: Form) -> HttpResponse:
    reasons = [str(error) for errors in form.errors.values() for error in errors]
    return _refused(request, pk, reasons)


def _reading(reader: Reader, pk: int) -> reads.DeskPage:
    found = reads.desk(reader, pk)
    if found is None:
        raise Http404
    return found


def _kind(reader: Reader, pk: int, item: int) -> str:
    found = reads.item_kind(reader, pk, item)
    if found is None:
        raise Http404
    return found

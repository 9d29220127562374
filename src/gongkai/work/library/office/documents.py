"""A document for staff: where it stands, its versions compared, whether it is in force."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.rules.access import Reader
from gongkai.work.library import actions
from gongkai.work.library.office.bulk import SOME
from gongkai.work.library.office.common import CONFLICT, add_reasons, found, number, page, reader_of, sent
from gongkai.work.library.office.forms import ValidityForm
from gongkai.work.library.office.words import FACTS, in_words
from gongkai.work.library.reads import staff

ALIKE_AROUND = 1


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """The document with all that hangs on it, and what may be done to it now, or why not."""
    reader = reader_of(request)
    shown = found(staff.staff_document(reader, key))
    return page(
        request,
        "document",
        shown.title or shown.key,
        {
            "document": shown,
            "why_not": _why_not(reader, shown),
            "public_address": f"/d/{shown.key}/",
            "acts": in_words(shown.history),
        },
    )


def _why_not(reader: Reader, shown: staff.StaffDocument) -> dict[str, list[str]]:
    """What stands against each act, but for a reason that is typed only later."""
    row = shown.row
    plain = actions.why_not_publish(reader, row)
    lasting = actions.why_not_publish(reader, row, SOME)
    return {
        "publish": lasting,
        "publish_alone": [] if lasting else plain,
        "withdraw": actions.why_not_withdraw(reader, row, SOME),
        "restore": actions.why_not_restore(reader, row, SOME),
        "correct": actions.why_not_correct(reader, row, {}, {"title": SOME}, SOME),
        "discard": actions.why_not_discard(reader, row, SOME),
        "validity": actions.why_not_set_validity(reader, row, row.validity, "", SOME),
        "topics": actions.why_not_assign(reader, [row]),
    }


@require_safe
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """Two versions side by side; unless asked otherwise the newest and the one before it."""
    reader = reader_of(request)
    shown = found(staff.staff_document(reader, key))
    numbers = [version.number for version in shown.versions]
    newest = numbers[0] if numbers else 0
    new = number(request, "new", newest)
    old = number(request, "old", next((n for n in numbers if n < new), new))
    compared = found(staff.compare(reader, key, old, new))
    whole = request.GET.get("whole") == "1"
    return page(
        request,
        "compare",
        _("版本对照"),
        {
            "document": shown,
            "compared": compared,
            "blocks": _blocks(compared.lines, whole=whole),
            "facts": [(FACTS.get(change.name, change.name), change) for change in compared.facts],
            "whole": whole,
            "old": old,
            "new": new,
        },
    )


def _blocks(lines: tuple[staff.Compared, ...], *, whole: bool) -> list[tuple[int, list[staff.Compared]]]:
    """Runs of lines to show, each with the number of equal clauses left out before it."""
    near = {
        at + step
        for at, line in enumerate(lines)
        if line.kind != "same"
        for step in range(-ALIKE_AROUND, ALIKE_AROUND + 1)
    }
    blocks: list[tuple[int, list[staff.Compared]]] = []
    left_out = 0
    for at, line in enumerate(lines):
        if not whole and at not in near:
            left_out += 1
            continue
        if left_out or not blocks:
            blocks.append((left_out, []))
            left_out = 0
        blocks[-1][1].append(line)
    if left_out and blocks:
        blocks.append((left_out, []))
    return blocks


@require_http_methods(["GET", "HEAD", "POST"])
def validity(request: HttpRequest, key: str) -> HttpResponse:
    """Whether the document is in force, and by which act that changed."""
    reader = reader_of(request)
    shown = found(staff.staff_document(reader, key))
    states = [(choice.value, choice.name) for choice in staff.choices(reader).validities]
    by = shown.validity_by
    standing = {"state": shown.validity, "by": request.GET.get("by") or (by.key if by is not None else "")}
    form = ValidityForm(states, sent(request), initial=standing)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.set_validity(reader, key, typed["state"], by=typed["by"].strip(), why=typed["why"])
        except actions.Refused as refused:
            add_reasons(form, refused)
        else:
            messages.success(request, _("效力已变更。"))
            return redirect("library_document", key)
    return page(
        request,
        "validity",
        _("变更效力"),
        {
            "document": shown,
            "form": form,
            "why_not": actions.why_not_set_validity(reader, shown.row, shown.validity, "", SOME),
            "back": reverse("library_document", args=[key]),
        },
        status=CONFLICT if form.errors else 200,
    )

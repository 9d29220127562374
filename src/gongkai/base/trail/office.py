"""The log in the office: who did what when, and whether the chain holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base.trail import reads
from gongkai.base.trail.forms import FilterForm
from gongkai.base.trail.words import fault_words
from gongkai.rules.access import Reader

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")


def _reader(request: HttpRequest) -> Reader:
    """The reader, who must be entitled to the whole log: an administrator or a head of all places."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    if not reads.may_read(reader):
        raise PermissionDenied
    return reader


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The log, narrowed and paged; with POST the chain is verified."""
    reader = _reader(request)
    form = FilterForm(reader, request.GET)
    number = request.GET.get("p", "1")
    page = reads.listing(reader, form.filters(), int(number) if number.isdecimal() else 1)
    query = request.GET.copy()
    query.pop("p", None)
    count, last = reads.state()
    context = {"form": form, "page": page, "query": query.urlencode(), "count": count, "last": last}
    if request.method == "POST":
        verdict = reads.verify()
        context["verdict"] = verdict
        context["fault"] = fault_words(verdict.first_break.fault) if verdict.first_break else ""
    return render(request, "trail/log.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The log, narrowed, as CSV."""
    reader = _reader(request)
    lines = _lines(reader, FilterForm(reader, request.GET).filters())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="trail.csv"'
    return response


def _lines(reader: Reader, filters: reads.Filters) -> Iterator[str]:
    head = [_("序号"), _("时间"), _("操作人"), _("操作"), _("对象类别"), _("对象编号"), _("对象名称")]
    yield "\ufeff" + _line([*head, _("理由"), _("改动"), _("哈希")])
    for line in reads.entries(reader, filters):
        changes = {change.field: [change.before, change.after] for change in line.changes}
        yield _line(
            [
                str(line.sequence),
                line.at.isoformat(),
                line.actor_name,
                line.action,
                line.subject_kind,
                line.subject_id,
                line.subject_name,
                line.why,
                json.dumps(changes, ensure_ascii=False),
                line.hash,
            ]
        )


def _line(cells: list[str]) -> str:
    target = io.StringIO(newline="")
    # an apostrophe in front of what a spreadsheet would run as a formula
    safe = [f"'{cell}" if cell.lstrip()[:1] in _FORMULA and cell else cell for cell in cells]
    csv.writer(target, lineterminator="\r\n").writerow(safe)
    return target.getvalue()

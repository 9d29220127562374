"""Tasks and indicators across all documents, and the units that must do them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.base.ui.caching import visitor
from gongkai.base.units import reads as register
from gongkai.faces.portal.pages.common import Context, day, show, words
from gongkai.faces.portal.paging import number_of, steps
from gongkai.faces.portal.words import baseline, indicator_table
from gongkai.work.library import reads
from gongkai.work.library.reads import stamps

ROLES = ("lead", "responsible")


def _asked(request: HttpRequest) -> reads.DutiesAsked:
    role = request.GET.get("role", "")
    return reads.DutiesAsked(
        unit=words(request, "unit"),
        role=role if role in ROLES else "",
        document=words(request, "document"),
        words=words(request),
        since=day(request, "since"),
        until=day(request, "until"),
    )


@require_safe
def tasks(request: HttpRequest) -> HttpResponseBase:
    """Tasks of all documents, narrowed by words, unit, part played and days."""
    reader = visitor(request)

    def context() -> Context:
        asked = _asked(request)
        found = reads.tasks(reader, asked, page=number_of(request))
        return {
            "asked": asked,
            "found": found,
            "unit": reads.unit(reader, asked.unit, size=1) if asked.unit else None,
            "pages": steps(request, found.page, found.pages),
            "crumbs": [("", _("任务"))],
        }

    return show(request, "portal/tasks.html", context, stamp=stamps.public())


@require_safe
def indicators(request: HttpRequest) -> HttpResponseBase:
    """Indicators of all documents, narrowed by words."""
    reader = visitor(request)

    def context() -> Context:
        asked = _asked(request)
        found = reads.indicators(reader, asked, page=number_of(request))
        return {
            "asked": asked,
            "found": found,
            "rows": [
                (line, baseline(line.indicator.baseline), indicator_table((line.indicator,)).rows[0].goals)
                for line in found.lines
            ],
            "pages": steps(request, found.page, found.pages),
            "crumbs": [("", _("指标"))],
        }

    return show(request, "portal/indicators.html", context, stamp=stamps.public())


@require_safe
def units(request: HttpRequest) -> HttpResponseBase:
    """The units of the register, by place and name."""
    reader = visitor(request)

    def context() -> Context:
        filters = register.Filters(words=words(request), on=timezone.localdate())
        found = register.listing(reader, filters, number_of(request))
        return {
            "asked": filters,
            "found": found,
            "pages": steps(request, found.number, found.pages),
            "crumbs": [("", _("单位"))],
        }

    return show(request, "portal/units.html", context, stamp=(stamps.public(), timezone.localdate()))


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponseBase:
    """A unit: its names, what it issued, what it leads and where it helps."""
    reader = visitor(request)

    def context() -> Context:
        found = reads.unit(reader, code)
        known = register.unit_page(reader, code) if found is not None else None
        if found is None or known is None:
            raise Http404(code)
        return {
            "unit": found,
            "known": known,
            "crumbs": [("/units/", _("单位")), ("", found.unit.name)],
        }

    return show(request, "portal/unit.html", context, stamp=stamps.public())

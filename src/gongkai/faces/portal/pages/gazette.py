"""The gazettes: series, years, issues, and the pages as printed."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.base.ui.caching import visitor
from gongkai.faces.portal.pages.common import Context, issue_address, show, whole
from gongkai.faces.portal.words import issue_name
from gongkai.work.library import reads
from gongkai.work.library.reads import printed, stamps


@require_safe
def all_series(request: HttpRequest) -> HttpResponseBase:
    """The gazettes of this site; where there is but one, its archive."""
    reader = visitor(request)
    found = reads.series(reader)
    if len(found) == 1:
        response = redirect("portal:archive", found[0].slug)
        response["Cache-Control"] = "no-cache"
        return response

    def context() -> Context:
        return {"series": found, "crumbs": [("", _("政府公报"))]}

    return show(request, "portal/series.html", context, stamp=stamps.public())


@require_safe
def archive(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponseBase:
    """The issues of a gazette by year, with the numbers that are missing shown in their place."""
    reader = visitor(request)

    def context() -> Context:
        found = reads.archive(reader, slug)
        ledger = reads.ledger(reader, slug, timezone.localdate())
        if found is None or ledger is None:
            raise Http404(slug)
        if year is not None and year not in [each.year for each in found.years]:
            raise Http404(str(year))
        missing = {each.year: each.missing for each in ledger.years}
        shown = [each for each in found.years if year is None or each.year == year]
        crumbs = [("/gazette/", _("政府公报")), (f"/gazette/{slug}/" if year else "", found.series.title)]
        if year is not None:
            crumbs.append(("", _("%(year)s年") % {"year": year}))
        return {
            "archive": found,
            "year": year,
            "years": [(each, _in_order(each.issues, missing.get(each.year, ()))) for each in shown],
            "ledger": ledger,
            "crumbs": crumbs,
        }

    return show(request, "portal/archive.html", context, stamp=(stamps.public(), timezone.localdate()))


def _in_order(
    issues: tuple[reads.IssueLine, ...], missing: tuple[int, ...]
) -> list[tuple[int, reads.IssueLine | None]]:
    """The numbers of a year, newest first; None stands where the issue is missing."""
    held: list[tuple[int, reads.IssueLine | None]] = [(issue.ref.number, issue) for issue in issues]
    return sorted([*held, *((number, None) for number in missing)], key=lambda pair: -pair[0])


@require_safe
def issue(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """An issue: its contents in both languages, its documents, its file, the issues before and after."""
    reader = visitor(request)

    def context() -> Context:
        found = reads.issue(reader, slug, year, number)
        if found is None:
            raise Http404(slug)
        listed = {line.document.key for line in found.contents if line.document}
        return {
            "issue": found,
            "lines": {line.key: line for line in found.documents},
            "unlisted": [line for line in found.documents if line.key not in listed],
            "original_public": printed.original_is_public(found.origin.sha256),
            "permanent": issue_address(slug, year, number),
            "crumbs": _crumbs(found),
        }

    return show(request, "portal/issue.html", context, stamp=stamps.public())


@require_safe
def pages(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """A page of the issue as printed, with the documents that begin or go on there beside it."""
    reader = visitor(request)

    def context() -> Context:
        found = reads.issue(reader, slug, year, number)
        source = reads.issue_source(reader, slug, year, number, page=whole(request, "page") or 1)
        if found is None or source is None:
            raise Http404(slug)
        base = f"/gazette/{slug}/{year}/{number}/"
        return {
            "issue": found,
            "source": source,
            "picture": found.origin.media_type == "application/pdf"
            and printed.original_is_public(found.origin.sha256),
            "steps": [
                (step, _("上一页") if step < source.page else _("下一页"))
                for step in (source.page - 1, source.page + 1)
                if 1 <= step <= source.pages
            ],
            "here": printed.on_page(reader, slug, year, number, source.page),
            "crumbs": [*_crumbs(found)[:-1], (base, issue_name(found.line.ref)), ("", _("原件页面"))],
        }

    return show(request, "portal/issue_pages.html", context, stamp=stamps.public())


def _crumbs(found: reads.IssuePage) -> list[tuple[str, str]]:
    ref, series = found.line.ref, found.line.series
    return [
        ("/gazette/", _("政府公报")),
        (f"/gazette/{ref.series}/", series.title),
        (f"/gazette/{ref.series}/{ref.year}/", _("%(year)s年") % {"year": ref.year}),
        ("", _("第%(number)s期") % {"number": ref.number}),
    ]

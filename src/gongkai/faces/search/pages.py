"""The public pages of search: results, suggestions, the feed of a search, the table of results."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from gongkai.faces.search import actions, reads
from gongkai.faces.search.engine import FACETS, Facet, Query, SearchIndexError, Suggestion
from gongkai.rules.access import PUBLIC, Reader
from gongkai.work.library.reads import words_of

PAGE = 20
DEEPEST = 500  # pages; who wants more narrows the question or takes the table of results
SHOWN_VALUES = 12
SORTS = {
    "relevance": gettext_lazy("相关度"),
    "newest": gettext_lazy("由新到旧"),
    "oldest": gettext_lazy("由旧到新"),
}
FACET_NAMES = {
    "kind": gettext_lazy("文种"),
    "issuer": gettext_lazy("发文单位"),
    "year": pgettext_lazy("分面", "年份"),
    "unit": gettext_lazy("责任单位"),
    "topic": gettext_lazy("主题"),
    "validity": gettext_lazy("效力"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet with the address that switches it on or off."""

    name: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet as the page shows it."""

    name: str
    values: tuple[Choice, ...]
    more: tuple[Choice, ...]


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """The page of results; a line that is one document's number opens that document."""
    query = asked_of(request)
    reader: Reader = request.reader  # type: ignore[attr-defined]
    try:
        answer = reads.search(reader, query)
    except SearchIndexError:
        return render(request, "search/unavailable.html", {"q": query.text}, status=503)
    if answer.direct and "stay" not in request.GET and len(request.GET) == 1:
        office = answer.direct.startswith("/office/")
        return HttpResponseRedirect(answer.direct if office else _prefix() + answer.direct)
    if query.text and query.offset == 0 and not settings.READ_ONLY:
        actions.log_asked(query.text, answer.mode, answer.count, timezone.now())
    context = results_context(request, query, answer)
    response = render(request, "search/results.html", context)
    response["Cache-Control"] = "no-store" if reader.signed_in else "public, max-age=30"
    return response


@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """Ways to finish the line, as JSON for the box and as a list of links for a page without script."""
    typed = request.GET.get("q", "")
    try:
        found = reads.suggest(PUBLIC, typed)
    except SearchIndexError:
        found = ()
    lines = [
        {
            "text": each.text,
            "kind": each.kind,
            "pinyin": each.pinyin,
            "name": _suggested_as(each),
            "url": f"{_prefix()}/d/{each.document}/"
            if each.document
            else f"{reverse('search:results')}?{urlencode({'q': each.text})}",
        }
        for each in found
    ]
    response = JsonResponse({"q": typed, "suggestions": lines}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The newest hits of a search as an Atom feed: a saved search that any reader can subscribe to."""
    query = replace(asked_of(request), sort="newest", offset=0, limit=50, facets=())
    try:
        answer = reads.search(PUBLIC, query)
    except SearchIndexError:
        return HttpResponse(status=503)
    updated = max((hit.document.changed_at for hit in answer.hits), default=None)
    context = {
        "q": query.text,
        "answer": answer,
        "site": settings.SITE_URL,
        "self": settings.SITE_URL + _address(request, path=reverse("search:feed")),
        "page": settings.SITE_URL + _address(request, path=reverse("search:results")),
        "updated": updated,
    }
    response = render(request, "search/feed.xml", context, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_GET
def table(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    """The results as a table (CSV) for a spreadsheet, at most :data:`DEEPEST` pages of them."""
    query = replace(asked_of(request), facets=())
    try:
        reads.search(PUBLIC, replace(query, limit=1))
    except SearchIndexError:
        return HttpResponse(status=503)
    response = StreamingHttpResponse(_rows(query), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="gongkai-search.csv"'
    return response


@require_GET
def opensearch(request: HttpRequest) -> HttpResponse:
    """The description by which a browser learns to search here (OpenSearch 1.1)."""
    context = {"name": settings.SITE_NAME, "short": settings.SITE_NAME[:16], "site": settings.SITE_URL}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    response = render(request, "search/opensearch.xml", context, content_type=kind)
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to search."""
    response = render(request, "search/help.html")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def asked_of(request: HttpRequest) -> Query:
    """The question that an address asks; what makes no sense in it counts as not said."""
    page = request.GET.get("page", "1")
    number = min(int(page), DEEPEST) if page.isascii() and page.isdigit() and int(page) > 0 else 1
    sort = request.GET.get("sort", "relevance")
    return Query(
        text=request.GET.get("q", "").strip(),
        filters={name: tuple(request.GET.getlist(name)[:20]) for name in FACETS},
        since=_day(request.GET.get("since", "")),
        until=_day(request.GET.get("until", "")),
        sort="newest" if sort == "newest" else "oldest" if sort == "oldest" else "relevance",
        offset=(number - 1) * PAGE,
        limit=PAGE,
        facets=tuple(FACET_NAMES),
    )


def results_context(request: HttpRequest, query: Query, answer: reads.Answer) -> dict[str, object]:
    """What a page of results shows: hits, facets with their switches, sorting, paging, feed and table."""
    facets = _choices(request, answer.facets)
    paginator = Paginator(range(min(answer.count, PAGE * DEEPEST)), PAGE)
    page = paginator.get_page(query.offset // PAGE + 1)
    return {
        "q": query.text,
        "answer": answer,
        "facets": facets,
        "sorts": [
            (name, label, _address(request, sort=name), query.sort == name) for name, label in SORTS.items()
        ],
        "page": page,
        "pages": [
            (number, _address(request, page=str(number)) if isinstance(number, int) else "")
            for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ],
        "narrowed": [choice for facet in facets for choice in (*facet.values, *facet.more) if choice.chosen],
        "feed": _address(request, path=reverse("search:feed"), page=None),
        "table": _address(request, path=reverse("search:table"), page=None),
        "since": request.GET.get("since", ""),
        "until": request.GET.get("until", ""),
    }


def _prefix() -> str:
    """What stands before the addresses of the site in the language of the page."""
    return reverse("search:results").removesuffix("/search/")


def _suggested_as(each: Suggestion) -> str:
    """What a suggestion is, in words."""
    words = {
        "title": _("文件"),
        "number": _("文号"),
        "unit": _("责任单位"),
        "issuer": _("发文单位"),
        "topic": _("主题"),
    }
    return _("{kind}，按拼音首字母").format(kind=words[each.kind]) if each.pinyin else words[each.kind]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _address(request: HttpRequest, *, path: str = "", **changes: str | None) -> str:
    """The address of this question with ``changes``; a changed question begins at its first page."""
    asked = request.GET.copy()
    if "page" not in changes:
        asked.pop("page", None)
    for name, value in changes.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = value
    return f"{path}?{asked.urlencode()}"


def _choices(request: HttpRequest, facets: tuple[Facet, ...]) -> list[Choices]:
    shown = []
    for facet in facets:
        values = [
            Choice(
                words_of(facet.name, value.value),
                value.count,
                value.chosen,
                _switch(request, facet.name, value.value),
            )
            for value in facet.values
        ]
        if values:
            shown.append(
                Choices(
                    str(FACET_NAMES[facet.name]), tuple(values[:SHOWN_VALUES]), tuple(values[SHOWN_VALUES:])
                )
            )
    return shown


def _switch(request: HttpRequest, name: str, value: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    chosen = asked.getlist(name)
    asked.setlist(name, [v for v in chosen if v != value] if value in chosen else [*chosen, value])
    return f"?{asked.urlencode()}"


class _Echo:
    """A file that hands back what is written, for a writer of lines that are sent at once."""

    def write(self, value: str) -> str:
        return value


def _rows(query: Query) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([_("网址"), _("文件"), _("文号"), _("成文日期"), _("位置"), _("文字")])
    for number in range(DEEPEST):
        answer = reads.search(PUBLIC, replace(query, offset=number * PAGE, limit=PAGE))
        for hit in answer.hits:
            words = hit.snippet.text if hit.snippet else ""
            cells = [hit.document.title, hit.document.number, hit.document.date_made or "", hit.where, words]
            yield writer.writerow([settings.SITE_URL + hit.url, *map(_harmless, map(str, cells))])
        if len(answer.hits) < PAGE:
            return


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell

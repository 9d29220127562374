"""The page of a document, its versions, its words in the source, and what is left of a withdrawn one."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.base.ui.caching import visitor
from gongkai.faces.opendata.reads import jsonld_of
from gongkai.faces.portal.citing import cite
from gongkai.faces.portal.comparing import compare
from gongkai.faces.portal.pages.common import Context, document_address, show, whole
from gongkai.faces.portal.proving import proof
from gongkai.faces.portal.words import indicator_table, issue_name
from gongkai.rules.access import Reader
from gongkai.work.library import reads
from gongkai.work.library.reads import printed, stamps

WORDS_KEPT = 600  # characters of a clause that the page of its source repeats


@require_safe
def document(request: HttpRequest, key: str, version: int | None = None) -> HttpResponseBase:
    """A document in its present version, or in the one that the address names."""
    reader = visitor(request)
    stamp = stamps.document(reader, key)
    if stamp is None:
        return gone(request, reader, key)

    def context() -> Context:
        return document_context(reader, key, version)

    return show(request, "portal/document.html", context, stamp=stamp, modified=stamp.changed_at)


def document_context(reader: Reader, key: str, version: int | None = None) -> Context:
    """What the page of a document shows. Raises Http404 where the version is not there for ``reader``."""
    found = reads.document(reader, key, version)
    if found is None:
        raise Http404(key)
    number = found.version.number
    permanent = document_address(key, number)
    published = found.version.published_at
    day = timezone.localdate(published) if published else None
    return {
        "document": found,
        "line": found.line,
        "table": indicator_table(found.indicators),
        "loose": [target for target in found.targets if not target.task],
        "has_tables": any(_has_table(part.clauses) for part in found.components),
        "base": "" if found.is_current else number,
        "original_public": printed.original_is_public(found.origin.sha256),
        "permanent": permanent,
        "cited": cite(found.line, number, permanent, day, timezone.localdate()),
        "proof": proof(key, found.version),
        "crumbs": _crumbs(found),
        "linked": jsonld_of(found) if found.line.state == "published" else "",
    }


@require_safe
def source(request: HttpRequest, key: str, version: int | None = None) -> HttpResponseBase:
    """The words on the page of the source, those asked for marked, beside what was read from them."""
    reader = visitor(request)
    stamp = stamps.document(reader, key)
    if stamp is None:
        return gone(request, reader, key)
    start, end, number = whole(request, "start"), whole(request, "end"), whole(request, "page")

    def context() -> Context:
        found = reads.document(reader, key, version)
        page = reads.source_page(reader, key, page=number, start=start, end=end, version=version)
        if found is None or page is None:
            raise Http404(key)
        wanted = (start, end) if start is not None and end is not None else None
        base = f"/d/{key}/" + ("" if found.is_current else f"v{found.version.number}/")
        return {
            "document": found,
            "line": found.line,
            "base": base,
            "source": page,
            "first": first_marked(page),
            "clauses": list(_beside(found, page.page if page.printed else None, wanted)),
            "steps": [
                (step, _("上一页") if step < page.page else _("下一页"))
                for step in (page.page - 1, page.page + 1)
                if 1 <= step <= page.pages
            ],
            "crumbs": [*_crumbs(found)[:-1], (base, found.line.title), ("", _("原文"))],
        }

    return show(request, "portal/source.html", context, stamp=stamp, modified=stamp.changed_at)


@require_safe
def comparison(request: HttpRequest, key: str) -> HttpResponseBase:
    """Two versions of a document side by side; the last two where the address names none."""
    reader = visitor(request)
    stamp = stamps.document(reader, key)
    if stamp is None:
        return gone(request, reader, key)

    def context() -> Context:
        newest = reads.document(reader, key)
        if newest is None or len(newest.versions) < 2:
            raise Http404(key)
        numbers = sorted(version.number for version in newest.versions)
        older = reads.document(reader, key, whole(request, "from") or numbers[-2])
        newer = reads.document(reader, key, whole(request, "to") or numbers[-1])
        if older is None or newer is None:
            raise Http404(key)
        return {
            "line": newest.line,
            "versions": newest.versions,
            "older": older,
            "newer": newer,
            "found": compare(older, newer),
            "crumbs": [*_crumbs(newest)[:-1], (f"/d/{key}/", newest.line.title), ("", _("版本对比"))],
        }

    return show(request, "portal/compare.html", context, stamp=stamp, modified=stamp.changed_at)


def first_marked(page: reads.SourcePage) -> int:
    """Which part of the page is the first that is marked; -1 where none is."""
    return next((at for at, part in enumerate(page.parts) if part.marked), -1)


def gone(request: HttpRequest, reader: Reader, key: str) -> HttpResponseBase:
    """What answers for a key without a page: a tombstone (410), the new address, or 404."""
    left = reads.tombstone(reader, key)
    if left is not None:
        response = render(request, "portal/withdrawn.html", {"left": left}, status=410)
        response["Cache-Control"] = "public, max-age=60"
        return response
    moved = reads.moved(request.path)
    if moved is None:
        raise Http404(key)
    return redirect("portal:document", moved, permanent=True)


def _crumbs(found: reads.DocumentPage) -> list[tuple[str, str]]:
    issue = found.line.issue
    if issue is None:
        return [("", found.line.number or found.line.title)]
    return [
        ("/gazette/", _("政府公报")),
        (f"/gazette/{issue.series}/{issue.year}/{issue.number}/", issue_name(issue)),
        ("", found.line.number or found.line.title),
    ]


def _has_table(clauses: tuple[reads.ClauseView, ...]) -> bool:
    return any(clause.kind == "table" or _has_table(clause.children) for clause in clauses)


def _beside(
    found: reads.DocumentPage, page: int | None, asked: tuple[int, int] | None
) -> Iterator[tuple[reads.ClauseView, str]]:
    """The clauses that lie in the span asked for, else on the page, each with its words."""
    for part in found.components:
        for clause in _leaves(part.clauses):
            if asked is not None:
                wanted = clause.start < asked[1] and asked[0] < max(clause.end, clause.start + 1)
            else:
                wanted = page is not None and clause.page == page
            if wanted:
                text = "　".join(cell.text for cell in clause.cells) if clause.cells else clause.text
                yield clause, text[:WORDS_KEPT] + ("……" if len(text) > WORDS_KEPT else "")


def _leaves(clauses: tuple[reads.ClauseView, ...]) -> Iterator[reads.ClauseView]:
    for clause in clauses:
        if clause.kind != "table":
            yield clause
        yield from _leaves(clause.children)

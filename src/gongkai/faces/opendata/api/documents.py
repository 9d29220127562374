"""Documents, their clauses with the words on the page, their source, who cites whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from gongkai.faces.opendata.api.answers import LONG, send
from gongkai.faces.opendata.api.asked import (
    Anchor,
    DocumentFilter,
    DocumentsAsked,
    Slug,
    SourceAsked,
    VersionAsked,
    behind,
    pair,
)
from gongkai.faces.opendata.api.frame import framed, list_of
from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.citing import Cited, cited
from gongkai.faces.opendata.shapes import schema_of
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.reads import CitationIn, CitationOut, ClauseView, DocumentPage, Excerpt, walks

router = Router(tags=["documents"])


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """A clause with its citation."""

    clause: ClauseView
    excerpt: Excerpt
    citation: Cited


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in a list, without those below it."""

    eid: str
    component: str
    parent: str
    kind: str
    role: str
    level: int
    marker: str
    heading: str
    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class CitationsAnswer:
    """Whom a document cites, and who cites it."""

    cites: tuple[CitationOut, ...]
    cited_by: tuple[CitationIn, ...]


@router.get(
    "/documents", response=list_of(library.DocumentLine), operation_id="documents",
    summary="文件列表 · List of documents",
)  # fmt: skip
def documents(request: HttpRequest, asked: Query[DocumentsAsked]) -> HttpResponseBase:
    """公开的文件，成文日期新的在前。 · Published documents, the newest first."""
    question = asked.asked()
    after = pair(behind(question, asked.cursor), asked.cursor)
    found = walks.documents(PUBLIC, question, after, asked.limit)
    answer = framed(
        request, found.lines, count=found.count, question=question, after=found.after, fields=asked.fields
    )
    return send(request, answer, changed=max((line.changed_at for line in found.lines), default=None))


@router.get(
    "/facets", response=schema_of(library.Facets), operation_id="facets",
    summary="文件分布 · Counts of documents",
)  # fmt: skip
def facets(request: HttpRequest, asked: Query[DocumentFilter]) -> HttpResponseBase:
    """各文种、单位、年份、主题、效力的文件数。 · How many documents of each kind, unit and so on."""
    return send(request, library.facets(PUBLIC, asked.asked()))


@router.get(
    "/documents/{key}", response=schema_of(DocumentPage), operation_id="document",
    summary="一份文件 · A document",
)  # fmt: skip
def document(request: HttpRequest, key: Slug, asked: Query[VersionAsked]) -> HttpResponseBase:
    """文件页面的全部内容；已撤回的回答 410。 · All that its page shows; 410 once withdrawn."""
    page = page_of(key, asked.version)
    return send(request, page, changed=page.line.changed_at)


@router.get(
    "/documents/{key}/clauses", response=list_of(ClauseLine), operation_id="clauses",
    summary="文件的条款 · Clauses of a document",
)  # fmt: skip
def clauses(request: HttpRequest, key: Slug, asked: Query[VersionAsked]) -> HttpResponseBase:
    """条款、段落和表格行，按原文次序。 · Clauses, paragraphs and table rows in the order of the text."""
    page = page_of(key, asked.version)
    lines = tuple(clause_lines(page))
    return send(request, framed(request, lines, count=len(lines)), changed=page.line.changed_at)


@router.get(
    "/documents/{key}/clauses/{eid}", response=schema_of(ClauseAnswer), operation_id="clause",
    summary="一个条款 · A clause",
)  # fmt: skip
def clause(
    request: HttpRequest,
    key: Slug,
    eid: Anchor,
    asked: Query[VersionAsked],
) -> HttpResponseBase:
    """条款全文、原文位置和引用格式。 · The clause in full, its words on the page, and how to cite it."""
    page = page_of(key, asked.version)
    found = find_clause(page, eid)
    if found is None:
        raise Problem.not_found(f"{key}#{eid}")
    excerpt = library.excerpt(PUBLIC, key, eid, page.version.number)
    if excerpt is None:
        raise Problem.not_found(f"{key}#{eid}")
    answer = ClauseAnswer(found, excerpt, cited(page, eid, found.text, found.page))
    return send(request, answer, changed=page.line.changed_at)


@router.get(
    "/documents/{key}/citations", response=schema_of(CitationsAnswer), operation_id="citations",
    summary="引用关系 · Citations of a document",
)  # fmt: skip
def citations(request: HttpRequest, key: Slug, asked: Query[VersionAsked]) -> HttpResponseBase:
    """引用了谁，被谁引用。 · Whom it cites, and the newest that cite it."""
    page = page_of(key, asked.version)
    return send(request, CitationsAnswer(page.cites, page.cited_by), changed=page.line.changed_at)


@router.get(
    "/documents/{key}/source", response=schema_of(library.SourcePage), operation_id="document_source",
    summary="文件的原文 · Source text of a document",
)  # fmt: skip
def document_source(request: HttpRequest, key: Slug, asked: Query[SourceAsked]) -> HttpResponseBase:
    """原件读出的文字，按页。 · The text as read from the original, page by page."""
    shown = page_of(key, asked.version)
    found = library.source_page(PUBLIC, key, page=asked.page, version=shown.version.number)
    if found is None:
        raise Problem.not_found(f"{key}?page={asked.page}")
    return send(request, found, changed=shown.line.changed_at, fresh=LONG)


def page_of(key: str, version: int | None = None) -> DocumentPage:
    """The page of a document; raises :class:`Problem` where it is not public, or was and is no more."""
    page = library.document(PUBLIC, key, version)
    if page is not None:
        return page
    tombstone = library.tombstone(PUBLIC, key)
    raise Problem.gone(tombstone) if tombstone else Problem.not_found(key)


def walk(clauses: tuple[ClauseView, ...]) -> Iterator[ClauseView]:
    """Every clause, each before those below it."""
    for one in clauses:
        yield one
        yield from walk(one.children)


def find_clause(page: DocumentPage, eid: str) -> ClauseView | None:
    """The clause with that anchor."""
    everywhere = (one for component in page.components for one in walk(component.clauses))
    return next((one for one in everywhere if one.eid == eid), None)


def clause_lines(page: DocumentPage) -> Iterator[ClauseLine]:
    """The clauses of all components, one behind the other."""
    for component in page.components:
        yield from _lines(component.clauses, component.eid, "")


def _lines(clauses: tuple[ClauseView, ...], component: str, parent: str) -> Iterator[ClauseLine]:
    for one in clauses:
        yield ClauseLine(
            one.eid,
            component,
            parent,
            one.kind,
            one.role,
            one.level,
            one.marker,
            one.heading,
            one.text,
            one.page,
        )
        yield from _lines(one.children, component, one.eid)

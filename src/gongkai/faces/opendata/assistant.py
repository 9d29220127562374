"""A server for assistants (Model Context Protocol): read-only tools whose every answer says where it stands.

Each answer carries citations: the permanent address with the anchor of the clause, the hash of the version,
and the words themselves, so that whoever reads the assistant's words can check them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, Literal, TypeVar

from asgiref.sync import sync_to_async
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field

import gongkai
from gongkai.faces.opendata.citing import Cited, cited, mark, seals
from gongkai.faces.opendata.shapes import plain, site
from gongkai.faces.search import reads as search_room
from gongkai.faces.search.engine import Query, SearchIndexError
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.reads import ClauseView, DocumentPage, DocumentRef, DutiesAsked, Excerpt, walks

T = TypeVar("T")
INSTRUCTIONS = (
    "政府公报和文件的公开记录，只读。引用时请照抄 citations 里的网址、条款和原文，不要改写数字和日期。 "
    "The public record of government gazettes and documents, read-only. Quote from `citations`: "
    "address, clause and words as they stand; never alter figures or dates."
)
Size = Annotated[int, Field(ge=1, le=50, description="最多几条 at most so many")]
Key = Annotated[str, Field(max_length=120, description="文件永久编号 key of the document")]
Line = Annotated[str, Field(max_length=200)]


class Told(BaseModel, frozen=True):
    """An answer: what was found, and where each of it stands."""

    count: int
    items: list[dict[str, Any]]
    citations: list[Cited]


def search_documents(query: Line, limit: Size = 10) -> Told:
    """检索条款和表格行。Find clauses and table rows: exact words, else the closest documents."""
    try:
        answer = search_room.search(PUBLIC, Query(query.strip(), limit=limit))
    except SearchIndexError as error:
        raise ToolError("检索索引暂时不能用 the search index is not available") from error
    sealed = seals(hit.document for hit in answer.hits)
    hits = [hit for hit in answer.hits if hit.document.key in sealed]
    items = [
        {
            "mode": answer.mode,
            "document": hit.document.key,
            "title": hit.document.title,
            "number": hit.document.number,
            "issued_by": list(hit.document.issued_by),
            "date_made": plain(hit.document.date_made),
            "validity": hit.document.validity_name,
            "clause": hit.eid,
            "where": hit.where,
        }
        for hit in hits
    ]
    marks = [
        mark(
            hit.document.ref,
            sealed[hit.document.key],
            hit.eid,
            hit.page,
            hit.snippet.text if hit.snippet else hit.document.title,
        )
        for hit in hits
    ]
    return Told(count=answer.count, items=items, citations=marks)


def read_clause(document: Key, clause: Annotated[str, Field(max_length=120)]) -> Told:
    """读一个条款的全文和原文。Read a clause in full, with the words on the page."""
    page = _page(document)
    found = _clause(page, clause)
    excerpt = library.excerpt(PUBLIC, document, clause)
    if found is None or excerpt is None:
        raise ToolError(f"没有这个条款 no such clause: {document}#{clause}")
    return Told(count=1, items=[plain(found)], citations=[cited(page, clause, excerpt.words, excerpt.page)])


def list_tasks(
    unit: Line = "",
    role: Literal["", "lead", "responsible"] = "",
    document: Line = "",
    words: Line = "",
    due_from: date | None = None,
    due_until: date | None = None,
    limit: Size = 20,
) -> Told:
    """列出任务、责任单位和期限。List tasks with units and deadlines; unit is a code of the register."""
    asked = DutiesAsked(unit, role, document, words, due_from, due_until)
    found = walks.tasks(PUBLIC, asked, None, limit)
    sealed = seals(line.document for line in found.lines)
    marks = [
        _at(line.document, sealed[line.document.key], line.task.eid, line.task.excerpt)
        for line in found.lines
    ]
    return Told(count=found.count, items=plain(found.lines), citations=marks)


def list_indicators(document: Line = "", words: Line = "", limit: Size = 20) -> Told:
    """列出指标、基期和目标值。List indicators with baseline and targets."""
    found = walks.indicators(PUBLIC, DutiesAsked(document=document, words=words), None, limit)
    sealed = seals(line.document for line in found.lines)
    marks = [
        _at(line.document, sealed[line.document.key], line.indicator.eid, line.indicator.excerpt)
        for line in found.lines
    ]
    return Told(count=found.count, items=plain(found.lines), citations=marks)


def list_changes(since: Annotated[int, Field(ge=0, lt=2**63)] = 0, limit: Size = 20) -> Told:
    """列出发布、更正、撤回。List what was published, corrected or withdrawn behind a position."""
    found = library.changes(PUBLIC, since, limit)
    marks = [
        mark(
            change.document,
            (change.version, change.record_sha256),
            "",
            None,
            change.why or change.document.title,
        )
        for change in found
    ]
    return Told(count=len(found), items=plain(found), citations=marks)


TOOLS: tuple[Callable[..., Told], ...] = (
    search_documents,
    read_clause,
    list_tasks,
    list_indicators,
    list_changes,
)


def server() -> MCPServer[Any]:
    """The server with its tools; it can read what the public can read, and write nothing."""
    made: MCPServer[Any] = MCPServer(
        "gongkai",
        title="公开 Gongkai",
        version=gongkai.__version__,
        instructions=INSTRUCTIONS,
        website_url=site("/"),
        log_level="WARNING",
    )
    for tool in TOOLS:
        made.add_tool(
            _in_thread(tool),
            name=tool.__name__,
            structured_output=True,
            description=tool.__doc__,
            annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )
    return made


def _in_thread(tool: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    """The tool off the event loop: the database is asked from one thread."""

    @wraps(tool)
    async def called(*args: Any, **kwargs: Any) -> T:
        return await sync_to_async(tool, thread_sensitive=True)(*args, **kwargs)

    return called


def _page(key: str) -> DocumentPage:
    page = library.document(PUBLIC, key)
    if page is None:
        raise ToolError(f"没有公开的文件 no public document: {key}")
    return page


def _clause(page: DocumentPage, eid: str) -> ClauseView | None:
    waiting = [clause for component in page.components for clause in component.clauses]
    while waiting:
        clause = waiting.pop()
        if clause.eid == eid:
            return clause
        waiting.extend(clause.children)
    return None


def _at(document: DocumentRef, seal: tuple[int, str], eid: str, excerpt: Excerpt) -> Cited:
    return mark(document, seal, eid, excerpt.page, excerpt.words)

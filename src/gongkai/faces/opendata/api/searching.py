"""The one search of the installation, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from gongkai.faces.opendata.api.answers import send
from gongkai.faces.opendata.api.asked import Page, Slug, Words, Year, behind, integer
from gongkai.faces.opendata.api.frame import framed, list_of
from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.shapes import site
from gongkai.faces.search import reads as search_room
from gongkai.faces.search.engine import Query as Question
from gongkai.faces.search.engine import SearchIndexError
from gongkai.rules.access import PUBLIC
from gongkai.work.library.reads import DocumentLine

router = Router(tags=["search"])
DEEPEST = 10_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause, table row or title that answers. ``snippet`` holds the words that were asked for."""

    url: str
    document: DocumentLine
    clause: str
    where: str
    page: int | None
    snippet: str
    score: float
    mode: str


class SearchAsked(Page):
    """A question to the search."""

    q: Words = Field("", description="词语、文号或问题 · words, a document number, or a question")
    kind: Words = Field("", description="文种 · kind of document")
    issuer: Words = Field("", description="发文单位 · issuing unit, as the facets name it")
    unit: Words = Field("", description="责任单位 · unit that a task names, as the facets name it")
    topic: Words = Field("", description="主题 · topic, as the facets name it")
    validity: Slug = Field("", description="效力 · validity")
    year: Year | None = Field(None, description="成文年份 · year")
    since: date | None = Field(None, description="成文日期不早于 · made on this day or later")
    until: date | None = Field(None, description="成文日期不晚于 · made on this day or earlier")
    sort: Literal["relevance", "newest", "oldest"] = Field("relevance", description="排序 · order")

    def question(self, offset: int) -> Question:
        """The question as the search takes it."""
        named = {
            "kind": self.kind,
            "issuer": self.issuer,
            "unit": self.unit,
            "topic": self.topic,
            "validity": self.validity,
            "year": str(self.year or ""),
        }
        return Question(
            text=self.q.strip(),
            filters={name: (value,) for name, value in named.items() if value},
            since=self.since,
            until=self.until,
            sort=self.sort,
            offset=offset,
            limit=self.limit,
        )


@router.get("/search", response=list_of(Hit), operation_id="search", summary="检索 · Search")
def search(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponseBase:
    """与网页同一个检索；没有原词时给出最相近的文件（mode 为 ranked）。 · The same search as the pages use."""
    key = ("search", asked.model_dump_json(exclude={"cursor", "limit", "fields"}))
    after = integer(behind(key, asked.cursor), asked.cursor)
    offset = min(after or 0, DEEPEST)
    try:
        answer = search_room.search(PUBLIC, asked.question(offset))
    except SearchIndexError as error:
        raise Problem.unavailable() from error
    hits = [
        Hit(
            site(found.url),
            found.document,
            found.eid,
            found.where,
            found.page,
            found.snippet.text if found.snippet else "",
            found.score,
            answer.mode,
        )
        for found in answer.hits
    ]
    end = offset + asked.limit
    on = (end,) if end < min(answer.count, DEEPEST) else None
    return send(
        request,
        framed(request, hits, count=answer.count, question=key, after=on, fields=asked.fields),
    )

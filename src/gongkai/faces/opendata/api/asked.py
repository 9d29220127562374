"""What may be asked: the parameters of the lists, checked before anything is looked up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.cursors import CursorInvalid, Place, pack, unpack
from gongkai.faces.opendata.shapes import site
from gongkai.work.library.reads import Asked, DutiesAsked

# No control characters: they stand in no name, and one of the databases refuses them.
_LINE = r"^[^\u0000-\u001f\u007f]*$"
Words = Annotated[str, Field(max_length=200, pattern=_LINE)]
Slug = Annotated[str, Field(max_length=120, pattern=r"^[A-Za-z0-9_.-]*$")]
Anchor = Annotated[str, Field(min_length=1, max_length=120, pattern=_LINE)]
Year = Annotated[int, Field(ge=1, le=9999)]
Number = Annotated[int, Field(ge=1, le=100_000)]
Length = Annotated[int, Field(ge=1, le=2**53)]
Size = Annotated[int, Field(ge=1, le=100, description="一页最多几条 · entries on a page")]
Kind = Literal[
    "", "notice", "opinion", "decision", "reply", "rules", "plan", "order", "announcement", "letter",
    "appointment", "other",
]  # fmt: skip
Validity = Literal["", "unknown", "not_yet", "in_force", "partly", "repealed", "expired"]


class Page(Schema):
    """Where to go on, how much at once, and which fields."""

    cursor: Words = Field("", description="上一页的 next · `next` of the page before")
    limit: Size = 20
    fields: Words = Field("", description="只要这些字段，逗号分隔 · only these fields, parted by commas")


class DocumentFilter(Schema):
    """What a list of documents is narrowed by."""

    kind: Kind = Field("", description="文种 · kind of document")
    issuer: Slug = Field("", description="发文单位的代码 · code of the issuing unit")
    place: Slug = Field("", description="行政区划 · slug of the jurisdiction")
    series: Slug = Field("", description="公报刊名 · slug of the gazette")
    topic: Slug = Field("", description="主题 · slug of the topic")
    validity: Validity = Field("", description="效力 · validity")
    year: Year | None = Field(None, description="成文年份 · year of the date on which it was made")
    since: date | None = Field(None, description="成文日期不早于 · made on this day or later")
    until: date | None = Field(None, description="成文日期不晚于 · made on this day or earlier")
    words: Words = Field("", description="标题或文号含有 · words in the title or number")

    def asked(self) -> Asked:
        """The question as the library takes it."""
        return Asked(
            kind=self.kind,
            issuer=self.issuer,
            place=self.place,
            series=self.series,
            topic=self.topic,
            validity=self.validity,
            year=self.year,
            words=self.words,
            since=self.since,
            until=self.until,
        )


class DocumentsAsked(DocumentFilter, Page):
    """A page of documents."""


class DutyFilter(Schema):
    """What a list of tasks is narrowed by."""

    unit: Slug = Field("", description="责任单位的代码 · code of a unit that the task names")
    role: Literal["", "lead", "responsible"] = Field("", description="牵头或责任 · its part in the task")
    document: Slug = Field("", description="文件的永久编号 · key of the document")
    since: date | None = Field(None, description="期限不早于 · due on this day or later")
    until: date | None = Field(None, description="期限不晚于 · due on this day or earlier")
    words: Words = Field("", description="内容含有 · words in the text")

    def asked(self) -> DutiesAsked:
        """The question as the library takes it."""
        return DutiesAsked(
            unit=self.unit,
            role=self.role,
            document=self.document,
            words=self.words,
            since=self.since,
            until=self.until,
        )


class TasksAsked(DutyFilter, Page):
    """A page of tasks."""


class RowFilter(Schema):
    """What a list of indicators or targets is narrowed by."""

    document: Slug = Field("", description="文件的永久编号 · key of the document")
    words: Words = Field("", description="名称含有 · words in the name")

    def asked(self) -> DutiesAsked:
        """The question as the library takes it."""
        return DutiesAsked(document=self.document, words=self.words)


class RowsAsked(RowFilter, Page):
    """A page of indicators or targets."""


class VersionAsked(Schema):
    """Which version."""

    version: Number | None = Field(
        None, description="版次，缺省为现行 · number of the version, else the current one"
    )


class SourceAsked(VersionAsked):
    """Which page of which version."""

    page: Number = Field(1, description="页，从 1 起 · page, from 1")


class ChangesAsked(Schema):
    """From where on, and how many."""

    since: Words = Field(
        "0", description="从这个位置或时间之后 · behind this position, or from this time on (RFC 3339)"
    )
    limit: int = Field(100, ge=1, le=1000, description="最多几条 · at most so many")


class ProofsAsked(Schema):
    """Of which document, and under which head."""

    document: Slug = Field(..., min_length=1, description="永久编号 · key of the document")
    version: Number | None = Field(None, description="版次 · number of the version")
    size: Length | None = Field(None, description="日志的行数 · size of the log")


class ConsistencyAsked(Schema):
    """Between which heads."""

    first: Length = Field(..., description="较早的行数 · size of the earlier log")
    second: Length = Field(..., description="较晚的行数 · size of the later log")


def behind(question: object, token: str) -> tuple[Place, ...] | None:
    """What a cursor holds, None at the beginning of the list; raises :class:`Problem` for a wrong one."""
    if not token:
        return None
    try:
        return unpack(question, token)
    except CursorInvalid as error:
        raise Problem.cursor(token) from error


def onward(request: HttpRequest, question: object, after: tuple[Place, ...] | None) -> dict[str, str | None]:
    """``cursor`` and ``next`` of an answer: how to go on behind ``after``; None at the end of the list."""
    if after is None:
        return {"cursor": None, "next": None}
    token = pack(question, after)
    wanted = request.GET.copy()
    wanted["cursor"] = token
    return {"cursor": token, "next": site(f"{request.path}?{wanted.urlencode()}")}


def integer(places: tuple[Place, ...] | None, token: str) -> int | None:
    """The cursor as a whole number; raises :class:`Problem` where it holds something else."""
    match places:
        case None:
            return None
        case (int(place),) if 0 <= place < 2**63:
            return place
    raise Problem.cursor(token)


def pair(places: tuple[Place, ...] | None, token: str) -> tuple[int, int] | None:
    """The cursor as two whole numbers; raises :class:`Problem` where it holds something else."""
    match places:
        case None:
            return None
        case (int(first), int(second)) if 0 <= first < 2**63 and 0 <= second < 2**63:
            return first, second
    raise Problem.cursor(token)


def language() -> str:
    """The language of the words in the answer."""
    return "en" if (get_language() or "").startswith("en") else "zh-Hans"


def head(request: HttpRequest) -> dict[str, Any]:
    """What every answer with a list begins with."""
    return {"url": site(request.get_full_path()), "language": language()}

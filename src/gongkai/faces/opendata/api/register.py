"""Gazettes with their issues, units, places and topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from gongkai.base.units import reads as units
from gongkai.faces.opendata.api.answers import send
from gongkai.faces.opendata.api.asked import Page, Slug, Words, Year, behind
from gongkai.faces.opendata.api.frame import framed, list_of
from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.shapes import schema_of
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

router = Router(tags=["register"])
EVERY = 100_000  # units at once: a register has thousands


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit: what the register says of it, what it issued, what it must do."""

    known: units.UnitPage
    work: library.UnitPage


class IssuesAsked(Page):
    """A page of issues."""

    series: Slug = Field("", description="公报刊名 · slug of the gazette")
    year: Year | None = Field(None, description="年份 · year")


class UnitsAsked(Page):
    """A page of units."""

    words: Words = Field("", description="名称、简称、别名或代码含有 · words in a name or the code")
    place: Slug = Field("", description="行政区划代码 · code or slug of the jurisdiction")
    kind: Slug = Field("", description="类别 · kind of unit")
    on: date | None = Field(None, description="在这一天存在 · existing on this day")


@router.get(
    "/series", response=list_of(library.SeriesRef), operation_id="series_list", summary="公报 · Gazettes",
)  # fmt: skip
def series_list(request: HttpRequest) -> HttpResponseBase:
    """各种公报。 · The gazettes."""
    found = library.series(PUBLIC)
    return send(request, framed(request, found, count=len(found)))


@router.get(
    "/series/{slug}", response=schema_of(library.Archive), operation_id="series",
    summary="一种公报的各期 · A gazette with its issues",
)  # fmt: skip
def series(request: HttpRequest, slug: Slug) -> HttpResponseBase:
    """按年列出各期。 · Its issues by year."""
    found = library.archive(PUBLIC, slug)
    if found is None:
        raise Problem.not_found(slug)
    return send(request, found)


@router.get(
    "/series/{slug}/ledger", response=schema_of(library.Ledger), operation_id="ledger",
    summary="完整性台账 · Completeness of a gazette",
)  # fmt: skip
def ledger(request: HttpRequest, slug: Slug) -> HttpResponseBase:
    """有哪些期，缺哪些期。 · Which issues are held and which are missing."""
    found = library.ledger(PUBLIC, slug, timezone.localdate())
    if found is None:
        raise Problem.not_found(slug)
    return send(request, found)


@router.get(
    "/issues", response=list_of(library.IssueLine), operation_id="issues",
    summary="公报各期 · List of issues",
)  # fmt: skip
def issues(request: HttpRequest, asked: Query[IssuesAsked]) -> HttpResponseBase:
    """已发布的各期，新的在前。 · Published issues, the newest first."""
    question = ("issues", asked.series, asked.year)
    after = behind(question, asked.cursor)
    lines = sorted(_issues(asked.series, asked.year), key=_place, reverse=True)
    left = [line for line in lines if after is None or _place(line) < _checked(after, asked.cursor)]
    shown = left[: asked.limit]
    last = _place(shown[-1]) if len(left) > len(shown) else None
    answer = framed(request, shown, count=len(lines), question=question, after=last, fields=asked.fields)
    return send(request, answer)


@router.get(
    "/issues/{slug}/{year}/{number}", response=schema_of(library.IssuePage), operation_id="issue",
    summary="一期公报 · An issue",
)  # fmt: skip
def issue(request: HttpRequest, slug: Slug, year: Year, number: Year) -> HttpResponseBase:
    """一期公报页面上的全部内容。 · All that the page of an issue shows."""
    found = library.issue(PUBLIC, slug, year, number)
    if found is None:
        raise Problem.not_found(f"{slug}/{year}/{number}")
    return send(request, found)


@router.get(
    "/units", response=list_of(units.BodyLine), operation_id="units", summary="单位列表 · List of units",
)  # fmt: skip
def unit_list(request: HttpRequest, asked: Query[UnitsAsked]) -> HttpResponseBase:
    """单位名录，按代码排列。 · The register of units, by code."""
    place = units.place_by_code(PUBLIC, asked.place) if asked.place else None
    question = ("units", asked.words, asked.place, asked.kind, asked.on)
    after = behind(question, asked.cursor)
    filters = units.Filters(asked.words, place.id if place else None, asked.kind, asked.on)
    known = not asked.place or place is not None
    lines = sorted(
        units.listing(PUBLIC, filters, 1, EVERY).lines if known else (), key=lambda line: line.code
    )
    left = [line for line in lines if after is None or line.code > str(after[0])]
    shown = left[: asked.limit]
    last = (shown[-1].code,) if len(left) > len(shown) else None
    answer = framed(request, shown, count=len(lines), question=question, after=last, fields=asked.fields)
    return send(request, answer)


@router.get(
    "/units/{code}", response=schema_of(UnitAnswer), operation_id="unit", summary="一个单位 · A unit",
)  # fmt: skip
def unit(request: HttpRequest, code: Slug) -> HttpResponseBase:
    """名称沿革、所发文件和所负任务。 · Its names over time, what it issued, what it must do."""
    work = library.unit(PUBLIC, code)
    if work is None:
        raise Problem.not_found(code)
    return send(request, UnitAnswer(units.unit_page(PUBLIC, code), work))


@router.get(
    "/places", response=list_of(units.PlaceLine), operation_id="places", summary="行政区划 · Jurisdictions",
)  # fmt: skip
def places(request: HttpRequest) -> HttpResponseBase:
    """行政区划，按代码排列。 · Jurisdictions by code."""
    found = units.places(PUBLIC)
    return send(request, framed(request, found, count=len(found)))


@router.get(
    "/topics", response=list_of(library.TopicRef), operation_id="topics", summary="主题 · Topics",
)  # fmt: skip
def topics(request: HttpRequest) -> HttpResponseBase:
    """主题树，附文件数。 · The tree of topics with counts of documents."""
    found = library.topics(PUBLIC)
    return send(request, framed(request, found, count=len(found)))


def _issues(slug: str, year: int | None) -> list[library.IssueLine]:
    slugs = [slug] if slug else [each.slug for each in library.series(PUBLIC)]
    archives = [library.archive(PUBLIC, each, year) for each in slugs]
    return [line for archive in archives if archive for each in archive.years for line in each.issues]


def _place(line: library.IssueLine) -> tuple[int, int, str]:
    return (line.ref.year, line.ref.number, line.series.slug)


def _checked(after: tuple[object, ...], token: str) -> tuple[int, int, str]:
    match after:
        case (int(year), int(number), str(slug)):
            return (year, number, slug)
    raise Problem.cursor(token)

"""Errors as problem details (RFC 9457), in the language that the reader asks for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from gongkai.faces.opendata.shapes import plain, site
from gongkai.work.library.reads import Tombstone

TYPE = "application/problem+json"


class Problem(Exception):
    """Something that the API cannot answer: a status, a name for programs, words for people, more facts."""

    def __init__(self, status: int, name: str, title: str, detail: str = "", **more: Any) -> None:
        super().__init__(title)
        self.status, self.name, self.title, self.detail, self.more = status, name, title, detail, more

    @classmethod
    def not_found(cls, what: str) -> Problem:
        """There is no such thing, or it is not public."""
        return cls(
            404, "not-found", _("没有找到"), _("没有公开的内容有这个编号：%(what)s。") % {"what": what}
        )

    @classmethod
    def gone(cls, tombstone: Tombstone) -> Problem:
        """It was public and was withdrawn."""
        return cls(
            410,
            "withdrawn",
            _("已撤回"),
            _("该文件已经撤回，理由见 tombstone.why。"),
            tombstone=plain(tombstone),
        )

    @classmethod
    def cursor(cls, cursor: str) -> Problem:
        """The cursor was not made by this API for this list."""
        detail = _("cursor 只能取自上一页的 next，并用于同样的条件。")
        return cls(400, "invalid-cursor", _("翻页标记无效"), detail, cursor=cursor[:200])

    @classmethod
    def unknown_fields(cls, names: Sequence[str], known: Sequence[str]) -> Problem:
        """``fields`` names what the entries do not have."""
        detail = _("没有这些字段：%(names)s。") % {"names": "、".join(names)}
        return cls(400, "unknown-field", _("字段不存在"), detail, known=list(known))

    @classmethod
    def unknown_parameters(cls, names: Sequence[str], known: Sequence[str]) -> Problem:
        """The address carries parameters that this list does not have: better said than ignored."""
        detail = _("没有这些参数：%(names)s。") % {"names": "、".join(names)}
        return cls(400, "unknown-parameter", _("参数不存在"), detail, known=list(known))

    @classmethod
    def too_many(cls, seconds: int) -> Problem:
        """The reader asks too often."""
        detail = _("请在 %(seconds)d 秒后再试；大量下载请用数据包。") % {"seconds": seconds}
        return cls(429, "too-many-requests", _("请求过于频繁"), detail, bulk=site("/data/bulk/"))

    @classmethod
    def unavailable(cls) -> Problem:
        """The index or a file that the answer needs cannot be used at present."""
        return cls(503, "unavailable", _("暂时无法提供"), _("检索索引正在准备，请稍后再试。"))


def respond(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer; ``type`` leads to where the problem is explained."""
    body = {
        "type": site(f"/data/api/#problem-{problem.name}"),
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.get_full_path()[:2000],
        **problem.more,
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=problem.status, content_type=TYPE)
    response["Cache-Control"] = "public, max-age=30" if problem.status in (404, 410) else "no-store"
    return response


def of_status(request: HttpRequest, status: int) -> HttpResponse:
    """The problem of a status that something below the API has answered with."""
    titles = {
        400: ("bad-request", _("请求有误")),
        403: ("forbidden", _("不允许")),
        404: ("not-found", _("没有找到")),
        405: ("method-not-allowed", _("只能读取")),
        414: ("too-long", _("网址过长")),
        503: ("unavailable", _("暂时无法提供")),
    }
    name, title = titles.get(status, ("internal-error", _("服务器出错")))
    return respond(request, Problem(status, name, title))


def on_problem(request: HttpRequest, problem: Problem | type[Problem]) -> HttpResponse:
    """Handler of :class:`Problem`."""
    if isinstance(problem, type):
        raise TypeError("a problem is raised with its words")
    return respond(request, problem)


def on_invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """Handler of parameters that do not have their form; each is named with its place and what is wrong."""
    found = [] if isinstance(error, type) else error.errors
    errors = [
        {"name": ".".join(str(part) for part in each["loc"][1:]), "message": str(each["msg"])}
        for each in found
    ]
    return respond(request, Problem(422, "invalid-parameter", _("参数不合要求"), errors=errors))


def on_http(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """Handler of plain HTTP errors."""
    return of_status(request, 400 if isinstance(error, type) else error.status_code)


def on_missing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    """Handler of what is not there."""
    return of_status(request, 404)

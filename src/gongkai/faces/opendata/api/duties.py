"""Tasks, indicators and targets, each with its document and the words that it was read from."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from gongkai.faces.opendata.api.answers import send
from gongkai.faces.opendata.api.asked import RowsAsked, TasksAsked, behind, integer
from gongkai.faces.opendata.api.frame import framed, list_of
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.reads import walks

router = Router(tags=["duties"])


@router.get(
    "/tasks", response=list_of(library.TaskLine), operation_id="tasks", summary="任务列表 · List of tasks",
)  # fmt: skip
def tasks(request: HttpRequest, asked: Query[TasksAsked]) -> HttpResponseBase:
    """任务，附责任单位、期限和原文。 · Tasks with units, deadlines and words on the page."""
    question = asked.asked()
    after = integer(behind(("tasks", question), asked.cursor), asked.cursor)
    found = walks.tasks(PUBLIC, question, after, asked.limit)
    return send(
        request,
        framed(
            request,
            found.lines,
            count=found.count,
            question=("tasks", question),
            after=found.after,
            fields=asked.fields,
        ),
    )


@router.get(
    "/indicators", response=list_of(library.IndicatorLine), operation_id="indicators",
    summary="指标列表 · List of indicators",
)  # fmt: skip
def indicators(request: HttpRequest, asked: Query[RowsAsked]) -> HttpResponseBase:
    """指标表中的指标，附基期和各级目标。 · Indicators with baseline and targets."""
    question = asked.asked()
    after = integer(behind(("indicators", question), asked.cursor), asked.cursor)
    found = walks.indicators(PUBLIC, question, after, asked.limit)
    return send(
        request,
        framed(
            request,
            found.lines,
            count=found.count,
            question=("indicators", question),
            after=found.after,
            fields=asked.fields,
        ),
    )


@router.get(
    "/targets", response=list_of(walks.TargetLine), operation_id="targets",
    summary="目标列表 · List of targets",
)  # fmt: skip
def targets(request: HttpRequest, asked: Query[RowsAsked]) -> HttpResponseBase:
    """正文写明的目标值。 · Values to be reached that the text states."""
    question = asked.asked()
    after = integer(behind(("targets", question), asked.cursor), asked.cursor)
    found = walks.targets(PUBLIC, question, after, asked.limit)
    return send(
        request,
        framed(
            request,
            found.lines,
            count=found.count,
            question=("targets", question),
            after=found.after,
            fields=asked.fields,
        ),
    )

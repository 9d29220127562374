"""What a careful reader takes from the sample issue, known exactly because we wrote it.

The format is that of the gold files that a reader's output is scored against, with
``planted`` added: the findings that the reader must report, and the only ones.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any

from gongkai.samples.content import (
    Action,
    Goal,
    IndicatorRow,
    Point,
    SampleDocument,
    SampleIssue,
    Subtask,
)

Record = dict[str, Any]

ALL_FORMATS = ("pdf", "docx", "html", "txt")
WITH_PAGES = ("pdf", "txt")


def truth(sample: SampleIssue) -> Record:
    """The record of ``sample`` in the format of the gold files, with the planted findings.

    >>> from gongkai.samples.load import sample_issue
    >>> sorted({fault["code"] for fault in truth(sample_issue())["planted"]})[:3]
    ['contents-mismatch', 'number-brackets', 'numbering-gap']
    """
    return {
        "issue": {
            "title": sample.title,
            "year": sample.year,
            "number": sample.number,
            "serial": sample.serial,
            "date": sample.date.isoformat(),
            "sponsor": sample.sponsor,
        },
        "contents": [
            {
                "category": entry.category,
                "title": entry.document.title,
                "number": entry.document.number,
                "page": entry.page,
            }
            for entry in sample.contents
        ],
        "documents": [_document(document) for document in sample.documents],
        "planted": planted(sample),
        "layout": layout(sample),
    }


def planted(sample: SampleIssue) -> list[Record]:
    """The findings that a reader must report: code, document, what it is, and in which formats."""
    plan, points, scheme = (document.number for document in sample.documents)
    wrong = next(e for e in sample.contents if e.page != e.document.place.first)
    return [
        _fault("unit-conflict", plan, "管网末梢水质不合格率：正文为%，考核指标表为‰"),
        _fault("target-already-met", plan, "居民对改造效果的满意率：基期92.4已达到目标≥90"),
        _fault("target-weaker", plan, "生活垃圾回收利用率：全市目标≥38低于全省目标≥40"),
        _fault("number-brackets", points, "澜营商领发[2024]1号"),
        _fault("repeated-phrase", scheme, "压紧压实压紧压实"),
        _fault("numbering-gap", scheme, "第三部分缺第3项"),
        _fault(
            "contents-mismatch",
            scheme,
            f"目录页码为{wrong.page}，实际为{wrong.document.place.first}",
            WITH_PAGES,
        ),
        *(_fault("rotated", plan, f"第{page}页横排", ("pdf",)) for page in layout(sample)["rotated_pages"]),
    ]


def _fault(code: str, document: str, what: str, formats: tuple[str, ...] = ALL_FORMATS) -> Record:
    return {"code": code, "document": document, "what": what, "formats": list(formats)}


def layout(sample: SampleIssue) -> Record:
    """Where documents and annexes begin in the PDF, and which of its pages are rotated."""
    plan, points, _ = sample.documents
    return {
        "pages": sample.last_page,
        "first_pages": {d.number: d.place.first for d in sample.documents},
        "annex_pages": {d.number: list(d.place.annexes) for d in sample.documents},
        "rotated_pages": list(range(plan.place.annexes[1], plan.place.last)),
        "merged_over_pages": [plan.attachments[0], points.attachments[0]],
    }


def _document(document: SampleDocument) -> Record:
    record: Record = {
        "title": document.title,
        "number": document.number,
        "issuers": [document.issuer],
        "date": document.date.isoformat(),
        "disclosure": document.disclosure,
        "title_en": document.title_en,
        "references": list(document.references),
        "attachments": list(document.attachments),
        "headings_l1": [part.heading for part in document.parts],
        "tasks": [*_actions(document), *_subtasks(document)],
        "targets": [goal_record(goal) for action in document.actions for goal in action.goals],
    }
    if document.indicators:
        record["indicators"] = [i for row in document.indicators.rows for i in _indicators(row)]
    return record


def _actions(document: SampleDocument) -> Iterator[Record]:
    if document.overall:
        yield _action(document.overall, [document.overall.near, document.overall.far])
    for action in document.actions:
        yield _action(action, [action.title, *action.measures, action.goal])


def _action(action: Action, keys: list[str]) -> Record:
    return {
        "item": action.number,
        "key": keys,
        "lead": list(action.lead),
        "responsible": list(action.responsible),
        "due": "2026-12-31",
        "dues": ["2026-12-31", "2030-12-31"],
        "targets": [goal_record(goal) for goal in action.goals],
    }


def goal_record(goal: Goal) -> Record:
    """A target in the format of the gold files."""
    return {
        "indicator": goal.indicator,
        "year": goal.year,
        "comparator": goal.comparator,
        "value": goal.value,
        "unit": goal.unit,
        "value_high": goal.value_high,
        "per_year": goal.per_year,
    }


def _subtasks(document: SampleDocument) -> Iterator[Record]:
    for point in document.points:
        for task in point.tasks:
            yield _subtask(point, task, document.date.year)


def _subtask(point: Point, task: Subtask, year: int) -> Record:
    return {
        "item": point.number,
        "key": task.text,
        "lead": list(point.lead),
        "responsible": list(task.responsible),
        "due": due_date(task.due, year),
        "targets": [],
    }


def due_date(written: str, year: int) -> str:
    """The day that a deadline such as 9月底 or 9月15日 means in ``year``.

    >>> due_date("9月底", 2024), due_date("9月15日", 2024)
    ('2024-09-30', '2024-09-15')
    """
    found = re.fullmatch(r"(\d+)月(?:底|(\d+)日)", written)
    if found is None:
        raise ValueError(written)
    month = int(found[1])
    last = int(found[2] or calendar.monthrange(year, month)[1])
    return f"{year}-{month:02}-{last:02}"


def _indicators(row: IndicatorRow) -> Iterator[Record]:
    """One record a name; the values of a cell that holds two are parted by a blank."""
    for place, name in enumerate(row.names):
        number = f"{row.number}{'ab'[place]}" if len(row.names) > 1 else row.number
        cells = [(value.split() or [""])[min(place, len(value.split() or [""]) - 1)] for value in row.values]
        baseline, city, province, nation = (cell_value(cell) for cell in cells)
        yield {
            "number": number,
            "name": name,
            "unit": row.unit,
            "basis": row.basis,
            "baseline": baseline,
            "city": city,
            "province": province,
            "nation": nation,
        }


WORDS = {"实现": "achieve", "基本实现": "basically achieve", "下降": "decrease", "提升": "increase"}


def cell_value(cell: str) -> list[Any] | None:
    """What a cell of the indicator table states: [comparator, value, upper end], None if nothing."""
    if cell in ("", "-", "—"):
        return None
    if cell in WORDS:
        return [WORDS[cell], None]
    if found := re.fullmatch(r"每年降低([\d.]+)-([\d.]+)个百分点", cell):
        return ["decrease", float(found[1]), float(found[2])]
    sign = {"≥": ">=", "≤": "<="}.get(cell[0], "=")
    return [sign, float(cell.lstrip("≥≤"))]

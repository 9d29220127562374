"""A reading as records for export, so that a file can be written out again before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.formats.export.clauses import parted
from gongkai.formats.export.jsonrecord import sealed, sealed_issue
from gongkai.formats.export.record import (
    Citation,
    Component,
    ContentsEntry,
    Publishable,
    PublishableIssue,
    PublishedIndicator,
    PublishedTarget,
    PublishedTask,
)
from gongkai.rules import records
from gongkai.rules.blocks import Source
from gongkai.rules.gazette.clauses import Component as Part
from gongkai.rules.gazette.clauses import Places, split


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a reading cannot know: where and when it is published, and whose gazette it is.

    ``base`` is the address before the key, with its last slash.
    """

    base: str
    published_at: datetime
    jurisdiction_code: str
    jurisdiction_name: str


def from_gazette(gazette: records.Gazette, source: Source, imprint: Imprint) -> tuple[Publishable, ...]:
    """The documents of a reading, in order, each sealed with its digest.

    ``source`` is what ``gazette`` was read from: the paragraphs without a number stand only there.
    """
    return tuple(
        sealed(_publishable(at, document, split(source.text, document), gazette, imprint))
        for at, document in enumerate(gazette.documents, 1)
    )


def issue_from_gazette(gazette: records.Gazette, source: Source, imprint: Imprint) -> PublishableIssue | None:
    """The issue of a reading with its documents, None where the file is no issue."""
    issue = gazette.issue
    if issue is None:
        return None
    documents = from_gazette(gazette, source, imprint)
    keys = {d.number: d.key for d in documents if d.number} | {d.title: d.key for d in documents}
    contents = tuple(
        ContentsEntry(
            c.category, c.title, c.title_en, c.number, keys.get(c.title) or keys.get(c.number or "")
        )
        for c in gazette.contents
    )
    key = f"{issue.year or 0}-{issue.number or 0}"
    return sealed_issue(
        PublishableIssue(
            key,
            f"{imprint.base}issues/{key}",
            issue.title,
            issue.year,
            issue.number,
            issue.serial,
            _day(issue.date),
            issue.sponsor,
            imprint.published_at,
            contents,
            documents,
            gazette.source.sha256,
        )
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _publishable(
    at: int, document: records.Document, parts: tuple[Part, ...], gazette: records.Gazette, imprint: Imprint
) -> Publishable:
    key = f"{gazette.source.sha256[:12]}-{at}"
    places = Places(parts)
    tasks = tuple(_task(n, t, places) for n, t in enumerate(document.tasks, 1))
    issue = gazette.issue
    number = f"第{issue.number}期" if issue and issue.number else ""
    cited = f"{issue.title}{issue.year}年{number}" if issue and issue.year else None
    return Publishable(
        key=key,
        address=f"{imprint.base}documents/{key}",
        version=1,
        title=document.title or "",
        title_en=document.title_en,
        number=document.number,
        issuers=document.issuers,
        addressees=document.addressees,
        copied_to=document.copied_to,
        date_made=_day(document.date),
        date_printed=_day(document.printed_date),
        published_at=imprint.published_at,
        disclosure=document.disclosure,
        validity=None,
        jurisdiction_code=imprint.jurisdiction_code,
        jurisdiction_name=imprint.jurisdiction_name,
        gazette=cited,
        components=tuple(map(_component, parts)),
        tasks=tasks,
        indicators=tuple(_indicator(n, i, places) for n, i in enumerate(document.indicators, 1)),
        targets=_targets(document, places),
        citations=tuple(Citation(r.title, r.number, None, r.as_written) for r in document.references),
        original_sha256=gazette.source.sha256,
    )


def _component(part: Part) -> Component:
    return Component(part.eid, part.kind, part.number, part.title, *parted(part.clauses))


def _task(at: int, task: records.Task, places: Places) -> PublishedTask:
    return PublishedTask(
        f"task-{at}",
        places.at(task.span.start, task.span.end),
        task.item,
        task.title,
        task.text,
        task.lead,
        task.responsible,
        task.deadlines,
        task.unreadable,
    )


def _targets(document: records.Document, places: Places) -> tuple[PublishedTarget, ...]:
    owned: list[tuple[str | None, records.Target]] = [
        (f"task-{n}", t) for n, task in enumerate(document.tasks, 1) for t in task.targets
    ]
    owned += [(None, t) for t in document.targets]
    return tuple(
        PublishedTarget(
            f"target-{at}",
            places.at(t.span.start, t.span.end),
            task,
            t.indicator,
            t.year,
            t.comparator,
            t.value,
            t.value_high,
            t.unit,
            t.per_year,
            t.as_written,
        )
        for at, (task, t) in enumerate(owned, 1)
    )


def _indicator(at: int, indicator: records.Indicator, places: Places) -> PublishedIndicator:
    row = places.at(indicator.span.start, indicator.span.end)
    return PublishedIndicator(
        f"indicator-{at}",
        row.rsplit("-r", 1)[0] if row is not None else None,
        indicator.number,
        indicator.name,
        indicator.unit,
        indicator.basis,
        indicator.baseline,
        indicator.targets,
    )

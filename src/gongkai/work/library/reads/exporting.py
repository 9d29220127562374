"""Published versions and issues as the writers of downloads take them."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    VersionEvent,
)
from gongkai.rules.access import Reader
from gongkai.rules.records import Baseline, Deadline, IndicatorTarget
from gongkai.work.library.reads.answers import (
    ComponentView,
    DocumentPage,
    IndicatorView,
    TargetView,
    TaskView,
)
from gongkai.work.library.reads.documents import document
from gongkai.work.library.reads.issues import issue


def publishable(
    reader: Reader, key: str, version: int | None = None, *, base: str = ""
) -> Publishable | None:
    """A published version for the writers of downloads, sealed; None where the reader may not see it.

    ``base`` is the address of the site with its last slash. A version that was not published has no
    download.
    """
    page = document(reader, key, version)
    if page is None or page.version.published_at is None:
        return None
    return sealed(_publishable(page, base))


def publishable_issue(
    reader: Reader, slug: str, year: int, number: int, *, base: str = ""
) -> PublishableIssue | None:
    """An issue with its published documents for the writers of downloads, sealed."""
    page = issue(reader, slug, year, number)
    if page is None or page.line.published_at is None:
        return None
    found = (publishable(reader, line.key, base=base) for line in page.documents)
    entries = tuple(
        ContentsEntry(
            line.category or None,
            line.title,
            line.title_en or None,
            line.number or None,
            line.document.key if line.document else None,
        )
        for line in page.contents
    )
    return sealed_issue(
        PublishableIssue(
            key=f"{slug}-{year}-{number}",
            address=f"{base}gazette/{slug}/{year}/{number}/",
            series=page.line.series.title,
            year=year,
            number=number,
            serial=page.line.serial,
            date=page.line.date,
            sponsor=page.sponsor.name if page.sponsor else None,
            published_at=page.line.published_at,
            contents=entries,
            documents=tuple(one for one in found if one is not None),
            original_sha256=page.origin.sha256,
        )
    )


def _publishable(page: DocumentPage, base: str) -> Publishable:
    line, published = page.line, page.version.published_at
    if published is None:
        raise ValueError(line.key)
    gazette = f"{line.issue.title} {line.issue.year}年第{line.issue.number}期" if line.issue else None
    return Publishable(
        key=line.key,
        address=f"{base}d/{line.key}/",
        version=page.version.number,
        title=line.title,
        title_en=line.title_en or None,
        number=line.number or None,
        issuers=line.issued_by,
        addressees=page.addressees,
        copied_to=page.copied_to,
        date_made=line.date_made,
        date_printed=line.date_printed,
        published_at=published,
        disclosure=page.disclosure or None,
        validity=line.validity_name,
        jurisdiction_code=line.place.code if line.place else "",
        jurisdiction_name=line.place.name if line.place else "",
        gazette=gazette,
        components=tuple(map(_component, page.components)),
        tasks=tuple(map(_task, page.tasks)),
        indicators=tuple(map(_indicator, page.indicators)),
        targets=tuple(map(_target, page.targets)),
        citations=tuple(
            Citation(
                c.title or None,
                c.number or None,
                f"{base}d/{c.target.key}/" if c.target else None,
                c.as_written,
            )
            for c in page.cites
        ),
        original_sha256=page.origin.sha256,
        versions=tuple(
            VersionEvent(v.number, v.published_at, page.version.note)
            for v in page.versions
            if v.published_at is not None and v.number < page.version.number
        ),
    )


def _component(part: ComponentView) -> Component:
    return Component(
        part.eid, _kind(part.kind), part.number or None, part.title or None, *parted(part.clauses)
    )


def _kind(kind: str) -> Any:
    return kind


def _task(task: TaskView) -> PublishedTask:
    return PublishedTask(
        task.eid,
        task.clause or None,
        task.item or None,
        task.title or None,
        task.text,
        tuple(unit.as_written for unit in task.lead),
        tuple(unit.as_written for unit in task.responsible),
        tuple(Deadline(_day(d.date), d.as_written, d.inferred_year) for d in task.deadlines),
        task.unreadable,
    )


def _day(day: date) -> str:
    return day.isoformat()


def _target(target: TargetView) -> PublishedTarget:
    return PublishedTarget(
        target.eid,
        target.clause or None,
        target.task or None,
        target.indicator,
        target.year,
        _kind(target.comparator),
        target.value,
        target.value_high,
        target.unit or None,
        target.per_year,
        target.as_written,
    )


def _indicator(indicator: IndicatorView) -> PublishedIndicator:
    table = indicator.clause.rsplit("-r", 1)[0] if indicator.clause else None
    base = indicator.baseline
    return PublishedIndicator(
        indicator.eid,
        table,
        indicator.number or None,
        indicator.name,
        indicator.unit or None,
        indicator.basis or None,
        Baseline(base.year, _kind(base.comparator), base.value, base.as_written) if base else None,
        tuple(
            IndicatorTarget(
                _kind(g.scope), g.year, _kind(g.comparator), g.value, g.value_high, g.per_year, g.as_written
            )
            for g in indicator.targets
        ),
    )

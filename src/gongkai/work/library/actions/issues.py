"""Gazettes and their issues, stored from accepted readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.rules import records
from gongkai.work.intake.reads import Accepted
from gongkai.work.library.actions.resolving import plain_title
from gongkai.work.library.keys import pinyin, plain_number
from gongkai.work.library.models import ContentsLine, Issue, Series
from gongkai.work.library.models.issues import State


def store_issue(taken: Accepted, now: datetime) -> Issue | None:
    """The issue that a reading is of, new or known; None where the file is no issue with year and number.

    A known issue that is not published yet takes what the newer reading says.
    """
    read = taken.gazette.issue
    if read is None or read.year is None or read.number is None or taken.jurisdiction_id is None:
        return None
    series = _series(read, taken.jurisdiction_id)
    values = {
        "title": read.title[:200],
        "serial": read.serial,
        "date": date.fromisoformat(read.date) if read.date else None,
        "original_id": taken.sha256,
        "source_name": taken.name[:255],
        "reading_id": taken.reading_id,
        "source_text": taken.source_text,
    }
    issue, created = Issue.objects.get_or_create(
        series=series, year=read.year, number=read.number, defaults=values
    )
    if not created and issue.state == State.DRAFT and issue.reading_id != taken.reading_id:
        for name, value in values.items():
            setattr(issue, name, value)
        issue.save()
    return issue


def _series(read: records.Issue, place: int) -> Series:
    known = Series.objects.filter(jurisdiction_id=place, title=read.title[:120]).first()
    if known is not None:
        return known
    slug = pinyin(read.title)[:50] or "gazette"
    if Series.objects.filter(slug=slug).exists():
        slug = f"{slug}-{place}"
    return Series.objects.create(jurisdiction_id=place, title=read.title[:120], slug=slug)


def contents(issue: Issue, lines: Sequence[records.ContentsLine]) -> None:
    """Write the contents as printed, each line with the document of the issue that it names."""
    if issue.state != State.DRAFT and issue.contents.exists():
        return
    numbers: dict[str, int] = {}
    titles: dict[str, int] = {}
    for pk, number, title in issue.documents.values_list("pk", "number", "title"):
        numbers[number] = pk
        titles[plain_title(title)] = pk
    ContentsLine.objects.filter(issue=issue).delete()
    ContentsLine.objects.bulk_create(
        ContentsLine(
            issue=issue,
            order=order,
            category=(line.category or "")[:100],
            title=line.title[:500],
            title_en=(line.title_en or "")[:800],
            number=(line.number or "")[:120],
            page=line.page,
            document_id=numbers.get(plain_number(line.number or "") or "?")
            or titles.get(plain_title(line.title)),
        )
        for order, line in enumerate(lines)
    )

"""How complete a gazette is: numbers held, missing, twice there, begun anew (完整性台账)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from gongkai.rules.access import Reader
from gongkai.work.library.models import Issue, Series
from gongkai.work.library.reads.access import in_office_of, issues_for
from gongkai.work.library.reads.answers import PlaceRef, SeriesRef
from gongkai.work.library.reads.lines import issue_ref
from gongkai.work.library.reads.listings import Ledger, LedgerLine, LedgerYear

_ENOUGH = 3


def ledger(reader: Reader, slug: str, today: date) -> Ledger | None:
    """The ledger of a gazette, in public; gaps between the lowest and the highest number count as missing.

    The next issue is expected as many days behind the last as the gazette states, else as usually lay
    between two issues.
    """
    row = Series.objects.select_related("jurisdiction").filter(slug=slug).first()
    if row is None:
        return None
    found = issues_for(reader).filter(series=row).select_related("series").defer("source_text")
    issues = list(found.order_by("year", "number"))
    if not issues and not in_office_of(reader, row.jurisdiction_id):
        return None
    place = row.jurisdiction
    expected = _expected(issues, row.days_between)
    return Ledger(
        series=SeriesRef(row.slug, row.title, PlaceRef(place.pk, place.code, place.name, place.slug)),
        years=_years(issues),
        missing_serials=_missing_serials(issues),
        notes=_notes(issues),
        last_arrival=max((i.published_at.date() for i in issues if i.published_at), default=None),
        expected=expected,
        overdue=expected is not None and expected < today,
    )


def missing(numbers: Sequence[int], first: int = 1) -> tuple[int, ...]:
    """The numbers that lack between ``first`` and the highest.

    >>> missing([2, 5], 1)
    (1, 3, 4)
    """
    held = set(numbers)
    return tuple(n for n in range(first, max(held, default=0)) if n not in held)


def _years(issues: Sequence[Issue]) -> tuple[LedgerYear, ...]:
    by_year: dict[int, list[Issue]] = defaultdict(list)
    for one in issues:
        by_year[one.year].append(one)
    first_year = min(by_year, default=0)
    lines = []
    for year, held in sorted(by_year.items(), reverse=True):
        # what came before the first issue that the library holds is not known to be missing
        first = min(one.number for one in held) if year == first_year else 1
        numbers = [one.number for one in held]
        lines.append(LedgerYear(year, tuple(issue_ref(one) for one in held), missing(numbers, first)))
    return tuple(lines)


def _missing_serials(issues: Sequence[Issue]) -> tuple[int, ...]:
    serials = [one.serial for one in issues if one.serial is not None]
    return missing(serials, min(serials, default=1))


def _notes(issues: Sequence[Issue]) -> tuple[LedgerLine, ...]:
    counted = Counter(one.serial for one in issues if one.serial is not None)
    notes = [_note("unnumbered", one) for one in issues if one.serial is None]
    for serial, times in sorted(counted.items()):
        if times > 1:
            same = [one for one in issues if one.serial == serial]
            refs = tuple(issue_ref(one) for one in same)
            notes.append(LedgerLine("duplicate", same[0].year, same[0].number, serial, refs))
    numbered = [one for one in issues if one.serial is not None]
    for before, after in pairwise(numbered):
        if (after.serial or 0) < (before.serial or 0):
            notes.append(_note("reset", after))
    return tuple(notes)


def _note(kind: str, issue: Issue) -> LedgerLine:
    return LedgerLine(kind, issue.year, issue.number, issue.serial, (issue_ref(issue),))


def _expected(issues: Sequence[Issue], days_between: int | None) -> date | None:
    days = sorted(one.date for one in issues if one.date is not None)
    if not days:
        return None
    gaps = [(b - a).days for a, b in pairwise(days) if b > a]
    usual = days_between or (round(median(gaps)) if len(gaps) >= _ENOUGH else None)
    return days[-1] + timedelta(days=usual) if usual else None

"""What a document as a whole says that its parts leave out: the year, the goal, the place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.rules.duty.deadlines import find_deadlines
from gongkai.rules.duty.targets import find_targets
from gongkai.rules.duty.years import horizons
from gongkai.rules.gazette.document import Draft
from gongkai.rules.gazette.lines import Para
from gongkai.rules.gazette.outline import walk
from gongkai.rules.records import Deadline, Span, Target
from gongkai.rules.text.fold import fold
from gongkai.rules.text.mapped import Mapped

_ONE_YEAR = re.compile(r"(?<![\d-])(20\d{2})年(?!\s*[-~至])(?:度)?")
_GOAL = re.compile(r"目标|愿景")


@dataclass(frozen=True, slots=True)
class Context:
    """The day of the document, the one year of its title, and the one year of its goal."""

    given: date | None
    title_year: int | None
    goal_year: int | None

    def deadlines(self, words: Mapped, page: int | None, *, cell: bool) -> list[tuple[Deadline, Span]]:
        """The deadlines that the words state, each with the place of its words."""
        found = find_deadlines(words.folded, given=self.given, year=self.title_year, cell=cell)
        return [
            (
                Deadline(f.day.isoformat(), words.text[f.start : f.end], f.inferred_year),
                Span(page, *words.span(f.start, f.end)),
            )
            for f in found
        ]

    def targets(self, words: Mapped, page: int | None, *, year: int | None = None) -> list[Target]:
        """The targets that a paragraph states."""
        out = []
        for found in find_targets(words.folded, year=year or self.goal_year):
            start, end = words.span(found.start, found.end)
            value = found.value
            out.append(
                Target(
                    indicator=found.indicator,
                    year=found.year,
                    comparator=found.comparator,
                    value=value.low if value else None,
                    value_high=value.high if value else None,
                    unit=_unit(value.unit) if value else None,
                    per_year=found.per_year,
                    as_written=words.text[found.start : found.end],
                    span=Span(page, start, end),
                )
            )
        return out


def _unit(unit: str | None) -> str | None:
    return "百分点" if unit == "个百分点" else unit


def make_context(draft: Draft) -> Context:
    """The context of a document."""
    titles = [t for t in (draft.title, draft.plan_title.text if draft.plan_title else None) if t]
    years = {int(y) for t in titles for y in _ONE_YEAR.findall(_plain(fold(t)))}
    return Context(draft.day, years.pop() if len(years) == 1 else None, _goal_year(draft))


def _plain(title: str) -> str:
    return re.sub(r"\d{4}年?[-~至]\d{4}年", "", title)


def _goal_year(draft: Draft) -> int | None:
    years: set[int] = set()
    for node in walk(draft.body.root):
        if node.title and _GOAL.search(node.title):
            for para in _texts(node.paras):
                years.update(y for h in horizons(para) for y in h.years)
    return years.pop() if len(years) == 1 else None


def _texts(paras: Iterable[Para]) -> Iterable[str]:
    return [p.words.folded for p in paras]

"""What the record says, in words for the page: values, targets, the editors' words in its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.faces.portal.paging import number_of, steps
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads
from gongkai.work.library.reads import BaselineView, GoalView, IndicatorView, IssueRef, TargetView


class Bilingual(Protocol):
    """What is asked of an editors' page: its words in Chinese, and in English where there are any."""

    title: str
    title_en: str
    intro: str
    intro_en: str
    body: Any
    body_en: Any


@dataclass(frozen=True, slots=True)
class PageWords:
    """An editor's page in one language; ``lang`` is the language in which its words really stand."""

    title: str
    lang: str
    intro: str
    body: Any


@dataclass(frozen=True, slots=True)
class Goal:
    """A cell of the table of indicators."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with one cell for each column of :class:`IndicatorTable`."""

    indicator: IndicatorView
    baseline: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The indicators of a document with the scopes and years that any of them names as columns."""

    columns: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]


def page_words(page: Bilingual) -> PageWords:
    """The words of ``page`` in the language of the address; in Chinese where no English was written."""
    english = (get_language() or "").startswith("en")
    if english and (page.title_en or page.intro_en or page.body_en):
        return PageWords(page.title_en or page.title, "en", page.intro_en, page.body_en)
    return PageWords(page.title, "zh-Hans", page.intro, page.body)


def column_documents(rule: reads.Asked, request: HttpRequest) -> dict[str, Any]:
    """The page of documents that the rule of a column finds, newest first."""
    found = reads.documents(PUBLIC, rule, page=number_of(request))
    return {"found": found, "pages": steps(request, found.page, found.pages)}


def number(value: float) -> str:
    """A number as short as it can be written.

    >>> number(30.0), number(5.25), number(1200000.0)
    ('30', '5.25', '1200000')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".")


def amount(value: float | None, high: float | None, unit: str) -> str:
    """A value or a range of values with its unit; empty where there is none.

    >>> amount(0.5, 1.0, "个百分点"), amount(30.0, None, "%"), amount(None, None, "%")
    ('0.5–1 个百分点', '30%', '')
    """
    if value is None:
        return ""
    figures = number(value) if high is None else f"{number(value)}–{number(high)}"
    if not unit:
        return figures
    return figures + ("" if unit in "%‰℃" else " ") + unit


def comparison(comparator: str) -> str:
    """The comparator as a word before a value; the comparator itself where it is none of ours."""
    return {
        ">=": "≥",
        "<=": "≤",
        "=": "",
        "increase": _("提高"),
        "decrease": _("降低"),
        "slow": _("减缓"),
        "keep": _("保持"),
        "achieve": _("实现"),
        "basically achieve": _("基本实现"),
        "establish": _("建立"),
    }.get(comparator, comparator)


def aim(target: TargetView | GoalView, unit: str) -> str:
    """What is to be reached, in one line: each year, how compared, how much. Without a figure, as written."""
    figures = amount(target.value, target.value_high, unit)
    if not figures:
        return target.as_written
    each = _("每年") if target.per_year else ""
    return " ".join(part for part in (each, comparison(target.comparator), figures) if part)


def baseline(start: BaselineView | None) -> str:
    """The value at the start with its year, empty where there is none."""
    if start is None:
        return ""
    value = start.as_written if start.value is None else number(start.value)
    words = " ".join(part for part in (comparison(start.comparator), value) if part)
    return _("%(value)s（%(year)s年）") % {"value": words, "year": start.year} if start.year else words


def issue_name(issue: IssueRef) -> str:
    """An issue as it is cited: the gazette with year and number, where its title does not say them already.

    >>> issue_name(IssueRef(1, "yunbin", "云滨市人民政府公报", 2024, 9))
    '云滨市人民政府公报2024年第9期'
    """
    if f"第{issue.number}期" in issue.title:
        return issue.title
    return f"{issue.title}{issue.year}年第{issue.number}期"


def scope_name(scope: str) -> str:
    """Whose target it is; nothing for a column that names nobody."""
    return {"city": _("市级"), "province": _("省级"), "nation": _("国家级")}.get(scope, "")


def indicator_table(indicators: tuple[IndicatorView, ...]) -> IndicatorTable:
    """The indicators as a table whose columns are the scopes and years in the order of the text."""
    seen: dict[tuple[str, int | None], str] = {}
    for indicator in indicators:
        for goal in indicator.targets:
            seen.setdefault((goal.scope, goal.year), _column(goal))
    rows = []
    for indicator in indicators:
        cells = {
            place: "；".join(aim(goal, "") for goal in indicator.targets if (goal.scope, goal.year) == place)
            for place in seen
        }
        goals = tuple(Goal(seen[place], words) for place, words in cells.items())
        rows.append(IndicatorRow(indicator, baseline(indicator.baseline), goals))
    return IndicatorTable(tuple(seen.values()), tuple(rows))


def _column(goal: GoalView) -> str:
    year = _("%(year)s年") % {"year": goal.year} if goal.year else ""
    return " ".join(part for part in (scope_name(goal.scope), year) if part) or _("目标")

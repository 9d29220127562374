"""Values of the record in words: numbers, comparisons, deadlines, places in the source."""

from __future__ import annotations

import re

from gongkai.cli.messages import _
from gongkai.rules.blocks import Source
from gongkai.rules.records import (
    Baseline,
    Comparator,
    Deadline,
    IndicatorTarget,
    Issue,
    ReferenceKind,
    Scope,
    Severity,
    Span,
    Target,
)

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_HAN = "\u3001-\u303f\u3400-\u9fff\uff01-\uff60"
_LINE_END = re.compile(rf"(?<=[{_HAN}])[^\S\n]*\n\s*(?=[{_HAN}])")


def comparison(comparator: Comparator) -> str:
    """The comparator as a word before a value."""
    return {
        ">=": _("不低于"),
        "<=": _("不高于"),
        "=": _("为"),
        "increase": _("提高"),
        "decrease": _("降低"),
        "slow": _("减缓"),
        "keep": _("保持"),
        "achieve": _("实现"),
        "basically achieve": _("基本实现"),
        "establish": _("建立"),
    }[comparator]


def kind_of_reference(kind: ReferenceKind) -> str:
    """What the text does with a document that it names."""
    return {
        "basis": _("依据"),
        "forwards": _("转发"),
        "repeals": _("废止"),
        "amends": _("修改"),
        "mentions": _("提及"),
    }[kind]


def level(severity: Severity) -> str:
    """How grave a finding is."""
    return {"error": _("错误"), "warning": _("存疑"), "notice": _("提示")}[severity]


def scope_of(scope: Scope) -> str:
    """Whose target it is; nothing for a column that names nobody."""
    return {"city": _("市级"), "province": _("省级"), "nation": _("国家级"), "own": ""}[scope]


def field_name(name: str) -> str:
    """The label of a task's field."""
    labels = {
        "title": _("标题"),
        "text": _("内容"),
        "lead": _("牵头单位"),
        "responsible": _("责任单位"),
        "deadlines": _("完成时限"),
        "targets": _("目标"),
        "item": _("序号"),
        "marker": _("编号"),
    }
    return labels.get(name, name)


def number(value: float) -> str:
    """A number as short as it can be written.

    >>> number(30.0), number(5.25), number(1200000.0)
    ('30', '5.25', '1200000')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".")


def amount(value: float | None, high: float | None, unit: str | None) -> str:
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


def target_words(target: Target) -> str:
    """A target in one line: year, indicator, comparison, value."""
    year = _("{year} 年").format(year=target.year) if target.year is not None else ""
    parts = (year, target.indicator, _aim(target, target.unit))
    return " ".join(part for part in parts if part)


def _aim(target: Target | IndicatorTarget, unit: str | None) -> str:
    each = _("每年") if target.per_year else ""
    words = (each, comparison(target.comparator), amount(target.value, target.value_high, unit))
    return " ".join(part for part in words if part)


def indicator_target_words(target: IndicatorTarget) -> str:
    """The target of an indicator in one line: whose, year, comparison, value."""
    year = _("{year} 年").format(year=target.year) if target.year is not None else ""
    return " ".join(part for part in (scope_of(target.scope), year, _aim(target, None)) if part)


def baseline_words(baseline: Baseline | None) -> str:
    """The value at the start, with its year where known."""
    if baseline is None:
        return ""
    value = number(baseline.value) if baseline.value is not None else baseline.as_written
    if baseline.comparator != "=":
        value = f"{comparison(baseline.comparator)} {value}"
    return (
        value if baseline.year is None else _("{value}（{year} 年）").format(value=value, year=baseline.year)
    )


def deadline_words(deadline: Deadline) -> str:
    """A deadline as a day with the words it was read from."""
    if deadline.inferred_year:
        return _("{date}（原文“{words}”，年份为推定）").format(date=deadline.date, words=deadline.as_written)
    return _("{date}（原文“{words}”）").format(date=deadline.date, words=deadline.as_written)


def issue_words(issue: Issue) -> str:
    """Year, number and serial number of an issue."""
    parts = (
        _("{year} 年").format(year=issue.year) if issue.year is not None else "",
        _("第 {number} 期").format(number=issue.number) if issue.number is not None else "",
        _("总第 {serial} 期").format(serial=issue.serial) if issue.serial is not None else "",
    )
    return " · ".join(part for part in parts if part)


def place(span: Span) -> str:
    """Page and offsets of a span; only the page where the span encloses no character.

    >>> place(Span(3, 10, 20)), place(Span(3, 0, 0)), place(Span(None, 10, 20))
    ('第 3 页，字符 10–20', '第 3 页', '字符 10–20')
    """
    page = _("第 {page} 页").format(page=span.page) if span.page is not None else ""
    empty = span.start == span.end
    offsets = "" if empty else _("字符 {start}–{end}").format(start=span.start, end=span.end)
    return _("，").join(part for part in (page, offsets) if part)


def clean(words: str) -> str:
    r"""``words`` on one line, without characters that steer a terminal or turn the writing direction.

    Chinese writes no space where a line ends.

    >>> clean("甲\n  乙 丙\x1b[31m")
    '甲乙 丙[31m'
    """
    return " ".join(_LINE_END.sub("", _CONTROLS.sub("", words)).split())


def words_at(source: Source, span: Span) -> str:
    """The words of the source that a span encloses, on one line."""
    return clean(source.text[span.start : span.end])

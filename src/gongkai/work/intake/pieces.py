"""A record taken apart into the things that a person decides on: items, and the fields of each.

Pure: a record in, pieces out. A field that was not read and shows no damage is no piece; it can be
filled in by hand all the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from gongkai.rules.interchange import plain
from gongkai.rules.records import Document, Finding, Gazette, Indicator, Issue, Span, Target, Task

ItemKind = Literal["issue", "document", "task", "target", "indicator"]

ISSUE_FIELDS = ("title", "place", "year", "number", "serial", "date", "sponsor")
DOCUMENT_FIELDS = (
    "title", "title_en", "number", "issuers", "date", "printed_date", "disclosure", "category", "addressees",
    "copied_to",
)  # fmt: skip
TASK_FIELDS = ("item", "marker", "title", "text", "lead", "responsible", "deadlines")
TARGET_FIELDS = (
    "indicator", "year", "comparator", "value", "value_high", "unit", "per_year", "as_written",
)  # fmt: skip
INDICATOR_FIELDS = ("number", "name", "unit", "basis", "baseline", "targets")
FIELDS: dict[str, tuple[str, ...]] = {
    "issue": ISSUE_FIELDS,
    "document": DOCUMENT_FIELDS,
    "task": TASK_FIELDS,
    "target": TARGET_FIELDS,
    "indicator": INDICATOR_FIELDS,
}

SURE = 0.95  # what a layout or a label states
DAMAGED = 0.2  # the source cannot be read
GUESSED_YEAR = 0.6  # the source names no year
UNKNOWN_NAME = 0.6  # the register of units does not know the name
ABSENT = 0.5  # what nearly every document has, and this one has not
LOSS = {"error": 0.35, "warning": 0.2, "notice": 0.05}  # for a finding that touches the words
# Findings of which every document has some and which do not make the words beside them doubtful.
HARMLESS = frozenset({"target-already-met", "target-weaker", "furniture-lost", "number-brackets"})


@dataclass(frozen=True, slots=True)
class FactPiece:
    """One field: its value as in the interchange format, what the evidence suggests, how sure it is."""

    name: str
    raw: Any
    suggested: Any
    unreadable: bool
    confidence: float
    span: Span | None


@dataclass(frozen=True, slots=True)
class ItemPiece:
    """One thing that was read, with its place in the record (``documents/0/tasks/3``)."""

    kind: ItemKind
    path: str
    document: int | None
    label: str
    confidence: float
    span: Span
    facts: tuple[FactPiece, ...]


def pieces(gazette: Gazette, known: Container[str] | None = None) -> tuple[ItemPiece, ...]:
    """The items of a record in the order of the source.

    ``known`` holds the names that the register of units knows; None where it does not say.
    """
    doubts = _Doubts(gazette.findings)
    known = known if known is not None and _covers(known, gazette) else None
    made: list[ItemPiece] = []
    if gazette.issue is not None:
        end = gazette.documents[0].span.start if gazette.documents else 0
        made.append(_issue(gazette.issue, Span(None, 0, end)))
    for number, document in enumerate(gazette.documents):
        made.append(_document(document, number, known))
        for at, task in enumerate(document.tasks):
            path = f"documents/{number}/tasks/{at}"
            made.append(_task(task, path, number, known))
            made += [
                _target(target, f"{path}/targets/{i}", number, task.confidence)
                for i, target in enumerate(task.targets)
            ]
        for at, target in enumerate(document.targets):
            made.append(_target(target, f"documents/{number}/targets/{at}", number, SURE))
        for at, indicator in enumerate(document.indicators):
            made.append(_indicator(indicator, f"documents/{number}/indicators/{at}", number))
    return tuple(_weakest(doubts.touch(item)) for item in made)


def _covers(known: Container[str], gazette: Gazette) -> bool:
    """Whether the register is that of the place at all: it knows one of the names."""
    return any(
        name in known
        for document in gazette.documents
        for names in (document.issuers, *((*task.lead, *task.responsible) for task in document.tasks))
        for name in names
    )


def _issue(issue: Issue, span: Span) -> ItemPiece:
    facts = _plain_facts(issue, ISSUE_FIELDS, span)
    return ItemPiece("issue", "issue", None, issue.title, SURE, span, facts)


def _document(document: Document, number: int, known: Container[str] | None) -> ItemPiece:
    facts = []
    for fact in _plain_facts(document, DOCUMENT_FIELDS, None, always=("title", "number", "date", "issuers")):
        unknown = known is not None and fact.name == "issuers" and not _all_known(document.issuers, known)
        facts.append(replace(fact, confidence=UNKNOWN_NAME) if unknown and fact.raw else fact)
    label = document.title or document.number or ""
    return ItemPiece("document", f"documents/{number}", number, label, SURE, document.span, tuple(facts))


def _task(task: Task, path: str, number: int, known: Container[str] | None) -> ItemPiece:
    spans = {trace.field: trace.span for trace in reversed(task.trace)}
    facts = []
    for fact in _plain_facts(task, TASK_FIELDS, None, always=task.unreadable):
        damaged = fact.name in task.unreadable
        sure = DAMAGED if damaged else task.confidence
        if fact.name == "deadlines" and any(deadline.inferred_year for deadline in task.deadlines):
            sure = min(sure, GUESSED_YEAR)
        names = {"lead": task.lead, "responsible": task.responsible}.get(fact.name, ())
        if known is not None and not _all_known(names, known):
            sure = min(sure, UNKNOWN_NAME)
        suggested = list(task.suggested[fact.name]) if fact.name in task.suggested else None
        span = spans.get(fact.name, task.span if fact.name == "text" else None)
        facts.append(FactPiece(fact.name, fact.raw, suggested, damaged, sure, span))
    label = task.title or task.text[:60]
    return ItemPiece("task", path, number, label, task.confidence, task.span, tuple(facts))


def _target(target: Target, path: str, number: int, sure: float) -> ItemPiece:
    facts = _plain_facts(target, TARGET_FIELDS, target.span, sure=sure)
    return ItemPiece("target", path, number, target.indicator, sure, target.span, facts)


def _indicator(indicator: Indicator, path: str, number: int) -> ItemPiece:
    facts = _plain_facts(indicator, INDICATOR_FIELDS, indicator.span)
    return ItemPiece("indicator", path, number, indicator.name, SURE, indicator.span, facts)


def _plain_facts(
    record: object,
    names: tuple[str, ...],
    span: Span | None,
    *,
    always: tuple[str, ...] = (),
    sure: float = SURE,
) -> tuple[FactPiece, ...]:
    """The fields of a record that hold something, and those of ``always`` that do not."""
    facts = []
    for name in names:
        value = plain(getattr(record, name))
        if value is None or value == [] or value is False:
            if name in always:
                facts.append(FactPiece(name, value, None, False, ABSENT, span))
            continue
        facts.append(FactPiece(name, value, None, False, sure, span))
    return tuple(facts)


def _all_known(names: tuple[str, ...], known: Container[str]) -> bool:
    return all(name in known for name in names)


def _weakest(item: ItemPiece) -> ItemPiece:
    """The item with the confidence of its most doubtful field."""
    return replace(item, confidence=min((f.confidence for f in item.facts), default=item.confidence))


class _Doubts:
    """The findings by place: a field whose words one touches is less sure."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        touching = [
            (span.start, span.end, LOSS[finding.severity])
            for finding in findings
            if finding.code not in HARMLESS
            for span in finding.spans
        ]
        self._marks = sorted(touching)
        self._starts = [start for start, _, _ in self._marks]
        self._longest = max((end - start for start, end, _ in touching), default=0)

    def touch(self, item: ItemPiece) -> ItemPiece:
        """The item, its fields less sure where a finding touches their words."""
        if not self._marks:
            return item
        facts = tuple(replace(fact, confidence=self._less(fact)) for fact in item.facts)
        return replace(item, facts=facts)

    def _less(self, fact: FactPiece) -> float:
        if fact.span is None:
            return fact.confidence
        loss = max((mark for mark in self._within(fact.span)), default=0.0)
        return round(max(fact.confidence - loss, 0.0), 4)

    def _within(self, span: Span) -> Iterator[float]:
        at = bisect_left(self._starts, span.start - self._longest)
        while at < len(self._marks) and self._starts[at] < span.end:
            start, end, loss = self._marks[at]
            if end > span.start and start < span.end:
                yield loss
            at += 1

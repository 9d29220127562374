"""What a version holds, made from an accepted reading and the corrections of a person; nothing is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from gongkai.rules.gazette.clauses import Clause, Component, Places, split
from gongkai.rules.records import Document, Indicator, Reference, Span, Target, Task
from gongkai.work.library.keys import plain_number, sha256


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head and foot of a document state (版头版记). Days are YYYY-MM-DD; absent is empty."""

    title: str = ""
    title_en: str = ""
    number: str = ""
    issuers: tuple[str, ...] = ()
    date: str = ""
    printed_date: str = ""
    disclosure: str = ""
    category: str = ""
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Facts:
        """The facts that a version stores."""
        lists = {"issuers", "addressees", "copied_to"}
        values: dict[str, Any] = {n: tuple(v) if n in lists else v for n, v in stored.items()}
        return cls(**values)

    def store(self) -> dict[str, Any]:
        """The facts as plain values."""
        return {part.name: _plain(getattr(self, part.name)) for part in fields(self)}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person put in the place of the words of a reading: clauses by anchor, facts by name."""

    clauses: Mapping[str, str]
    facts: Mapping[str, Any]

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Corrections:
        """The corrections that a version stores."""
        return cls(stored.get("clauses", {}), stored.get("facts", {}))


@dataclass(frozen=True, slots=True)
class TaskHeld:
    """A task with its anchor, the clause it stands in, and the words that a correction replaced."""

    eid: str
    clause: str | None
    task: Task
    raw: str


@dataclass(frozen=True, slots=True)
class TargetHeld:
    """A target with its anchor and the task, if any, to which it belongs."""

    eid: str
    clause: str | None
    task: str | None
    target: Target


@dataclass(frozen=True, slots=True)
class IndicatorHeld:
    """An indicator with its anchor."""

    eid: str
    clause: str | None
    indicator: Indicator
    raw: str


@dataclass(frozen=True, slots=True)
class ReferenceHeld:
    """A cited document with the clause that names it."""

    clause: str | None
    reference: Reference


@dataclass(frozen=True, slots=True)
class Content:
    """All that a version holds. ``raw`` gives the words of the source of each corrected clause."""

    facts: Facts
    components: tuple[Component, ...]
    raw: Mapping[str, str]
    tasks: tuple[TaskHeld, ...]
    targets: tuple[TargetHeld, ...]
    indicators: tuple[IndicatorHeld, ...]
    references: tuple[ReferenceHeld, ...]
    span: Span

    def words(self) -> str:
        """The words in the order of the source, without blanks: equal for two prints of one document."""
        clauses = [c for component in self.components for c in component.walk()]
        clauses.sort(key=lambda clause: clause.span.start)
        cells = ("".join(cell.text for row in c.head for cell in row) for c in clauses)
        parts = (c.marker + c.text + head for c, head in zip(clauses, cells, strict=True))
        return re.sub(r"\s", "", "".join(parts))

    def sha256(self) -> str:
        """The hash of the words and of what was read from them; where they stood is left out."""
        body = {
            "format": "gongkai.content/1",
            "facts": self.facts.store(),
            "components": [_component(component) for component in self.components],
            "tasks": [[t.eid, t.clause, _bare(asdict(t.task))] for t in self.tasks],
            "targets": [[t.eid, t.clause, t.task, _bare(asdict(t.target))] for t in self.targets],
            "indicators": [[i.eid, i.clause, _bare(asdict(i.indicator))] for i in self.indicators],
            "references": [[r.clause, _bare(asdict(r.reference))] for r in self.references],
        }
        return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


_WHERE = frozenset({"span", "trace", "confidence", "suggested", "mentions"})


def _bare(value: Any) -> Any:
    """A plain value without where it was found and how sure the reading is."""
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in _WHERE}
    if isinstance(value, (list, tuple)):
        return [_bare(inner) for inner in value]
    return value


def _component(component: Component) -> list[Any]:
    return [
        component.eid,
        component.kind,
        component.number,
        component.title,
        *map(_clause, component.clauses),
    ]


def _clause(clause: Clause) -> list[Any]:
    rows = [[[c.text, c.unreadable, c.rows, c.columns] for c in row] for row in (*clause.head, clause.cells)]
    below = [_clause(child) for child in clause.children]
    return [clause.eid, clause.kind, clause.role, clause.marker, clause.heading, clause.text, rows, below]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def make_content(
    text: str, document: Document, as_read: Document | None, corrections: Corrections
) -> Content:
    """What a version of ``document`` holds; ``as_read`` is the record before anybody corrected it."""
    raw: dict[str, str] = {}
    components = tuple(_corrected(c, corrections.clauses, raw) for c in split(text, document))
    places = Places(components)

    def at(span: Span) -> str | None:
        return places.at(span.start, span.end)

    old = {task.span.start: task for task in as_read.tasks} if as_read else {}
    tasks = tuple(
        TaskHeld(f"task-{n}", at(task.span), task, _task_raw(task, old.get(task.span.start)))
        for n, task in enumerate(document.tasks, 1)
    )
    owned = [(held.eid, target) for held in tasks for target in held.task.targets]
    loose = [(None, target) for target in document.targets]
    return Content(
        replace(_facts(document), **_typed(corrections.facts)),
        components,
        raw,
        tasks,
        tuple(
            TargetHeld(f"target-{n}", at(target.span), task, target)
            for n, (task, target) in enumerate([*owned, *loose], 1)
        ),
        _indicators(document, as_read, places),
        tuple(ReferenceHeld(at(found.span), found) for found in document.references),
        document.span,
    )


def _typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}


def _facts(document: Document) -> Facts:
    number = document.number or ""
    return Facts(
        document.title or "",
        document.title_en or "",
        plain_number(number) or number,
        document.issuers,
        document.date or "",
        document.printed_date or "",
        document.disclosure or "",
        document.category or "",
        document.addressees,
        document.copied_to,
    )


def _indicators(document: Document, as_read: Document | None, places: Places) -> tuple[IndicatorHeld, ...]:
    old = {(i.span.start, i.number): i for i in as_read.indicators} if as_read else {}
    held = []
    for n, indicator in enumerate(document.indicators, 1):
        before = old.get((indicator.span.start, indicator.number))
        raw = before.name if before is not None and before.name != indicator.name else ""
        clause = places.at(indicator.span.start, indicator.span.end)
        held.append(IndicatorHeld(f"indicator-{n}", clause, indicator, raw))
    return tuple(held)


def _task_raw(task: Task, before: Task | None) -> str:
    """The words of a task that a correction replaced, parted by line breaks."""
    if before is None or before == task:
        return ""
    old = [before.title or "", before.text, "、".join(before.lead), "、".join(before.responsible)]
    new = [task.title or "", task.text, "、".join(task.lead), "、".join(task.responsible)]
    return "\n".join(a for a, b in zip(old, new, strict=True) if a and a != b)


def _corrected(component: Component, changes: Mapping[str, str], raw: dict[str, str]) -> Component:
    if not changes:
        return component
    return replace(component, clauses=tuple(_changed(clause, changes, raw) for clause in component.clauses))


def _changed(clause: Clause, changes: Mapping[str, str], raw: dict[str, str]) -> Clause:
    children = tuple(_changed(child, changes, raw) for child in clause.children)
    text = changes.get(clause.eid)
    if text is None or text == clause.text:
        return replace(clause, children=children)
    raw[clause.eid] = clause.text
    cells = clause.cells
    if clause.kind == "row":
        parts = text.split("\t")
        cells = tuple(replace(c, text=part) for c, part in zip(cells, parts, strict=True))
    heading = clause.heading if text.startswith(clause.heading) else ""
    return replace(clause, text=text, heading=heading, cells=cells, children=children)

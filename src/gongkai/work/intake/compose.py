"""The corrected record: the record as read with the decisions on its items put in.

Pure and on plain JSON: paths name places of the record as read, so they stay valid whatever is left
out, split or merged.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
LISTS = ("tasks", "targets", "indicators")


@dataclass(frozen=True, slots=True)
class Decided:
    """An item as decided: ``facts`` are the fields that a person changed or that a part carries.

    ``left_out`` for what was rejected, split or merged. ``sources`` are the paths of the items that a
    part was made of, empty for what was read.
    """

    path: str
    left_out: bool
    facts: Json
    sources: tuple[str, ...] = ()


def compose(record: Json, items: Iterable[Decided]) -> Json:
    """A new record with the decisions put in; ``record`` itself is not changed."""
    decided = list(items)
    if not any(item.left_out or item.facts or item.sources for item in decided):
        return record
    made = copy.deepcopy(record)
    gone = {item.path for item in decided if item.left_out}
    for item in decided:
        if not item.sources and item.facts:
            _correct(node(made, item.path), item.facts)
    if "issue" in gone:
        made["issue"] = None
    new = [item for item in decided if item.sources and not item.left_out]
    documents = [
        _document(made, document, f"documents/{number}", gone, new)
        for number, document in enumerate(made["documents"])
        if f"documents/{number}" not in gone
    ]
    return {**made, "documents": documents}


def node(record: Json, path: str) -> Json:
    """The part of a record at a path.

    >>> node({"documents": [{"tasks": [{"title": "一"}]}]}, "documents/0/tasks/0")
    {'title': '一'}
    """
    at: Any = record
    for step in path.split("/"):
        at = at[int(step)] if step.isdigit() else at[step]
    found: Json = at
    return found


def _correct(values: Json, facts: Json) -> None:
    """Put corrected fields in; what a person has read is no longer damaged."""
    values.update(facts)
    if "unreadable" in values:
        values["unreadable"] = [name for name in values["unreadable"] if name not in facts]
        values["suggested"] = {name: v for name, v in values["suggested"].items() if name not in facts}


def _document(record: Json, document: Json, path: str, gone: set[str], new: Sequence[Decided]) -> Json:
    lists = {name: _kept(document[name], f"{path}/{name}", gone) for name in ("targets", "indicators")}
    tasks: list[Json] = []
    for number, task in enumerate(document["tasks"]):
        place = f"{path}/tasks/{number}"
        for part in (p for p in new if p.sources[0] == place):
            tasks.append(_part(record, part, gone, [p for p in new if p.sources == part.sources]))
        if place not in gone:
            tasks.append({**task, "targets": _kept(task["targets"], f"{place}/targets", gone)})
    return {**document, **lists, "tasks": tasks}


def _kept(values: list[Any], path: str, gone: set[str]) -> list[Any]:
    return [value for number, value in enumerate(values) if f"{path}/{number}" not in gone]


def _part(record: Json, part: Decided, gone: set[str], siblings: Sequence[Decided]) -> Json:
    """A task that was split off or merged, with those targets of its sources that its words name."""
    sources = [node(record, path) for path in part.sources]
    targets = [
        target
        for path, source in zip(part.sources, sources, strict=True)
        for target in _kept(source["targets"], f"{path}/targets", gone)
    ]
    mentions = [mention for source in sources for mention in source["mentions"]]
    made = {**sources[0], "mentions": mentions, "unreadable": [], "suggested": {}, **part.facts}
    made["targets"] = [target for target in targets if _owner(target, siblings) is part]
    return made


def _owner(target: Json, parts: Sequence[Decided]) -> Decided:
    """The part whose words name the target; the first one where none does."""
    words = target["as_written"]
    return next((part for part in parts if words in part.facts.get("text", "")), parts[0])

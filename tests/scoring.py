"""How much of a known truth a reading holds, field by field.

The truth has the format of the gold files (see ``gongkai.samples.truth``): what a careful
reader takes from a document. A share is an F1: missed and invented values count alike.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gongkai.rules.records import Document, Gazette, Indicator, Target, Task

Truth = dict[str, Any]
_SIGNS = str.maketrans("〔〕【】“”‘’", "[][]\"\"''")
_UNITS = {"/10万": "1/10万", "个百分点": "百分点"}
_SCALES = (("亿", 1e8), ("万", 1e4))
ALIKE = 0.6
T = TypeVar("T")
U = TypeVar("U")


def plain(text: object) -> str:
    """Words without blanks, in one width and with one kind of bracket."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text or ""))).translate(_SIGNS)


def near(one: str, other: str) -> bool:
    """Whether two names mean the same thing, written a little differently."""
    a, b = plain(one), plain(other)
    return bool(a and b) and (a in b or b in a or difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE)


@dataclass
class Score:
    """Hits, wanted and read values of every field, and what was missed or invented."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The F1 of a field, 1 where there was nothing to read and nothing was read."""
        hits, wanted, read = self.counts[name]
        return 2 * hits / (wanted + read) if wanted + read else 1.0

    def below(self, least: float, **others: float) -> dict[str, float]:
        """The fields whose share is too low; ``others`` gives the least share of single fields."""
        shares = {name: round(self.share(name), 4) for name in self.counts}
        return {name: share for name, share in shares.items() if share < others.get(name, least)}

    def add(self, other: Score) -> None:
        """Count another document in."""
        for name, counts in other.counts.items():
            self.counts[name] = [a + b for a, b in zip(self.counts[name], counts, strict=True)]
        self.misses += other.misses

    def same(self, name: str, wanted: object, read: object) -> None:
        """Count one value that is right or wrong."""
        self.match(name, [wanted], [read], lambda a, b: plain(a) == plain(b))

    def match(
        self, name: str, wanted: Iterable[T], read: Iterable[U], alike: Callable[[T, U], bool]
    ) -> list[tuple[T, U]]:
        """The wanted values with those read, each read value taken once."""
        goals, left, pairs = list(wanted), list(read), []
        total = len(left)
        for goal in goals:
            at = next((i for i, value in enumerate(left) if alike(goal, value)), None)
            if at is None:
                self.misses.append(f"{name}: missed {goal}")
            else:
                pairs.append((goal, left.pop(at)))
        self.misses += [f"{name}: invented {value}" for value in left]
        count = self.counts[name]
        self.counts[name] = [count[0] + len(pairs), count[1] + len(goals), count[2] + total]
        return pairs


def score(truth: Truth, gazette: Gazette) -> Score:
    """How much of ``truth`` the reading holds."""
    made = Score()
    if "issue" in truth:
        for name, wanted in truth["issue"].items():
            made.same("issue", wanted, getattr(gazette.issue, name, None))
    if "contents" in truth:
        read = [(c.category, c.title, c.number, c.page) for c in gazette.contents]
        wanted = [(c["category"], c["title"], c["number"], c["page"]) for c in truth["contents"]]
        made.match("contents", wanted, read, lambda a, b: plain(a) == plain(b))
    pairs = made.match("documents", truth["documents"], gazette.documents, _same_document)
    for document, found in pairs:
        _document(made, document, found)
    return made


def _same_document(wanted: Truth, read: Document) -> bool:
    return plain(wanted["number"]) == plain(read.number) or plain(wanted["title"]) == plain(read.title)


def _document(made: Score, wanted: Truth, read: Document) -> None:
    for name in ("title", "number", "date", "disclosure", "title_en"):
        if name in wanted:
            made.same(name, wanted[name], getattr(read, name))
    names: tuple[tuple[str, Sequence[object], Sequence[object]], ...] = (
        ("issuers", wanted["issuers"], read.issuers),
        ("references", wanted["references"], list({r.number: 1 for r in read.references if r.number})),
        ("attachments", wanted["attachments"], [a.title for a in read.attachments]),
        ("headings", wanted.get("headings_l1", []), [s.heading for s in read.sections if s.level == 1]),
    )
    for name, goals, found in names:
        if name != "headings" or "headings_l1" in wanted:
            made.match(name, goals, found, lambda a, b: plain(a).rstrip("。") == plain(b).rstrip("。"))
    for task, found_task in made.match("tasks", wanted["tasks"], read.tasks, _same_task):
        _task(made, task, found_task)
    targets = [t for task in read.tasks for t in task.targets]
    made.match("targets", wanted["targets"], [*targets, *read.targets], _same_target)
    if "indicators" in wanted:
        for goal, found_row in made.match(
            "indicators", wanted["indicators"], read.indicators, _same_indicator
        ):
            _indicator(made, goal, found_row)


def _same_task(wanted: Truth, read: Task) -> bool:
    words = plain("".join((read.title or "", read.text, *(m.text for m in read.mentions))))
    keys = [wanted["key"]] if isinstance(wanted["key"], str) else wanted["key"]
    return all(plain(key) in words for key in keys)


def _task(made: Score, wanted: Truth, read: Task) -> None:
    made.match("lead", wanted["lead"], read.lead, lambda a, b: plain(a) == plain(b))
    made.match("responsible", wanted["responsible"], read.responsible, lambda a, b: plain(a) == plain(b))
    if wanted.get("due"):
        days = [d.date for d in read.deadlines]
        for due in wanted.get("dues") or [wanted["due"]]:
            made.same("deadline", due, due if due in days else None)


def _scaled(value: float | None, unit: str | None) -> tuple[float | None, str]:
    # 万 and 亿 may stand in the unit or be multiplied into the value.
    name = _UNITS.get(plain(unit), plain(unit))
    for word, factor in _SCALES:
        if name.startswith(word) and value is not None:
            return round(value * factor, 4), name.removeprefix(word)
    return value, name


def _same_target(wanted: Truth, read: Target) -> bool:
    return (
        wanted["year"] == read.year
        and wanted["comparator"] == read.comparator
        and _scaled(wanted["value"], wanted["unit"]) == _scaled(read.value, read.unit)
        and wanted.get("value_high") == read.value_high
        and bool(wanted.get("per_year")) == read.per_year
        and near(wanted["indicator"], read.indicator)
    )


def _same_indicator(wanted: Truth, read: Indicator) -> bool:
    return str(wanted["number"]) == str(read.number) or plain(wanted["name"]) == plain(read.name)


def _indicator(made: Score, wanted: Truth, read: Indicator) -> None:
    made.same("indicator cells", wanted["name"], read.name)
    if wanted.get("unit"):
        made.same("indicator cells", _scaled(None, wanted["unit"])[1], _scaled(None, read.unit)[1])
    if "basis" in wanted and read.basis is not None:
        made.same("indicator cells", wanted["basis"], read.basis)
    if "baseline" in wanted:
        base = read.baseline
        made.same("indicator cells", wanted["baseline"], [base.comparator, base.value] if base else None)
    for scope in ("city", "province", "nation", "own"):
        if scope in wanted:
            goal = next((t for t in read.targets if t.scope == scope), None)
            size = len(wanted[scope] or [])
            value = [goal.comparator, goal.value, goal.value_high][:size] if goal else None
            made.same("indicator cells", wanted[scope], value)

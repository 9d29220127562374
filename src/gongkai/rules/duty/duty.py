"""A task while it is being put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.rules.records import Deadline, Mention, Span, Target, Task, Trace


@dataclass(slots=True)
class Duty:
    """A task in the making: what it says, who must do it, and where that was read.

    ``folded`` is the folded text of the task with its title, for comparison; ``source`` is the
    place it was read in ("正文" or the title of an attachment).
    """

    source: str
    item: str | None
    marker: str | None
    title: str | None
    text: str
    folded: str
    start: int
    end: int
    page: int | None
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadlines: list[Deadline] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    suggested: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    trace: list[Trace] = field(default_factory=list)
    confidence: float = 0.95
    group: int | None = None
    trusted: bool = True
    opens: bool = True

    @property
    def span(self) -> Span:
        """The raw offsets of the task."""
        return Span(self.page, self.start, self.end)

    def note(self, name: str, rule: str, words: str, span: Span) -> None:
        """Remember where a field came from."""
        self.trace.append(Trace(name, rule, words, span))

    def add_deadlines(self, found: Sequence[Deadline]) -> None:
        """Add the deadlines whose day is not there yet."""
        days = {d.date for d in self.deadlines}
        for deadline in found:
            if deadline.date not in days:
                days.add(deadline.date)
                self.deadlines.append(deadline)

    def read_deadlines(self, found: Sequence[tuple[Deadline, Span]], rule: str) -> None:
        """Add deadlines with the rule that read them and the place of their words."""
        self.add_deadlines([deadline for deadline, _ in found])
        for deadline, span in found:
            self.note("deadlines", rule, deadline.as_written, span)

    def record(self) -> Task:
        """The finished record."""
        return Task(
            item=self.item,
            marker=self.marker,
            title=self.title,
            text=self.text,
            lead=self.lead,
            responsible=self.responsible,
            deadlines=tuple(self.deadlines),
            targets=tuple(self.targets),
            unreadable=tuple(self.unreadable),
            suggested=dict(self.suggested),
            mentions=tuple(self.mentions),
            confidence=round(self.confidence, 2),
            span=self.span,
            trace=tuple(self.trace),
        )

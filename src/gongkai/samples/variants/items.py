"""Items with their duties: one numbered paragraph each, closed by a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from gongkai.samples.content import Goal
from gongkai.samples.truth import goal_record
from gongkai.samples.variants.draft import Draft
from gongkai.samples.variants.duties import Duty, Marker, draw_due
from gongkai.samples.variants.goals import Stated, several, two_indicators, two_years


@dataclass(frozen=True, slots=True)
class Habits:
    """How the items of one document look."""

    marks: tuple[Marker, ...]
    mark_before_stop: bool = False
    title_on_own_line: bool = False
    goals: float = 0.4
    undated_goals: bool = False
    deadlines: float = 0.15
    grants: bool = False
    sentences: tuple[int, int] = (1, 3)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it states."""

    text: str = ""
    goals: tuple[Goal, ...] = ()
    due: str | None = None


def draw_habits(chance: Random, marks: Sequence[Marker], *, undated: bool = False) -> Habits:
    """The habits of an author who uses ``marks``."""
    return Habits(
        tuple(marks),
        mark_before_stop=chance.random() < 0.25,
        title_on_own_line=chance.random() < 0.2,
        undated_goals=undated,
    )


def goal_sentence(draft: Draft, habits: Habits) -> Sentence:
    """A sentence with targets; 到2027年底 is a deadline too, a bare year is left open."""
    chance, domain, now = draft.chance, draft.domain, draft.date.year
    if chance.random() >= habits.goals:
        return Sentence()
    year = now + chance.randint(1, 3)
    form = chance.random()
    if form < 0.2:
        stated = two_years(chance, domain, (year, year + 5))
        return Sentence(f"到{year}年和{year + 5}年，{stated.clause}。", stated.goals)
    if form < 0.3:
        stated = two_indicators(chance, domain, year)
        return Sentence(f"到{year}年，{stated.clause}。", stated.goals)
    if form < 0.4 and habits.undated_goals:
        stated = several(chance, domain, None, 1)
        return Sentence(f"{stated.clause}。", stated.goals)
    return _dated(several(chance, domain, year), year, chance)


def _dated(stated: Stated, year: int, chance: Random) -> Sentence:
    if chance.random() < 0.4:
        return Sentence(f"到{year}年底，{stated.clause}。", stated.goals, f"{year}-12-31")
    return Sentence(f"到{year}年，{stated.clause}。", stated.goals)


def due_sentence(draft: Draft, habits: Habits) -> Sentence:
    """A sentence with a deadline."""
    if draft.chance.random() >= habits.deadlines:
        return Sentence()
    due = draw_due(draft.chance, draft.author)
    thing = draft.chance.choice(draft.domain.objects)
    return Sentence(f"{due.written}完成{thing}评估工作。", (), due.day)


def write_item(draft: Draft, habits: Habits, marker: str, number: int | str) -> None:
    """Print one item and keep its task."""
    chance = draft.chance
    title = draft.writer.title()
    text = draft.writer.sentences(*habits.sentences)
    if habits.grants:
        text += draft.writer.grant()
    goal, due = goal_sentence(draft, habits), due_sentence(draft, habits)
    duty = chance.choice(habits.marks)(chance, draft.author)
    closed = _close(text + due.text + goal.text, duty, before_stop=habits.mark_before_stop)
    if habits.title_on_own_line:
        draft.line("heading-2", title, marker)
        draft.body(closed)
    else:
        draft.body(f"{marker}{title}。{closed}")
    draft.body(*duty.below)
    key = [text] if habits.title_on_own_line else [title, text]
    keep_task(draft, key, number, duty, goal, duty.due or due.due or goal.due)


def _close(text: str, duty: Duty, *, before_stop: bool) -> str:
    """``text`` with the mark after its last full stop, or before it."""
    bracketed = duty.inside[:1] in tuple("（(〔【")
    if before_stop and bracketed:
        return f"{text.removesuffix('。')}{duty.inside}。"
    return text + duty.inside


def keep_task(
    draft: Draft, key: list[str], number: int | str, duty: Duty, goal: Sentence, due: str | None
) -> None:
    """Add a task to the truth of ``draft``; a mark may stand before the last full stop of its text."""
    record = {
        "item": number,
        "key": [words.removesuffix("。") for words in key],
        "lead": list(duty.lead),
        "responsible": list(duty.responsible),
        "targets": [goal_record(g) for g in goal.goals],
    }
    draft.tasks.append(record | ({"due": due} if due else {}))

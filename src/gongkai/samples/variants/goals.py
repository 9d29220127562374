"""Sentences that set targets, and what a careful reader takes from each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from gongkai.samples.content import Goal
from gongkai.samples.variants.pools import Domain, words


@dataclass(frozen=True, slots=True)
class Stated:
    """A clause without its year and full stop, and its targets, year by year in the order of ``goals``."""

    clause: str
    goals: tuple[Goal, ...]


# Phrase, comparator; {v} is the value with its unit.
RISING = (
    ("{i}达到{v}", ">="),
    ("{i}达到{v}以上", ">="),
    ("{i}不低于{v}", ">="),
    ("{i}提升到{v}以上", ">="),
    ("{i}提高到{v}", ">="),
    ("{i}保持在{v}以上", ">="),
    ("{i}力争达到{v}", ">="),
    ("{i}达{v}及以上", ">="),
    ("{i}不少于{v}", ">="),
    ("{i}超过{v}", ">="),
)
FALLING = (
    ("{i}控制在{v}以下", "<="),
    ("{i}控制在{v}以内", "<="),
    ("{i}下降到{v}以下", "<="),
    ("{i}不超过{v}", "<="),
    ("{i}下降到{v}及以下", "<="),
)
COUNTS = (
    ("建成{n}{u}{i}", "="),
    ("新建{i}{n}{u}", "="),
    ("建设{n}{u}{i}", "="),
    ("培育{n}{u}以上{i}", ">="),
    ("{i}达到{n}{u}", ">="),
    ("建成约{n}{u}{i}", "="),
    ("新增{n}{u}{i}", "="),
)
FALLING_RATES = (("隐患整改超期率", "%"), ("案件差错率", "%"), ("设施故障率", "‰"), ("事故死亡率", "/10万"))


def figure(chance: Random, low: float, high: float) -> float:
    """A value with at most one decimal place, whole ones most often."""
    value = chance.uniform(low, high)
    return round(value, 1) if chance.random() < 0.3 else float(round(value))


def written(value: float) -> str:
    """``value`` as a text prints it.

    >>> written(4.0), written(2.5)
    ('4', '2.5')
    """
    return f"{value:g}"


def rate(chance: Random, domain: Domain, year: int | None) -> Stated:
    """A share that must rise."""
    name = chance.choice(domain.rates)
    phrase, comparator = chance.choice(RISING)
    value = figure(chance, 40, 99)
    goal = Goal(name, comparator, year, value, None, "%")
    return Stated(phrase.format(i=name, v=f"{written(value)}%"), (goal,))


def falling_rate(chance: Random, _: Domain, year: int | None) -> Stated:
    """A share that must fall."""
    name, unit = chance.choice(FALLING_RATES)
    phrase, comparator = chance.choice(FALLING)
    value = figure(chance, 1, 15)
    return Stated(
        phrase.format(i=name, v=written(value) + unit), (Goal(name, comparator, year, value, None, unit),)
    )


def count(chance: Random, domain: Domain, year: int | None) -> Stated:
    """A number of things to be built."""
    name, unit = chance.choice(domain.counts)
    phrase, comparator = chance.choice(COUNTS)
    value = float(chance.choice((3, 5, 8, 10, 12, 20, 36, 50, 100, 120)))
    goal = Goal(name, comparator, year, value, None, unit)
    return Stated(phrase.format(i=name, n=written(value), u=unit), (goal,))


def amount(chance: Random, domain: Domain, year: int | None) -> Stated:
    """An amount with 万 or 亿 in its unit."""
    name, unit = chance.choice(domain.amounts)
    value = figure(chance, 2, 300)
    phrase, comparator = chance.choice(
        (("{i}达到{v}", ">="), ("{i}稳定在{v}以上", ">="), ("{i}达到{v}左右", "="))
    )
    goal = Goal(name, comparator, year, value, None, unit)
    return Stated(phrase.format(i=name, v=written(value) + unit), (goal,))


def range_a_year(chance: Random, domain: Domain, year: int | None) -> Stated:
    """A change every year, between two numbers of percentage points."""
    low = chance.choice((0.5, 1, 1.5, 2))
    high = low + chance.choice((0.5, 1))
    dash = chance.choice(("-", "—", "～", "至"))
    falls = chance.random() < 0.5
    name = chance.choice(FALLING_RATES)[0] if falls else chance.choice(domain.rates)
    verb, comparator = ("降低", "decrease") if falls else ("提高", "increase")
    strive = chance.choice(("", "力争"))
    clause = f"{name}{strive}每年{verb}{written(low)}{dash}{written(high)}个百分点"
    return Stated(clause, (Goal(name, comparator, year, low, high, "百分点", per_year=True),))


def wordy(chance: Random, _: Domain, year: int | None) -> Stated:
    """A target in words."""
    kind = chance.choice(("increase", "decrease", "slow", "slowing", "systems"))
    name = chance.choice(words("wordy", kind))
    if kind == "systems":
        return Stated(f"基本形成{name}", (Goal(name, "basically achieve", year),))
    if kind == "slowing":
        return Stated(f"{name}下降", (Goal(name, "decrease", year),))
    verbs = {
        "increase": ("持续提升",),
        "decrease": ("明显下降", "持续下降", "有所下降"),
        "slow": ("持续减缓",),
    }
    return Stated(name + chance.choice(verbs[kind]), (Goal(name, kind, year),))


Maker = Callable[[Random, Domain, int | None], Stated]


def from_base(chance: Random, domain: Domain, year: int | None) -> Stated:
    """A share that rises from a value of today, which is no target, to another."""
    name = chance.choice(domain.rates)
    base, value = figure(chance, 30, 60), figure(chance, 61, 95)
    clause = f"{name}由目前的{written(base)}%提高到{written(value)}%"
    return Stated(clause, (Goal(name, ">=", year, value, None, "%"),))


MAKERS: tuple[Maker, ...] = (
    *(rate, rate, falling_rate, falling_rate, count, count, count),
    *(amount, amount, range_a_year, wordy, wordy, from_base),
)


def several(chance: Random, domain: Domain, year: int | None, most: int = 3) -> Stated:
    """Clauses about different indicators in one sentence."""
    clauses: list[str] = []
    goals: list[Goal] = []
    for _ in range(chance.randint(1, most)):
        stated = chance.choice(MAKERS)(chance, domain, year)
        known = {goal.indicator for goal in goals}
        if not any(goal.indicator in known for goal in stated.goals):
            clauses.append(stated.clause)
            goals += stated.goals
    return Stated("，".join(clauses), tuple(goals))


def two_years(chance: Random, domain: Domain, years: tuple[int, int]) -> Stated:
    """分别达到A和B: one value a year; wordy targets hold in both years."""
    if chance.random() < 0.2:
        stated = wordy(chance, domain, None)
        return Stated(stated.clause, tuple(replace(g, year=y) for g in stated.goals for y in years))
    name = chance.choice(domain.rates)
    near = figure(chance, 40, 80)
    far = near + chance.choice((3, 5, 10))
    verb = chance.choice(("分别达到", "分别不低于", "分别提升到"))
    above = "以上" if verb == "分别提升到" else ""
    clause = f"{name}{verb}{written(near)}%{above}和{written(far)}%{above}"
    goals = tuple(
        Goal(name, ">=", year, float(written(value)), None, "%")
        for year, value in zip(years, (near, far), strict=True)
    )
    return Stated(clause, goals)


def two_indicators(chance: Random, domain: Domain, year: int | None) -> Stated:
    """A、B分别达到X、Y: two indicators that share a verb."""
    first, second = chance.sample(domain.rates, 2)
    values = (figure(chance, 40, 70), figure(chance, 71, 99))
    figures = "、".join(f"{written(v)}%" for v in values)
    goals = tuple(
        Goal(n, ">=", year, float(written(v)), None, "%")
        for n, v in zip((first, second), values, strict=True)
    )
    return Stated(f"{first}、{second}分别达到{figures}", goals)

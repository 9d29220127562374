"""Which body of a register a written name means: candidates with a score and the reason for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from gongkai.rules.text.unitkeys import GroupName, group_of, tidy, unit_key
from gongkai.rules.text.units import level_of

SIMILAR = 0.66  # below this, two names share no more than their endings
GUESSES = 5


class Reason(StrEnum):
    """Why a body is a candidate, the surest first."""

    FULL_NAME = "full_name"
    SHORT_NAME = "short_name"
    ALIAS = "alias"
    VARIANT = "variant"
    GROUP = "group"
    FORMER = "former"
    ABBREVIATION = "abbreviation"
    SUCCESSOR = "successor"
    OTHER_LEVEL = "other_level"
    SIMILAR = "similar"


SCORES: Mapping[Reason, float] = {
    Reason.FULL_NAME: 1.0,
    Reason.SHORT_NAME: 0.98,
    Reason.ALIAS: 0.97,
    Reason.VARIANT: 0.95,
    Reason.GROUP: 0.9,
    Reason.FORMER: 0.88,
    Reason.ABBREVIATION: 0.85,
    Reason.SUCCESSOR: 0.7,
    Reason.OTHER_LEVEL: 0.6,
    Reason.SIMILAR: 0.5,
}
# What a person has to look at before it counts.
GUESSED = frozenset({Reason.OTHER_LEVEL, Reason.SIMILAR})


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction as matching needs it."""

    id: int
    name: str
    short: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that a body bears from a day to a day (None: open), as ``reason`` says."""

    body: int
    place: int
    text: str
    reason: Reason
    since: date | None = None
    until: date | None = None
    group: bool = False

    def holds(self, on: date) -> bool:
        """Whether the name was borne on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """A body that a name may mean, how surely (0 to 1), why, and by which of its names."""

    body: int
    score: float
    reason: Reason
    by: str

    @property
    def guess(self) -> bool:
        """Whether a person has to decide."""
        return self.reason in GUESSED


class Names:
    """The names of a register, ready to be asked many times."""

    def __init__(self, places: Iterable[Place], namings: Iterable[Naming]) -> None:
        self._places = {place.id: place for place in places}
        self._namings = tuple(namings)
        self._by_text: dict[str, list[Naming]] = defaultdict(list)
        self._by_key: dict[tuple[int, str], list[Naming]] = defaultdict(list)
        for naming in self._namings:
            self._by_text[tidy(naming.text)].append(naming)
            if not naming.group:
                self._by_key[naming.place, self._key(naming.text, naming.place)].append(naming)

    def match(self, name: str, place: int, on: date) -> tuple[Match, ...]:
        """The bodies that ``name``, written by the bodies of ``place``, may mean on a day; the best first.

        Where no name fits, similar ones follow as guesses. An empty answer means that the register
        knows nothing like it.
        """
        found: dict[int, Match] = {}
        for match in self._certain(name, place, on):
            if match.body not in found or found[match.body].score < match.score:
                found[match.body] = match
        if not found:
            for match in self._similar(name, place, on):
                found.setdefault(match.body, match)
        return tuple(sorted(found.values(), key=lambda match: (-match.score, match.by, match.body)))

    def era(self, on: date) -> int:
        """The number of the stretch of days around ``on`` in which every name means the same."""
        return bisect_right(self._turns, on)

    def _certain(self, name: str, place: int, on: date) -> Iterator[Match]:
        group = group_of(name)
        if group is not None:
            yield from self._groups(group, place, on)
        near = self._nearness(place)
        for naming in self._by_text.get(tidy(name), ()):
            far = near.get(naming.place)
            if far is not None:
                yield _dated(naming, on, naming.reason, far * 0.01)
            elif naming.reason is Reason.FULL_NAME and not naming.group:
                yield _dated(naming, on, naming.reason, 0.1)
        targets, bare = self._places_of(name, place)
        for target in targets:
            for naming in self._by_key.get((target, self._key(name, target)), ()):
                yield _dated(naming, on, Reason.VARIANT)
            yield from self._abbreviated(name, target, on)
        if bare:
            yield from self._elsewhere(name, place, on)

    def _groups(self, group: GroupName, place: int, on: date) -> Iterator[Match]:
        for naming, other in self._group_names:
            if naming.place != place or other.some != group.some:
                continue
            if other == group:
                yield _dated(naming, on, Reason.GROUP)
            elif other.what[-2:] == group.what[-2:] == "政府":
                yield _dated(naming, on, Reason.GROUP, 0.05)

    def _elsewhere(self, name: str, place: int, on: date) -> Iterator[Match]:
        """Bodies of the places above and below that bear the bare name."""
        for other in self._nearness(place):
            if other != place:
                for naming in self._by_key.get((other, self._key(name, other)), ()):
                    yield _dated(naming, on, Reason.OTHER_LEVEL)

    def _abbreviated(self, name: str, place: int, on: date) -> Iterator[Match]:
        """The one body of ``place`` of whose name ``name`` is an abbreviation (人社局)."""
        key = self._key(name, place)
        fits = {
            naming.body: naming
            for naming, long in self._of_place(place)
            if naming.holds(on) and _shortened(key, long)
        }
        if len(fits) == 1:
            yield from (_dated(naming, on, Reason.ABBREVIATION) for naming in fits.values())

    def _similar(self, name: str, place: int, on: date) -> Iterator[Match]:
        targets, _bare = self._places_of(name, place)
        best: dict[int, tuple[float, Naming]] = {}
        for target in targets:
            key = self._key(name, target)
            matcher = SequenceMatcher(b=key, autojunk=False)
            for naming, other in self._of_place(target):
                matcher.set_seq1(other)
                # the cheap upper bounds first
                if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
                    continue
                if not naming.holds(on):
                    continue
                ratio = matcher.ratio()
                if ratio >= SIMILAR and ratio > best.get(naming.body, (0.0, naming))[0]:
                    best[naming.body] = (ratio, naming)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].text))
        for ratio, naming in ranked[:GUESSES]:
            yield Match(naming.body, round(SCORES[Reason.SIMILAR] * ratio, 3), Reason.SIMILAR, naming.text)

    def _places_of(self, name: str, place: int) -> tuple[list[int], bool]:
        """The jurisdictions whose bodies the name can mean, and whether it names none itself."""
        plain = tidy(name).removeprefix("中共").removeprefix("共青团")
        said = [p for p in self._places.values() if plain.startswith(p.name) and len(plain) > len(p.name)]
        if said:
            longest = max(len(p.name) for p in said)
            return [p.id for p in said if len(p.name) == longest], False
        line = self._line(place)
        level = level_of(plain)
        if level is not None:
            return [at for at in line if self._places[at].name.endswith(level)][:1] or [place], False
        return [place], True

    def _line(self, place: int) -> list[int]:
        """The place and those above it, the nearest first."""
        line: list[int] = []
        at: int | None = place
        while at is not None and at in self._places and at not in line:
            line.append(at)
            at = self._places[at].parent
        return line

    def _nearness(self, place: int) -> dict[int, int]:
        """The places whose names mean something to ``place``, with the number of steps to them."""
        near = {at: steps for steps, at in enumerate(self._line(place))}
        for other in self._places:
            line = self._line(other)
            if place in line:
                near.setdefault(other, line.index(place))
        return near

    def _key(self, name: str, place: int) -> str:
        at = self._places.get(place)
        return unit_key(name, at.name, at.short) if at else unit_key(name)

    def _of_place(self, place: int) -> list[tuple[Naming, str]]:
        return self._namings_of_places.get(place, [])

    @cached_property
    def _namings_of_places(self) -> dict[int, list[tuple[Naming, str]]]:
        """The names of the bodies of each place, each with its key."""
        result: dict[int, list[tuple[Naming, str]]] = defaultdict(list)
        for (place, key), namings in self._by_key.items():
            result[place] += [(naming, key) for naming in namings]
        return result

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which a name begins, or is borne no more."""
        begun = {naming.since for naming in self._namings if naming.since is not None}
        ended = {naming.until for naming in self._namings if naming.until is not None}
        return sorted(begun | {day + timedelta(days=1) for day in ended if day < date.max})

    @cached_property
    def _group_names(self) -> list[tuple[Naming, GroupName]]:
        pairs = ((naming, group_of(naming.text)) for naming in self._namings if naming.group)
        return [(naming, group) for naming, group in pairs if group is not None]


def _dated(naming: Naming, on: date, reason: Reason, less: float = 0.0) -> Match:
    """The match by ``naming``; FORMER where the name was not borne on the day."""
    if not naming.holds(on):
        reason = Reason.FORMER
    return Match(naming.body, round(SCORES[reason] - less, 3), reason, naming.text)


def _shortened(short: str, long: str) -> bool:
    """Whether one key is an abbreviation of another: same ends, its characters in order.

    委员会, which a key shortens to 委, is 会 in some abbreviations (证监会).

    >>> _shortened("人社局", "人力资源社会保障局"), _shortened("教育局", "体育局")
    (True, False)
    """
    if short.endswith("会") and long.endswith("委"):
        short = short[:-1] + "委"
    if len(short) < 2 or len(short) >= len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def with_successors(matches: Iterable[Match], after: Mapping[int, Iterable[int]]) -> tuple[Match, ...]:
    """The matches, and behind each former body those that took over from it."""
    result: dict[int, Match] = {}
    for match in matches:
        result.setdefault(match.body, match)
        if match.reason is Reason.FORMER:
            for body in after.get(match.body, ()):
                heir = replace(match, body=body, reason=Reason.SUCCESSOR, score=SCORES[Reason.SUCCESSOR])
                result.setdefault(body, heir)
    return tuple(sorted(result.values(), key=lambda match: (-match.score, match.by, match.body)))

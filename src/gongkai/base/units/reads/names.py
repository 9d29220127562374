"""Which body a written name means (单位匹配)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.base.units.models import Alias, Body, Jurisdiction, Succession
from gongkai.rules.access import Reader
from gongkai.rules.text.unitmatch import Match, Names, Naming, Place, Reason, with_successors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a name may mean: how surely (0 to 1), for what reason, by which of its names.

    ``guess`` is true where a person has to decide; ``group`` where the body stands for many.
    """

    body_id: int
    code: str
    name: str
    place_name: str
    score: float
    reason: Reason
    by: str
    guess: bool
    group: bool


class Resolver:
    """The register at one moment, to be asked for many names."""

    def __init__(self, bodies: dict[int, Body], names: Names, after: dict[int, list[int]]) -> None:
        self._bodies = bodies
        self._names = names
        self._after = after

    def candidates(self, name: str, place: int, on: date) -> tuple[Candidate, ...]:
        """The bodies that ``name``, written in ``place`` (id) on a day, may mean; the best first."""
        matches = with_successors(self._names.match(name, place, on), self._after)
        return tuple(self._candidate(match) for match in matches)

    def era(self, on: date) -> int:
        """The number of the stretch of days around ``on`` in which every name means the same."""
        return self._names.era(on)

    def _candidate(self, match: Match) -> Candidate:
        body = self._bodies[match.body]
        return Candidate(
            body.pk,
            body.code,
            body.name,
            body.jurisdiction.name,
            match.score,
            match.reason,
            match.by,
            match.guess,
            body.kind == Body.Kind.GROUP,
        )


def resolver(reader: Reader) -> Resolver:
    """The register, loaded once in four queries; ask it for all the names of a document."""
    bodies = {body.pk: body for body in Body.objects.select_related("jurisdiction")}
    places = [
        Place(place.pk, place.name, place.short_name, place.parent_id) for place in Jurisdiction.objects.all()
    ]
    after: dict[int, list[int]] = defaultdict(list)
    for step in Succession.objects.order_by("on", "pk"):
        after[step.predecessor_id].append(step.successor_id)
    return Resolver(bodies, Names(places, _namings(bodies)), after)


def resolve(reader: Reader, name: str, place: int, on: date) -> tuple[Candidate, ...]:
    """The bodies that ``name``, written in ``place`` (id of a jurisdiction) on a day, may mean.

    For many names use :func:`resolver`.
    """
    return resolver(reader).candidates(name, place, on)


def names_borne() -> tuple[tuple[str, ...], ...]:
    """For each body all names that it bears or ever bore; those of upper jurisdictions first."""
    names: dict[int, dict[str, None]] = {}
    bodies = Body.objects.order_by("jurisdiction__code", "pk").values_list("pk", "name", "short_name")
    for pk, name, short_name in bodies:
        names[pk] = dict.fromkeys(filter(None, (name, short_name)))
    for pk, name in Alias.objects.order_by("pk").values_list("body", "name"):
        names[pk].setdefault(name)
    return tuple(tuple(each) for each in names.values())


def _namings(bodies: dict[int, Body]) -> Iterator[Naming]:
    aliases: dict[int, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.order_by("pk"):
        aliases[alias.body_id].append(alias)
    for body in bodies.values():
        yield from _namings_of(body, aliases[body.pk])


def _namings_of(body: Body, aliases: list[Alias]) -> Iterator[Naming]:
    group = body.kind == Body.Kind.GROUP
    former_until = [alias.valid_to for alias in aliases if alias.former and alias.valid_to]
    since = max(former_until) + timedelta(days=1) if former_until else body.valid_from

    def naming(text: str, reason: Reason, first: date | None, last: date | None) -> Naming:
        return Naming(body.pk, body.jurisdiction_id, text, reason, first, last, group)

    yield naming(body.name, Reason.FULL_NAME, since, body.valid_to)
    if body.short_name:
        yield naming(body.short_name, Reason.SHORT_NAME, body.valid_from, body.valid_to)
    for alias in aliases:
        reason = Reason.FULL_NAME if alias.former else Reason.ALIAS
        first, last = alias.valid_from or body.valid_from, alias.valid_to or body.valid_to
        yield naming(alias.name, reason, first, last)

"""The register of units as the library asks it: whom a written name means, beyond doubt."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.base.trail.reads import events, last_event
from gongkai.base.units.reads import Resolver, resolver
from gongkai.rules.access import Reader

KEPT = 50_000
MANY = 500


class Units:
    """The bodies that names mean, each name asked for once for the days in which it means the same."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, int, int], int | None] = {}

    def body(self, name: str, place: int | None, on: date) -> int | None:
        """The id of the body that ``name`` means beyond doubt, else None."""
        if place is None:
            return None
        key = (name, place, self._resolver.era(on))
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            best = next(iter(self._resolver.candidates(name, place, on)), None)
            self._known[key] = best.body_id if best is not None and not best.guess else None
        return self._known[key]


class Register:
    """The register for a run of many readings: loaded once, and again when a unit was changed since.

    To be handed from one :func:`~gongkai.work.library.actions.admit` to the next.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._heard = 0
        self._units: Units | None = None

    def units(self) -> Units:
        """The register as it is now; one small query where nothing changed."""
        if self._units is None:
            last = last_event()
            self._units = Units(resolver(self._reader))
        else:
            heard = events(self._heard, None, limit=MANY)
            last = heard[-1].position if heard else self._heard
            if len(heard) == MANY or any(event.kind.startswith("units.") for event in heard):
                self._units = None
                return self.units()
        # what a transaction has heard counts once it is kept: numbers of events that are not come again
        transaction.on_commit(lambda: self._hear(last))
        return self._units

    def _hear(self, last: int) -> None:
        self._heard = max(self._heard, last)

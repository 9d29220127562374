"""What waits for a person, told by the rooms that know it and shown on the first page of the office.

A room registers a function; this room imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.rules.access import Reader


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work that waits (待办): what, how much of it, where it is done. ``urgent`` is said in words too."""

    what: str
    count: int
    address: str
    urgent: bool = False


Teller = Callable[[Reader, date], list[Waiting]]
_TELLERS: list[tuple[int, Teller]] = []


def register(order: int, teller: Teller) -> None:
    """Ask ``teller`` for what waits, those with the lower ``order`` first; twice counts once."""
    if all(known is not teller for _order, known in _TELLERS):
        _TELLERS.append((order, teller))
        _TELLERS.sort(key=lambda entry: entry[0])


def waiting(reader: Reader, today: date) -> list[Waiting]:
    """All that waits for ``reader`` on ``today``."""
    return [one for _order, teller in _TELLERS for one in teller(reader, today)]

"""The names of the units of the register, as search looks terms up in them; read once, and after changes."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.base.trail import reads as trail
from gongkai.base.units.reads import names_borne
from gongkai.rules.query.aliases import Names, expanded, names_of
from gongkai.rules.query.grammar import Asked, read_query


@dataclass(slots=True)
class _Table:
    """The names, and the position of the last event that they were compared with; -1 before the first."""

    names: Names
    position: int


_TABLE = _Table({}, -1)


def read_line(written: str) -> Asked:
    """A line of the search box, read, with the names of units in it looked for under all their names."""
    asked = read_query(written)
    bare = [term for group in (*asked.every, asked.without) for term in group if not term.quoted]
    return expanded(asked, _names()) if bare else asked


def forget_names() -> None:
    """Read the register anew at the next question."""
    _TABLE.position = -1


def _names() -> Names:
    last = trail.last_event()
    if _TABLE.position < 0 or last < _TABLE.position or trail.events(_TABLE.position, last, ("units.",), 1):
        _TABLE.names = names_of(names_borne())
    _TABLE.position = last
    return _TABLE.names

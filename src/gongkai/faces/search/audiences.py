"""Who may find what: the public, the office of a place, any office, the program itself."""

from __future__ import annotations

from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader

ANY_OFFICE = "office"
# Drafts that belong to no place: only those who work everywhere see them.
EVERYWHERE = "everywhere"


def office_of(place: int) -> str:
    """The audience of a draft that the office of a place (id) works on."""
    return f"place {place}"


def audiences_of(reader: Reader) -> tuple[str, ...] | None:
    """The audiences to which a reader belongs, beside everybody; None: all of them.

    >>> from gongkai.rules.access import CLERK, PUBLIC, Held
    >>> audiences_of(Reader(7, "王", (Held(CLERK, frozenset({2, 1})),)))
    ('office', 'place 1', 'place 2')
    >>> audiences_of(PUBLIC), audiences_of(Reader(8, "李", (Held(CLERK),)))
    ((), None)
    """
    if reader == SYSTEM:
        return None
    places = reader.places(*OFFICE_ROLES)
    if places is None:
        return None
    return (ANY_OFFICE, *map(office_of, sorted(places))) if places else ()

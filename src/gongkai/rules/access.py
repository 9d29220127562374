"""Who asks, and what that person may do: the one place in which roles are decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLERK, UNIT_MEMBER, REVIEWER, OFFICE_HEAD, ADMINISTRATOR = (
    "clerk", "unit_member", "reviewer", "office_head", "administrator",
)  # fmt: skip
ROLES = (CLERK, UNIT_MEMBER, REVIEWER, OFFICE_HEAD, ADMINISTRATOR)
# Who works in the open-government office itself and so sees drafts.
OFFICE_ROLES = frozenset({CLERK, REVIEWER, OFFICE_HEAD, ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds.

    ``places`` are the ids of the jurisdictions that it covers, those below included; None means
    everywhere. ``unit`` is the id of the one unit to which it is limited, if any.
    """

    role: str
    places: frozenset[int] | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who asks (读者): a citizen who has not signed in has neither id nor role."""

    user_id: int | None = None
    name: str = ""
    held: tuple[Held, ...] = ()

    @property
    def in_office(self) -> bool:
        """Whether the reader works in an open-government office, anywhere."""
        return any(held.role in OFFICE_ROLES for held in self.held)

    @property
    def signed_in(self) -> bool:
        """Whether the reader is known."""
        return self.user_id is not None

    def may(self, *roles: str, place: int | None = None, unit: int | None = None) -> bool:
        """Whether the reader holds one of ``roles`` for ``place`` and ``unit``, where these are given.

        An administrator runs the installation; he holds no office role unless it was granted.

        >>> clerk = Reader(7, "王", (Held(CLERK, frozenset({1, 2})),))
        >>> clerk.may(CLERK, place=2), clerk.may(CLERK, place=3), clerk.may(REVIEWER)
        (True, False, False)
        """
        return any(
            held.role in roles
            and (place is None or held.places is None or place in held.places)
            and (unit is None or held.unit is None or held.unit == unit)
            for held in self.held
        )

    def places(self, *roles: str) -> frozenset[int] | None:
        """The jurisdictions for which the reader holds one of ``roles``; None means everywhere.

        >>> Reader().places(CLERK)
        frozenset()
        """
        covered: frozenset[int] = frozenset()
        for held in self.held:
            if held.role in roles:
                if held.places is None:
                    return None
                covered |= held.places
        return covered


PUBLIC = Reader()
# The program itself: what a command or a scheduled job does.
SYSTEM = Reader(None, "系统")


# Who may give which role. An office head staffs his own office; nobody below staffs anything.
_GRANTED_BY: dict[str, frozenset[str]] = {
    ADMINISTRATOR: frozenset(ROLES),
    OFFICE_HEAD: frozenset({CLERK, UNIT_MEMBER, REVIEWER}),
}


class Refused(Exception):
    """An action that was not done, with every reason for it, in words for the user."""

    def __init__(self, reasons: Sequence[object]) -> None:
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = tuple(reasons)


def may_grant(reader: Reader, role: str, place: int | None) -> bool:
    """Whether ``reader`` may give or take ``role`` for ``place`` (None: everywhere).

    >>> head = Reader(3, "李", (Held(OFFICE_HEAD, frozenset({1, 2})),))
    >>> may_grant(head, CLERK, 2), may_grant(head, CLERK, 9), may_grant(head, OFFICE_HEAD, 2)
    (True, False, False)
    >>> may_grant(head, UNIT_MEMBER, None), may_grant(Reader(1, "管", (Held(ADMINISTRATOR),)), OFFICE_HEAD, 2)
    (False, True)
    """
    for held in reader.held:
        if role not in _GRANTED_BY.get(held.role, ()):
            continue
        if held.places is None or (place is not None and place in held.places):
            return True
    return False

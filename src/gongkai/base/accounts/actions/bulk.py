"""A list of people taken in at once: all of its lines or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.base.accounts.actions.grants import Wanted, grant
from gongkai.base.accounts.actions.users import Person, create_user, refuse
from gongkai.base.accounts.models import Role, User
from gongkai.base.accounts.table import Line
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import Reader, Refused


@dataclass(frozen=True, slots=True)
class Made:
    """A new user and the password to be handed over once."""

    username: str
    display_name: str
    password: str


@transaction.atomic
def import_people(reader: Reader, lines: Iterable[Line]) -> list[Made]:
    """The users made from ``lines``; a name in several lines is one user with several roles.

    Raises Refused with every fault, each with its line; nothing is kept then.
    """
    made: dict[str, Made] = {}
    users: dict[str, User] = {}
    reasons: list[str] = []
    for line in lines:
        try:
            if line.username not in users:
                person = Person(line.display_name, line.email, line.phone)
                user, words = create_user(reader, line.username, person)
                users[line.username] = user
                made[line.username] = Made(line.username, line.display_name, words)
            if line.role:
                grant(reader, users[line.username], _wanted(line))
        except Refused as refused:
            reasons.extend(
                _("第 {number} 行：{reason}").format(number=line.number, reason=reason)
                for reason in refused.reasons
            )
    refuse(reasons)
    return list(made.values())


def _wanted(line: Line) -> Wanted:
    roles = {str(label): value for value, label in Role.choices}
    place = Jurisdiction.objects.filter(code=line.place).first() if line.place else None
    unit = Body.objects.filter(code=line.unit).first() if line.unit else None
    missing = [
        _("没有代码为“{code}”的{what}。").format(code=code, what=what)
        for code, found, what in (
            (line.place, place, _("行政区划")),
            (line.unit, unit, _("单位")),
        )
        if code and found is None
    ]
    refuse(missing)
    return Wanted(roles.get(line.role, line.role), place, unit)

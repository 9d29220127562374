"""Who asks: users turned into readers; the lists and records of people for those who staff the offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.base.accounts.models import Grant, Role, User
from gongkai.base.trail.models import Entry
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import ADMINISTRATOR, OFFICE_HEAD, OFFICE_ROLES, PUBLIC, Held, Reader, may_grant

# What the trail calls the acts of this room, in words for people.
ACTS = {
    "accounts.user.create": _("新建用户"),
    "accounts.user.change": _("修改资料"),
    "accounts.user.deactivate": _("停用账户"),
    "accounts.user.activate": _("恢复账户"),
    "accounts.password.reset": _("重设密码"),
    "accounts.password.change": _("更换密码"),
    "accounts.factor.reset": _("重设第二重验证"),
    "accounts.factor.add": _("添加第二重验证"),
    "accounts.factor.remove": _("移除第二重验证"),
    "accounts.factor.renew": _("更新恢复码"),
    "accounts.grant.give": _("授权"),
    "accounts.grant.take": _("收回授权"),
    "accounts.grant.hand_over": _("移交授权"),
}
STAFFS = (OFFICE_HEAD, ADMINISTRATOR)
DEMO_PREFIX = "demo-"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def reader_of(user: Any, today: date) -> Reader:
    """The reader that ``user`` (a User or AnonymousUser) is on ``today``; inactive users are the public."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    grants = list(Grant.objects.current(today).filter(user=user))
    below = _below() if any(grant.jurisdiction_id for grant in grants) else {}
    held = tuple(
        Held(
            grant.role,
            below.get(grant.jurisdiction_id) if grant.jurisdiction_id else None,
            grant.unit_id,
        )
        for grant in grants
    )
    return Reader(user.pk, str(user), held)


def _below() -> dict[int, frozenset[int]]:
    """Each jurisdiction with all that lie below it, itself included."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Jurisdiction.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    result: dict[int, frozenset[int]] = {}

    def collect(pk: int) -> frozenset[int]:
        below = frozenset({pk}).union(*(collect(child) for child in children.get(pk, [])))
        result[pk] = below
        return below

    for root in children.get(None, []):
        collect(root)
    return result


class Limited(Protocol):
    """A role with its limits: a grant, or one that is wanted."""

    @property
    def jurisdiction(self) -> Jurisdiction | None:
        """The place, those below included."""

    @property
    def unit(self) -> Body | None:
        """The one unit."""


def place_of(held: Limited) -> int | None:
    """The id of the jurisdiction in which ``held`` counts; that of its unit for a unit member."""
    if held.unit is not None:
        return held.unit.jurisdiction_id
    return held.jurisdiction.pk if held.jurisdiction is not None else None


def may_staff(reader: Reader) -> bool:
    """Whether ``reader`` makes users and gives roles anywhere."""
    return reader.may(*STAFFS)


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has an authenticator app or a security key; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def covers_the_site(reader: Reader, *roles: str) -> bool:
    """Whether ``reader`` holds one of ``roles`` for each jurisdiction for which anybody holds an office role.

    The columns and pages of the site belong to all offices that work in it. A jurisdiction that the register
    only names, as a city names its province, has no say.
    """
    places = reader.places(*roles)
    if places is None:
        return True
    offices = Grant.objects.filter(role__in=OFFICE_ROLES, jurisdiction__isnull=False)
    return bool(places) and set(offices.values_list("jurisdiction_id", flat=True).distinct()) <= places


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role that a person holds, as shown."""

    pk: int
    role: str
    limit: str
    valid_from: date | None
    valid_to: date | None
    current: bool
    changeable: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as shown in the list and on the own page."""

    user: User
    grants: Sequence[GrantLine]
    second_factor: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of what happened to an account."""

    at: datetime
    by: str
    action: str
    why: str
    before: Any
    after: Any


def people(
    reader: Reader, today: date, *, words: str = "", role: str = "", state: str = ""
) -> list[PersonLine]:
    """The persons whom ``reader`` may see in the list: for an administrator all, else the own.

    ``words`` is sought in names and mail, ``role`` is held today, ``state`` is ``active`` or ``closed``.
    """
    users = _visible(reader)
    for word in words.split():
        users = users.filter(
            Q(username__icontains=word) | Q(display_name__icontains=word) | Q(email__icontains=word)
        )
    if role:
        users = users.filter(pk__in=Grant.objects.current(today).filter(role=role).values("user"))
    if state in ("active", "closed"):
        users = users.filter(is_active=state == "active")
    return [_line(reader, user, today) for user in _with_grants(users)]


def person(reader: Reader, pk: int, today: date) -> PersonLine | None:
    """The person ``pk``, None where there is none that ``reader`` may see."""
    user = _with_grants(_visible(reader)).filter(pk=pk).first()
    return _line(reader, user, today) if user else None


def named(reader: Reader, username: str) -> User | None:
    """The active user who signs in as ``username``, None where there is none that ``reader`` may see."""
    return _visible(reader).filter(username=username, is_active=True).first()


def held_by(reader: Reader, pk: int, user: User) -> Grant | None:
    """The grant ``pk`` of ``user``, None where there is none."""
    if not may_staff(reader):
        return None
    return Grant.objects.select_related("user", "jurisdiction", "unit").filter(pk=pk, user=user).first()


def history(reader: Reader, user: User, limit: int = 200) -> list[HistoryLine]:
    """What happened to the account of ``user``, the newest first; empty for those who do not staff."""
    if not may_staff(reader):
        return []
    entries = Entry.objects.filter(subject_kind="accounts.user", subject_id=str(user.pk))
    return [
        HistoryLine(
            entry.at,
            entry.actor_name,
            str(ACTS.get(entry.action, entry.action)),
            entry.why,
            entry.before,
            entry.after,
        )
        for entry in entries.order_by("-sequence")[:limit]
    ]


def grantable_roles(reader: Reader) -> list[tuple[str, str]]:
    """The roles that ``reader`` may give somewhere, with their names."""
    places = [None, *grantable_places(reader).values_list("pk", flat=True)]
    return [
        (value, str(label))
        for value, label in Role.choices
        if any(may_grant(reader, value, place) for place in places)
    ]


def grantable_places(reader: Reader) -> QuerySet[Jurisdiction]:
    """The jurisdictions in which ``reader`` gives roles."""
    places = reader.places(*STAFFS)
    every = Jurisdiction.objects.all()
    return every if places is None else every.filter(pk__in=places)


def grantable_units(reader: Reader) -> QuerySet[Body]:
    """The units for which ``reader`` gives roles; groups of units are none."""
    return (
        Body.objects.exclude(kind=Body.Kind.GROUP)
        .filter(jurisdiction__in=grantable_places(reader))
        .select_related("jurisdiction")
    )


@dataclass(frozen=True, slots=True)
class Dangerous:
    """The names of active accounts that production must not have."""

    demo: tuple[str, ...]
    unlimited: tuple[str, ...]


def dangerous_accounts() -> Dangerous:
    """The accounts whose password everybody knows, and those that no grant limits."""
    active = User.objects.filter(is_active=True)
    return Dangerous(
        tuple(active.filter(username__startswith=DEMO_PREFIX).values_list("username", flat=True)),
        tuple(active.filter(is_superuser=True).values_list("username", flat=True)),
    )


def _visible(reader: Reader) -> QuerySet[User]:
    users = User.objects.all()
    if not may_staff(reader):
        return users.none()
    places = reader.places(*STAFFS)
    if places is None:
        return users
    here = Grant.objects.filter(Q(jurisdiction__in=places) | Q(unit__jurisdiction__in=places))
    # somebody without any role yet can be given one by whoever staffs an office
    return users.filter(Q(pk__in=here.values("user")) | Q(grants__isnull=True)).distinct()


def _with_grants(users: QuerySet[User]) -> QuerySet[User]:
    grants = Grant.objects.select_related("jurisdiction", "unit__jurisdiction")
    factors = Authenticator.objects.filter(type__in=FACTORS)
    return users.prefetch_related(
        Prefetch("grants", grants), Prefetch("authenticator_set", factors, to_attr="factors")
    )


def _line(reader: Reader, user: User, today: date) -> PersonLine:
    grants = tuple(
        GrantLine(
            pk=held.pk,
            role=held.get_role_display(),
            limit=str(held.unit or held.jurisdiction or ""),
            valid_from=held.valid_from,
            valid_to=held.valid_to,
            current=(held.valid_from or today) <= today <= (held.valid_to or today),
            changeable=may_grant(reader, held.role, place_of(held)) and reader.user_id != user.pk,
        )
        for held in user.grants.all()
    )
    return PersonLine(user, grants, bool(getattr(user, "factors", ())))

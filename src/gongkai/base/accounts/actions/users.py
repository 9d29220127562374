"""Users made, changed, closed; passwords and second factors given anew by those who staff the office."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.accounts.models import Grant, Role, User
from gongkai.base.accounts.reads import may_staff, place_of
from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import ADMINISTRATOR, SYSTEM, Reader, Refused, may_grant

KIND = "accounts.user"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a user beside the name that signs in (用户资料)."""

    display_name: str
    email: str = ""
    phone: str = ""


def subject_of(user: User) -> Subject:
    """The user as the subject of an entry of the trail."""
    return Subject(KIND, str(user.pk), f"{user}（{user.username}）")


def refuse(reasons: Sequence[object]) -> None:
    """Nothing where there are no reasons; else raises Refused with all of them."""
    if reasons:
        raise Refused(reasons)


def temporary_password() -> str:
    """A password that nobody can guess: 20 characters without look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"
    return "".join(secrets.choice(letters) for _place in range(20))


def why_not_create(reader: Reader, username: str, person: Person) -> list[str]:
    """The reasons against a new user ``username``; empty where ``reader`` may make it."""
    reasons = []
    if reader is not SYSTEM and not may_staff(reader):
        reasons.append(_("您没有管理用户的权限。"))
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        reasons.append(_("登录名只能含文字、数字和 @ . + - _。"))
    if not 2 <= len(username) <= User._meta.get_field("username").max_length:  # type: ignore[operator]
        reasons.append(_("登录名须为 2 至 150 个字符。"))
    if User.objects.filter(username__iexact=username).exists():
        reasons.append(_("登录名“{name}”已被使用。").format(name=username))
    return [*reasons, *_why_not_person(person)]


def _why_not_person(person: Person) -> list[str]:
    reasons = []
    if not person.display_name.strip():
        reasons.append(_("请填写姓名。"))
    if len(person.display_name) > 60 or len(person.phone) > 40:
        reasons.append(_("姓名不超过 60 字，电话不超过 40 字。"))
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError:
            reasons.append(_("电子邮箱“{email}”格式不正确。").format(email=person.email))
    return reasons


@transaction.atomic
def create_user(reader: Reader, username: str, person: Person, password: str = "") -> tuple[User, str]:
    """The new user, without any role, and the password to be handed over once.

    Without ``password`` one is made, which must be changed at the first sign-in. Raises Refused.
    """
    refuse(why_not_create(reader, username, person))
    words = password or temporary_password()
    user = User(username=username, must_change_password=not password, **asdict(person))
    user.set_password(words)
    user.save(force_insert=True)
    record(reader, "accounts.user.create", subject_of(user), after={"username": username, **asdict(person)})
    return user, words


def why_not_manage(reader: Reader, user: User, today: date, *, own: bool = False) -> list[str]:
    """The reasons against a change of ``user`` by ``reader``, who must be able to give all that is held.

    ``own`` lets a person change what is his own.
    """
    if reader is SYSTEM:
        return []
    if reader.user_id == user.pk:
        return [] if own else [_("不能对自己的账户进行此操作，请由其他管理人员办理。")]
    current = Grant.objects.current(today).filter(user=user).select_related("unit")
    if not may_staff(reader) or not all(may_grant(reader, held.role, place_of(held)) for held in current):
        return [_("您没有管理该用户的权限。")]
    return []


@transaction.atomic
def change_person(reader: Reader, user: User, person: Person, why: str = "") -> None:
    """Change what is known of ``user``. Raises Refused."""
    refuse([*why_not_manage(reader, user, timezone.localdate(), own=True), *_why_not_person(person)])
    before = asdict(Person(user.display_name, user.email, user.phone))
    user.display_name, user.email, user.phone = person.display_name, person.email, person.phone
    user.save(update_fields=["display_name", "email", "phone"])
    record(reader, "accounts.user.change", subject_of(user), before=before, after=asdict(person), why=why)


def why_not_deactivate(reader: Reader, user: User, today: date, why: str) -> list[str]:
    """The reasons against closing the account of ``user``."""
    reasons = why_not_manage(reader, user, today)
    if not user.is_active:
        reasons.append(_("该账户已经停用。"))
    if is_last_administrator(user, today):
        reasons.append(_("这是最后一名系统管理员，不能停用。"))
    if not why.strip():
        reasons.append(_("请写明理由。"))
    return reasons


def is_last_administrator(user: User, today: date) -> bool:
    """Whether nobody but ``user`` could administer the installation on ``today``."""
    current = Grant.objects.current(today).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    holders = set(current.values_list("user_id", flat=True))
    return holders == {user.pk}


@transaction.atomic
def deactivate(reader: Reader, user: User, why: str) -> None:
    """Close the account of ``user``: no sign-in, no open session counts any more. Raises Refused."""
    refuse(why_not_deactivate(reader, user, timezone.localdate(), why))
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(
        reader,
        "accounts.user.deactivate",
        subject_of(user),
        before={"is_active": True},
        after={"is_active": False},
        why=why,
    )


@transaction.atomic
def activate(reader: Reader, user: User, why: str) -> None:
    """Open a closed account again. Raises Refused."""
    reasons = why_not_manage(reader, user, timezone.localdate())
    if user.is_active:
        reasons.append(_("该账户没有停用。"))
    refuse(reasons)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(
        reader,
        "accounts.user.activate",
        subject_of(user),
        before={"is_active": False},
        after={"is_active": True},
        why=why,
    )


@transaction.atomic
def reset_password(reader: Reader, user: User, why: str) -> str:
    """A new temporary password of ``user``; all open sessions end with the old one. Raises Refused."""
    refuse([*why_not_manage(reader, user, timezone.localdate()), *_needs(why)])
    words = temporary_password()
    user.set_password(words)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(reader, "accounts.password.reset", subject_of(user), why=why)
    return words


@transaction.atomic
def reset_second_factor(reader: Reader, user: User, why: str) -> int:
    """How many second factors of ``user`` were taken away, so that new ones are set up. Raises Refused."""
    refuse([*why_not_manage(reader, user, timezone.localdate()), *_needs(why)])
    held = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    record(reader, "accounts.factor.reset", subject_of(user), before={"factors": held}, why=why)
    return len(held)


def _needs(why: str) -> list[str]:
    return [] if why.strip() else [_("请写明理由。")]


def is_administrator(reader: Reader) -> bool:
    """Whether ``reader`` runs the installation."""
    return reader.may(ADMINISTRATOR)

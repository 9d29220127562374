"""Roles given, ended and handed over. Nobody gives himself anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.accounts.actions.users import is_last_administrator, refuse, subject_of
from gongkai.base.accounts.models import Grant, Role, User
from gongkai.base.accounts.reads import place_of
from gongkai.base.trail.actions import record
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import SYSTEM, Reader, may_grant


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role to be given: for a jurisdiction and those below it, or for one unit; from and to a day."""

    role: str
    jurisdiction: Jurisdiction | None = None
    unit: Body | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def described(held: Grant | Wanted) -> dict[str, Any]:
    """A grant as the trail keeps it."""
    return {
        "role": str(held.role),
        "jurisdiction": held.jurisdiction.code if held.jurisdiction else None,
        "unit": held.unit.code if held.unit else None,
        "valid_from": held.valid_from.isoformat() if held.valid_from else None,
        "valid_to": held.valid_to.isoformat() if held.valid_to else None,
    }


def why_not_grant(reader: Reader, user: User, wanted: Wanted) -> list[str]:
    """The reasons against giving ``wanted`` to ``user``; empty where ``reader`` may."""
    reasons = []
    if wanted.role not in Role.values:
        return [_("没有“{role}”这一角色。").format(role=wanted.role)]
    if reader is not SYSTEM:
        if reader.user_id == user.pk:
            reasons.append(_("不能给自己授权。"))
        if not may_grant(reader, wanted.role, place_of(wanted)):
            reasons.append(_("您不能在该范围内授予这一角色。"))
    if not user.is_active:
        reasons.append(_("该账户已经停用。"))
    return [*reasons, *_why_not_limits(wanted)]


def _why_not_limits(wanted: Wanted) -> list[str]:
    """The reasons that lie in the limits of the grant itself."""
    reasons = []
    if wanted.role == Role.UNIT_MEMBER:
        if wanted.unit is None:
            reasons.append(_("单位联络员须指定单位。"))
        if wanted.jurisdiction is not None:
            reasons.append(_("单位联络员只限于单位，不另限行政区划。"))
    elif wanted.unit is not None:
        reasons.append(_("只有单位联络员限于一个单位。"))
    if wanted.role == Role.ADMINISTRATOR and wanted.jurisdiction is not None:
        reasons.append(_("系统管理员管理整个安装，不限行政区划。"))
    if wanted.role not in (Role.UNIT_MEMBER, Role.ADMINISTRATOR) and wanted.jurisdiction is None:
        reasons.append(_("请指定行政区划。"))
    if wanted.valid_from and wanted.valid_to and wanted.valid_to < wanted.valid_from:
        reasons.append(_("止日早于起日。"))
    return reasons


@transaction.atomic
def grant(reader: Reader, user: User, wanted: Wanted, why: str = "") -> Grant:
    """The role that ``user`` now holds. The same for the same place changes its days. Raises Refused."""
    refuse(why_not_grant(reader, user, wanted))
    held = (
        Grant.objects.select_for_update()
        .filter(user=user, role=wanted.role, jurisdiction=wanted.jurisdiction, unit=wanted.unit)
        .first()
    )
    before = described(held) if held else None
    held = held or Grant(user=user, role=wanted.role, jurisdiction=wanted.jurisdiction, unit=wanted.unit)
    held.valid_from, held.valid_to = wanted.valid_from, wanted.valid_to
    held.save()
    record(reader, "accounts.grant.give", subject_of(user), before=before, after=described(held), why=why)
    return held


def why_not_revoke(reader: Reader, held: Grant, today: date, why: str) -> list[str]:
    """The reasons against ending ``held``."""
    reasons = []
    if reader is not SYSTEM:
        if reader.user_id == held.user_id:
            reasons.append(_("不能收回自己的授权，请由其他管理人员办理。"))
        if not may_grant(reader, held.role, place_of(held)):
            reasons.append(_("您不能在该范围内收回这一角色。"))
    if held.role == Role.ADMINISTRATOR and is_last_administrator(held.user, today):
        reasons.append(_("这是最后一名系统管理员，不能收回。"))
    if not why.strip():
        reasons.append(_("请写明理由。"))
    return reasons


@transaction.atomic
def revoke(reader: Reader, held: Grant, why: str) -> None:
    """End ``held`` at once; the trail keeps what it was. Raises Refused."""
    refuse(why_not_revoke(reader, held, timezone.localdate(), why))
    before, user = described(held), held.user
    held.delete()
    record(reader, "accounts.grant.take", subject_of(user), before=before, why=why)


def why_not_hand_over(reader: Reader, giver: User, taker: User, today: date, why: str) -> list[str]:
    """The reasons why the roles of ``giver`` cannot pass to ``taker``."""
    held = _held(giver, today)
    reasons = []
    if giver.pk == taker.pk:
        reasons.append(_("移交人和接收人是同一人。"))
    if not held:
        reasons.append(_("移交人没有当前有效的授权。"))
    if not taker.is_active:
        reasons.append(_("接收人的账户已经停用。"))
    if reader is not SYSTEM:
        if reader.user_id == taker.pk:
            reasons.append(_("不能把授权移交给自己。"))
        if not all(may_grant(reader, one.role, place_of(one)) for one in held):
            reasons.append(_("您不能移交其中的部分授权。"))
    if not why.strip():
        reasons.append(_("请写明理由。"))
    return reasons


@transaction.atomic
def hand_over(reader: Reader, giver: User, taker: User, why: str) -> Sequence[Grant]:
    """What ``taker`` holds from today on, and ``giver`` no longer: 移交, one entry of the trail for all.

    What the taker held already stays as it was. Raises Refused.
    """
    today = timezone.localdate()
    refuse(why_not_hand_over(reader, giver, taker, today, why))
    moved = [described(one) for one in _held(giver, today)]
    passed = []
    for one in _held(giver, today):
        known = Grant.objects.filter(
            user=taker, role=one.role, jurisdiction=one.jurisdiction, unit=one.unit
        ).first()
        one.delete()
        if known is None or known.valid_to is not None:
            known = known or Grant(user=taker, role=one.role, jurisdiction=one.jurisdiction, unit=one.unit)
            known.valid_from, known.valid_to = today, one.valid_to
            known.save()
        passed.append(known)
    record(
        reader,
        "accounts.grant.hand_over",
        subject_of(giver),
        before={"holder": giver.username, "grants": moved},
        after={"holder": taker.username, "grants": moved},
        why=why,
    )
    return passed


def _held(user: User, today: date) -> list[Grant]:
    return list(Grant.objects.current(today).filter(user=user).select_related("jurisdiction", "unit"))

"""Who asks: users turned into readers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.base.accounts.models import Grant, User
from gongkai.base.units.models import Jurisdiction
from gongkai.rules.access import PUBLIC, Held, Reader


def reader_of(user: Any, today: date) -> Reader:
    """The reader that ``user`` (a User or AnonymousUser) is on ``today``; inactive users are the public."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    grants = list(
        Grant.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
            user=user,
        )
    )
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

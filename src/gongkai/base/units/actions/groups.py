"""Members of the groups that list them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongkai.base.units.actions.common import changing, not_allowed, refuse_if
from gongkai.base.units.models import Body, Membership
from gongkai.rules.access import Reader


def why_not_member(
    actor: Reader, group: str, member: str, valid_from: date | None, valid_to: date | None
) -> list[str]:
    """All that stands against the unit ``member`` (code) in the group. Raises Body.DoesNotExist."""
    holder = Body.objects.get(code=group)
    reasons = not_allowed(actor, [holder.jurisdiction_id])
    if holder.kind != Body.Kind.GROUP or holder.group_rule:
        reasons.append(_("“%(name)s”不是按名单的单位组合。") % {"name": holder.name})
    if group == member:
        reasons.append(_("单位组合不能包含自己。"))
    if not Body.objects.filter(code=member).exists():
        reasons.append(_("没有代码为“%(code)s”的单位。") % {"code": member})
    if valid_from and valid_to and valid_from > valid_to:
        reasons.append(_("起日不能晚于止日。"))
    if _overlapping(group, member, valid_from, valid_to).exists():
        reasons.append(_("该单位在这段时间已是成员。"))
    return reasons


def add_member(
    actor: Reader,
    group: str,
    member: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    why: str = "",
) -> None:
    """Put a unit into a group from a day to a day. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [group], "units.member.added", why) as bodies:
        refuse_if(why_not_member(actor, group, member, valid_from, valid_to))
        Membership.objects.create(
            group=bodies[group],
            member=Body.objects.get(code=member),
            valid_from=valid_from,
            valid_to=valid_to,
        )


def end_member(actor: Reader, group: str, member: str, last: date, why: str = "") -> None:
    """End a membership with the day ``last``. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [group], "units.member.ended", why) as bodies:
        reasons = not_allowed(actor, [bodies[group].jurisdiction_id])
        running = _overlapping(group, member, last, None).filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=last)
        )
        membership = running.first()
        if membership is None:
            reasons.append(_("该单位在这一天不是成员。"))
        refuse_if(reasons)
        if membership is not None:
            membership.valid_to = last
            membership.save(update_fields=["valid_to"])


def _overlapping(group: str, member: str, first: date | None, last: date | None) -> QuerySet[Membership]:
    found = Membership.objects.filter(group__code=group, member__code=member)
    if first is not None:
        found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
    if last is not None:
        found = found.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    return found

"""What happens to units in time: renamed, merged, split, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.base.units.actions.common import (
    changing,
    labelled_faults,
    load,
    missing_why,
    not_allowed,
    refuse_if,
    same_name,
)
from gongkai.base.units.models import Alias, Body, Membership, Succession
from gongkai.base.units.reads import Dependent, dependents
from gongkai.rules.access import Reader

_DAY = timedelta(days=1)


def why_not_rename(actor: Reader, code: str, name: str, short_name: str, on: date, why: str) -> list[str]:
    """All that stands against a new full name from a day on. Raises Body.DoesNotExist."""
    body = Body.objects.get(code=code)
    reasons = not_allowed(actor, [body.jurisdiction_id]) + missing_why(why)
    reasons += labelled_faults(Body, [("name", name), ("short_name", short_name)])
    reasons += _outside_life(body, on)
    if name == body.name:
        reasons.append(_("新名称与现名相同。"))
    last = body.aliases.filter(former=True).order_by("-valid_to").first()
    if last is not None and last.valid_to is not None and on <= last.valid_to + _DAY:
        reasons.append(_("日期须晚于上一次更名。"))
    return reasons + same_name(body.jurisdiction_id, name, body.pk)


def rename(actor: Reader, code: str, name: str, short_name: str, on: date, why: str) -> None:
    """Give the unit a new full and short name from a day on; it stays the same unit.

    The old names are kept with their last day. Raises Refused, Body.DoesNotExist.
    """
    with changing(actor, [code], "units.body.renamed", why) as bodies:
        refuse_if(why_not_rename(actor, code, name, short_name, on, why))
        body = bodies[code]
        former = body.aliases.filter(former=True).order_by("-valid_to").first()
        since = former.valid_to + _DAY if former is not None and former.valid_to else body.valid_from
        body.aliases.filter(name__in=[name, short_name]).delete()
        _keep_name(body, body.name, since, on, former=True)
        if body.short_name and body.short_name != short_name:
            _keep_name(body, body.short_name, None, on, former=False)
        body.name, body.short_name = name, short_name
        body.save(update_fields=["name", "short_name"])


def _keep_name(body: Body, name: str, since: date | None, on: date, *, former: bool) -> None:
    values = {"valid_from": since, "valid_to": on - _DAY, "former": former}
    Alias.objects.update_or_create(body=body, name=name, defaults=values)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merger changes: the units that end, where they are kept as members, and what points at them."""

    ends: tuple[str, ...]
    last_day: date
    groups: tuple[str, ...]
    dependents: tuple[tuple[str, Dependent], ...]
    reasons: tuple[str, ...]


def why_not_merge(actor: Reader, codes: list[str], into: str, on: date, why: str) -> list[str]:
    """All that stands against units being taken over by the unit ``into`` on a day."""
    bodies = load([*codes, into])
    missing = [code for code in dict.fromkeys([*codes, into]) if code not in bodies]
    if missing or not codes:
        return [_("没有代码为“%(code)s”的单位。") % {"code": "、".join(missing or [""])}]
    reasons = not_allowed(actor, [body.jurisdiction_id for body in bodies.values()]) + missing_why(why)
    if into in codes:
        reasons.append(_("单位不能并入自己。"))
    for code in codes:
        reasons += _outside_life(bodies[code], on)
    target = bodies[into]
    if (target.valid_from and on < target.valid_from) or (target.valid_to and on > target.valid_to):
        reasons.append(_("“%(name)s”在该日期不存在。") % {"name": target.name})
    if any(body.kind == Body.Kind.GROUP for body in bodies.values()):
        reasons.append(_("单位组合没有合并，请改动其成员。"))
    return reasons


def preview_merge(actor: Reader, codes: list[str], into: str, on: date) -> MergePreview:
    """What the merger would change, and what stands against it; nothing is written."""
    bodies = [body for code, body in load(codes).items() if code != into]
    open_on = Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=on)
    groups = Body.objects.filter(open_on, memberships__member__in=bodies).distinct()
    return MergePreview(
        ends=tuple(body.name for body in bodies),
        last_day=on - _DAY,
        groups=tuple(groups.values_list("name", flat=True)),
        dependents=tuple((body.name, line) for body in bodies for line in dependents(actor, body.pk)),
        reasons=tuple(why_not_merge(actor, codes, into, on, why="-")),
    )


def merge(actor: Reader, codes: list[str], into: str, on: date, why: str, basis: str = "") -> None:
    """End the units ``codes`` the day before, their duties taken over by ``into``. Raises Refused.

    In groups that list their members the new unit takes the place of the old ones.
    """
    with changing(actor, [*codes, into], "units.body.merged", why) as bodies:
        refuse_if(why_not_merge(actor, codes, into, on, why))
        for code in codes:
            _succeed(bodies[code], bodies[into], Succession.Kind.MERGED, on, basis)
            _replace_member(bodies[code], bodies[into], on)
            _end(bodies[code], on - _DAY)


def why_not_split(actor: Reader, code: str, parts: list[str], on: date, why: str) -> list[str]:
    """All that stands against the unit's duties going to ``parts`` on a day."""
    bodies = load([code, *parts])
    missing = [wanted for wanted in [code, *parts] if wanted not in bodies]
    if missing:
        return [_("没有代码为“%(code)s”的单位。") % {"code": "、".join(missing)}]
    reasons = not_allowed(actor, [body.jurisdiction_id for body in bodies.values()]) + missing_why(why)
    if len(set(parts)) < 2 or code in parts:
        reasons.append(_("拆分须有两个以上的其他单位承接。"))
    return reasons + _outside_life(bodies[code], on)


def split(actor: Reader, code: str, parts: list[str], on: date, why: str, basis: str = "") -> None:
    """End the unit the day before, its duties taken over by the units ``parts``. Raises Refused."""
    with changing(actor, [code, *parts], "units.body.split", why) as bodies:
        refuse_if(why_not_split(actor, code, parts, on, why))
        for part in dict.fromkeys(parts):
            _succeed(bodies[code], bodies[part], Succession.Kind.SPLIT, on, basis)
            _replace_member(bodies[code], bodies[part], on)
        _end(bodies[code], on - _DAY)


def why_not_end(actor: Reader, code: str, last: date, why: str) -> list[str]:
    """All that stands against the unit ending with the day ``last``. Raises Body.DoesNotExist."""
    body = Body.objects.get(code=code)
    reasons = not_allowed(actor, [body.jurisdiction_id]) + missing_why(why)
    return reasons + _outside_life(body, last + _DAY)


def end(actor: Reader, code: str, last: date, why: str) -> None:
    """End the unit without successor; ``last`` is its last day. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [code], "units.body.ended", why) as bodies:
        refuse_if(why_not_end(actor, code, last, why))
        _end(bodies[code], last)


def _outside_life(body: Body, on: date) -> list[str]:
    """The reason against a change on a day before the unit began or after it ended."""
    if body.valid_to is not None:
        return [_("“%(name)s”已于 %(day)s 终止。") % {"name": body.name, "day": body.valid_to}]
    if body.valid_from is not None and on <= body.valid_from:
        return [_("日期须晚于“%(name)s”的起日。") % {"name": body.name}]
    return []


def _succeed(old: Body, new: Body, kind: Succession.Kind, on: date, basis: str) -> None:
    Succession.objects.update_or_create(
        predecessor=old, successor=new, defaults={"kind": kind, "on": on, "basis": basis}
    )


def _replace_member(old: Body, new: Body, on: date) -> None:
    """In each group that lists the old unit, the new one from that day on."""
    open_on = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    for membership in Membership.objects.filter(open_on, member=old):
        present = Membership.objects.filter(open_on, group=membership.group_id, member=new)
        if membership.group_id != new.pk and not present.exists():
            Membership.objects.create(group_id=membership.group_id, member=new, valid_from=on)


def _end(body: Body, last: date) -> None:
    body.valid_to = last
    body.save(update_fields=["valid_to"])
    for membership in Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last), member=body):
        if membership.valid_from is not None and membership.valid_from > last:
            membership.delete()
        else:
            membership.valid_to = last
            membership.save(update_fields=["valid_to"])

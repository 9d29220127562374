"""Who belongs to a group of units (统称单位) on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.base.units.models import Body, Jurisdiction, Level
from gongkai.rules.access import Reader
from gongkai.rules.text.unitkeys import GroupRule, read_rule


@dataclass(frozen=True, slots=True)
class Member:
    """A body of a group."""

    body_id: int
    code: str
    name: str
    short_name: str
    place_name: str


def expand(reader: Reader, group: int, on: date) -> tuple[Member, ...]:
    """The bodies for which the group ``group`` (id) stands on a day, in the order of the register.

    A group that means only those concerned (有关部门) names nobody: empty, see :func:`possible_members`.
    A group within a group is opened. Raises Body.DoesNotExist, ValueError for a body that is no group.
    """
    body = _group(group)
    if body.group_rule and read_rule(body.group_rule).some:
        return ()
    return _members(body, on)


def possible_members(reader: Reader, group: int, on: date) -> tuple[Member, ...]:
    """The bodies among which those concerned are, where the group does not say which; else its members."""
    return _members(_group(group), on)


def _group(pk: int) -> Body:
    body = Body.objects.select_related("jurisdiction").get(pk=pk)
    if body.kind != Body.Kind.GROUP:
        raise ValueError(f"{body.name} is no group")
    return body


def _members(body: Body, on: date) -> tuple[Member, ...]:
    opened = _open(body, on, frozenset())
    found = Body.objects.filter(pk__in=opened).select_related("jurisdiction")
    return tuple(
        Member(member.pk, member.code, member.name, member.short_name, member.jurisdiction.name)
        for member in found
    )


def _open(body: Body, on: date, seen: frozenset[int]) -> frozenset[int]:
    if body.pk in seen:
        return frozenset()
    seen |= {body.pk}
    if body.group_rule:
        rule = read_rule(body.group_rule)
        return frozenset(_by_rule(body.jurisdiction, rule, on).values_list("pk", flat=True))
    listed = valid_on(Body.objects.filter(_member_on(body, on)), on).select_related("jurisdiction")
    members: frozenset[int] = frozenset()
    for member in listed:
        group = member.kind == Body.Kind.GROUP
        members |= _open(member, on, seen) if group else frozenset({member.pk})
    return members


def _member_on(body: Body, on: date) -> Q:
    return Q(
        Q(member_of__valid_from__isnull=True) | Q(member_of__valid_from__lte=on),
        Q(member_of__valid_to__isnull=True) | Q(member_of__valid_to__gte=on),
        member_of__group=body,
    )


def valid_on(bodies: QuerySet[Body], on: date) -> QuerySet[Body]:
    """Those of ``bodies`` that exist on a day."""
    return bodies.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )


def _by_rule(place: Jurisdiction, rule: GroupRule, on: date) -> QuerySet[Body]:
    where = [place.pk] if rule.level == "own" else below(place.pk, Level(rule.level))
    return valid_on(Body.objects.filter(kind__in=rule.kinds, jurisdiction__in=where), on)


def below(place: int, level: Level | None = None) -> list[int]:
    """The jurisdictions below ``place`` (id), of one level or of all."""
    children: dict[int | None, list[tuple[int, str]]] = {}
    for pk, parent, own in Jurisdiction.objects.values_list("pk", "parent_id", "level"):
        children.setdefault(parent, []).append((pk, own))
    found, waiting = [], list(children.get(place, ()))
    while waiting:
        pk, own = waiting.pop()
        if level is None or own == level:
            found.append(pk)
        waiting.extend(children.get(pk, ()))
    return found

"""What every write of the register shares: who may, what a body was before and after, the entry and event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Refused, Subject, record
from gongkai.base.units.models import Body
from gongkai.rules.access import ADMINISTRATOR, OFFICE_HEAD, SYSTEM, Reader
from gongkai.rules.text.unitkeys import read_rule

EVENT = "units.body.changed"
FIELDS = (
    "name", "short_name", "kind", "group_rule", "valid_from", "valid_to",
    "duties", "address", "phone", "website",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def may_edit(actor: Reader, place: int) -> bool:
    """Whether the actor keeps the register of ``place`` (id): administrators, and its office head."""
    return actor == SYSTEM or actor.may(ADMINISTRATOR, place=place) or actor.may(OFFICE_HEAD, place=place)


def may_edit_places(actor: Reader) -> bool:
    """Whether the actor may change the tree of jurisdictions."""
    return actor == SYSTEM or actor.places(ADMINISTRATOR) is None


def not_allowed(actor: Reader, places: Iterable[int]) -> list[str]:
    """The reason against an actor who keeps the register of none, or not all, of ``places``."""
    if all(may_edit(actor, place) for place in places):
        return []
    return [_("只有系统管理员和该行政区划的公开办负责人可以改动单位名录。")]


def missing_why(why: str) -> list[str]:
    """The reason against a change for which nobody says why."""
    return [] if why.strip() else [_("请填写理由。")]


def refuse_if(reasons: list[str]) -> None:
    """Raise Refused where there are reasons."""
    if reasons:
        raise Refused(reasons)


def faults_of(model: type[models.Model], name: str, value: object) -> list[str]:
    """What is wrong with a value of a column, as its field says it; a formula is wrong too."""
    field = model._meta.get_field(name)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return [_("不能以 = + - @ 或制表符开头。")]
    if name == "group_rule" and value:
        try:
            read_rule(str(value))
        except ValueError:
            return [_("不是组合规则，例如 kind:department 或 kind:government@district。")]
    if not isinstance(field, models.Field):
        return []
    try:
        field.clean(value, None)
    except ValidationError as fault:
        return list(fault.messages)
    return []


def labelled_faults(model: type[models.Model], values: Iterable[tuple[str, object]]) -> list[str]:
    """The faults of all the values, each after the name of its field."""
    return [
        _("%(field)s：%(fault)s") % {"field": model._meta.get_field(name).verbose_name, "fault": fault}  # type: ignore[union-attr]
        for name, value in values
        for fault in faults_of(model, name, value)
    ]


def same_name(place: int, name: str, besides: int | None = None) -> list[str]:
    """The reason against a full name that another body of the place bears without end."""
    twins = Body.objects.filter(jurisdiction=place, name=name, valid_to__isnull=True).exclude(pk=besides or 0)
    return [_("该行政区划已有名为“%(name)s”的单位。") % {"name": name}] if twins.exists() else []


def load(codes: Iterable[str]) -> dict[str, Body]:
    """The bodies with those codes, by code, with all that a snapshot reads."""
    found = Body.objects.filter(code__in=list(codes)).select_related("jurisdiction")
    return {
        body.code: body
        for body in found.prefetch_related("aliases", "memberships__member", "successions__successor")
    }


def snapshot(body: Body) -> dict[str, Any]:
    """The body as the trail keeps it: each field, with names, members and successors as readable lines."""
    fields = {name: _plain(getattr(body, name)) for name in FIELDS}
    return {
        "code": body.code,
        "jurisdiction": body.jurisdiction.code,
        **fields,
        "aliases": sorted(_span(a.name, a.valid_from, a.valid_to) for a in body.aliases.all()),
        "members": sorted(_span(m.member.name, m.valid_from, m.valid_to) for m in body.memberships.all()),
        "successors": sorted(f"{s.successor.name} {s.kind} {s.on}" for s in body.successions.all()),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _span(name: str, first: date | None, last: date | None) -> str:
    return f"{name} {first or ''}/{last or ''}" if first or last else name


@contextmanager
def changing(actor: Reader, codes: Iterable[str], action: str, why: str) -> Iterator[dict[str, Body]]:
    """The bodies, held until the end; what changed in each goes to the trail, with an event."""
    codes = list(dict.fromkeys(codes))
    with transaction.atomic():
        list(Body.objects.select_for_update().filter(code__in=codes).order_by("pk"))
        bodies = load(codes)
        before = {code: snapshot(body) for code, body in bodies.items()}
        yield bodies
        write_down(actor, codes, action, before, why)


def write_down(
    actor: Reader, codes: Iterable[str], action: str, before: dict[str, dict[str, Any]], why: str
) -> None:
    """An entry and an event for each of the bodies that is not as it was."""
    now = load(codes)
    for code in codes:
        after = snapshot(now[code])
        if after != before.get(code):
            record(
                actor,
                action,
                Subject("units.body", code, now[code].name),
                before=before.get(code),
                after=after,
                why=why,
                event=EVENT,
                payload={"code": code, "action": action},
            )

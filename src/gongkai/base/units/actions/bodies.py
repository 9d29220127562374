"""Units entered and their particulars kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.base.units.actions.common import (
    changing,
    labelled_faults,
    missing_why,
    not_allowed,
    refuse_if,
    same_name,
    write_down,
)
from gongkai.base.units.models import Alias, Body
from gongkai.rules.access import Reader


@dataclass(frozen=True, slots=True)
class BodyData:
    """The particulars of a unit that are not part of its history."""

    short_name: str = ""
    kind: str = "department"
    group_rule: str = ""
    valid_from: date | None = None
    duties: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""


def why_not_create(actor: Reader, place: int, code: str, name: str, data: BodyData) -> list[str]:
    """All that stands against a new unit of ``place`` (id)."""
    reasons = not_allowed(actor, [place])
    reasons += labelled_faults(Body, [("code", code), ("name", name)])
    reasons += _faults(data)
    if Body.objects.filter(code=code).exists():
        reasons.append(_("代码“%(code)s”已被使用。") % {"code": code})
    return reasons + same_name(place, name)


def create(actor: Reader, place: int, code: str, name: str, data: BodyData, why: str = "") -> str:
    """Enter a unit; its code. Raises Refused."""
    with transaction.atomic():
        refuse_if(why_not_create(actor, place, code, name, data))
        Body.objects.create(jurisdiction_id=place, code=code, name=name, **asdict(data))
        write_down(actor, [code], "units.body.created", {}, why)
    return code


def why_not_edit(actor: Reader, code: str, data: BodyData) -> list[str]:
    """All that stands against new particulars of the unit. Raises Body.DoesNotExist."""
    body = Body.objects.get(code=code)
    reasons = not_allowed(actor, [body.jurisdiction_id]) + _faults(data)
    if data.valid_from and body.valid_to and data.valid_from > body.valid_to:
        reasons.append(_("起日不能晚于止日。"))
    return reasons


def edit(actor: Reader, code: str, data: BodyData, why: str = "") -> None:
    """Keep new particulars of the unit; a new full name is a renaming. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [code], "units.body.edited", why) as bodies:
        refuse_if(why_not_edit(actor, code, data))
        body = bodies[code]
        for field, value in asdict(data).items():
            setattr(body, field, value)
        body.save(update_fields=list(asdict(data)))


def _faults(data: BodyData) -> list[str]:
    faults = labelled_faults(Body, [*asdict(data).items()])
    if data.group_rule and data.kind != Body.Kind.GROUP:
        faults.append(_("只有单位组合才有组合规则。"))
    return faults


def why_not_alias(
    actor: Reader, code: str, name: str, valid_from: date | None, valid_to: date | None
) -> list[str]:
    """All that stands against another name of the unit. Raises Body.DoesNotExist."""
    body = Body.objects.get(code=code)
    reasons = not_allowed(actor, [body.jurisdiction_id]) + labelled_faults(Alias, [("name", name)])
    if valid_from and valid_to and valid_from > valid_to:
        reasons.append(_("起日不能晚于止日。"))
    if name in (body.name, body.short_name) or body.aliases.filter(name=name).exists():
        reasons.append(_("该单位已有名称“%(name)s”。") % {"name": name})
    return reasons


def add_alias(
    actor: Reader,
    code: str,
    name: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    why: str = "",
) -> None:
    """Add a name by which the unit is called from a day to a day. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [code], "units.alias.added", why) as bodies:
        refuse_if(why_not_alias(actor, code, name, valid_from, valid_to))
        Alias.objects.create(body=bodies[code], name=name, valid_from=valid_from, valid_to=valid_to)


def remove_alias(actor: Reader, code: str, alias: int, why: str) -> None:
    """Take away an alias (id) that was entered by mistake. Raises Refused, Body.DoesNotExist."""
    with changing(actor, [code], "units.alias.removed", why) as bodies:
        body = bodies[code]
        reasons = not_allowed(actor, [body.jurisdiction_id]) + missing_why(why)
        if not body.aliases.filter(pk=alias, former=False).exists():
            reasons.append(_("该单位没有这个别名。"))
        refuse_if(reasons)
        Alias.objects.filter(pk=alias).delete()

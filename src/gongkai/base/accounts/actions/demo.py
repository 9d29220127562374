"""One account for each role, to try the house with. Production refuses them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.base.accounts.actions.grants import Wanted, grant
from gongkai.base.accounts.actions.users import Person, create_user, refuse
from gongkai.base.accounts.models import Role, User
from gongkai.base.accounts.reads import DEMO_PREFIX
from gongkai.base.trail.actions import Subject, record
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import SYSTEM, Reader

# Known to everybody who reads this line: the reason why production refuses accounts of this name.
PASSWORD = "gongkai-demo-2020"  # noqa: S105
NAMES = (
    (Role.ADMINISTRATOR, "示例管理员"),
    (Role.OFFICE_HEAD, "示例负责人"),
    (Role.REVIEWER, "示例审核人"),
    (Role.CLERK, "示例经办人"),
    (Role.UNIT_MEMBER, "示例联络员"),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try: the name that signs in, its password, what it is."""

    username: str
    password: str
    role: str


def why_not_demo(reader: Reader, place: Jurisdiction | None) -> list[str]:
    """The reasons against accounts that everybody can sign in with."""
    reasons = []
    if settings.PRODUCTION:
        reasons.append(_("生产模式不建立演示账户。"))
    if reader is not SYSTEM:
        reasons.append(_("演示账户只由安装命令建立。"))
    if place is None:
        reasons.append(_("请先装入示例城市的单位。"))
    return reasons


@transaction.atomic
def make_demo_accounts(reader: Reader, place: Jurisdiction | None = None) -> list[DemoAccount]:
    """An account of each role for ``place``, else the topmost jurisdiction that has units; made once.

    Raises Refused in production, for anybody but the program, and where no unit is registered.
    """
    first = Body.objects.exclude(kind=Body.Kind.GROUP).order_by("jurisdiction__code", "pk").first()
    place = place or (first.jurisdiction if first else None)
    refuse(why_not_demo(reader, place))
    made = []
    for role, name in NAMES:
        username = DEMO_PREFIX + role.value.replace("_", "-")
        if not User.objects.filter(username=username).exists():
            user, _words = create_user(SYSTEM, username, Person(name), PASSWORD)
            grant(SYSTEM, user, _wanted(role, place))
        made.append(DemoAccount(username, PASSWORD, str(role.label)))
    record(SYSTEM, "accounts.demo.make", Subject("accounts.user", DEMO_PREFIX, "演示账户"))
    return made


def _wanted(role: Role, place: Jurisdiction | None) -> Wanted:
    if role == Role.ADMINISTRATOR:
        return Wanted(role)
    if role == Role.UNIT_MEMBER:
        units = Body.objects.filter(jurisdiction=place, kind=Body.Kind.DEPARTMENT)
        return Wanted(role, unit=units.order_by("code").first() or Body.objects.order_by("code").first())
    return Wanted(role, place)

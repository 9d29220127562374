"""Tables of users and of the roles that they hold."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gongkai.base.units.models import Body, Jurisdiction


class Role(models.TextChoices):
    """What a person is in the house (角色). A citizen who has not signed in holds none."""

    CLERK = "clerk", _("经办人")
    UNIT_MEMBER = "unit_member", _("单位联络员")
    REVIEWER = "reviewer", _("审核人")
    OFFICE_HEAD = "office_head", _("公开办负责人")
    ADMINISTRATOR = "administrator", _("系统管理员")


class User(AbstractUser):
    """A person who signs in (用户)."""

    display_name = models.CharField(_("姓名"), max_length=60, blank=True)
    phone = models.CharField(_("办公电话"), max_length=40, blank=True)
    must_change_password = models.BooleanField(
        _("须更换密码"), default=False, help_text=_("由他人设定的密码，首次登录后须更换。")
    )

    class Meta:
        """By the name that signs in."""

        ordering: ClassVar = ["username"]
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name as people know it; surname and given name are not kept apart."""
        return str(self)

    def get_short_name(self) -> str:
        """The same: a Chinese name has no short form."""
        return str(self)


class Grants(models.QuerySet["Grant"]):
    """Grants, and those that count on a day."""

    def current(self, today: date) -> Grants:
        """The grants that hold on ``today``, first and last day included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        )


class Grant(models.Model):
    """A role that a user holds (授权), limited to a jurisdiction and those below it, or to one unit."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("用户"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("行政区划")
    )
    unit = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位")
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    objects: ClassVar = Grants.as_manager()

    class Meta:
        """A unit member belongs to a unit; everybody else but the administrator to a place."""

        ordering: ClassVar = ["user", "role"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("jurisdiction_id", 0),
                Coalesce("unit_id", 0),
                name="accounts_grant_once",
            ),
            models.CheckConstraint(
                condition=~Q(role="unit_member") | Q(unit__isnull=False),
                name="accounts_unit_member_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["unit_member", "administrator"]) | Q(jurisdiction__isnull=False),
                name="accounts_office_role_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="accounts_grant_ends_after_it_began",
            ),
        ]
        verbose_name = _("授权")
        verbose_name_plural = _("授权")

"""Tables of the register of units. Every name and membership has the days on which it holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The level of a jurisdiction (层级)."""

    NATION = "nation", _("国家")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    DISTRICT = "district", _("区县")
    TOWNSHIP = "township", _("乡镇街道")


class Jurisdiction(models.Model):
    """A place that is governed (行政区划), in a tree."""

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=30, blank=True)
    slug = models.SlugField(_("网址段"), max_length=60, unique=True)
    level = models.CharField(_("层级"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )

    class Meta:
        """By code: the order that officials know."""

        ordering: ClassVar = ["code"]
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A unit (单位): a government, an office, a department, a public institution; or a group of units."""

    class Kind(models.TextChoices):
        """What the body is."""

        GOVERNMENT = "government", _("人民政府")
        OFFICE = "office", _("办公厅（室）")
        DEPARTMENT = "department", _("工作部门")
        PARTY = "party", _("党委部门")
        INSTITUTION = "institution", _("事业单位")
        ENTERPRISE = "enterprise", _("国有企业")
        OTHER = "other", _("其他")
        GROUP = "group", _("单位组合")

    code = models.SlugField(_("代码"), max_length=80, unique=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="bodies", verbose_name=_("行政区划")
    )
    name = models.CharField(_("全称"), max_length=120, db_index=True)
    short_name = models.CharField(_("简称"), max_length=60, blank=True, db_index=True)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    group_rule = models.CharField(
        _("组合规则"),
        max_length=80,
        blank=True,
        help_text=_("如 kind:department 表示本级全部工作部门；留空则按成员名单。"),
    )
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)
    duties = models.TextField(_("职能"), blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    website = models.URLField(_("网站"), blank=True)

    class Meta:
        """A body ends after it began."""

        ordering: ClassVar = ["jurisdiction__code", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="units_body_ends_after_it_began",
            )
        ]
        verbose_name = _("单位")
        verbose_name_plural = _("单位")

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name of a body (别名), with the days on which it was used.

    ``former`` marks a name that was the full name until its last day (曾用名).
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("名称"), max_length=120, db_index=True)
    former = models.BooleanField(_("曾用全称"), default=False)
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        """A body bears a name once."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "name"], name="units_alias_once_for_a_body"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="units_alias_ends_after_it_began",
            ),
        ]
        verbose_name = _("别名")
        verbose_name_plural = _("别名")

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """A body whose duties another took over on a day (沿革): renamed, merged, split."""

    class Kind(models.TextChoices):
        """What happened."""

        RENAMED = "renamed", _("更名")
        MERGED = "merged", _("并入")
        SPLIT = "split", _("拆分")

    predecessor = models.ForeignKey(Body, models.CASCADE, related_name="successions", verbose_name=_("前身"))
    successor = models.ForeignKey(Body, models.CASCADE, related_name="origins", verbose_name=_("后继"))
    kind = models.CharField(_("方式"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("日期"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        """A step is recorded once, and no body follows itself."""

        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="units_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="units_no_body_follows_itself"
            ),
        ]
        verbose_name = _("沿革")
        verbose_name_plural = _("沿革")


class Membership(models.Model):
    """A body that belongs to a group (组合成员), with the days on which it did."""

    group = models.ForeignKey(Body, models.CASCADE, related_name="memberships", verbose_name=_("组合"))
    member = models.ForeignKey(Body, models.CASCADE, related_name="member_of", verbose_name=_("成员"))
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        """No group holds itself."""

        ordering: ClassVar = ["member__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "member", "valid_from"], name="units_membership_once"),
            models.CheckConstraint(condition=~Q(group=F("member")), name="units_no_group_holds_itself"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="units_membership_ends_after_it_began",
            ),
        ]
        verbose_name = _("组合成员")
        verbose_name_plural = _("组合成员")

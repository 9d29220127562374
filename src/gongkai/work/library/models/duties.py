"""What a version promises: tasks with their units and deadlines, targets, indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.units.models import Body
from gongkai.work.library.models.texts import Clause, Version


class Task(models.Model):
    """A duty (任务) with the words that it was read from.

    ``deadlines`` is ``[{"date", "as_written", "inferred_year"}]``, ``mentions`` as in the interchange format.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="tasks", verbose_name=_("版本"))
    clause = models.ForeignKey(
        Clause, models.CASCADE, null=True, related_name="tasks", verbose_name=_("条款")
    )
    order = models.PositiveIntegerField(_("次序"))
    eid = models.CharField(_("锚点"), max_length=60)
    item = models.CharField(_("项"), max_length=40, blank=True)
    marker = models.CharField(_("序号"), max_length=40, blank=True)
    title = models.CharField(_("标题"), max_length=500, blank=True)
    text = models.TextField(_("内容"))
    due = models.DateField(_("期限"), null=True, db_index=True)
    deadlines = models.JSONField(_("期限原文"), default=list)
    mentions = models.JSONField(_("另见"), default=list)
    unreadable = models.JSONField(_("损坏的字段"), default=list)
    raw = models.TextField(_("更正前文字"), blank=True)
    confidence = models.FloatField(_("可信度"))
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        """In the order of the text."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="library_task_anchor_once")
        ]
        verbose_name = _("任务")
        verbose_name_plural = _("任务")


class TaskUnit(models.Model):
    """A unit that a task names (责任单位), as written, with the body that the name means where known."""

    class Role(models.TextChoices):
        """What the unit has to do."""

        LEAD = "lead", _("牵头")
        RESPONSIBLE = "responsible", _("责任")

    task = models.ForeignKey(Task, models.CASCADE, related_name="units", verbose_name=_("任务"))
    role = models.CharField(_("分工"), max_length=12, choices=Role.choices)
    order = models.PositiveIntegerField(_("次序"))
    as_written = models.CharField(_("原文名称"), max_length=120)
    body = models.ForeignKey(Body, models.SET_NULL, null=True, related_name="tasks", verbose_name=_("单位"))

    class Meta:
        """Lead units first."""

        ordering: ClassVar = ["role", "order"]
        indexes: ClassVar = [models.Index(fields=["body", "role"], name="library_task_unit")]


class Indicator(models.Model):
    """A row of an indicator table (指标). ``baseline`` and ``targets`` as in the interchange format."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="indicators", verbose_name=_("版本"))
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="indicators")
    order = models.PositiveIntegerField(_("次序"))
    eid = models.CharField(_("锚点"), max_length=60)
    number = models.CharField(_("编号"), max_length=20, blank=True)
    name = models.CharField(_("名称"), max_length=300)
    unit = models.CharField(_("计量单位"), max_length=40, blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    baseline = models.JSONField(_("基期"), null=True)
    targets = models.JSONField(_("目标"), default=list)
    raw = models.TextField(_("更正前文字"), blank=True)
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        """In the order of the table."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="library_indicator_anchor_once")
        ]
        verbose_name = _("指标")
        verbose_name_plural = _("指标")


class Target(models.Model):
    """A value to be reached that the prose states (目标)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="targets", verbose_name=_("版本"))
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="targets")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="targets")
    order = models.PositiveIntegerField(_("次序"))
    eid = models.CharField(_("锚点"), max_length=60)
    indicator = models.CharField(_("指标"), max_length=300)
    year = models.PositiveIntegerField(_("年"), null=True)
    comparator = models.CharField(_("比较"), max_length=20)
    value = models.FloatField(_("值"), null=True)
    value_high = models.FloatField(_("上限"), null=True)
    unit = models.CharField(_("计量单位"), max_length=40, blank=True)
    per_year = models.BooleanField(_("逐年"), default=False)
    as_written = models.CharField(_("原文"), max_length=500)
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        """In the order of the text."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="library_target_anchor_once")
        ]
        verbose_name = _("目标")
        verbose_name_plural = _("目标")

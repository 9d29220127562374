"""Tables of the desk: readings, what they hold piece by piece, and the decisions on each piece."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.files.models import Original
from gongkai.base.units.models import Jurisdiction


class Reading(models.Model):
    """What one version of the reader made of one original (阅读结果).

    ``record`` is the interchange format ``gongkai.gazette/1`` as read, never altered;
    ``source_text`` is the one text that every span points into. A reading by a newer reader is
    ``proposed`` until somebody has seen what it would change.
    """

    class State(models.TextChoices):
        """Where the reading stands."""

        PROPOSED = "proposed", _("待比较")
        OPEN = "open", _("待核对")
        ACCEPTED = "accepted", _("已接受")
        REJECTED = "rejected", _("已退回")
        SUPERSEDED = "superseded", _("已被新读取替代")

    original = models.ForeignKey(Original, models.PROTECT, related_name="readings", verbose_name=_("原件"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, related_name="+", verbose_name=_("行政区划")
    )
    reader_version = models.CharField(_("阅读器版本"), max_length=40)
    name = models.CharField(_("文件名"), max_length=255)
    title = models.CharField(_("标题"), max_length=500)
    record = models.JSONField(_("记录"))
    source_text = models.TextField(_("原文"))
    pages = models.PositiveIntegerField(_("页数"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.OPEN)
    read_at = models.DateTimeField(_("读取时间"))
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("替代")
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("核对人")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    why = models.TextField(_("理由"), blank=True)

    class Meta:
        """Newest first; one version of the reader reads an original once, one reading is open at a time."""

        ordering: ClassVar = ["-read_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["original", "reader_version"],
                condition=~Q(state="rejected"),
                name="intake_read_once_by_a_version",
            ),
            models.UniqueConstraint(
                fields=["original"], condition=Q(state="open"), name="intake_one_open_reading"
            ),
        ]
        verbose_name = _("阅读结果")
        verbose_name_plural = _("阅读结果")


class Item(models.Model):
    """One thing that was read (读取项): a document, a task, a target, an indicator.

    ``path`` is its place in the record, such as ``documents/0/tasks/3``; an item that a person
    split off or merged has a path of its own (``documents/0/tasks/3+1``).
    """

    class Kind(models.TextChoices):
        """What the item is."""

        ISSUE = "issue", _("公报")
        DOCUMENT = "document", _("文件")
        TASK = "task", _("任务")
        TARGET = "target", _("目标")
        INDICATOR = "indicator", _("指标")

    class State(models.TextChoices):
        """What was decided."""

        PENDING = "pending", _("待核对")
        ACCEPTED = "accepted", _("已接受")
        CORRECTED = "corrected", _("已更正")
        REJECTED = "rejected", _("已剔除")
        SPLIT = "split", _("已拆分")
        MERGED = "merged", _("已合并")

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="items", verbose_name=_("阅读结果"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    path = models.CharField(_("位置"), max_length=120)
    order = models.PositiveIntegerField(_("次序"))
    document = models.PositiveIntegerField(_("文件序号"), null=True)
    label = models.CharField(_("标题"), max_length=500)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PENDING)
    confidence = models.FloatField(_("可信度"))
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    came_from = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="parts", verbose_name=_("来自")
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="absorbed", verbose_name=_("并入")
    )
    version = models.PositiveIntegerField(_("版次"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    why = models.TextField(_("理由"), blank=True)

    class Meta:
        """In the order of the source."""

        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "path"], name="intake_item_once_at_a_path")
        ]
        indexes: ClassVar = [models.Index(fields=["reading", "state", "kind"], name="intake_item_state")]
        verbose_name = _("读取项")
        verbose_name_plural = _("读取项")


class Fact(models.Model):
    """One field of an item (字段): what was read, and what a person made of it.

    ``raw`` is never altered. ``value`` is null until somebody corrects the field; it then holds
    ``{"value": …}``, for a field may be corrected to nothing. ``version`` grows with each decision,
    so that a second person who still sees the older one is told instead of overwriting it.
    """

    class State(models.TextChoices):
        """What was decided."""

        PENDING = "pending", _("待核对")
        ACCEPTED = "accepted", _("已接受")
        CORRECTED = "corrected", _("已更正")

    item = models.ForeignKey(Item, models.CASCADE, related_name="facts", verbose_name=_("读取项"))
    name = models.CharField(_("字段"), max_length=40)
    order = models.PositiveSmallIntegerField(_("次序"))
    raw = models.JSONField(_("读到的值"), null=True)
    value = models.JSONField(_("更正的值"), null=True)
    suggested = models.JSONField(_("建议值"), null=True)
    unreadable = models.BooleanField(_("原文损坏"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PENDING)
    confidence = models.FloatField(_("可信度"))
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"), null=True)
    end = models.PositiveIntegerField(_("止"), null=True)
    version = models.PositiveIntegerField(_("版次"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    why = models.TextField(_("理由"), blank=True)

    class Meta:
        """In the order of the form."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "name"], name="intake_fact_once_in_an_item")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "confidence"], name="intake_fact_doubt")]
        verbose_name = _("字段")
        verbose_name_plural = _("字段")


class Note(models.Model):
    """A finding of the reader on the proof-reader's list (校对发现), and what was decided about it."""

    class State(models.TextChoices):
        """What was decided."""

        OPEN = "open", _("待处理")
        CONFIRMED = "confirmed", _("原文有误")
        DISMISSED = "dismissed", _("不成立")

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="notes", verbose_name=_("阅读结果"))
    order = models.PositiveIntegerField(_("次序"))
    code = models.CharField(_("代码"), max_length=40)
    severity = models.CharField(_("程度"), max_length=10)
    message = models.TextField(_("说明"))
    spans = models.JSONField(_("位置"), default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(_("版次"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    why = models.TextField(_("理由"), blank=True)

    class Meta:
        """In the order of the report."""

        ordering: ClassVar = ["order"]
        verbose_name = _("校对发现")
        verbose_name_plural = _("校对发现")

"""Tables of the trail. Rows are only ever added; nothing here is changed or removed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Head(models.Model):
    """The last link of the chain: one row, locked by every writer, so that links are made one by one."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """One action (留痕): who did what to which thing, what it was before and after, and why."""

    sequence = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=150)
    action = models.CharField(_("操作"), max_length=80, db_index=True)
    subject_kind = models.CharField(_("对象类别"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=200)
    subject_name = models.CharField(_("对象名称"), max_length=500)
    before = models.JSONField(_("原值"), null=True)
    after = models.JSONField(_("新值"), null=True)
    why = models.TextField(_("理由"), blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Newest last; the history of one thing is read often."""

        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id"], name="trail_entry_subject")]
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")


class Event(models.Model):
    """What copies of the record (search, feeds, notices) have to hear of; written with its entry."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="events")
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)

    class Meta:
        """In the order in which they happened."""

        ordering: ClassVar = ["pk"]


class Cursor(models.Model):
    """How far one consumer has read the events."""

    consumer = models.CharField(max_length=60, primary_key=True)
    position = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)


class Leaf(models.Model):
    """A line of the log of publications (发布日志): what was published, corrected or withdrawn, and when."""

    index = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=300, db_index=True)
    version = models.PositiveIntegerField()
    record_sha256 = models.CharField(max_length=64)
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        """In the order of the log."""

        ordering: ClassVar = ["index"]


class Node(models.Model):
    """The hash over a complete subtree of the log, so that growing it and proving from it stay quick."""

    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        """Complete subtrees never change."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "place"], name="trail_node_once")]


class TreeHead(models.Model):
    """The signed root of the log of publications at one size (RFC 9162)."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=200)
    key_id = models.CharField(max_length=64)

    class Meta:
        """In the order of growth."""

        ordering: ClassVar = ["size"]

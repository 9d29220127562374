"""What ties documents to each other and to their readers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.work.library.models.texts import Clause, Document, Version


class Citation(models.Model):
    """A document that a version names (引用); ``target`` is empty while the library does not hold it.

    ``mended_by`` is who set ``target`` by hand. ``dismissed_why`` says why a repeal that the text states does
    not end the document that it names.
    """

    class Kind(models.TextChoices):
        """What the text does with the other document."""

        BASIS = "basis", _("依据")
        FORWARDS = "forwards", _("转发印发")
        REPEALS = "repeals", _("废止")
        AMENDS = "amends", _("修改")
        MENTIONS = "mentions", _("提及")

    version = models.ForeignKey(Version, models.CASCADE, related_name="citations", verbose_name=_("版本"))
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="citations")
    order = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("方式"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("标题"), max_length=500, blank=True)
    number = models.CharField(_("文号"), max_length=120, blank=True, db_index=True)
    issuer = models.CharField(_("发文单位"), max_length=120, blank=True)
    as_written = models.TextField(_("原文"))
    target = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="cited_by", verbose_name=_("所引文件")
    )
    mended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dismissed_why = models.TextField(_("不作处理的理由"), blank=True)
    page = models.PositiveIntegerField(_("页"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        """In the order of the text; a document that comes in looks for what cites its title."""

        ordering: ClassVar = ["order"]
        indexes: ClassVar = [models.Index(fields=["title"], name="library_citation_title")]


class OldAddress(models.Model):
    """An address that moved (旧网址): it keeps working for ever."""

    path = models.CharField(_("旧路径"), max_length=300, unique=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="old_addresses")
    since = models.DateTimeField(_("起"))


class ProblemReport(models.Model):
    """What a reader says is wrong with a page (纠错), and what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("待处理")
        MENDED = "mended", _("已更正")
        DISMISSED = "dismissed", _("不成立")

    document = models.ForeignKey(Document, models.PROTECT, related_name="problems", verbose_name=_("文件"))
    eid = models.CharField(_("锚点"), max_length=80, blank=True)
    message = models.TextField(_("内容"), max_length=2000)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    at = models.DateTimeField(_("时间"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("处理说明"), blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        """Oldest first: the one that waits longest."""

        ordering: ClassVar = ["at"]
        verbose_name = _("纠错")
        verbose_name_plural = _("纠错")

"""Tables of originals. The bytes themselves lie in the storage under their hash."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    """A file as it came (原件), kept unaltered under its SHA-256."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.BigIntegerField(_("字节数"))
    media_type = models.CharField(_("类型"), max_length=100)
    stored_at = models.DateTimeField(_("存入时间"))

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-stored_at"]
        verbose_name = _("原件")
        verbose_name_plural = _("原件")


class Arrival(models.Model):
    """One coming of a file (到件): under which name, from where, and what became of it.

    Only what was too large or could not be opened has no original: nothing of it was kept.
    """

    class State(models.TextChoices):
        """What became of the file."""

        WAITING = "waiting", _("待读")
        READING = "reading", _("正在读")
        READ = "read", _("已读")
        QUARANTINED = "quarantined", _("隔离")

    class Source(models.TextChoices):
        """The way in."""

        UPLOAD = "upload", _("上传")
        COMMAND = "command", _("命令")
        FOLDER = "folder", _("监视文件夹")

    original = models.ForeignKey(
        Original, models.PROTECT, null=True, related_name="arrivals", verbose_name=_("原件")
    )
    name = models.CharField(_("文件名"), max_length=255)
    source = models.CharField(_("来源"), max_length=10, choices=Source.choices)
    origin = models.CharField(_("来处"), max_length=500, blank=True)
    at = models.DateTimeField(_("到达时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("经手人")
    )
    jurisdiction = models.ForeignKey(
        "units.Jurisdiction", models.PROTECT, null=True, related_name="+", verbose_name=_("行政区划")
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    reason_code = models.CharField(_("隔离原因代码"), max_length=40, blank=True)
    reason = models.TextField(_("隔离原因"), blank=True)
    settled_at = models.DateTimeField(_("办结时间"), null=True)
    acknowledged_at = models.DateTimeField(_("知悉时间"), null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("知悉人")
    )

    class Meta:
        """Newest first; a file comes under one name once."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["original", "name"], name="files_arrival_once_under_a_name"),
            models.CheckConstraint(
                condition=Q(state="quarantined") | Q(original__isnull=False),
                name="files_what_is_read_was_kept",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "at"], name="files_arrival_state")]
        verbose_name = _("到件")
        verbose_name_plural = _("到件")

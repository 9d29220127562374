"""Tables of search: what was asked, what editors put first, what staff keep. The index itself is no table."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedLine(models.Model):
    """A line that was typed (检索日志): the words and how many answers there were, nobody's name."""

    at = models.DateTimeField(_("时间"), db_index=True)
    text = models.CharField(_("检索词"), max_length=200)
    mode = models.CharField(_("方式"), max_length=10)
    count = models.PositiveIntegerField(_("结果数"))

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at"]
        verbose_name = _("检索日志")
        verbose_name_plural = _("检索日志")


class Pick(models.Model):
    """A document that editors put first for certain words (编辑推荐)."""

    words = models.CharField(_("检索词"), max_length=100, db_index=True)
    document_key = models.SlugField(_("文件永久编号"), max_length=120)
    order = models.PositiveSmallIntegerField(_("次序"), default=1)
    note = models.CharField(_("推荐说明"), max_length=200, blank=True)

    class Meta:
        """A document is picked once for the same words."""

        ordering: ClassVar = ["words", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["words", "document_key"], name="search_pick_once_for_words")
        ]
        verbose_name = _("编辑推荐")
        verbose_name_plural = _("编辑推荐")


class SavedSearch(models.Model):
    """A search that somebody on the staff keeps (保存的检索). ``address`` is the part behind the ``?``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name=_("用户")
    )
    name = models.CharField(_("名称"), max_length=80)
    address = models.CharField(_("条件"), max_length=1000)
    at = models.DateTimeField(_("保存时间"))

    class Meta:
        """By name; a name is used once."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="search_saved_once_under_a_name")
        ]
        verbose_name = _("保存的检索")
        verbose_name_plural = _("保存的检索")

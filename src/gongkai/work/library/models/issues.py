"""Gazettes, their issues and the contents as printed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.base.files.models import Original
from gongkai.base.units.models import Body, Jurisdiction


class State(models.TextChoices):
    """Whether the public sees it. What was published once stays known, as withdrawn, with the reason."""

    DRAFT = "draft", _("未发布")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class Series(models.Model):
    """A gazette as a publication (公报刊名): 某市人民政府公报."""

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="series", verbose_name=_("行政区划")
    )
    title = models.CharField(_("刊名"), max_length=120)
    slug = models.SlugField(_("网址段"), max_length=60, unique=True)
    sponsor = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主办单位")
    )
    days_between = models.PositiveIntegerField(_("出刊间隔（天）"), null=True, blank=True)

    class Meta:
        """A title is used once in a place."""

        ordering: ClassVar = ["jurisdiction__code", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jurisdiction", "title"], name="library_series_once_in_a_place")
        ]
        verbose_name = _("公报刊名")
        verbose_name_plural = _("公报刊名")

    def __str__(self) -> str:
        return self.title


class Issue(models.Model):
    """An issue of a gazette (公报). ``number`` counts within the year, ``serial`` over all years (总期号)."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="issues", verbose_name=_("刊名"))
    title = models.CharField(_("标题"), max_length=200)
    year = models.PositiveIntegerField(_("年"))
    number = models.PositiveIntegerField(_("期号"))
    serial = models.PositiveIntegerField(_("总期号"), null=True, blank=True)
    date = models.DateField(_("出刊日期"), null=True, blank=True)
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    source_name = models.CharField(_("原件文件名"), max_length=255)
    reading_id = models.BigIntegerField(_("阅读结果"))
    source_text = models.TextField(_("原文"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Newest first; a number is used once in a year."""

        ordering: ClassVar = ["-year", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="library_issue_once_in_a_year")
        ]
        verbose_name = _("公报")
        verbose_name_plural = _("公报")

    def __str__(self) -> str:
        return self.title


class ContentsLine(models.Model):
    """A line of the contents as printed (目录), with the document that it names, where one was found."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="contents", verbose_name=_("公报"))
    order = models.PositiveIntegerField(_("次序"))
    category = models.CharField(_("栏目"), max_length=100, blank=True)
    title = models.CharField(_("标题"), max_length=500)
    title_en = models.CharField(_("英文标题"), max_length=800, blank=True)
    number = models.CharField(_("文号"), max_length=120, blank=True)
    page = models.PositiveIntegerField(_("页"), null=True)
    document = models.ForeignKey(
        "library.Document", models.SET_NULL, null=True, related_name="contents_lines", verbose_name=_("文件")
    )

    class Meta:
        """In the order of print."""

        ordering: ClassVar = ["order"]
        verbose_name = _("目录行")
        verbose_name_plural = _("目录行")

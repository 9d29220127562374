"""The editors' pages (columns and plain pages), and the notice above all pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from gongkai.faces.portal.blocks import FEATURES, BodyBlock
from gongkai.faces.portal.words import column_documents, page_words
from gongkai.work.library.reads import Asked


class Bilingual(Page):  # type: ignore[misc]
    """A page whose words stand in Chinese, and in English where an editor has written them."""

    title_en = models.CharField(_("英文标题"), max_length=255, blank=True)
    intro = RichTextField(verbose_name=_("导语"), blank=True, features=FEATURES)
    intro_en = RichTextField(verbose_name=_("英文导语"), blank=True, features=FEATURES)
    body = StreamField(BodyBlock(), verbose_name=_("正文"), blank=True)
    body_en = StreamField(BodyBlock(), verbose_name=_("英文正文"), blank=True)

    words: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("intro"), FieldPanel("body")], heading=_("中文")),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("intro_en"), FieldPanel("body_en")], heading=_("英文")
        ),
    ]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, *words]

    class Meta:
        """Not a table of its own."""

        abstract = True


class HomePage(Bilingual):
    """The home page (首页): what stands above the newest issues and documents."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "portal/preview.html"

    class Meta:
        """One a site."""

        verbose_name = _("首页")
        verbose_name_plural = _("首页")


class PlainPage(Bilingual):
    """A plain page (普通页面): guide, list of contacts, annual report and the like."""

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage", "portal.PlainPage"]
    template = "portal/plain.html"

    class Meta:
        """By the tree of pages."""

        verbose_name = _("普通页面")
        verbose_name_plural = _("普通页面")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template shows, in the language of the address."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"words": page_words(self)}


class ColumnPage(Bilingual):
    """A column (专栏): a saved rule over documents, so that no list is kept by hand and none grows stale."""

    topic = models.SlugField(_("主题网址段"), max_length=60, blank=True, allow_unicode=True)
    kind = models.CharField(_("文种代码"), max_length=14, blank=True)
    issuer = models.CharField(_("发文单位代码"), max_length=40, blank=True)
    series = models.SlugField(_("公报网址段"), max_length=60, blank=True)
    phrase = models.CharField(_("标题或文号含有"), max_length=100, blank=True)
    since = models.DateField(_("成文不早于"), null=True, blank=True)

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "portal/column.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("topic"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("series")]),
                FieldRowPanel([FieldPanel("phrase"), FieldPanel("since")]),
            ],
            heading=_("收录规则"),
            help_text=_("符合全部条件的文件自动进入本栏目，新文件排在前面。"),
        ),
        *Bilingual.words,
    ]

    @property
    def rule(self) -> Asked:
        """The rule by which documents come into the column."""
        return Asked(
            kind=self.kind,
            issuer=self.issuer,
            series=self.series,
            topic=self.topic,
            words=self.phrase,
            since=self.since,
        )

    class Meta:
        """By the tree of pages."""

        verbose_name = _("专栏")
        verbose_name_plural = _("专栏")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template shows: the words, and the documents that the rule finds."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"words": page_words(self), **column_documents(self.rule, request)}


@register_setting(icon="warning")
class SiteNotice(BaseGenericSetting):  # type: ignore[misc]
    """The notice above all public pages (全站公告); nothing is shown while it is empty or over."""

    text = models.CharField(_("公告"), max_length=300, blank=True)
    text_en = models.CharField(_("英文公告"), max_length=400, blank=True)
    address = models.CharField(_("详情网址"), max_length=300, blank=True)
    until = models.DateField(_("显示到哪一天"), null=True, blank=True)

    class Meta:
        """One for the whole site."""

        verbose_name = _("全站公告")
        verbose_name_plural = _("全站公告")

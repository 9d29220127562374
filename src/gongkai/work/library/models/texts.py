"""Documents, their versions, components and clauses."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.base.files.models import Original
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.work.library.models.issues import Issue, State


class Topic(models.Model):
    """A subject (主题) in a tree; ``rule`` files documents by words, one alternative a line."""

    name = models.CharField(_("名称"), max_length=60)
    slug = models.SlugField(_("网址段"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    rule = models.TextField(_("归类词"), blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]
        verbose_name = _("主题")
        verbose_name_plural = _("主题")

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A document (文件) with a permanent key; its words stand in its versions."""

    class Validity(models.TextChoices):
        """Whether it is in force (效力). Unknown until somebody knows."""

        UNKNOWN = "unknown", _("未知")
        NOT_YET = "not_yet", _("未施行")
        IN_FORCE = "in_force", _("有效")
        PARTLY = "partly", _("部分失效")
        REPEALED = "repealed", _("已废止")
        EXPIRED = "expired", _("已失效")

    class Kind(models.TextChoices):
        """What kind of document it is (文种)."""

        NOTICE = "notice", _("通知")
        OPINION = "opinion", _("意见")
        DECISION = "decision", _("决定")
        REPLY = "reply", _("批复")
        RULES = "rules", _("办法规定")
        PLAN = "plan", _("规划方案")
        ORDER = "order", _("令")
        ANNOUNCEMENT = "announcement", _("公告通告")
        LETTER = "letter", _("函")
        APPOINTMENT = "appointment", _("任免")
        OTHER = "other", _("其他")

    key = models.SlugField(_("永久编号"), max_length=120, unique=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, related_name="documents", verbose_name=_("行政区划")
    )
    kind = models.CharField(_("文种"), max_length=14, choices=Kind.choices, default=Kind.OTHER)
    number = models.CharField(_("文号"), max_length=120, blank=True, db_index=True)
    title = models.CharField(_("标题"), max_length=500)
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, related_name="documents", verbose_name=_("公报")
    )
    ordinal = models.PositiveIntegerField(_("期内次序"), default=1)
    issuers = models.ManyToManyField(Body, related_name="issued", verbose_name=_("发文单位"))
    topics = models.ManyToManyField(Topic, related_name="documents", verbose_name=_("主题"))
    date_made = models.DateField(_("成文日期"), null=True, blank=True, db_index=True)
    date_printed = models.DateField(_("印发日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True, db_index=True)
    changed_at = models.DateTimeField(_("最近变动"), db_index=True)
    validity = models.CharField(_("效力"), max_length=10, choices=Validity.choices, default=Validity.UNKNOWN)
    validity_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="ended", verbose_name=_("效力依据")
    )
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    current = models.ForeignKey(
        "library.Version", models.SET_NULL, null=True, related_name="+", verbose_name=_("现行版本")
    )
    withdrawn_why = models.TextField(_("撤回理由"), blank=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        """Newest first; what is published has the time at which it was."""

        ordering: ClassVar = ["-date_made", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="library_published_has_its_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-date_made"], name="library_document_list"),
            models.Index(fields=["title"], name="library_document_title"),
        ]
        verbose_name = _("文件")
        verbose_name_plural = _("文件")

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """The words of a document as admitted once (版本). A correction is a new version, never a change.

    ``facts`` is what the head and foot state; ``corrections`` is what a person put in the place of words
    of the reading: ``{"clauses": {eid: text}, "facts": {name: value}}``. ``record_sha256`` covers the words
    and what was read from them, not the file: it is the same whenever the version is built again.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions", verbose_name=_("文件"))
    number = models.PositiveIntegerField(_("版次"))
    original = models.ForeignKey(Original, models.PROTECT, related_name="+", verbose_name=_("原件"))
    source_name = models.CharField(_("原件文件名"), max_length=255)
    reading_id = models.BigIntegerField(_("阅读结果"))
    source_text = models.TextField(_("原文"))
    source_start = models.PositiveIntegerField(_("原文起"))
    source_end = models.PositiveIntegerField(_("原文止"))
    source_page = models.PositiveIntegerField(_("原件起始页"), null=True)
    facts = models.JSONField(_("版头版记"), default=dict)
    corrections = models.JSONField(_("更正内容"), default=dict)
    record_sha256 = models.CharField(_("记录 SHA-256"), max_length=64)
    note = models.TextField(_("版本说明"), blank=True)
    admitted_at = models.DateTimeField(_("入库时间"))
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    forced_why = models.TextField(_("单人发布理由"), blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="library_version_numbered_once")
        ]
        verbose_name = _("版本")
        verbose_name_plural = _("版本")


class Component(models.Model):
    """A part of a version (组成部分): the cover notice, the plan that it issues, each attachment."""

    class Kind(models.TextChoices):
        """Which part it is."""

        NOTICE = "notice", _("正文")
        PLAN = "plan", _("印发件")
        ATTACHMENT = "attachment", _("附件")

    version = models.ForeignKey(Version, models.CASCADE, related_name="components", verbose_name=_("版本"))
    order = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    eid = models.CharField(_("锚点"), max_length=60)
    number = models.CharField(_("编号"), max_length=40, blank=True)
    title = models.CharField(_("标题"), max_length=500, blank=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    page = models.PositiveIntegerField(_("页"), null=True)

    class Meta:
        """In the order of the text."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="library_component_anchor_once")
        ]


class Clause(models.Model):
    """The smallest thing that has an address (条款): a paragraph, a numbered clause, a table, a table row.

    ``text`` holds the words behind ``marker`` in full; ``heading`` is what they begin with. ``cells`` holds
    the cells of a row, ``[{"text", "unreadable", "rows", "columns"}]``, or a list of such rows for the head
    of a table. ``raw`` keeps the words of the source where a recorded correction changed them. ``role`` names
    a formal part.
    """

    class Kind(models.TextChoices):
        """What it is."""

        HEADING = "heading", _("标题")
        CLAUSE = "clause", _("条款")
        PARAGRAPH = "paragraph", _("段落")
        TABLE = "table", _("表格")
        ROW = "row", _("表格行")

    component = models.ForeignKey(
        Component, models.CASCADE, related_name="clauses", verbose_name=_("组成部分")
    )
    version = models.ForeignKey(Version, models.CASCADE, related_name="clauses", verbose_name=_("版本"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    order = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    eid = models.CharField(_("锚点"), max_length=80)
    role = models.CharField(_("要素"), max_length=10, blank=True)
    level = models.PositiveSmallIntegerField(_("层次"), default=0)
    marker = models.CharField(_("序号"), max_length=40, blank=True)
    heading = models.TextField(_("标题"), blank=True)
    text = models.TextField(_("文字"))
    raw = models.TextField(_("更正前文字"), blank=True)
    cells = models.JSONField(_("单元格"), null=True)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    page = models.PositiveIntegerField(_("页"), null=True)

    class Meta:
        """In the order of the text."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="library_clause_anchor_once")
        ]
        indexes: ClassVar = [models.Index(fields=["version", "order"], name="library_clause_order")]

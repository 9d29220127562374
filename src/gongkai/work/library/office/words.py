"""What the staff pages call things: acts of the trail, fields of the head, reasons for a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.base.trail.reads import EntryLine

ACTS: dict[str, Promise] = {
    "library.admitted": _("入库"),
    "library.document.admitted": _("入库"),
    "library.document.published": _("发布"),
    "library.document.corrected": _("发布更正"),
    "library.document.withdrawn": _("撤回"),
    "library.document.restored": _("恢复发布"),
    "library.document.amended": _("更正（待发布）"),
    "library.version.discarded": _("删除待发布版本"),
    "library.validity.changed": _("变更效力"),
    "library.topics.changed": _("变更主题"),
    "library.citation.mended": _("确认引用"),
    "library.proposal.dismissed": _("不采纳效力建议"),
    "library.issue.published": _("发布整期"),
}
FACTS: dict[str, Promise] = {
    "title": _("标题"),
    "title_en": _("英文标题"),
    "number": _("文号"),
    "issuers": _("发文单位"),
    "date": _("成文日期"),
    "printed_date": _("印发日期"),
    "disclosure": _("公开方式"),
    "category": _("栏目"),
    "addressees": _("主送"),
    "copied_to": _("抄送"),
}
CHANGED: dict[str, Promise] = {
    "state": _("状态"),
    "version": _("版次"),
    "validity": _("效力"),
    "by": _("依据"),
    "topics": _("主题"),
    "citation": _("引用"),
    "target": _("所引文件"),
    "count": _("处数"),
    "clauses": _("条款"),
    "facts": _("版头版记"),
    "forced_why": _("单人发布理由"),
    "withdrawn_why": _("撤回理由"),
    "documents": _("文件"),
}
LIKE: dict[str, Promise] = {
    "number": _("文号相同"),
    "number_like": _("文号相近"),
    "title": _("标题相近"),
    "typed": _("含所查文字"),
}


VALUES: dict[str, Promise] = {
    "draft": _("未发布"),
    "published": _("已发布"),
    "withdrawn": _("已撤回"),
    "unknown": _("未知"),
    "not_yet": _("未施行"),
    "in_force": _("有效"),
    "partly": _("部分失效"),
    "repealed": _("已废止"),
    "expired": _("已失效"),
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act of the trail in words; ``changes`` holds name, value before and value after."""

    at: datetime
    who: str
    name: str
    changes: tuple[tuple[str, str, str], ...]
    why: str


def in_words(entries: Iterable[EntryLine]) -> list[ActLine]:
    """The acts of the trail as people say them; a hash says nothing to a clerk and is left out."""
    return [
        ActLine(
            entry.at,
            entry.actor_name,
            str(ACTS.get(entry.action, entry.action)),
            tuple(
                (str(CHANGED.get(one.field, one.field)), value_name(one.before), value_name(one.after))
                for one in entry.changes
                if one.field != "sha256"
            ),
            entry.why,
        )
        for entry in entries
    ]


def value_name(value: object) -> str:
    """A value of the trail as people say it; empty for none.

    >>> value_name(["a", "b"]), value_name({"x": 1}), value_name(None)
    ('a、b', 'x：1', '')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        named = ((str(FACTS.get(name, name)), value_name(inner)) for name, inner in value.items())
        return "；".join(f"{name}：{inner}" for name, inner in named)
    if isinstance(value, (list, tuple)):
        return "、".join(value_name(one) for one in value)
    return str(VALUES.get(str(value), value))

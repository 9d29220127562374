"""What the staff pages call things: acts of the trail, fields of the head, reasons for a candidate."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    "documents": _("文件"),
}
LIKE: dict[str, Promise] = {
    "number": _("文号相同"),
    "number_like": _("文号相近"),
    "title": _("标题相近"),
    "typed": _("含所查文字"),
}


def act_name(action: str) -> str:
    """The name of an act for people; the code where it has none."""
    return str(ACTS.get(action, action))

"""What the desk calls things: the fields of the interchange format in the words of clerks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD_NAMES: dict[str, Promise] = {
    "title": _("标题"),
    "title_en": _("英文标题"),
    "place": _("地区"),
    "year": _("年份"),
    "number": _("编号"),
    "serial": _("总期号"),
    "date": _("成文日期"),
    "printed_date": _("印发日期"),
    "sponsor": _("主办单位"),
    "issuers": _("发文单位"),
    "disclosure": _("公开方式"),
    "category": _("栏目"),
    "addressees": _("主送"),
    "copied_to": _("抄送"),
    "item": _("所属事项"),
    "marker": _("序号"),
    "text": _("内容"),
    "lead": _("牵头单位"),
    "responsible": _("责任单位"),
    "deadlines": _("期限"),
    "indicator": _("指标"),
    "name": _("指标名称"),
    "comparator": _("比较"),
    "value": _("目标值"),
    "value_high": _("上限"),
    "unit": _("计量单位"),
    "per_year": _("逐年"),
    "as_written": _("原文说法"),
    "basis": _("依据"),
    "baseline": _("基期"),
    "targets": _("各级目标"),
}


def field_name(name: str) -> str:
    """The name of a field for people."""
    return str(FIELD_NAMES[name])

"""What each column of a table holds, told from its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.rules.gazette.tables import Grid

_NUMBER = re.compile(r"^(?:序号|编号|承号|项目?号|No\.?)$")
_LEAD = re.compile(r"牵头|主办|主责|总责|第一责任")
_HELP = re.compile(r"配合|协办|协助|参与|参加|协同")
_DUTY = re.compile(r"责任|承办|落实|实施|主管|负责|分工|完成单位|考核单位|执行")
_UNITISH = re.compile(r"单位|部门|机关|地区|主体|^责任$|^牵头$|^配合$|责任分工|任务分工|分工$")
_PERSON = re.compile(r"处室|科室|责任人|领导|联系|电话|负责人|内牵头|内配合|岗位")
_OFFICE = re.compile(r"处室|科室|股室|承办处|责任处")
_DUE = re.compile(
    r"时限|期限|完成时间|时间要求|时间安排|时间节点|完成日期|进度要求|完成进度|^时间$|进度安排|年度安排"
)
_MEASURES = re.compile(r"内容|措施|举措|具体|做法|任务分解|工作要求|任务要求")
_WORK = re.compile(r"任务|目标")
_TITLE = re.compile(r"事项|项目|任务|工作|名称|要点|问题")
_CATEGORY = re.compile(r"类别|领域|分类|板块|专项|一级|方面|行动|大类|章节|阶段|环节")
_OTHER = re.compile(r"备注|说明|依据|成果|完成情况|进展|数据来源|佐证|附注")


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which columns of a task table hold what; each an index or None, ``due`` and ``units`` several."""

    number: int | None
    category: int | None
    title: int | None
    text: int | None
    lead: int | None
    responsible: int | None
    due: int | None


def task_columns(grid: Grid) -> TaskColumns | None:
    """The columns of a table that assigns tasks, None where the table assigns none."""
    names = grid.columns
    lead = _first(names, lambda n: _is_unit(n) and bool(_LEAD.search(n)))
    helping = _first(names, lambda n: _is_unit(n) and bool(_HELP.search(n)) and not _LEAD.search(n))
    duty = _first(
        names, lambda n: _is_unit(n) and bool(_DUTY.search(n)) and not _LEAD.search(n) and not _HELP.search(n)
    )
    if lead is None and duty is not None and helping is not None:
        lead, duty = duty, helping
    if lead is None and duty is None and helping is None:
        lead, duty = _offices(names)
    responsible = duty if duty is not None else helping
    due = _first(names, lambda n: bool(_DUE.search(n)))
    rest = [i for i in range(len(names)) if i not in (lead, responsible, due, helping)]
    responsible = responsible if responsible is not None else _unnamed(names, lead, due)
    if lead is None and responsible is None:
        return None
    number = _first(names, lambda n: bool(_NUMBER.match(n)))
    text, title, category = _texts(names, [i for i in rest if i not in (number, responsible)])
    if text is None and title is None:
        return None
    return TaskColumns(number, category, title, text, lead, responsible, due)


def _offices(names: Sequence[str]) -> tuple[int | None, int | None]:
    # A department's own table names its offices (处室) where others name units.
    lead = _first(names, lambda n: bool(_OFFICE.search(n) and _LEAD.search(n)))
    duty = _first(names, lambda n: bool(_OFFICE.search(n)) and not _LEAD.search(n))
    return lead, duty


def _is_unit(name: str) -> bool:
    return len(name) <= 16 and bool(_UNITISH.search(name)) and not _PERSON.search(name)


def _first(names: Sequence[str], test: object) -> int | None:
    return next((i for i, n in enumerate(names) if n and test(n)), None)  # type: ignore[operator]


def _unnamed(names: Sequence[str], lead: int | None, due: int | None) -> int | None:
    # The scan lost a header: the unnamed column between the lead and the deadline holds units.
    if lead is None or due is None or due - lead != 2 or names[lead + 1]:
        return None
    return lead + 1


def _texts(names: Sequence[str], rest: Sequence[int]) -> tuple[int | None, int | None, int | None]:
    """The columns of the text, of its title and of the category: the most concrete word is the text."""
    usable = [i for i in rest if names[i] and not _OTHER.search(names[i]) and not _PERSON.search(names[i])]
    usable = [i for i in usable if names[i] not in names[:i]]
    ranked = sorted(((r, i) for i in usable if (r := _concrete(names[i]))), reverse=True)
    category = next((i for i in usable if not _concrete(names[i]) and _CATEGORY.search(names[i])), None)
    if not ranked:
        return category if category is not None else next(iter(usable), None), None, None
    text = ranked[0][1]
    title = next((i for _, i in ranked[1:]), None)
    return text, title, category


def _concrete(name: str) -> int:
    if _MEASURES.search(name):
        return 3
    if _CATEGORY.search(name) and not _WORK.search(name):
        return 0
    return 2 if _WORK.search(name) else 1 if _TITLE.search(name) else 0

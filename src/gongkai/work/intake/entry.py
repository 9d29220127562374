"""Values of fields as people type and read them: one line a name, cells with bars between them.

Which kind of entry a field takes is read off the records of the interchange format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from django.utils.translation import gettext as _

from gongkai.rules.interchange import INTERCHANGE_FIELDS
from gongkai.rules.records import Document, Indicator, Issue, Target, Task

RECORDS: dict[str, type] = {
    "issue": Issue,
    "document": Document,
    "task": Task,
    "target": Target,
    "indicator": Indicator,
}
BAR = " | "
YES, NO = "是", "否"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONG = frozenset({"text"})

Widget = Literal["line", "long", "names", "number", "day", "choice", "rows"]


class BadEntry(ValueError):
    """What was typed is no value of the field; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a field is typed: the widget, its choices, and the cells of a row where it takes rows."""

    widget: Widget
    choices: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def entry_of(kind: str, name: str) -> Entry:
    """How the field ``name`` of an item of that kind is typed.

    >>> entry_of("task", "lead").widget, entry_of("task", "deadlines").cells
    ('names', ('date', 'as_written', 'inferred_year'))
    """
    of = _type(kind, name)
    if name in LONG:
        return Entry("long")
    if get_origin(of) is tuple:
        [inside, *_rest] = get_args(of)
        return Entry("names") if inside is str else Entry("rows", cells=tuple(INTERCHANGE_FIELDS[inside]))
    if is_dataclass(of):
        return Entry("rows", cells=tuple(INTERCHANGE_FIELDS[of]))  # type: ignore[index]
    if get_origin(of) is Literal:
        return Entry("choice", choices=get_args(of))
    if of is bool:
        return Entry("choice", choices=(YES, NO))
    if name in ("date", "printed_date"):
        return Entry("day")
    return Entry("number" if of in (int, float) else "line")


def typed(kind: str, name: str, value: Any) -> str:
    r"""A value of the interchange format as somebody would type it.

    >>> typed("task", "deadlines", [{"date": "2020-12-31", "as_written": "年底", "inferred_year": True}])
    '2020-12-31 | 年底 | 是'
    >>> typed("task", "lead", ["市教育局", "市财政局"])
    '市教育局\n市财政局'
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return BAR.join(_cell(part) for part in value.values())
    if isinstance(value, list):
        return "\n".join(typed(kind, name, part) for part in value)
    return _cell(value)


def parsed(kind: str, name: str, words: str) -> Any:
    r"""What was typed as plain JSON of the interchange format. Raises :class:`BadEntry`.

    >>> parsed("task", "lead", " 市教育局 \n\n市财政局")
    ['市教育局', '市财政局']
    >>> parsed("target", "value", "4.5"), parsed("target", "value", "")
    (4.5, None)
    """
    of = _type(kind, name)
    words = words.replace("\r\n", "\n").strip()
    if get_origin(of) is tuple:
        [inside, *_rest] = get_args(of)
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        return lines if inside is str else [_row(inside, line) for line in lines]
    if is_dataclass(of):
        return _row(of, words) if words else None  # type: ignore[arg-type]
    return _scalar(of, words, required=not _optional(kind, name))


def _type(kind: str, name: str) -> Any:
    return _bare(INTERCHANGE_FIELDS[RECORDS[kind]][name])


def _bare(of: Any) -> Any:
    """The type X of ``X | None``."""
    if isinstance(of, UnionType):
        return next(part for part in get_args(of) if part is not NoneType)
    return of


def _optional(kind: str, name: str) -> bool:
    return isinstance(INTERCHANGE_FIELDS[RECORDS[kind]][name], UnionType)


def _row(record: type, line: str) -> dict[str, Any]:
    fields = INTERCHANGE_FIELDS[record]
    cells = [cell.strip() for cell in re.split(r"[|｜]", line)]
    if len(cells) != len(fields):
        raise BadEntry(_("“{line}”应当有 {number} 格，用 | 隔开").format(line=line, number=len(fields)))
    return {
        name: _scalar(_bare(of), cell, required=not isinstance(of, UnionType), day=name == "date")
        for (name, of), cell in zip(fields.items(), cells, strict=True)
    }


def _scalar(of: Any, words: str, *, required: bool, day: bool = False) -> Any:
    if not words:
        if required:
            raise BadEntry(_("这一项不能为空"))
        return None
    if of is bool:
        if words not in (YES, NO):
            raise BadEntry(_("请写“是”或“否”"))
        return words == YES
    if of in (int, float):
        return _number(of, words)
    if get_origin(of) is Literal and words not in get_args(of):
        raise BadEntry(_("“{words}”不在可选的值里").format(words=words))
    if day and not _DAY.fullmatch(words):
        raise BadEntry(_("“{words}”不是日期，应当写成 2020-12-31 的样子").format(words=words))
    return words


def _number(of: Any, words: str) -> int | float:
    try:
        number = float(words.replace(",", "").replace("，", ""))
    except ValueError:
        raise BadEntry(_("“{words}”不是数字").format(words=words)) from None
    whole = number.is_integer()
    if number != number or number in (float("inf"), float("-inf")) or (of is int and not whole):
        raise BadEntry(_("“{words}”不是数字").format(words=words))
    return int(number) if whole else number


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

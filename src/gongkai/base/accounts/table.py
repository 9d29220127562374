"""A list of people as CSV: one line a person and role, the first line with the names of the columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

COLUMNS = ("登录名", "姓名", "电子邮箱", "办公电话", "角色", "行政区划代码", "单位代码")
LIMIT = 2000  # lines


class UnusableTable(ValueError):
    """A file that is no such list; the words say where and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list, as typed, with its number in the file."""

    number: int
    username: str
    display_name: str
    email: str
    phone: str
    role: str
    place: str
    unit: str


def read_table(data: bytes) -> list[Line]:
    r"""The lines of the CSV file ``data`` (UTF-8 or GB 18030). Raises UnusableTable.

    >>> read_table(f"{','.join(COLUMNS)}\nwang,王明,,,,,".encode())[0].display_name
    '王明'
    """
    text = _text(data)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        if tuple(head) != COLUMNS:
            raise UnusableTable(_("第 1 行须为：{columns}").format(columns=",".join(COLUMNS)))
        lines = [_line(number, row) for number, row in enumerate(rows, start=2) if any(row)]
    except csv.Error as error:
        raise UnusableTable(_("不是可读的 CSV：{reason}").format(reason=error)) from error
    if len(lines) > LIMIT:
        raise UnusableTable(_("一次最多导入 {limit} 行。").format(limit=LIMIT))
    return lines


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableTable(_("文件编码须为 UTF-8 或 GB 18030。"))


def _line(number: int, row: list[str]) -> Line:
    if len(row) != len(COLUMNS):
        raise UnusableTable(
            _("第 {number} 行有 {found} 列，须为 {wanted} 列。").format(
                number=number, found=len(row), wanted=len(COLUMNS)
            )
        )
    return Line(number, *(cell.strip() for cell in row))

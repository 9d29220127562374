"""The register as one CSV file: its columns, its rows read with every fault named, and its rows written.

UTF-8 with a byte order mark (for Excel), CRLF, RFC 4180; days are YYYY-MM-DD. ``docs/units.md``
explains the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

BOM = "\ufeff"
COLUMNS = (
    "record", "code", "parent", "name", "short_name", "kind", "rule", "valid_from", "valid_to",
    "slug", "duties", "address", "phone", "website", "basis",
)  # fmt: skip
# Which columns each kind of row must fill, and which it may fill besides.
NEEDED = {
    "jurisdiction": ("code", "name", "kind", "slug"),
    "body": ("code", "parent", "name", "kind"),
    "alias": ("code", "name"),
    "former": ("code", "name", "valid_to"),
    "member": ("code", "parent"),
    "succession": ("code", "parent", "kind", "valid_from"),
}
ALLOWED = {
    "jurisdiction": ("parent", "short_name"),
    "body": (
        "short_name", "rule", "valid_from", "valid_to", "duties", "address", "phone", "website",
    ),
    "alias": ("valid_from", "valid_to"),
    "former": ("valid_from",),
    "member": ("valid_from", "valid_to"),
    "succession": ("basis",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file; ``line`` is the number of its last line, the heading being the first."""

    line: int
    record: str
    cells: tuple[tuple[str, str], ...]
    valid_from: date | None
    valid_to: date | None

    def get(self, column: str) -> str:
        """What stands in the column; empty where it is blank."""
        return dict(self.cells).get(column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line and a column (empty: the whole line)."""

    line: int
    column: str
    what: str


def decode(data: bytes) -> str:
    """The text of a CSV file: UTF-8, or GB 18030 as spreadsheets in Chinese save it.

    Raises UnicodeDecodeError where it is neither.

    >>> decode("单位".encode("gbk")), decode("\ufeff单位".encode())
    ('单位', '单位')
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def read_rows(text: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a CSV file and all that is wrong with their form."""
    source = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        header = [name.strip() for name in next(source, [])]
        faults += _faults_of_header(header)
        if faults:
            return [], faults
        for cells in source:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                numbers = {"has": len(cells), "wanted": len(header)}
                what = _("有 %(has)d 栏，应有 %(wanted)d 栏。") % numbers
                faults.append(Fault(source.line_num, "", what))
                continue
            row, wrong = _row(source.line_num, dict(zip(header, map(str.strip, cells), strict=True)))
            faults += wrong
            rows += [row] if not wrong else []
    except csv.Error as fault:
        faults.append(Fault(source.line_num, "", _("不是正确的 CSV：%(fault)s") % {"fault": fault}))
    return rows, faults


def _faults_of_header(header: list[str]) -> list[Fault]:
    faults = [Fault(1, name, _("没有这一栏。")) for name in header if name not in COLUMNS]
    faults += [Fault(1, name, _("此栏出现了两次。")) for name in {n for n in header if header.count(n) > 1}]
    needed = ("record", "code", "parent", "name", "kind")
    return faults + [Fault(1, name, _("缺少此栏。")) for name in needed if name not in header]


def _row(line: int, cells: dict[str, str]) -> tuple[Row, list[Fault]]:
    record = cells.get("record", "")
    if record not in NEEDED:
        what = _("应为 %(kinds)s 之一。") % {"kinds": "、".join(NEEDED)}
        return Row(line, record, (), None, None), [Fault(line, "record", what)]
    faults = [Fault(line, column, _("不能空缺。")) for column in NEEDED[record] if not cells.get(column)]
    known = {"record", *NEEDED[record], *ALLOWED[record]}
    faults += [
        Fault(line, column, _("%(record)s 行没有此栏。") % {"record": record})
        for column, value in cells.items()
        if value and column not in known
    ]
    days: dict[str, date | None] = {}
    for column in ("valid_from", "valid_to"):
        days[column], wrong = _day(cells.get(column, ""))
        faults += [Fault(line, column, wrong)] if wrong else []
    first, last = days["valid_from"], days["valid_to"]
    if first and last and first > last:
        faults.append(Fault(line, "valid_to", _("止日不能早于起日。")))
    filled = tuple((column, value) for column, value in cells.items() if column != "record")
    return Row(line, record, filled, first, last), faults


def _day(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, _("“%(text)s”不是日期，应写成 2024-05-17。") % {"text": text}


def write_rows(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """The file, line by line; each row is a dictionary of the columns that it fills."""
    yield BOM + _line(COLUMNS)
    for row in rows:
        yield _line([row.get(column, "") for column in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerow(cells)
    return target.getvalue()

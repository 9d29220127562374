"""Tables of a document or many as CSV: tasks, targets, indicators, and what stands around them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from gongkai.formats.export.fields import FIELDS, Field, TableName, fields_of
from gongkai.formats.export.jsonrecord import moment
from gongkai.formats.export.record import Publishable
from gongkai.formats.export.safe import safe

Value = str | int | float | bool | date | datetime | tuple[str, ...] | None
Row = dict[str, Value]

BOM = b"\xef\xbb\xbf"
# What a spreadsheet takes for the beginning of a formula, in both widths, and what hides one.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def to_csv(table: TableName, documents: Iterable[Publishable]) -> bytes:
    """The table as one CSV file: see :func:`csv_lines`."""
    return b"".join(csv_lines(table, documents))


def csv_lines(table: TableName, documents: Iterable[Publishable]) -> Iterator[bytes]:
    """The table as CSV, line by line: UTF-8 with a byte order mark for Excel, CRLF, RFC 4180.

    The first line names the columns (:data:`gongkai.formats.export.fields.FIELDS`). Days are
    YYYY-MM-DD, moments UTC, truth values true and false, lists parted by ``；``. A text that a
    spreadsheet would take for a formula, because it begins with ``= + - @`` in either width, behind
    blanks or not, or with a tab or a line break, gets an apostrophe in front; so does a text that
    already begins with an apostrophe, so that taking away one leading apostrophe gives the text back.
    Columns of numbers hold numbers only, and words of a closed vocabulary are ours: neither is touched.
    """
    columns = fields_of(table)
    yield BOM + _line([column.name for column in columns])
    for document in documents:
        for row in rows(table, document):
            yield _line([_cell(column, row[column.name]) for column in columns])


def rows(table: TableName, document: Publishable) -> Iterator[Row]:
    """The rows of a table that come from one document, each with a value for every column."""
    head: Row = {
        "document": document.key,
        "document_url": document.address,
        "document_number": document.number,
    }
    for row in _ROWS[table](document):
        yield head | row


def dictionary_csv() -> bytes:
    """The field dictionary itself as CSV, in the order of the columns."""
    names = ("table", "name", "type", "unit", "title", "title_en", "meaning", "meaning_en")
    lines = [_line([*names, "values"])]
    for field in FIELDS:
        values = [str(getattr(field, name) or "") for name in names]
        lines.append(_line([*(guarded(v) for v in values), guarded("；".join(field.values))]))
    return BOM + b"".join(lines)


def guarded(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet would run it.

    >>> [guarded(t) for t in ("=1+1", " ＝A1", "-", "'a", "甲=乙", "")]
    ["'=1+1", "' ＝A1", "'-", "''a", '甲=乙', '']
    """
    first = text.lstrip(" \u3000\u00a0")[:1]
    return f"'{text}" if (first and first in _FORMULA) or text.startswith("'") else text


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode()


def _cell(field: Field, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    text = "；".join(value) if isinstance(value, tuple) else value
    return text if text in field.values else guarded(safe(text))


def _documents(d: Publishable) -> Iterator[Row]:
    names = (
        "version", "title", "title_en", "issuers", "date_made", "date_printed", "published_at",
        "disclosure", "validity", "gazette", "original_sha256", "record_sha256",
    )  # fmt: skip
    yield {name: getattr(d, name) for name in names} | {"jurisdiction": d.jurisdiction_code}


def _clauses(d: Publishable) -> Iterator[Row]:
    for component in d.components:
        for clause in component.walk():
            yield {
                "clause": clause.eid,
                "component": component.kind,
                "level": clause.level,
                "marker": clause.marker,
                "heading": clause.heading,
                "text": clause.text,
            }


def _tasks(d: Publishable) -> Iterator[Row]:
    for task in d.tasks:
        days = sorted(deadline.date for deadline in task.deadlines)
        yield {
            "task": task.key,
            "clause": task.clause,
            "item": task.item,
            "title": task.title,
            "text": task.text,
            "lead": task.lead,
            "responsible": task.responsible,
            "deadline": days[-1] if days else None,
            "deadlines": tuple(dict.fromkeys(days)),
            "deadline_as_written": tuple(deadline.as_written for deadline in task.deadlines),
            "unreadable": task.unreadable,
        }


def _targets(d: Publishable) -> Iterator[Row]:
    names = (
        "clause", "task", "indicator", "year", "comparator", "value", "value_high", "unit", "per_year",
        "as_written",
    )  # fmt: skip
    for target in d.targets:
        yield {"target": target.key} | {name: getattr(target, name) for name in names}


def _indicators(d: Publishable) -> Iterator[Row]:
    of_target = ("scope", "year", "comparator", "value", "value_high", "per_year", "as_written")
    for indicator in d.indicators:
        baseline = indicator.baseline
        shared: Row = {
            "indicator": indicator.key,
            "table": indicator.table,
            "number": indicator.number,
            "name": indicator.name,
            "unit": indicator.unit,
            "basis": indicator.basis,
            "baseline_year": baseline.year if baseline else None,
            "baseline": baseline.value if baseline else None,
            "baseline_as_written": baseline.as_written if baseline else None,
        }
        for target in indicator.targets:
            yield shared | {name: getattr(target, name) for name in of_target}
        if not indicator.targets:
            yield shared | dict.fromkeys(of_target)


def _citations(d: Publishable) -> Iterator[Row]:
    for citation in d.citations:
        yield {name: getattr(citation, name) for name in ("title", "number", "href", "as_written")}


_ROWS: dict[TableName, Callable[[Publishable], Iterator[Row]]] = {
    "documents": _documents,
    "clauses": _clauses,
    "tasks": _tasks,
    "targets": _targets,
    "indicators": _indicators,
    "citations": _citations,
}

"""The field dictionary (字段说明): every column of the published tables, with type, unit and meaning.

The CSV downloads, the yearly bulk files and the pages of the API name their columns from here. The
dictionary itself is ``data/fields.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast

FieldType = Literal["text", "integer", "number", "boolean", "date", "moment", "list"]
TableName = Literal["documents", "clauses", "tasks", "targets", "indicators", "citations"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its table and name, its type and unit, its title and meaning in Chinese and English.

    ``list`` is several texts in one cell, parted by ``；``. ``unit`` is None where a value has none,
    or where another column holds it (the meaning says so). ``values`` lists a closed vocabulary.
    """

    table: TableName
    name: str
    type: FieldType
    unit: str | None
    title: str
    title_en: str
    meaning: str
    meaning_en: str
    values: tuple[str, ...] = ()


def _read() -> tuple[Field, ...]:
    text = files("gongkai.formats.export").joinpath("data", "fields.csv").read_text(encoding="utf-8")
    return tuple(
        Field(
            cast(TableName, row["table"]),
            row["name"],
            cast(FieldType, row["type"]),
            row["unit"] or None,
            row["title"],
            row["title_en"],
            row["meaning"],
            row["meaning_en"],
            tuple(value for value in row["values"].split("|") if value),
        )
        for row in csv.DictReader(text.splitlines())
    )


FIELDS: tuple[Field, ...] = _read()


def fields_of(table: TableName) -> tuple[Field, ...]:
    """The columns of a table, in order.

    >>> [field.name for field in fields_of("citations")][-2:]
    ['href', 'as_written']
    """
    return tuple(field for field in FIELDS if field.table == table)

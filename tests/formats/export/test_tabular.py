from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from datetime import date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.export.build import BLANK, anchors, paper, sample

from gongkai.formats.export.fields import FIELDS, FieldType, TableName, fields_of
from gongkai.formats.export.record import Publishable, PublishedIndicator, PublishedTask
from gongkai.formats.export.safe import safe
from gongkai.formats.export.tabular import csv_lines, dictionary_csv, rows, to_csv
from gongkai.rules.records import Comparator, Deadline, Scope

TABLES: tuple[TableName, ...] = get_args(TableName)
ANYTHING = st.text(st.characters(categories=None, exclude_categories=()), max_size=30)


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def task(text: str) -> Publishable:
    made = PublishedTask(
        text, text, text, text, text, (text,), (text,), (Deadline("2024-12-31", text, False),)
    )
    return replace(BLANK, key=text, number=text, tasks=(made,))


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_dictionary_and_every_row_fills_them(table: TableName) -> None:
    names = [field.name for field in fields_of(table)]
    assert len(set(names)) == len(names)
    found = [row for document in sample().documents for row in rows(table, document)]
    assert found
    assert all(set(row) == set(names) for row in found)
    assert [list(row) for row in read(to_csv(table, sample().documents))] == [names] * len(found)


def test_each_table_counts_what_the_documents_hold() -> None:
    documents = sample().documents
    assert len(read(to_csv("tasks", documents))) == sum(len(d.tasks) for d in documents)
    assert len(read(to_csv("targets", documents))) == sum(len(d.targets) for d in documents)
    assert len(read(to_csv("clauses", documents))) == sum(len(list(d.clauses())) for d in documents)
    assert len(read(to_csv("indicators", documents))) == sum(
        max(1, len(i.targets)) for d in documents for i in d.indicators
    )


def test_a_task_leads_to_its_clause_or_table() -> None:
    document = sample().documents[0]
    assert {row["clause"] for row in read(to_csv("tasks", [document]))} <= anchors(document)


def test_values_are_numbers_with_their_unit() -> None:
    (row,) = (
        r
        for r in read(to_csv("indicators", sample().documents))
        if r["number"] == "28" and r["scope"] == "city"
    )
    assert (row["comparator"], row["value"], row["year"]) == (">=", "4.6", "2026")


def test_an_indicator_without_targets_keeps_its_row() -> None:
    bare = PublishedIndicator("i1", None, None, "绿地率", "%", None, None, ())
    (row,) = read(to_csv("indicators", [replace(BLANK, indicators=(bare,))]))
    assert (row["name"], row["value"]) == ("绿地率", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "　=1", "＝1", "＋1", "－1", "＠a", "\n=1"]
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    (row,) = read(to_csv("tasks", [task(text)]))
    assert row["text"] == f"'{text}"
    assert row["lead"] == f"'{text}"


@given(ANYTHING)
def test_taking_one_apostrophe_away_gives_any_text_back(text: str) -> None:
    (row,) = read(to_csv("tasks", [task(text)]))
    assert row["text"].removeprefix("'") == safe(text)
    assert row["text"].lstrip(" 　\u00a0")[:1] not in set("=+-@\t\r＝＋－＠")


def test_a_comparison_sign_is_no_formula() -> None:
    assert "=" in {row["comparator"] for row in read(to_csv("indicators", sample().documents))}


def test_lines_come_one_by_one_and_a_table_without_rows_has_its_head() -> None:
    assert len(list(csv_lines("tasks", [BLANK]))) == 1
    assert next(csv_lines("tasks", iter(sample().documents))).startswith(b"\xef\xbb\xbfdocument,")


def test_every_deadline_is_listed_and_the_last_one_stands_out() -> None:
    both = (Deadline("2025-06-30", "明年6月底", False), Deadline("2024-12-31", "今年底", True))
    (row,) = read(
        to_csv("tasks", [replace(BLANK, tasks=(PublishedTask("t", None, None, None, "", (), (), both),))])
    )
    assert row["deadline"] == "2025-06-30"
    assert row["deadlines"] == "2024-12-31；2025-06-30"


def test_the_dictionary_explains_every_column_in_both_languages() -> None:
    assert {field.type for field in FIELDS} <= set(get_args(FieldType))
    for field in FIELDS:
        assert field.title
        assert field.title_en
        assert field.meaning.endswith("。")
        assert field.meaning_en.endswith(".")
    assert len(read(dictionary_csv())) == len(FIELDS)


def test_closed_vocabularies_are_those_of_the_records() -> None:
    values = {field.name: field.values for field in FIELDS if field.values}
    assert values == {"comparator": get_args(Comparator), "scope": get_args(Scope)}


@pytest.mark.parametrize("table", TABLES)
def test_types_of_the_dictionary_fit_the_values(table: TableName) -> None:
    kinds: dict[str, tuple[type, ...]] = {
        "integer": (int,), "number": (int, float), "boolean": (bool,), "list": (tuple,),
        "date": (str, date), "moment": (datetime,), "text": (str,),
    }  # fmt: skip
    types = {field.name: kinds[field.type] for field in fields_of(table)}
    for document in (*sample().documents, paper("植树。")):
        for row in rows(table, document):
            assert [n for n, v in row.items() if v is not None and not isinstance(v, types[n])] == []


def test_the_row_of_a_document_has_its_dates_apart() -> None:
    (row,) = read(to_csv("documents", [replace(paper("植树。"), date_printed=date(2024, 5, 8))]))
    assert (row["date_made"], row["date_printed"], row["published_at"]) == (
        "2024-05-06",
        "2024-05-08",
        "2024-05-20T01:00:00Z",
    )
    assert len(fields(Publishable)) > len(row)

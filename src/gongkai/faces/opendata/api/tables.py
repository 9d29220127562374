"""Whole lists for spreadsheets and programs: CSV and NDJSON, sent as they are made, however long they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from gongkai.faces.opendata import reads
from gongkai.faces.opendata.api.answers import stream
from gongkai.faces.opendata.api.asked import DocumentFilter
from gongkai.faces.opendata.shapes import plain
from gongkai.formats.export.fields import fields_of
from gongkai.formats.export.record import Publishable
from gongkai.formats.export.tabular import csv_lines, rows

router = Router(tags=["tables"])
Table = Literal["documents", "clauses", "tasks", "targets", "indicators", "citations"]
FORMS = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}


def _sent(media_type: str) -> dict[str, Any]:
    """What the description says of an answer that is sent as it is made."""
    content = {media_type: {"schema": {"type": "string"}}}
    return {"responses": {200: {"description": media_type, "content": content}}}


@router.get(
    "/tables/{table}.csv",
    operation_id="table_csv",
    summary="整张表（CSV）· A whole table as CSV",
    openapi_extra=_sent("text/csv"),
)
def table_csv(request: HttpRequest, table: Table, asked: Query[DocumentFilter]) -> HttpResponseBase:
    """不限条数，边读边发；列见字段说明。 · Without limit; the columns are those of the field dictionary."""
    return _table(request, table, "csv", asked)


@router.get(
    "/tables/{table}.ndjson",
    operation_id="table_ndjson",
    summary="整张表（NDJSON）· A whole table as NDJSON",
    openapi_extra=_sent("application/x-ndjson"),
)
def table_ndjson(request: HttpRequest, table: Table, asked: Query[DocumentFilter]) -> HttpResponseBase:
    """每行一个 JSON 对象。 · One JSON object a line."""
    return _table(request, table, "ndjson", asked)


def _table(request: HttpRequest, table: Table, form: str, asked: DocumentFilter) -> HttpResponseBase:
    state = reads.state()
    documents = reads.publishables(asked.asked())
    lines = csv_lines(table, documents) if form == "csv" else ndjson_lines(table, documents)
    return stream(
        request,
        lines,
        FORMS[form],
        stamp=str(state.position),
        changed=state.at,
        name=f"gongkai-{table}.{form}",
    )


def ndjson_lines(table: Table, documents: Iterable[Publishable]) -> Iterator[bytes]:
    """The rows of a table, one JSON object a line, with the columns of the field dictionary."""
    names = [field.name for field in fields_of(table)]
    for document in documents:
        for row in rows(table, document):
            line = {name: plain(row[name]) for name in names}
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

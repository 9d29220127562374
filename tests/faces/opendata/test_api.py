"""The API says what the pages say, to everybody alike, and no more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.faces.opendata.conftest import HIDDEN, Asker, Record

from gongkai.faces.opendata import shapes
from gongkai.faces.opendata.api import v1
from gongkai.faces.opendata.api.problems import TYPE
from gongkai.faces.opendata.shapes import plain
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.actions import withdraw

ROOT = Path(__file__).resolve().parents[3]
LISTS = (
    "/documents", "/tasks", "/indicators", "/targets", "/issues", "/series", "/units", "/places", "/topics",
)  # fmt: skip
TABLES = ("documents", "clauses", "tasks", "targets", "indicators", "citations")


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    return b"".join(response).decode()


@pytest.mark.golden
def test_the_description_in_the_repository_is_that_of_the_code(golden: Any) -> None:
    golden(ROOT / "docs" / "openapi.json", v1.openapi_text())


def test_every_field_and_every_shape_has_its_meaning_in_both_languages() -> None:
    v1.openapi()
    named: set[str] = set()
    lacking = []
    for shape in shapes._MADE:
        name = shapes.name_of(shape)
        address, columns = shapes._layout(shape)
        for column in (*(("url",) if address else ()), *columns):
            named |= {column, f"{name}.{column}"}
            if not all(shapes.meaning(name, column)):
                lacking.append(f"{name}.{column}")
        named.add(name)
    assert lacking == []
    framed = {f"List.{name}" for name in ("url", "language", "count", "items", "cursor", "next")}
    assert set(shapes.meanings()) - named - framed == set()


def test_a_document_is_what_its_page_is_made_of(record: Record, ask: Asker) -> None:
    for key in record.keys:
        assert ask(f"/documents/{key}") == plain(library.document(PUBLIC, key))


def test_tasks_of_the_list_are_those_of_the_documents(record: Record, ask: Asker) -> None:
    of_documents = [task for key in record.keys for task in ask(f"/documents/{key}")["tasks"]]
    listed = [line["task"] for line in ask("/tasks", limit=100)["items"]]
    assert [task["text"] for task in listed] == [task["text"] for task in of_documents]


def test_a_clause_is_cited_with_address_words_and_hash(record: Record, ask: Asker, client: Client) -> None:
    key = record.keys[0]
    page = ask(f"/documents/{key}")
    eid = page["tasks"][0]["clause"]
    citation = ask(f"/documents/{key}/clauses/{eid}")["citation"]
    assert citation["url"].endswith(f"/d/{key}/v1/#{eid}")
    assert citation["record_sha256"] == page["version"]["record_sha256"]
    clauses = {line["eid"]: line["text"] for line in ask(f"/documents/{key}/clauses")["items"]}
    assert citation["quote"] == clauses[eid]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_walked_by_its_cursor_gives_every_entry_once(record: Record, ask: Asker, path: str) -> None:
    whole = ask(path, **({"limit": 100} if path not in ("/series", "/places", "/topics") else {}))
    if path in ("/series", "/places", "/topics"):
        assert whole["next"] is None
        return
    found: list[Any] = []
    answer = ask(path, limit=7)
    while True:
        found += answer["items"]
        if answer["next"] is None:
            break
        answer = ask(answer["next"].split("/api/v1", 1)[1])
    assert found == whole["items"]
    assert whole["count"] == len(found)


@pytest.mark.parametrize(
    "path",
    [
        *LISTS,
        "/facets",
        "/changes",
        "/log",
        *(f"/tables/{table}.{form}" for table in TABLES for form in ("csv", "ndjson")),
    ],
)
def test_nothing_of_a_draft_leaves_even_for_those_who_may_see_it(
    record: Record, client: Client, path: str
) -> None:
    from gongkai.base.accounts.models import User

    client.force_login(User.objects.get(username="jingban"), "django.contrib.auth.backends.ModelBackend")
    text = text_of(client, f"/api/v1{path}")
    assert HIDDEN not in text
    assert record.draft not in text


@pytest.mark.parametrize("part", ["", "/clauses", "/citations", "/source", "/clauses/notice-title"])
def test_the_address_of_a_draft_is_not_there(record: Record, ask: Asker, part: str) -> None:
    assert ask(f"/documents/{record.draft}{part}", 404)["status"] == 404


def test_a_withdrawn_document_leaves_a_tombstone(record: Record, ask: Asker) -> None:
    key = record.keys[1]
    withdraw(record.city.head, [key], "内容有误")
    problem = ask(f"/documents/{key}", 410)
    assert problem["tombstone"]["why"] == "内容有误"
    assert key not in {line["key"] for line in ask("/documents")["items"]}
    last = ask("/changes")["items"][-1]
    assert (last["kind"], last["document"]["key"], last["why"]) == ("withdrawn", key, "内容有误")


@pytest.mark.parametrize(
    ("path", "parameters", "status", "name"),
    [
        ("/documents/there-is-none", {}, 404, "not-found"),
        ("/no/such/address", {}, 404, "not-found"),
        ("/documents", {"isuer": "x"}, 400, "unknown-parameter"),
        ("/documents", {"cursor": "AAAA"}, 400, "invalid-cursor"),
        ("/documents", {"fields": "nothing"}, 400, "unknown-field"),
        ("/documents", {"limit": "1000"}, 422, "invalid-parameter"),
        ("/documents", {"since": "yesterday"}, 422, "invalid-parameter"),
        ("/documents", {"words": "\x00"}, 422, "invalid-parameter"),
        ("/changes", {"since": "yesterday"}, 400, "invalid-range"),
        ("/search", {"q": "安全"}, 503, "unavailable"),
        ("/log/consistency", {"first": "1", "second": "99"}, 404, "not-found"),
    ],
)
def test_an_error_is_a_problem_with_a_name(
    record: Record, client: Client, path: str, parameters: dict[str, str], status: int, name: str
) -> None:
    response = client.get(f"/api/v1{path}", parameters)
    assert response.status_code == status
    assert response["Content-Type"] == TYPE
    problem = json.loads(response.content)
    assert problem["type"].endswith(f"/data/api/#problem-{name}")
    assert problem["status"] == status
    explained = client.get("/data/api/").content.decode()
    assert f'id="problem-{name}"' in explained


def test_words_of_problems_and_names_follow_the_language_of_the_address(record: Record, ask: Asker) -> None:
    assert ask("/documents/x", 404)["title"] == "没有找到"
    assert ask("/documents/x", 404, lang="en")["title"] == "Not found"
    assert ask("/documents", lang="en")["items"][0]["kind_name"] == "Notice"


def test_a_cursor_is_good_for_its_own_question_only(record: Record, ask: Asker) -> None:
    cursor = ask("/documents", limit=1)["cursor"]
    assert cursor
    ask("/documents", 400, limit=1, kind="plan", cursor=cursor)


def test_an_empty_field_of_a_form_says_nothing(record: Record, ask: Asker) -> None:
    assert ask("/documents", year="", kind="", cursor="")["count"] == len(record.keys)


def test_fields_are_picked(record: Record, ask: Asker) -> None:
    assert set(ask("/documents", fields="key, title")["items"][0]) == {"key", "title"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/documents",
        "/api/v1/tasks",
        "/api/v1/changes",
        "/api/v1/tables/tasks.csv",
        "/api/v1/openapi.json",
        "/feeds/documents.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/data/",
        "/data/fields.csv",
    ],
)
def test_an_answer_that_is_held_already_costs_a_304(record: Record, client: Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert "public" in first["Cache-Control"]
    assert not first.cookies
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    if first.has_header("Last-Modified"):
        since = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})
        assert since.status_code == 304


def test_a_change_of_the_record_changes_the_tag(record: Record, client: Client) -> None:
    paths = ("/api/v1/documents", "/api/v1/tables/tasks.csv", "/feeds/documents.atom", "/api/v1/tasks")
    before = [client.get(path)["ETag"] for path in paths]
    withdraw(record.city.head, [record.keys[0]], "内容有误")
    assert all(client.get(path)["ETag"] != tag for path, tag in zip(paths, before, strict=True))


def test_any_page_of_the_world_may_read_it(record: Record, client: Client) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    assert client.options("/api/v1/documents", headers=asked).status_code == 204
    answer = client.get("/api/v1/documents", headers={"Origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.has_header("Access-Control-Allow-Credentials")


def test_head_answers_like_get_without_a_body(record: Record, client: Client) -> None:
    got, head = client.get("/api/v1/documents"), client.head("/api/v1/documents")
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (got["ETag"], got["Content-Length"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(record: Record, client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/documents")
    assert response.status_code == 405
    assert response["Content-Type"] == TYPE


def test_the_limit_is_told_and_held(record: Record, client: Client, settings: Settings) -> None:
    settings.API_PER_MINUTE = 3
    answers = [client.get("/api/v1/topics") for _ in range(5)]
    # the minute may turn while the test runs: then the count begins anew
    assert [answer["RateLimit-Limit"] for answer in answers] == ["3"] * 5
    assert {answer.status_code for answer in answers} <= {200, 429}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert all(int(answer["Retry-After"]) <= 60 for answer in refused)
    assert refused


@pytest.mark.parametrize(("path", "queries"), [("/documents", 5), ("/tasks", 7), ("/indicators", 3)])
def test_the_number_of_queries_does_not_grow_with_the_page(
    record: Record,
    client: Client,
    path: str,
    queries: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for limit in (1, 2, 50):
        with django_assert_max_num_queries(queries):
            client.get(f"/api/v1{path}", {"limit": limit})


def test_changes_are_asked_by_time(record: Record, ask: Asker) -> None:
    now = datetime.now(UTC)
    assert ask("/changes", since=(now - timedelta(hours=1)).isoformat())["items"] == ask("/changes")["items"]
    assert ask("/changes", since=(now + timedelta(hours=1)).isoformat())["items"] == []
    assert ask("/changes", since="2020-01-01")["items"] == ask("/changes")["items"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_of_the_dictionary(record: Record, client: Client, table: str) -> None:
    from gongkai.formats.export.fields import fields_of

    columns = [field.name for field in fields_of(table)]  # type: ignore[arg-type]
    head, *rows = text_of(client, f"/api/v1/tables/{table}.csv").lstrip("\ufeff").splitlines()
    assert head.split(",") == columns
    lines = text_of(client, f"/api/v1/tables/{table}.ndjson").splitlines()
    assert all(list(json.loads(line)) == columns for line in lines)
    assert len(lines) <= len(rows)
    dictionary = text_of(client, "/data/fields/")
    assert all(f"<code>{column}</code>" in dictionary for column in columns)

"""What holds for any question: the API fits its description, the list of changes loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from schemathesis import checks
from tests.faces.opendata.conftest import Asker, Record
from tests.factories import publish_text

from gongkai.config.home import Home
from gongkai.config.wsgi import application
from gongkai.faces.opendata.api import v1
from gongkai.faces.opendata.cursors import CursorInvalid, pack, unpack
from gongkai.faces.search import reads as search_room
from gongkai.faces.search.jobs import rebuild_index
from gongkai.rules.access import OFFICE_HEAD, Held
from gongkai.work.library.actions import assign_topics, keep_topic, withdraw

OPERATIONS = sorted(v1.openapi()["paths"])
# One database serves many examples: a question writes nothing.
MANY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
PLACES = st.lists(st.one_of(st.none(), st.integers(0, 2**63), st.text(max_size=20)), max_size=4)


@pytest.fixture
def described(record: Record, tmp_path: Path, settings: Settings) -> Iterator[Any]:
    """The API as its description sees it; no limit, an index, and the database of the test stays open."""
    settings.API_PER_MINUTE = 0
    settings.GONGKAI_HOME = Home(tmp_path)
    search_room.engine.cache_clear()
    rebuild_index()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_dict(v1.openapi())
    schema.app = application
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    search_room.engine.cache_clear()


@pytest.mark.parametrize("path", OPERATIONS)
def test_any_question_is_answered_as_the_description_says(record: Record, described: Any, path: str) -> None:
    @MANY
    @given(case=described[path]["GET"].as_strategy())
    def asked(case: Any) -> None:
        case.call_and_validate(
            base_url="http://localhost",
            checks=[
                checks.not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )

    asked()


@settings(max_examples=200)
@given(question=st.text(), places=PLACES)
def test_a_cursor_gives_back_what_was_packed(question: str, places: list[Any]) -> None:
    assert list(unpack(question, pack(question, places))) == places


@settings(max_examples=200)
@given(token=st.text())
def test_a_cursor_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(CursorInvalid):
        unpack("question", token)


def test_the_list_of_changes_loses_and_doubles_nothing_whatever_the_steps(record: Record, ask: Asker) -> None:
    withdraw(record.city.head, [record.keys[0]], "内容有误")
    whole = ask("/changes", limit=1000)["items"]
    assert len(whole) >= len(record.keys) + 1
    assert all(one["position"] < two["position"] for one, two in pairwise(whole))

    @MANY
    @given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=6))
    def walked(sizes: list[int]) -> None:
        found: list[Any] = []
        cursor, steps, more = 0, 0, True
        while more:
            answer = ask("/changes", since=cursor, limit=sizes[steps % len(sizes)])
            found += answer["items"]
            cursor, more, steps = answer["cursor"], answer["more"], steps + 1
        assert found == whole

    walked()


def test_a_reader_who_goes_on_later_gets_what_came_since_and_only_that(record: Record, ask: Asker) -> None:
    cursor = ask("/changes", limit=1000)["cursor"]
    assert ask("/changes", since=cursor)["items"] == []
    key = publish_text(
        record.city,
        "云滨市人民政府文件",
        "云政发〔2024〕55号",
        "云滨市人民政府关于公布行政许可事项的通知",
        "各区人民政府：",
        "一、请认真贯彻执行。",
        "云滨市人民政府",
        "2024年6月3日",
    )
    withdraw(record.city.head, [key], "重复发布")
    found = ask("/changes", since=cursor)["items"]
    assert [(change["kind"], change["document"]["key"]) for change in found] == [
        ("published", key),
        ("withdrawn", key),
    ]


def test_a_list_walked_while_something_is_published_gives_every_old_entry_once(
    record: Record, ask: Asker
) -> None:
    before = [line["key"] for line in ask("/documents")["items"]]
    first = ask("/documents", limit=1)
    publish_text(
        record.city,
        "云滨市人民政府文件",
        "云政发〔2024〕56号",
        "云滨市人民政府关于公布行政处罚事项的通知",
        "各区人民政府：",
        "一、请认真贯彻执行。",
        "云滨市人民政府",
        "2024年12月3日",
    )
    found, answer = [line["key"] for line in first["items"]], first
    while answer["next"]:
        answer = ask(answer["next"].split("/api/v1", 1)[1])
        found += [line["key"] for line in answer["items"]]
    assert found == before


def test_changes_of_drafts_do_not_hide_those_behind_them(record: Record, ask: Asker) -> None:
    cursor = ask("/changes", limit=1000)["cursor"]
    head = record.city.head
    head_of_all = replace(head, held=(Held(OFFICE_HEAD),))
    slugs = [keep_topic(head_of_all, name, slug) for name, slug in (("安全", "safety"), ("环境", "nature"))]
    for slug in slugs:
        assign_topics(head, [record.draft], add=[slug])
        assign_topics(head, [record.draft], remove=[slug])
    withdraw(head, [record.keys[0]], "内容有误")
    answer = ask("/changes", since=cursor, limit=1)
    assert [change["kind"] for change in answer["items"]] == ["withdrawn"]
    assert not answer["more"]

"""The server for assistants, asked through the client of its kit: in this process, and over pipes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from mcp import Client, StdioServerParameters
from pytest_django import Settings
from tests.database import sqlite_copy
from tests.faces.opendata.conftest import HIDDEN, Record

from gongkai.config.home import Home
from gongkai.faces.opendata.assistant import server
from gongkai.faces.search import reads as search_room
from gongkai.faces.search.jobs import rebuild_index
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

TOOLS = {"search_documents", "read_clause", "list_tasks", "list_indicators", "list_changes"}


def ask(tool: str, **arguments: Any) -> Any:
    """The answer of a tool, as an assistant gets it."""

    async def talk() -> Any:
        async with Client(server()) as client:
            return await client.call_tool(tool, arguments)

    # the database is asked from the thread of the test
    return async_to_sync(talk)()


def told(tool: str, **arguments: Any) -> dict[str, Any]:
    answer = ask(tool, **arguments)
    assert not answer.is_error, answer.content
    found: dict[str, Any] = answer.structured_content
    return found


def assert_true(citations: list[dict[str, Any]]) -> None:
    """Every citation holds: its address is that of the version, its words stand in it, its hash seals it."""
    for mark in citations:
        key = mark["url"].split("/d/")[1].split("/")[0]
        page = library.document(PUBLIC, key, mark["version"])
        assert page is not None
        assert mark["url"].startswith(f"http://127.0.0.1:8000/d/{key}/v{mark['version']}/")
        assert mark["record_sha256"] == page.version.record_sha256
        if mark["clause"]:
            assert mark["url"].endswith(f"#{mark['clause']}")
            excerpt = library.excerpt(PUBLIC, key, mark["clause"], mark["version"])
            assert excerpt is not None
            assert mark["quote"]


def test_the_tools_only_read() -> None:
    async def talk() -> Any:
        async with Client(server()) as client:
            return await client.list_tools()

    tools = async_to_sync(talk)().tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools)


@pytest.mark.parametrize("tool", ["list_tasks", "list_indicators", "list_changes"])
def test_every_line_of_a_list_has_a_citation_that_holds(record: Record, tool: str) -> None:
    answer = told(tool, limit=50)
    assert answer["items"]
    assert len(answer["citations"]) == len(answer["items"])
    assert_true(answer["citations"])
    assert HIDDEN not in str(answer)


def test_a_clause_is_read_with_its_words_on_the_page(record: Record) -> None:
    page = library.document(PUBLIC, record.keys[0])
    assert page is not None
    task = page.tasks[0]
    answer = told("read_clause", document=record.keys[0], clause=task.clause)
    [mark] = answer["citations"]
    excerpt = library.excerpt(PUBLIC, record.keys[0], task.clause)
    assert excerpt is not None
    assert mark["quote"] == excerpt.words
    assert_true([mark])


def test_search_answers_with_places(record: Record, tmp_path: Path, settings: Settings) -> None:
    settings.GONGKAI_HOME = Home(tmp_path)
    search_room.engine.cache_clear()
    rebuild_index()
    try:
        answer = told("search_documents", query="供水管网漏损率")
        assert answer["items"]
        assert_true(answer["citations"])
        assert any("漏损率" in mark["quote"] for mark in answer["citations"])
        assert HIDDEN not in str(told("search_documents", query=HIDDEN)["citations"])
    finally:
        search_room.engine.cache_clear()


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("read_clause", {"document": "there-is-none", "clause": "x"}),
        ("list_tasks", {"limit": 1000}),
        ("search_documents", {"query": "安全" * 200}),
    ],
)
def test_a_wrong_question_gets_an_error_in_words(
    record: Record, tool: str, arguments: dict[str, Any]
) -> None:
    answer = ask(tool, **arguments)
    assert answer.is_error
    assert answer.content[0].text


def test_a_draft_is_not_there_for_an_assistant(record: Record) -> None:
    answer = ask("read_clause", document=record.draft, clause="notice-title")
    assert answer.is_error
    assert HIDDEN not in str(answer.content)


def test_the_command_speaks_over_standard_input(tmp_path: Path) -> None:
    # what it prints must be the protocol and nothing else
    sqlite_copy(tmp_path)
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from gongkai.cli import main; main()", "mcp"],
        env={
            **os.environ,
            "GONGKAI_HOME": str(tmp_path),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        },
    )

    async def talk() -> Any:
        async with Client(parameters) as client:
            tools = await client.list_tools()
            return {tool.name for tool in tools.tools}, await client.call_tool("list_changes", {})

    names, answer = async_to_sync(talk)()
    assert names == TOOLS
    assert not answer.is_error
    assert answer.structured_content["items"] == []

"""`gongkai explain`: the rule and the words of each field of a task."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.cli import explain
from gongkai.cli.explain import NothingToExplain, numbered_tasks
from gongkai.cli.reading import Unreadable


@pytest.fixture
def readable(handmade: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain, "read_file", lambda file: (handmade.source, handmade.gazette))


@pytest.mark.usefixtures("readable")
def test_each_field_shows_its_value_rule_words_page_and_offsets(command: Any) -> None:
    ended = command("explain", "a.txt", "--task", "1")
    assert ended.code == 0
    lines = [line.strip() for line in ended.text.splitlines()]
    position = lines.index("牵头单位：市卫生健康委")
    assert lines[position + 1 : position + 3] == ["规则：duty.marks.lead", "原文：“牵头部门：市卫生健康委”"]
    assert lines[position + 3].startswith("位置：第 1 页，字符 ")
    assert "完成时限：2020-09-30（原文“9月底”，年份为推定）" in lines
    assert "另见：附件1 分工表" in lines


@pytest.mark.usefixtures("readable")
def test_a_damaged_field_is_empty_and_says_what_is_suggested(command: Any) -> None:
    lines = [line.strip() for line in command("explain", "a.txt", "--task", "2").text.splitlines()]
    position = lines.index("牵头单位：（无）")
    assert lines[position + 1 : position + 3] == ["原文残损，此项留空", "推测：市卫生健康委"]


@pytest.mark.usefixtures("readable")
def test_nothing_of_the_file_steers_the_terminal(command: Any) -> None:
    assert "\x1b" not in command("explain", "a.txt", "--task", "2").text
    assert "\x1b" not in command("explain", "a.txt").text


@pytest.mark.usefixtures("readable")
def test_without_a_number_every_task_is_listed(command: Any) -> None:
    lines = command("explain", "a.txt").text.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert "[市卫生健康委]" in lines[0]


@pytest.mark.usefixtures("readable")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--task", "3"], "任务共 2 项，没有第 3 项。"),
        (["--document", "2", "--task", "1"], "任务共 0 项，没有第 1 项。"),
        (["--document", "3"], "文件共 2 份，没有第 3 份。"),
    ],
)
def test_a_number_that_is_not_there_is_a_clear_error(command: Any, arguments: list[str], words: str) -> None:
    ended = command("explain", "a.txt", *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_a_file_that_cannot_be_read_ends_with_its_reason(
    command: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(file: str) -> None:
        raise Unreadable(f"{file}：文件是空的")

    monkeypatch.setattr(explain, "read_file", unreadable)
    ended = command("explain", "a.txt", "--task", "1")
    assert ended.code == 2
    assert "a.txt：文件是空的" in ended.err


def test_inside_a_document_the_tasks_are_counted_from_one(handmade: Any) -> None:
    gazette = handmade.gazette
    assert [each.number for each in numbered_tasks(gazette, 1)] == [1, 2]
    with pytest.raises(NothingToExplain):
        numbered_tasks(gazette, 9)

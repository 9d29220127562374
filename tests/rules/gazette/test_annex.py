"""Attachments: what opens one, what only speaks of one, and which names are the same."""

from __future__ import annotations

import pytest
from tests.rules.build import lines

from gongkai.rules.gazette.annex import annex_mark, listed_names, same_name
from gongkai.rules.text.fold import fold

OPENS = [
    ("附件", None, None),
    ("附件1", "1", None),
    ("附件 2", "2", None),
    ("附件3-1", "3-1", None),
    ("附件二", "二", None),
    ("附表1", "1", None),
    ("附录", None, None),
    ("附件1：任务分工表", "1", "任务分工表"),
    ("附件1.任务分工表", "1", "任务分工表"),
    ("附件2 云滨市托育服务指标表", "2", "云滨市托育服务指标表"),
    ("附件：", None, None),
]
ONLY_SPEAKS = [
    "附件1所列事项由各单位负责落实。",
    "附件1所列事项由各单位负责落实",
    "附件：1.指标表",
    "附件：任务分工表",
    "附件下载",
    "详见附件1",
    "附加条件",
    "附件1：" + "甲" * 60,
    "附件1的任务由各区县落实，",
]


@pytest.mark.parametrize(("text", "number", "title"), OPENS, ids=[c[0] for c in OPENS])
def test_a_line_that_opens_an_attachment(text: str, number: str | None, title: str | None) -> None:
    (line,) = lines(text)
    mark = annex_mark(line.folded)
    assert mark is not None
    assert mark.number == number
    words = mark.title_in(line.words)
    assert (words.text if words else None) == title


@pytest.mark.parametrize("text", ONLY_SPEAKS)
def test_a_line_that_only_speaks_of_an_attachment_opens_none(text: str) -> None:
    assert annex_mark(fold(text)) is None


LISTS = [
    ("one attachment", ["附件：任务分工表"], ["任务分工表"], 1),
    ("one attachment with a blank", ["附件: 任务分工表"], ["任务分工表"], 1),
    ("two on two lines", ["附件：1.任务分工表", "2.指标表"], ["任务分工表", "指标表"], 2),
    ("two on one line", ["附件：1.任务分工表 2.指标表"], ["任务分工表", "指标表"], 1),
    ("a list below its word", ["附件：", "1.任务分工表", "2.指标表"], ["任务分工表", "指标表"], 3),
    ("names of files", ["附件：1.任务分工表.docx", "2.指标表.xlsx"], ["任务分工表", "指标表"], 2),
    ("full stops at the end", ["附件：1.任务分工表。", "2.指标表；"], ["任务分工表", "指标表"], 2),
    ("what follows is no item", ["附件：任务分工表", "云滨市教育局"], ["任务分工表"], 1),
    ("a figure in the name", ["附件：2024年任务分工表"], ["2024年任务分工表"], 1),
]


@pytest.mark.parametrize(("what", "texts", "names", "size"), LISTS, ids=[c[0] for c in LISTS])
def test_the_list_of_attachments_names(what: str, texts: list[str], names: list[str], size: int) -> None:
    first, *following = lines(*texts)
    found, filled = listed_names(first, following)
    assert [n.text for n in found] == names
    assert filled == size


def test_the_names_of_the_list_point_into_the_source() -> None:
    texts = ["附件：1.任务分工表", "2.指标表"]
    whole = "\n".join(texts) + "\n"
    first, *following = lines(*texts)
    found, _ = listed_names(first, following)
    assert [whole[n.start : n.end] for n in found] == ["任务分工表", "指标表"]


SAME = [
    ("云滨市2024年工作要点任务分解表", "2024年工作要点任务分解表"),
    ("《托育服务指标表》", "托育服务指标表"),
    ("云滨市托育服务发展指标表", "云滨市托育服务发展主要指标表"),
]
OTHER = [("任务分工表", "考核指标表"), ("", "任务分工表"), ("绿道建设项目表", "托育服务指标表")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_small_differences_leave_a_name_the_same(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_are_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)

"""Where each document of an issue begins and ends."""

from __future__ import annotations

from tests.rules.build import lines

from gongkai.rules.gazette.lines import Line
from gongkai.rules.gazette.segment import Segment, segments
from gongkai.rules.records import ContentsLine

FIRST = (
    "云政发〔2024〕6号",
    "云滨市人民政府关于加快发展托育服务的意见",
    "各区县人民政府：",
    "现就加快发展托育服务提出如下意见。",
    "云滨市人民政府",
    "2024年3月5日",
)
SECOND = (
    "云滨市人民政府办公室文件",
    "云政办发〔2024〕7号",
    "云滨市人民政府办公室关于印发",
    "云滨市绿道建设方案的通知",
    "各区县人民政府：",
    "现将方案印发给你们，请按云政发〔2024〕6号文件执行。",
)
BARE = ("云滨市2024年大事记", "1月，召开全市工作会议。")


def entry(title: str, number: str | None = None) -> ContentsLine:
    return ContentsLine(None, title, None, number, 1)


def texts(found: list[Segment]) -> list[list[str]]:
    return [[e.words.text for e in s.elements if isinstance(e, Line)] for s in found]


ONE = entry("云滨市人民政府关于加快发展托育服务的意见", "云政发〔2024〕6号")
TWO = entry("云滨市人民政府办公室关于印发云滨市绿道建设方案的通知", "云政办发〔2024〕7号")
THREE = entry("云滨市2024年大事记")


def test_the_contents_say_where_documents_begin() -> None:
    found, end = segments(lines(*FIRST, *SECOND, *BARE), 0, [ONE, TWO, THREE])
    assert texts(found) == [list(FIRST), list(SECOND), list(BARE)]
    assert [s.entry for s in found] == [ONE, TWO, THREE]
    assert end == len(FIRST) + len(SECOND) + len(BARE)


def test_a_contents_line_without_its_document_makes_none() -> None:
    found, _ = segments(lines(*FIRST, *BARE), 0, [ONE, TWO, THREE])
    assert texts(found) == [list(FIRST), list(BARE)]


def test_without_contents_a_number_with_its_title_begins_a_document() -> None:
    found, _ = segments(lines(*FIRST, *SECOND), 0, [])
    assert texts(found) == [list(FIRST), list(SECOND)]
    assert [s.entry for s in found] == [None, None]


def test_a_number_that_a_sentence_cites_begins_none() -> None:
    cited = ("现转发下列文件，请遵照执行：", "云政发〔2023〕1号", "以上文件请认真学习。", "特此通知。")
    found, _ = segments(lines(*FIRST[:4], *cited, *FIRST[4:]), 0, [])
    assert len(found) == 1


def test_a_source_without_any_head_is_one_document() -> None:
    found, end = segments(lines(*BARE), 0, [])
    assert texts(found) == [list(BARE)]
    assert end == len(BARE)


def test_what_stands_before_the_documents_belongs_to_none() -> None:
    found, _ = segments(lines("云滨市人民政府公报", "第9期", *FIRST), 2, [])
    assert texts(found) == [list(FIRST)]


def test_the_colophon_behind_the_last_document_belongs_to_none() -> None:
    found, end = segments(lines(*FIRST, "《云滨市人民政府公报》简介", "本公报每月出版。"), 0, [])
    assert texts(found) == [list(FIRST)]
    assert end == len(FIRST)


def test_nothing_makes_no_document() -> None:
    assert segments([], 0, []) == ([], 0)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.soundness import assert_sound, grid, paragraphs, read_or_reason, tables, words

from gongkai.formats import open_source, read_bytes
from gongkai.rules.blocks import Paragraph, Source, TableBlock


def read(text: str, name: str = "a.txt") -> Source:
    source = read_bytes(text.encode(), name)
    assert source.text == text
    assert_sound(source, markup=True)
    return source


def test_every_line_that_is_not_blank_is_a_paragraph() -> None:
    source = read("一、总则\n\n　　第一段。　\r\n\r\n 第二段\n")
    assert paragraphs(source) == ["一、总则", "第一段。", "第二段"]
    assert all(isinstance(b, Paragraph) and b.continues is None and b.page is None for b in source.blocks)
    assert source.pages is None


def test_form_feeds_number_the_pages() -> None:
    source = read("第一页\n\f第二页\n\n\f\f第四页")
    assert [(block.page, source.text[block.start : block.end]) for block in source.blocks] == [
        (1, "第一页"),
        (2, "第二页"),
        (4, "第四页"),
    ]
    assert source.pages == 4


def test_consecutive_lines_with_tabs_are_one_table() -> None:
    source = read("附件\n\n序号\t指标\t目标\n1\t 人口 \t10\n\t面积\n\n说明")
    (table,) = tables(source)
    assert grid(source, table) == [["序号", "指标", "目标"], ["1", "人口", "10"], ["", "面积", ""]]
    assert not table.merged
    assert paragraphs(source) == ["附件", "说明"]


def test_a_blank_line_parts_two_tables() -> None:
    source = read("甲\t乙\n1\t2\n\n甲\t乙\n3\t4\n")
    assert [grid(source, table)[1] for table in tables(source)] == [["1", "2"], ["3", "4"]]


def test_a_row_keeps_its_empty_fields_at_both_ends() -> None:
    source = read("\t甲\t乙\t\n丙\t\t\t丁\n")
    assert grid(source, tables(source)[0]) == [["", "甲", "乙", ""], ["丙", "", "", "丁"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文。\n某市人民政府\t2021年3月5日\n", ["正文。", "某市人民政府\t2021年3月5日"]),
        ("\t缩进的一段。\n\t又一段。\n", ["缩进的一段。", "又一段。"]),
        ("甲通知\t……\t3\n乙通知\t……\t5\n", ["甲通知\t……\t3", "乙通知\t……\t5"]),
        ("甲通知……\t（3）\n乙通知……\t（25）\n", ["甲通知……\t（3）", "乙通知……\t（25）"]),
    ],
)
def test_a_tab_alone_makes_no_table(text: str, expected: list[str] | None) -> None:
    source = read(text)
    assert (paragraphs(source) if not tables(source) else None) == expected


def test_a_list_dash_before_a_number_stands_outside_the_paragraph() -> None:
    source = read("- （一）总体要求。\n- 1. 第一项\n- 无编号\n- 5 -\n— 6 —\n")
    assert paragraphs(source) == ["（一）总体要求。", "1. 第一项", "- 无编号", "- 5 -", "— 6 —"]


def test_a_line_between_double_stars_is_bold() -> None:
    source = read("**某市公报**\n正文**强调**正文\n")
    first, second = source.blocks
    assert paragraphs(source) == ["某市公报", "正文**强调**正文"]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.bold, second.bold) == (True, False)


def test_markdown_headings_give_their_level_and_lose_their_marks() -> None:
    source = read("# 公报\n\n## 一、总则\n\n- 甲\n- 乙\n")
    assert source.media_type == "text/markdown"
    assert [(b.level, b.role) for b in source.blocks if isinstance(b, Paragraph)] == [
        (1, "title"),
        (2, "heading"),
        (None, "text"),
        (None, "text"),
    ]
    assert paragraphs(source) == ["公报", "一、总则", "甲", "乙"]


def test_a_pipe_table_is_a_table_with_its_header() -> None:
    source = read("附件\n\n| 序号 | 事项 |\n|---|:---:|\n| 1 | 供水\\|排水 |\n| 2 |\n\n后文", "a.md")
    (table,) = tables(source)
    assert grid(source, table) == [["序号", "事项"], ["1", "供水\\|排水"], ["2", ""]]
    assert table.header_rows == 1
    assert paragraphs(source) == ["附件", "后文"]


def test_a_line_with_bars_but_no_rule_below_is_no_table() -> None:
    assert not tables(read("# 题\n\n甲 | 乙\n丙 | 丁\n"))


def test_an_item_behind_a_no_break_space_begins_with_its_words() -> None:
    assert paragraphs(read("- \u00a0供水\n\n#\u00a0总则\n", "a.md")) == ["供水", "总则"]


@given(st.text(st.sampled_from("一、。：（）甲乙 \t\r\n\f　|#-*1.>\u00a0\ufeff"), max_size=80))
def test_any_text_gives_sound_blocks(text: str) -> None:
    found = read_or_reason(text.encode(), "a.md")
    assert isinstance(found, Source) or not text.strip(" \t\r\n\f　\u00a0\ufeff")


# Every other byte zero is UTF-16 to the reader, so that zero characters would be another test.
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_no_visible_character_of_a_plain_text_is_left_out(text: str) -> None:
    source = read_or_reason(text.encode("utf-8", "replace"), "a.txt")
    if not isinstance(source, Source):
        return
    for mark in "#*|-•·+ ":
        text = text.replace(mark, "")
    found = words(source)
    if source.media_type == "text/plain":
        assert [c for c in text if not c.isspace() and c not in found and c != "\ufeff"] == []


@pytest.mark.parametrize(
    "name",
    [
        "seed/gazette-2020-16.txt",
        "dev/05-jinan.txt",
        "dev/26-hebei.txt",
        "dev/35-anhui.txt",
        "dev/13-guangzhou.html",
        "dev/45-state-council.html",
    ],
)
def test_real_documents_are_sound(name: str, real: Callable[[str], Path]) -> None:
    source = open_source(real(name))
    assert_sound(source, markup=True)
    assert len(words(source)) > 3000


def test_the_real_gazette_shows_its_tables(real: Callable[[str], Path]) -> None:
    source = open_source(real("seed/gazette-2020-16.txt"))
    found = tables(source)
    assert len(found) > 10
    assert [len(table.rows[0]) for table in found[:3]] == [7, 7, 7]
    assert [len(table.rows) for table in found[:3]] == [11, 10, 12]
    assert not any(isinstance(block, TableBlock) for block in source.blocks[:80])

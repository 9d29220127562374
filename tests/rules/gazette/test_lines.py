"""Lines of any layout: page furniture set aside, sentences that a page cuts put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.build import Part, Sheet, Text, line, lines, source

from gongkai.rules.blocks import Paragraph, Source
from gongkai.rules.gazette.lines import Layout, Line, joins, lay_out, paragraphs, wrap_width

LONG = "各区县要把托育服务纳入年度重点工作统筹安排并明确专人"  # long enough to be a full line


def texts(layout: Layout) -> list[str]:
    return [e.words.text for e in layout.elements if isinstance(e, Line)]


def kept(*parts: Part) -> list[str]:
    return texts(lay_out(source(*parts)))


def removed(made: Source) -> list[str]:
    return [made.text[a:b] for a, b in lay_out(made).furniture]


@pytest.mark.parametrize("number", ["— 7 —", "- 7 -", "7", "第7页", "－７－", "· 7 ·"])
def test_a_page_number_on_a_line_of_its_own_is_furniture(number: str) -> None:
    made = source("一、总体要求", number, "二、主要任务")
    layout = lay_out(made)
    assert texts(layout) == ["一、总体要求", "二、主要任务"]
    assert removed(made) == [number]
    assert [n for _, n in layout.page_numbers] == [7]


def test_a_page_number_glued_to_a_sentence_is_cut_off_and_counted() -> None:
    made = source("推进普惠托育服务体系建设，各区县—28—", "要安排专人负责。")
    layout = lay_out(made)
    assert texts(layout)[0] == "推进普惠托育服务体系建设，各区县"
    assert removed(made) == ["—28—"]
    assert [n for _, n in layout.page_numbers] == [28]


def test_a_value_with_four_figures_on_its_own_line_stays() -> None:
    assert kept("一、总体要求", "2024", "二、任务") == ["一、总体要求", "2024", "二、任务"]


def test_what_the_layout_proves_to_be_furniture_goes_whatever_it_says() -> None:
    text = "一、总体要求\n云滨市科技局"
    made = Source(
        "a", "0", "application/pdf", text, (Paragraph(0, 6, 1), Paragraph(7, 13, 1, "furniture")), 1
    )
    assert texts(lay_out(made)) == ["一、总体要求"]


def test_a_running_head_inside_a_sentence_is_furniture() -> None:
    made = source("前文", LONG + "按期", "云滨市人民政府公报2024年第9期", "完成各项工作。")
    assert removed(made) == ["云滨市人民政府公报2024年第9期"]


def test_a_running_head_behind_a_page_number_is_furniture() -> None:
    assert kept("完成各项工作。", "- 3 -", "云滨市人民政府公报", "二、任务") == ["完成各项工作。", "二、任务"]


def test_the_name_of_the_gazette_on_the_cover_stays() -> None:
    assert kept("云滨市人民政府公报", "2024年第9期")[0] == "云滨市人民政府公报"


def test_a_running_head_does_not_end_the_sentence_around_it() -> None:
    layout = lay_out(source(LONG, "云滨市人民政府公报2024年第9期", "按期完成各项工作。"))
    found = [e for e in layout.elements if isinstance(e, Line)]
    (group,) = paragraphs(found, 0)
    assert [one.words.text for one in group] == [LONG, "按期完成各项工作。"]


def test_words_that_a_wide_gap_parts_are_lines_of_their_own() -> None:
    assert kept("云滨市教育局　　　　2024年3月5日") == ["云滨市教育局", "2024年3月5日"]


@pytest.mark.parametrize("blanks", [2, 3, 8])
def test_blanks_between_latin_words_part_nothing(blanks: int) -> None:
    assert kept(f"Annual{' ' * blanks}Report") == ["Annual Report"]


def test_a_title_glued_to_its_addressees_is_cut_off() -> None:
    glued = "云滨市人民政府关于推进托育服务的通知各区县人民政府,市政府各部门:"
    assert kept(glued) == ["云滨市人民政府关于推进托育服务的通知", "各区县人民政府,市政府各部门:"]


def test_a_date_glued_to_the_title_behind_it_is_cut_off() -> None:
    assert kept("2024年3月5日云滨市托育服务发展行动方案") == ["2024年3月5日", "云滨市托育服务发展行动方案"]


def test_a_short_sentence_is_never_cut_at_a_numeral() -> None:
    text = "按照要求。一、二期工程同步推进。"
    assert kept(text) == [text]


def test_paragraphs_that_a_copy_has_run_together_are_cut_at_their_headings() -> None:
    filler = "持续推进托育机构建设并加强从业人员培训。" * 35
    joined = f"一、总体要求。{filler}二、主要任务{'。'}(一)扩大托位供给。{filler}(二)加强人才培养。{filler}"
    found = kept(joined)
    assert len(joined) > 1200
    assert [f[:10] for f in found] == [
        "一、总体要求。持续推",
        "二、主要任务。",
        "(一)扩大托位供给。",
        "(二)加强人才培养。",
    ]
    assert "".join(found) == joined


@given(
    st.lists(
        st.sampled_from(["一、目标。", "甲事推进。", "(二)乙。", "由丙负责,", "3.丁。", LONG]),
        min_size=200,
        max_size=300,
    )
)
def test_cutting_run_together_paragraphs_loses_no_character(parts: list[str]) -> None:
    joined = "".join(parts)
    assert "".join(kept(joined)) == joined


def test_a_table_keeps_its_place_between_the_lines() -> None:
    layout = lay_out(source("前", Sheet(["序号", "任务"], ["1", "甲"]), "后"))
    assert [isinstance(e, Line) for e in layout.elements] == [True, False, True]


GOES_ON = [
    ("a long line without an end", LONG, "按期完成。"),
    ("an open bracket", "推进托育(牵头单位:市卫生健康委、", "市教育局)"),
    ("an open bracket with a label below", "推进托育。（牵头单位：市卫生健康委；", "责任单位：市教育局）"),
    ("a list comma", "包括市教育局、市财政局、", "市民政局。"),
    ("a numeral behind a list comma at the line's end", "重点实施第1、第2、第3、第4、", "5、6项工程。"),
]
ENDS = [
    ("a full stop", LONG + "落实。", "各区县配合。"),
    ("a semicolon", LONG + "落实；", "各区县配合。"),
    ("a numbered line below", LONG, "二、主要任务"),
    ("an attachment below", LONG, "附件1"),
    ("an article below", LONG, "第三条 甲"),
    ("a responsibility label below", LONG, "责任单位：市教育局"),
    ("copies below", LONG, "抄送：市委办公室"),
    ("a short heading", "三、保障措施", "加强组织领导。"),
    ("a short line", "云滨市教育局", "云滨市财政局"),
    ("a closed bracket at the end", LONG + "落实（市教育局负责）", "各区县配合。"),
]


@pytest.mark.parametrize(("what", "before", "after"), GOES_ON, ids=[c[0] for c in GOES_ON])
def test_a_sentence_goes_on_behind(what: str, before: str, after: str) -> None:
    assert joins(line(before), line(after), 0)


@pytest.mark.parametrize(("what", "before", "after"), ENDS, ids=[c[0] for c in ENDS])
def test_a_paragraph_ends_at(what: str, before: str, after: str) -> None:
    assert not joins(line(before), line(after), 0)


def test_the_layout_has_the_last_word_on_where_a_paragraph_ends() -> None:
    assert not joins(line(LONG, continues=False), line("按期完成。"), 0)
    assert joins(line("短句", continues=True), line("接着说。"), 0)
    assert not joins(line(LONG), line("按期完成。", level=2), 0)


def test_a_text_cut_at_a_margin_has_the_width_of_its_full_lines() -> None:
    column = lines(*["甲" * 40] * 12, "乙" * 9)
    assert wrap_width(column) == 40
    assert wrap_width(lines(*["甲" * n for n in range(30, 300, 20)])) == 0
    assert wrap_width(column[:3]) == 0


def test_full_lines_of_a_column_make_one_paragraph_and_a_short_line_ends_it() -> None:
    rows = ["　　" + "甲" * 30, "乙" * 30, "丙" * 30, "丁" * 8 + "。", "　　" + "戊" * 30, "己" * 5 + "。"]
    groups = list(paragraphs(lines(*rows), 30))
    assert [len(g) for g in groups] == [4, 2]


def test_every_character_is_in_an_element_or_in_the_furniture() -> None:
    made = source("云滨市人民政府公报", "2024年第9期", "- 1 -", Text(LONG, 1), "- 2 -", "完成工作。—3—", "后")
    layout = lay_out(made)
    held = "".join(texts(layout)) + "".join(made.text[a:b] for a, b in layout.furniture)
    assert sorted(held) == sorted(made.text.replace("\n", ""))

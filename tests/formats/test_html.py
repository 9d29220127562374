from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.soundness import assert_sound, grid, paragraphs, read_or_reason, tables, words

from gongkai.formats import UnusableInput, open_source, read_bytes
from gongkai.rules.blocks import Paragraph, Source

PROSE = "<p>各有关部门要按照职责分工做好新城区供水保障工作，建立台账，逐项销号，确保群众用水安全可靠。</p>"


def read(body: str, head: str = "") -> Source:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    source = read_bytes(page.encode(), "a.html")
    assert_sound(source)
    assert source.media_type == "text/html"
    return source


def test_paragraphs_headings_and_their_looks_are_kept() -> None:
    source = read(
        "<h1>某市供水方案</h1><h2>一、总则</h2>"
        "<p style='text-align:right;font-size:16pt'><b>　　某市政府</b></p>"
        "<center>2021年<span>3月</span></center>" + PROSE
    )
    blocks = [block for block in source.blocks if isinstance(block, Paragraph)]
    assert paragraphs(source)[:4] == ["某市供水方案", "一、总则", "某市政府", "2021年3月"]
    assert [(b.role, b.level) for b in blocks[:3]] == [("title", 1), ("heading", 2), ("text", None)]
    assert (blocks[2].align, blocks[2].size, blocks[2].bold) == ("right", 16.0, True)
    assert (blocks[3].align, blocks[3].bold) == ("center", False)
    assert source.text[: blocks[2].start].endswith("　　")


def test_blanks_of_the_file_are_no_blanks_between_han_characters() -> None:
    source = read("<p>加强\n   供水\n\tPE 管网\n  建设&nbsp;&nbsp;。</p>")
    assert paragraphs(source) == ["加强供水 PE 管网建设\u00a0\u00a0。"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>某市人民政府<br>关于供水的通知</p>", ["某市人民政府", "关于供水的通知"]),
        ("<p>市水务局、<br>市财政局</p>", ["市水务局、\n市财政局"]),
        ("<p>甲<br><br>乙<br></p>丙", ["甲", "乙", "丙"]),
        ("甲<div>乙<span>丙</span></div>丁<!-- 不显示 -->戊", ["甲", "乙丙", "丁戊"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<ol start=3><li>甲</li><li>乙</li></ol>", ["3. 甲", "4. 乙"]),
        ("<ol><li>（一）甲</li></ol><ul><li>乙</li></ul>", ["（一）甲", "乙"]),
    ],
)
def test_breaks_and_lists(body: str, expected: list[str]) -> None:
    assert paragraphs(read(body)) == expected


def test_a_break_in_a_long_line_may_lie_inside_the_sentence() -> None:
    source = read("<p>各有关部门要按照职责分工做好新城区供水保障工作建立台账<br>逐项销号。</p>")
    ends = [block.continues for block in source.blocks if isinstance(block, Paragraph)]
    assert ends == [None, False]


def test_a_merged_cell_stands_in_every_position_it_covers() -> None:
    source = read(
        "<table><caption>附表</caption><tr><th>类<th>事<th>人</tr>"
        "<tr><td rowspan=2>甲<td colspan=2>乙</tr><tr><td>丙<td>丁<br>戊</tr></table>"
    )
    (table,) = tables(source)
    assert grid(source, table) == [["类", "事", "人"], ["甲", "乙", "乙"], ["甲", "丙", "丁\n戊"]]
    assert [[cell.spanned for cell in row] for row in table.rows] == [
        [False, False, False],
        [False, False, True],
        [True, False, False],
    ]
    assert (table.header_rows, table.merged, paragraphs(source)) == (1, True, ["附表"])


def test_a_span_past_the_table_and_a_phantom_column_are_cut() -> None:
    source = read("<table><tr><td colspan=2>甲<td rowspan=99>乙</tr><tr><td colspan=2>丙</tr></table>")
    assert grid(source, tables(source)[0]) == [["甲", "乙"], ["丙", "乙"]]


def test_a_table_with_a_hostile_span_stays_small() -> None:
    start = perf_counter()
    cells = "<td colspan=1000 rowspan=60000>甲</td><td colspan=99999999999>乙</td>"
    source = read("<table>" + f"<tr>{cells}</tr>" * 1000 + "</table>")
    assert sum(len(row) for table in tables(source) for row in table.rows) < 2_000_000
    assert perf_counter() - start < 10


def test_a_row_that_is_too_short_is_filled_with_empty_cells() -> None:
    source = read("<table><tr><td>甲<td>乙<td>丙<tr><td>丁<td></table>")
    assert grid(source, tables(source)[0]) == [["甲", "乙", "丙"], ["丁", "", ""]]


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{PROSE * 3}</td></tr></table>",
        f"<table><tr><td><table><tr><td>{PROSE}</td></tr></table></td><td>侧栏</td></tr></table>",
        f"<table><tr><td>{PROSE * 9}</td><td>侧栏</td></tr></table>",
        f"{PROSE}<table><tr><td><a href=1>甲通知</a><td><a href=2>乙通知</a></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_gives_paragraphs(body: str) -> None:
    source = read(body)
    assert not tables(source)
    assert "各有关部门" in words(source)


def test_what_the_page_shows_around_the_document_is_dropped() -> None:
    source = read(
        "<div class=header>某市政府网站</div><ul class=nav><li><a href=1>首页</a></ul>"
        "<div class=breadcrumb>当前位置：首页 &gt; 文件</div>"
        "<div id=box><table><tr><td>索引号：<td>12-3<td>发文机关：<td>某市政府</tr></table>"
        "<h1>关于供水的通知</h1><p>发布时间：2021-03-05 浏览次数：12 【字体：大 中 小】 打印</p>"
        f"<div class=article>{PROSE * 6}<p>2021年3月5日</p></div></div>"
        "<div class=share>分享到：</div><script>var 甲 = 1</script><style>p{}</style>"
        "<footer>版权所有 某市政府 备案号</footer>"
    )
    text = words(source)
    assert "索引号" in text
    assert "关于供水的通知" in text
    assert "2021年3月5日" in text
    for chrome in ("首页", "当前位置", "浏览次数", "分享", "版权", "甲", "网站"):
        assert chrome not in text
    assert grid(source, tables(source)[0]) == [["索引号：", "12-3", "发文机关：", "某市政府"]]


def test_a_document_inside_a_form_or_a_chrome_like_box_is_not_lost() -> None:
    source = read(f"<form id=aspnetForm><div class='print-content share'>{PROSE * 8}</div></form>")
    assert len(paragraphs(source)) == 8


def test_an_annex_table_outside_the_document_is_kept() -> None:
    rows = "".join(f"<tr><td>{i}<td>供水<td>市水务局</tr>" for i in range(5))
    source = read(f"<div><div>{PROSE * 20}</div><div><table>{rows}</table></div></div>")
    assert len(tables(source)) == 1


def test_hidden_text_is_dropped_and_reported() -> None:
    source = read(f"{PROSE}<p style='display: none'>藏起来的话，没有人看见。</p><p hidden>也藏。</p>")
    assert "藏" not in source.text
    assert [note.code for note in source.notes] == ["hidden-text"]
    assert "藏起来的话" in source.notes[0].message


def test_a_document_that_a_script_will_show_is_no_hidden_text() -> None:
    source = read(f"<div style='display:none'>{PROSE * 3}</div><p>加载中</p>")
    assert "各有关部门" in source.text
    assert not source.notes


def test_meta_elements_give_title_date_and_issuer() -> None:
    source = read(
        PROSE,
        "<title>某网</title><meta name=ArticleTitle content='关于供水的通知'>"
        "<meta name=PubDate content='2021-03-05'><meta name=ContentSource content='市水务局'>",
    )
    said = source.metadata
    assert (said.title, said.date, said.issuer) == ("关于供水的通知", "2021-03-05", "市水务局")


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16", "x-unknown"])
def test_every_declared_and_undeclared_encoding_is_read(charset: str) -> None:
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head>{PROSE}"
    data = page.encode("gb18030" if charset in ("gb2312", "x-unknown") else charset)
    source = read_bytes(data, "a.pdf")
    assert "各有关部门" in source.text
    assert not source.notes


def test_a_page_that_lies_about_its_encoding_is_read() -> None:
    source = read_bytes(f"<html><meta charset=gb2312>{PROSE}".encode(), "a.html")
    assert "各有关部门" in source.text


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<title>Just a moment...</title><div id=cf-browser-verification></div>", "安全验证"),
        ("<html><body><h1>403 Forbidden</h1></body></html>", "报错"),
        ("<html><body><form>用户登录<input type='password'></form></body></html>", "登录"),
        ("<html><head><script>location='x'</script></head><body></body></html>", "脚本"),
        ("<html><body>请启用 JavaScript 后继续</body></html>", "要求脚本"),
        ("<html><body><p>您访问的页面不存在</p></body></html>", "报错"),
    ],
)
def test_a_page_in_place_of_the_document_is_refused(page: str, kind: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read_bytes(page.encode(), "方案.pdf")
    assert caught.value.code == "challenge-page"
    assert kind in str(caught.value)


def test_a_document_about_logins_is_no_login_page() -> None:
    source = read(PROSE * 5 + "<p>用户登录应当经过统一身份认证，页面不存在时应当提示。</p>")
    assert len(paragraphs(source)) == 6


def test_deep_nesting_is_read_without_running_out_of_stack() -> None:
    assert "供水" in read("<div>" * 900 + "<table><tr><td>" * 100 + "供水。").text
    with pytest.raises(UnusableInput):
        read("<div>" * 50_000 + "供水。" + "</div>" * 50_000)


MARKUP = (
    *("<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<td colspan=2>", "<td rowspan=3>", "<th>"),
    *("<caption>", "<thead>", "<br>", "<ol>", "<li>", "</li>", "<b>", "<h1>", "<div>", "</div>", "<pre>"),
    *("<!-- -->", "<script>", "</script>", "甲", "乙。", "丙，", "&nbsp;", "&#0;", "\t", "\n", " "),
)


@given(st.lists(st.sampled_from(MARKUP), max_size=40))
def test_any_markup_gives_sound_blocks_or_a_reason(parts: list[str]) -> None:
    found = read_or_reason(("<html><body>" + "".join(parts)).encode(), "a.html")
    assert isinstance(found, Source) or found.code in ("no-text", "challenge-page")


def test_the_tables_of_a_real_page_are_read_whole(real: Callable[[str], Path]) -> None:
    source = open_source(real("dev/13-guangzhou.html"))
    assert [(len(table.rows), len(table.rows[0])) for table in tables(source)] == [(5, 4), (21, 5), (41, 7)]
    assert all(cell.spanned for cell in tables(source)[2].rows[0][1:])


def test_the_real_page_with_layout_tables_keeps_only_its_metadata_table(real: Callable[[str], Path]) -> None:
    source = open_source(real("dev/45-state-council.html"))
    assert [(len(table.rows), len(table.rows[0])) for table in tables(source)] == [(4, 4)]
    assert "扫一扫" not in source.text

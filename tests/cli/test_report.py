"""The report for people: every task and finding with the words it came from, and nothing that runs."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.cli.report import wording as w
from gongkai.cli.report.compose import compose
from gongkai.cli.report.html import html
from gongkai.cli.report.markdown import markdown
from gongkai.cli.report.page import Card, Part
from gongkai.rules import records as r


@pytest.fixture
def page(handmade: Any) -> LexborHTMLParser:
    return LexborHTMLParser(html(handmade.source, handmade.gazette))


def test_a_task_shows_units_deadline_target_and_its_words_with_the_page(page: LexborHTMLParser) -> None:
    card = page.css_first("#task-1")
    assert card is not None
    words = card.text(separator=" ")
    for expected in (
        "任务 1",
        "市卫生健康委",
        "市教育局",
        "2020-09-30",
        "年份为推定",
        "不低于 30%",
        "第 1 页",
        "附件1",
    ):
        assert expected in words
    quote = card.css_first("blockquote p")
    assert quote is not None
    assert (
        quote.text()
        == "1.普及健康知识。2022年知晓率不低于30%%。（牵头部门：市卫生健康委；责任部门：市教育局）"
    )


def test_a_damaged_field_is_named_and_the_guess_stands_apart(page: LexborHTMLParser) -> None:
    card = page.css_first("#task-2")
    assert card is not None
    labels = {
        row.css_first("dt").text(): row.css_first("dd").text()  # type: ignore[union-attr]  # every row has both
        for row in card.css(".facts div")
    }
    assert labels["原文残损"] == "牵头单位"
    assert labels["推测"] == "牵头单位：市卫生健康委"
    assert "牵头单位" not in labels


def test_the_gravest_finding_comes_first_with_its_words(page: LexborHTMLParser) -> None:
    cards = page.css("#findings article")
    assert [card.css_first(".label").text() for card in cards] == [  # type: ignore[union-attr]  # every card has one
        "错误 · doubled-symbol",
        "提示 · number-brackets",
    ]
    assert "30%%" in cards[0].text()


def test_nothing_of_the_file_becomes_markup_and_nothing_is_loaded(page: LexborHTMLParser) -> None:
    assert page.css("script") == []
    assert page.css("link, img, iframe, [src]") == []
    assert "<script>alert(1)</script>控烟" in page.css_first("#task-2 h4").text()  # type: ignore[union-attr]  # is there
    policy = page.css_first("meta[http-equiv]")
    assert policy is not None
    assert "default-src 'none'" in str(policy.attributes["content"])


def test_every_anchor_is_there_once_and_every_link_leads_to_one(page: LexborHTMLParser) -> None:
    anchors = [node.attributes["id"] for node in page.css("[id]")]
    assert len(anchors) == len(set(anchors))
    links = [str(node.attributes["href"]) for node in page.css("a[href]")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(anchors)


def test_a_cell_names_its_column_for_narrow_screens(page: LexborHTMLParser) -> None:
    cell = page.css_first("#document-1-indicators td:nth-child(6)")
    assert cell is not None
    assert cell.attributes["data-label"] == "目标"
    assert cell.text() == "市级 2022 年 不高于 5.25"


def test_a_damaged_cell_is_marked_and_the_merged_pages_are_named(page: LexborHTMLParser) -> None:
    table = page.css_first("#document-1-attachment-1")
    assert table is not None
    assert "□〔残损〕" in table.text()
    assert "由第 2、3 页的表格合并" in table.text()


def test_a_finding_about_a_whole_page_names_the_page_and_quotes_nothing(handmade: Any) -> None:
    page_lost = r.Finding("page-lost", "error", "没有文字层", (r.Span(3, 0, 0),))
    gazette = dataclasses.replace(handmade.gazette, findings=(page_lost,))
    card = LexborHTMLParser(html(handmade.source, gazette)).css_first("#findings article")
    assert card is not None
    assert card.css("blockquote") == []
    assert card.text().endswith("第 3 页")


def test_a_record_without_documents_says_so(handmade: Any) -> None:
    info = handmade.gazette.source
    nothing = r.Gazette(r.FORMAT, info, None, (), (), (), r.Coverage(0, 0, 0, 0))
    assert "没有读出文件。" in html(handmade.source, nothing)
    assert "没有读出文件。" in markdown(handmade.source, nothing)
    assert "a.txt" in html(handmade.source, nothing)


def test_markdown_shows_the_words_as_they_are(handmade: Any) -> None:
    text = markdown(handmade.source, handmade.gazette)
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert "任务\\|牵头" in text
    assert "\x1b" not in text


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head(handmade: Any) -> None:
    text = markdown(handmade.source, handmade.gazette)
    tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    assert len(tables) == 3
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1


def test_both_reports_number_the_tasks_through_the_whole_file(handmade: Any) -> None:
    page = compose(handmade.source, handmade.gazette)

    def labels(nodes: tuple[Any, ...]) -> list[str]:
        found = []
        for node in nodes:
            if isinstance(node, Card) and node.anchor.startswith("task"):
                found.append(node.label)
            if isinstance(node, Part):
                found += labels(node.nodes)
        return found

    assert labels(page.nodes) == ["任务 1", "任务 2"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (r.Target("率", 2022, ">=", 30.0, None, "%", False, "", r.Span(None, 0, 0)), "2022 年 率 不低于 30%"),
        (
            r.Target("率", None, "decrease", 0.5, 1.0, "个百分点", True, "", r.Span(None, 0, 0)),
            "率 每年 降低 0.5–1 个百分点",
        ),
        (
            r.Target("体系", 2030, "establish", None, None, None, False, "", r.Span(None, 0, 0)),
            "2030 年 体系 建立",
        ),
    ],
)
def test_a_target_is_one_line_of_words(target: r.Target, words: str) -> None:
    assert w.target_words(target) == words


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        (None, ""),
        (r.Baseline(2018, "=", 5.5, "5.5"), "5.5（2018 年）"),
        (r.Baseline(None, "<=", 9.0, "≤9"), "不高于 9"),
        (r.Baseline(None, "=", None, "逐步提高"), "逐步提高"),
    ],
)
def test_a_baseline_is_one_line_of_words(baseline: r.Baseline | None, words: str) -> None:
    assert w.baseline_words(baseline) == words

"""What holds for the reading of any text: sound spans, every character counted, no exception."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.build import (
    TABLE,
    TITLE,
    WHOLE,
    Sheet,
    document,
    source,
)

from gongkai.formats import UnusableInput, read_bytes
from gongkai.rules.blocks import Source
from gongkai.rules.reading import read_source
from gongkai.rules.records import Document, Gazette, Section, Span
from gongkai.rules.text.fold import fold
from gongkai.rules.text.mapped import clean


def from_text(text: str, name: str = "a.txt") -> tuple[Source, Gazette]:
    made = read_bytes(text.encode(), name)
    return made, read_source(made)


def spans(gazette: Gazette) -> Iterator[Span]:
    for found in gazette.findings:
        yield from found.spans
    for doc in gazette.documents:
        yield doc.span
        yield from (r.span for r in doc.references)
        yield from (t.span for t in doc.targets)
        yield from (i.span for i in doc.indicators)
        for section in flat(doc.sections):
            yield section.span
        for attachment in doc.attachments:
            yield attachment.span
            for table in attachment.tables:
                yield table.span
                yield from (cell.span for row in (*table.header, *table.rows) for cell in row)
        for task in doc.tasks:
            yield task.span
            yield from (m.span for m in task.mentions)
            yield from (t.span for t in task.targets)
            yield from (t.span for t in task.trace)


def flat(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from flat(section.children)


def plain(words: str) -> str:
    """Words as the reading compares them: folded, without layout and blanks."""
    return fold(clean(words, 0).text).replace(" ", "")


def check_promises(made: Source, gazette: Gazette) -> None:
    held = gazette.coverage
    assert held.characters == len(made.text) == gazette.source.characters
    assert held.placed + held.furniture + held.unplaced == held.characters
    assert min(held.placed, held.furniture, held.unplaced) >= 0
    for span in spans(gazette):
        assert 0 <= span.start <= span.end <= len(made.text)
    for doc in gazette.documents:
        check_words(made, doc)


def holds(around: str, words: str) -> bool:
    """Whether a stretch of the source is the words, but for what page and layout put between them."""
    rest = iter(around)
    same_ends = (around[:1], around[-1:]) == (words[:1], words[-1:])
    return words in around or (same_ends and all(char in rest for char in words))


def check_words(made: Source, doc: Document) -> None:
    def at(span: Span) -> str:
        return plain(made.text[span.start : span.end])

    for target in (*doc.targets, *(t for task in doc.tasks for t in task.targets)):
        assert holds(at(target.span), plain(target.as_written))
    for reference in doc.references:
        assert holds(at(reference.span), plain(reference.as_written))
    for section in flat(doc.sections):
        assert at(section.span).startswith(plain(section.marker))
        assert plain(section.heading or "")[:6] in at(section.span)
    for task in doc.tasks:
        for mention in task.mentions:
            # The span of a row encloses all of its cells, whichever of them holds the words.
            assert plain(mention.text)[:8] in at(mention.span)
        assert not set(task.lead) & set(task.responsible)
        assert not (task.lead and "lead" in task.unreadable)
        assert not (task.responsible and "responsible" in task.unreadable)
        assert 0 <= task.confidence <= 1


@pytest.mark.parametrize(
    "parts", [WHOLE, document("正文。"), document(TABLE)], ids=["whole", "short", "table"]
)
def test_the_promises_hold_for_a_document(parts: tuple[str | Sheet, ...]) -> None:
    made = source(*parts)
    check_promises(made, read_source(made))


def test_every_character_of_a_document_is_placed_and_only_page_numbers_are_furniture() -> None:
    made = source(*document("一、总体要求", "- 3 -", "坚持公益导向。"))
    held = read_source(made).coverage
    blanks = made.text.count("\n")
    assert held.unplaced == 0
    assert held.furniture == len("- 3 -") + blanks


FRAGMENTS = [
    "一、",
    "二、",
    "（一）",
    "1.",
    "2.",
    "（1）",
    "①",
    "第一章",
    "第三条",
    "附件1",
    "附件：",
    "目录",
    "……（3）",
    "- 3 -",
    "【文件】",
    "云政发〔2024〕6号",
    "(2020)18号",
    "第18号令",
    "关于做好工作的通知",
    "云滨市人民政府",
    "云滨市人民政府公报",
    "2024年第3期",
    "2024年3月5日",
    "二〇二四年三月五日",
    "6月底前完成",
    "到2025年和2030年",
    "“十四五”末",
    "年底",
    "（牵头单位：",
    "责任单位:",
    "【责任部门：",
    "市教育局、财政局",
    "各区县（市）政府",
    "牵头，",
    "配合）",
    "负责",
    "）",
    "（",
    "《",
    "》",
    "〔",
    "〕",
    "“",
    "覆盖率达到85%",
    "分别达到7%和9%",
    "0.5-1个百分点",
    "每年降低",
    "建成10家",
    "13/10万及以下",
    "控制在8%以内",
    "基本形成甲体系",
    "序号",
    "指标",
    "单位",
    "目标值",
    "基期值",
    "牵头单位",
    "完成时限",
    "任务",
    "≥80",
    "≤5",
    "100 70",
    "-",
    "实现",
    "29",
    "根据",
    "制定",
    "同时废止",
    "以下简称",
    "印发给你们",
    "各单位：",
    "抄送：",
    "印发",
    "（此件公开发布）",
    "\t",
    "\t",
    "\t",
    "\n",
    "\n",
    "\n",
    " ",
    "　",
    "\r\n",
    "\f",
    "\u200b",
    "\ufffd",
    "，",
    "。",
    "；",
    "：",
    "、",
    "%%",
    "**",
    "|",
    "#",
    "<td>",
]
assembled = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
rows = st.lists(
    st.lists(
        st.sampled_from(
            [
                "",
                "序号",
                "任务",
                "牵头单位",
                "完成时限",
                "指标",
                "目标值",
                "1",
                "市教育局",
                "9月底",
                "甲事。",
                "≥80",
            ]
        ),
        min_size=2,
        max_size=5,
    ).map("\t".join),
    min_size=1,
    max_size=12,
).map("\n".join)
documents = st.lists(st.one_of(assembled, rows), max_size=6).map("\n".join)


@settings(deadline=None, max_examples=150)
@given(documents)
@example("附件：")
@example("目录\n【文件】\n……（3）")
@example("（牵头单位：（责任单位：市教育局")
def test_text_put_together_from_what_documents_are_made_of_is_read_with_all_promises(text: str) -> None:
    try:
        made, gazette = from_text(text)
    except UnusableInput:
        return
    check_promises(made, gazette)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400))
def test_any_text_is_read_with_all_promises(text: str) -> None:
    try:
        made, gazette = from_text(text)
    except UnusableInput:
        return
    check_promises(made, gazette)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.md"]))
@example(b"<table><tr><td>1<td rowspan=99>2</table>", "a.html")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        made = read_bytes(data, name)
    except UnusableInput:
        return
    check_promises(made, read_source(made))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join), min_size=1, max_size=16),
    st.integers(1, 4),
)
def test_any_table_of_a_page_is_read_with_all_promises(cells: list[str], width: int) -> None:
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    html = "<table>" + "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in rows) + "</table>"
    try:
        made, gazette = from_text(f"<html><body><p>{TITLE}</p>{html}</body></html>", "a.html")
    except UnusableInput:
        return
    check_promises(made, gazette)


@given(st.permutations(range(4)))
def test_the_same_text_is_read_the_same_whatever_was_read_before(order: list[int]) -> None:
    texts = [
        "一、甲\n1.乙。（责任单位：市教育局）",
        "到2025年，覆盖率达到85%。",
        "附件1\n表",
        "云政发〔2024〕6号",
    ]
    alone = [from_text(t)[1] for t in texts]
    again = {at: from_text(texts[at])[1] for at in order}
    assert [again[at] for at in range(4)] == alone

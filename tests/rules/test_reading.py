"""Whole small documents, and the promises that the reading of any text keeps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.build import ADDRESSEES, DAY, ISSUER, NUMBER, TITLE, Sheet, document, source

from gongkai.formats import UnusableInput, read_bytes
from gongkai.rules.blocks import Source
from gongkai.rules.reading import read_source
from gongkai.rules.records import Document, Gazette, Section, Span
from gongkai.rules.text.fold import fold
from gongkai.rules.text.mapped import clean


def only(made: Source) -> Document:
    (found,) = read_source(made).documents
    return found


def from_text(text: str, name: str = "a.txt") -> tuple[Source, Gazette]:
    made = read_bytes(text.encode(), name)
    return made, read_source(made)


PLAN = "云滨市托育服务发展行动方案"
NOTICE = f"云滨市人民政府办公室关于印发{PLAN}的通知"
TABLE = Sheet(
    ["序号", "任务", "牵头单位", "责任单位", "完成时限"],
    ["1", "建设普惠托育机构十家", "市卫生健康委", "市财政局", "6月底"],
    ["2", "开通家庭照护热线", "市民政局", "", "9月底"],
    header_rows=1,
)
WHOLE = (
    *document(
        f"现将《{PLAN}》印发给你们，请认真组织实施。",
        "附件：任务分工表",
        number="云政办发〔2024〕7号",
        title=NOTICE,
    ),
    "（此件公开发布）",
    PLAN,
    "根据《云滨市托育服务促进条例》规定，结合我市实际，制定本方案。",
    "一、目标",
    "到2025年，千人托位数达到4.5个，管网漏损率控制在8%以下。",
    "二、任务",
    "1.扩大供给。建设普惠托育机构十家，到2025年，普惠托位占比达到60%。（牵头单位：市卫生健康委；责任单位：财政局，6月底前完成）",
    "2.加强培训。开展轮训。（责任单位：市人力资源社会保障局）",
    "附件",
    "任务分工表",
    TABLE,
    "抄送：市委办公室，市人大常委会办公室。",
    "云滨市人民政府办公室2024年3月8日印发",
)


def test_a_notice_with_its_plan_and_attachment_is_one_document() -> None:
    found = only(source(*WHOLE))
    assert (found.title, found.number) == (NOTICE, "云政办发〔2024〕7号")
    assert (found.issuers, found.date, found.printed_date) == ((ISSUER,), "2024-03-05", "2024-03-08")
    assert found.disclosure == "此件公开发布"
    assert found.addressees == ("各区县人民政府", "市政府各部门")
    assert found.copied_to == ("市委办公室", "市人大常委会办公室")
    assert [s.heading for s in found.sections] == ["目标", "任务"]
    assert [(c.marker, c.heading) for c in found.sections[1].children] == [
        ("1.", "扩大供给"),
        ("2.", "加强培训"),
    ]
    assert [(a.title, len(a.tables)) for a in found.attachments] == [("任务分工表", 1)]
    assert [(r.title, r.kind) for r in found.references] == [("云滨市托育服务促进条例", "basis")]
    assert found.basis == ("《云滨市托育服务促进条例》",)


def test_what_prose_and_table_both_state_is_one_task_and_what_only_one_states_its_own() -> None:
    tasks = only(source(*WHOLE)).tasks
    facts = [(t.item, t.lead, t.responsible, [d.date for d in t.deadlines], len(t.mentions)) for t in tasks]
    assert facts == [
        ("1", ("市卫生健康委",), ("市财政局",), ["2024-06-30", "2025-12-31"], 1),
        ("2", (), ("市人力资源社会保障局",), [], 0),
        ("2", ("市民政局",), (), ["2024-09-30"], 0),
    ]


def test_targets_of_a_task_stay_with_it_and_those_of_the_goal_with_the_document() -> None:
    found = only(source(*WHOLE))
    assert [(t.indicator, t.year, t.comparator, t.value) for t in found.targets] == [
        ("千人托位数", 2025, ">=", 4.5),
        ("管网漏损率", 2025, "<=", 8),
    ]
    assert [(t.indicator, t.value) for t in found.tasks[0].targets] == [("普惠托位占比", 60)]


def test_a_mention_of_an_attachment_in_a_sentence_opens_none() -> None:
    found = only(source(*document("按附件1所列时间推进，具体要求见附件2。", "附件1规定的任务由各区县落实。")))
    assert found.attachments == ()


def test_an_attachment_that_is_only_listed_is_there_without_text() -> None:
    found = only(source(*document("现予印发。", "附件：1.任务分工表", "2.指标表")))
    assert [(a.number, a.title, a.text) for a in found.attachments] == [
        ("1", "任务分工表", ""),
        ("2", "指标表", ""),
    ]


def test_several_attachments_are_components_of_their_own() -> None:
    made = source(
        *document("现予印发。", "附件：1.任务分工表", "2.考核办法"),
        "附件1",
        "任务分工表",
        TABLE,
        "附件2",
        "考核办法",
        "一、总则",
        "考核每年一次。",
    )
    found = only(made)
    assert [(a.number, a.title, len(a.tables)) for a in found.attachments] == [
        ("1", "任务分工表", 1),
        ("2", "考核办法", 0),
    ]
    assert "考核每年一次。" in found.attachments[1].text
    assert "考核" not in found.attachments[0].text


def test_an_order_with_chapters_has_articles_and_no_task() -> None:
    found = only(
        source(
            "云滨市人民政府令",
            "第18号",
            "云滨市托育机构管理办法",
            "第一章 总则",
            "第一条 为了规范托育机构，制定本办法。",
            "第二条 市卫生健康部门负责本办法的组织实施，对违反规定的处1万元以上3万元以下罚款。",
            "第二章 附则",
            "第三条 本办法自2024年5月1日起施行。",
        )
    )
    assert (found.title, found.number) == ("云滨市托育机构管理办法", "云滨市人民政府令第18号")
    assert [(s.marker, s.heading, [c.marker for c in s.children]) for s in found.sections] == [
        ("第一章", "总则", ["第一条", "第二条"]),
        ("第二章", "附则", ["第三条"]),
    ]
    assert (found.tasks, found.targets) == ((), ())


def test_a_reply_and_a_table_of_coordinates_have_no_task() -> None:
    table = Sheet(["点号", "东经", "北纬"], ["1", "120.5", "35.2"], ["2", "120.6", "35.3"])
    found = only(
        source(
            *document(
                "你区《关于调整保护区的请示》收悉。现批复如下：",
                "同意调整。",
                table,
                title="云滨市人民政府关于调整保护区的批复",
            )
        )
    )
    assert (found.tasks, found.targets, found.indicators) == ((), (), ())


def test_grants_are_neither_tasks_nor_targets() -> None:
    found = only(
        source(
            *document(
                "一、支持政策",
                "1.对年托位达到200个的机构，给予最高30万元补助。",
                "2.新建机构每个托位奖励5000元。",
            )
        )
    )
    assert (found.tasks, found.targets) == ((), ())


def test_signatures_of_several_bodies_are_all_issuers() -> None:
    found = only(source(NUMBER, TITLE, ADDRESSEES, "现通知如下。", "云滨市教育局", "云滨市财政局", DAY))
    assert found.issuers == ("云滨市教育局", "云滨市财政局")


def test_the_section_of_a_heading_holds_the_words_below_it() -> None:
    (section,) = only(source(*document("一、总体要求", "坚持公益导向。", "保障基本需要。"))).sections
    assert (section.level, section.marker, section.heading) == (1, "一、", "总体要求")
    assert section.text.split("\n") == ["坚持公益导向。", "保障基本需要。"]


def test_a_source_with_nothing_but_blanks_has_no_document_that_says_anything() -> None:
    made = source(" ")
    gazette = read_source(made)
    assert [d.title for d in gazette.documents] in ([], [None])
    assert gazette.coverage.characters == len(made.text)


# What must hold for every text.


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

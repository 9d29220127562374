"""A document put together: facts from tables and file, attachments, tables over pages, its own contents."""

from __future__ import annotations

import pytest
from tests.rules.build import (
    ADDRESSEES,
    DAY,
    ISSUER,
    NUMBER,
    TITLE,
    Part,
    Sheet,
    Text,
    document,
    source,
)

from gongkai.rules.blocks import Metadata
from gongkai.rules.reading import read_source
from gongkai.rules.records import Attachment, Document, Table

HEAD = ["序号", "任务", "责任单位", "完成时限"]
ROWS = [["1", "建设普惠托育机构。", "市教育局", "6月底"], ["2", "贯通城市绿道。", "市林业局", "9月底"]]
BODY = "为加快发展普惠托育服务，更好满足群众需要，按照省政府部署，经市政府同意，现提出如下意见。"
FACTS = Sheet(
    ["索引号：", "00601/2024-118", "主题分类：", "托育"],
    ["发文机关：", ISSUER, "成文日期：", DAY],
    ["标题：", TITLE, "<", "<"],
    ["发文字号：", NUMBER, "发布日期：", "2024年3月9日"],
)


def read(*parts: Part, metadata: Metadata | None = None) -> Document:
    (found,) = read_source(source(*parts, metadata=metadata)).documents
    return found


def test_the_table_of_facts_supplies_what_the_text_leaves_out() -> None:
    found = read(FACTS, TITLE, ADDRESSEES, BODY)
    assert (found.title, found.number, found.issuers, found.date) == (TITLE, NUMBER, (ISSUER,), "2024-03-05")


def test_the_text_goes_before_the_table_of_facts() -> None:
    found = read(FACTS, *document(BODY, number="云政发〔2024〕9号", day="2024年3月20日"))
    assert (found.number, found.date) == ("云政发〔2024〕9号", "2024-03-20")


def test_the_table_of_facts_is_no_table_of_the_document() -> None:
    found = read(FACTS, *document(BODY))
    assert (found.tasks, found.attachments) == ((), ())


def test_label_lines_above_the_text_state_facts_too() -> None:
    labels = ("索引号：", "00601/2024-118", f"发文机关：{ISSUER}", f"发文字号：{NUMBER}", f"成文日期：{DAY}")
    found = read(*labels, TITLE, ADDRESSEES, BODY)
    assert (found.title, found.number, found.issuers, found.date) == (TITLE, NUMBER, (ISSUER,), "2024-03-05")


def test_the_title_of_the_file_serves_where_the_text_has_none() -> None:
    found = read(BODY, metadata=Metadata(title=TITLE))
    assert found.title == TITLE
    assert found.issuers == (ISSUER,)


def test_the_note_of_a_regulation_dates_it() -> None:
    note = "（2019年6月4日云滨市人民政府令第6号公布 自2019年8月1日起施行）"
    found = read("云滨市托育机构管理办法", note, "第一条 为了规范托育机构，制定本办法。")
    assert (found.title, found.number, found.date) == (
        "云滨市托育机构管理办法",
        "云滨市人民政府令第6号",
        "2019-06-04",
    )


def test_a_page_whose_labels_all_stand_above_their_values_gives_number_and_date() -> None:
    labels = ("索引号：", "00601/2024-118", "发文机关：", ISSUER, "发文字号：", NUMBER, "成文日期：", DAY)
    found = read(*labels, TITLE, ADDRESSEES, BODY)
    assert (found.number, found.issuers, found.date) == (NUMBER, (ISSUER,), "2024-03-05")


def test_two_labels_alone_are_no_facts_of_a_page() -> None:
    found = read(
        f"发文字号：{NUMBER}", TITLE, ADDRESSEES, BODY, "联系人：王某", "成文日期：2024年9月9日前提交。"
    )
    assert (found.number, found.date) == (NUMBER, None)


def test_quotation_marks_around_a_whole_title_are_no_part_of_it() -> None:
    assert read(f"《{TITLE}》", ADDRESSEES, BODY).title == TITLE


def test_quotation_marks_around_a_part_of_a_title_stay() -> None:
    title = "《云滨市托育服务促进条例》实施办法"
    assert read(title, ADDRESSEES, BODY).title == title


def test_an_issuer_on_a_line_above_the_title_of_a_notice_is_a_part_of_it() -> None:
    found = read(ISSUER, "关于加快发展托育服务的通知", NUMBER, ADDRESSEES, BODY, ISSUER, DAY)
    assert (found.title, found.number) == (f"{ISSUER}关于加快发展托育服务的通知", NUMBER)


def only(found: Document) -> Attachment:
    (attachment,) = found.attachments
    return attachment


def table(found: Document) -> Table:
    (held,) = only(found).tables
    return held


def test_an_attachment_may_be_named_in_the_first_row_of_its_table() -> None:
    caption = ["附件1\n托育服务任务分工表", "<", "<", "<"]
    found = read(*document(BODY), Sheet(caption, HEAD, *ROWS))
    assert (only(found).number, only(found).title) == ("1", "托育服务任务分工表")
    assert len(found.tasks) == 2


def test_a_listed_attachment_begins_at_its_title_even_without_the_word() -> None:
    plan = ("云滨市托育服务发展方案", "一、目标", "坚持公益。")
    found = read(*document(BODY, "附件：托育服务任务分工表"), *plan, "托育服务任务分工表", Sheet(HEAD, *ROWS))
    assert only(found).title == "托育服务任务分工表"
    assert len(table(found).rows) == 2


def test_the_title_of_an_attachment_may_run_over_two_lines() -> None:
    plan = ("云滨市托育服务发展方案", "一、目标", "坚持公益。")
    annex = ("附件", "云滨市托育服务发展", "重点任务分工表", Sheet(HEAD, *ROWS))
    found = read(*document(BODY), *plan, *annex)
    assert only(found).title == "云滨市托育服务发展重点任务分工表"


def test_the_title_may_stand_behind_the_word_on_the_same_line() -> None:
    found = read(*document(BODY), "附件1：托育服务任务分工表", Sheet(HEAD, *ROWS))
    assert (only(found).number, only(found).title) == ("1", "托育服务任务分工表")


def test_an_attachment_without_a_title_takes_the_one_that_the_list_gives_its_number() -> None:
    listed = "附件：1.任务分工表 2.指标表"
    found = read(
        *document(BODY, listed), "附件1", Sheet(HEAD, *ROWS), "附件2", Sheet(["指标", "目标值"], ["率", "5"])
    )
    assert [(a.number, a.title) for a in found.attachments] == [("1", "任务分工表"), ("2", "指标表")]


@pytest.mark.parametrize("opening", ["附件：", "附件:", "附 件："])
def test_the_word_with_a_colon_alone_above_a_title_opens_the_attachment(opening: str) -> None:
    found = read(*document(BODY), opening, "托育服务任务分工表", Sheet(HEAD, *ROWS))
    assert only(found).title == "托育服务任务分工表"
    assert len(table(found).rows) == 2


def test_the_list_names_an_attachment_of_its_number_that_carries_another_title() -> None:
    found = read(
        *document(BODY, "附件：1.任务分工表", "2.托育服务指标表"),
        *("附件1", "任务分工表", Sheet(HEAD, *ROWS)),
        *("附件2", "托育服务发展指标一览表", Sheet(["指标", "目标值"], ["率", "5"])),
    )
    assert [(a.number, a.title, len(a.tables)) for a in found.attachments] == [
        ("1", "任务分工表", 1),
        ("2", "托育服务指标表", 1),
    ]


def test_a_table_over_pages_is_one_table_whatever_furniture_stands_between() -> None:
    first = Sheet(HEAD, ROWS[0], page=2)
    second = Sheet(HEAD, ROWS[1], page=3)
    parts = (*document(BODY), Text("附件1", 2), Text("任务分工表", 2), first, Text("- 2 -", 2), second)
    (found,) = read_source(source(*parts, pages=3)).documents
    held = table(found)
    assert (len(held.header), len(held.rows), held.merged_from_pages) == (1, 2, (2, 3))
    assert [t.item for t in found.tasks] == ["1", "2"]


def test_a_sentence_between_two_tables_keeps_them_apart() -> None:
    found = read(
        *document(BODY),
        "附件1",
        "任务分工表",
        Sheet(HEAD, ROWS[0]),
        "以下事项由有关单位结合实际自行安排，不作统一时间要求，请认真组织。",
        Sheet(HEAD, ROWS[1]),
    )
    assert [len(t.rows) for t in only(found).tables] == [1, 1]


def test_the_contents_of_a_long_plan_are_not_its_outline() -> None:
    listed = ["目录", "一、总体要求", "二、主要任务", "三、保障措施"]
    text = ["一、总体要求", "坚持公益。", "二、主要任务", "1.甲事。", "三、保障措施", "加强领导。"]
    found = read(*document(BODY), "云滨市托育服务发展规划", *listed, *text)
    assert [s.heading for s in found.sections] == ["总体要求", "主要任务", "保障措施"]
    assert [c.marker for c in found.sections[1].children] == ["1."]


def test_the_chapters_listed_before_a_regulation_are_not_its_outline() -> None:
    chapters = ("第一章 总则", "第二章 服务", "第三章 附则")
    articles = ("第一条 为了甲，制定本办法。", "第二条 托育机构应当乙。", "第三条 本办法自公布之日起施行。")
    text = [line for both in zip(chapters, articles, strict=True) for line in both]
    found = read("云滨市人民政府令", "第18号", "云滨市托育机构管理办法", "目 录", *chapters, *text)
    assert [(s.marker, s.heading, [c.marker for c in s.children]) for s in found.sections] == [
        ("第一章", "总则", ["第一条"]),
        ("第二章", "服务", ["第二条"]),
        ("第三章", "附则", ["第三条"]),
    ]


def test_lines_that_say_who_gets_a_copy_and_when_it_was_printed_are_no_text() -> None:
    found = read(
        *document("一、目标", "坚持公益。"), "抄送：市委办公室；驻云部队。", f"{ISSUER}办公室2024年3月8日印发"
    )
    assert found.copied_to == ("市委办公室", "驻云部队")
    assert found.printed_date == "2024-03-08"
    assert "抄送" not in "".join(s.text for s in found.sections)


def test_without_a_plan_the_title_behind_the_signature_is_that_of_the_listed_attachment() -> None:
    listed = document(BODY, "附件：托育服务任务分工表")
    assert len(table(read(*listed, "托育服务任务分工表", Sheet(HEAD, *ROWS))).rows) == 2


def test_the_second_line_of_an_attachment_s_title_is_not_the_title_of_a_plan() -> None:
    found = read(*document(BODY), "附件", "云滨市托育服务发展", "重点任务分工表", Sheet(HEAD, *ROWS))
    assert only(found).title == "云滨市托育服务发展重点任务分工表"


def test_contents_of_a_plan_with_page_numbers_are_not_those_of_an_issue() -> None:
    listed = ("目录", "一、总体要求……1", "二、主要任务……2", "三、保障措施……5")
    text = ("一、总体要求", "坚持公益。", "二、主要任务", "1.甲事。", "三、保障措施", "加强领导。")
    found = read(*document(BODY), "云滨市托育服务发展规划", *listed, *text)
    assert found.title == TITLE
    assert [s.heading for s in found.sections] == ["总体要求", "主要任务", "保障措施"]


def test_a_plan_is_not_the_attachment_whose_name_begins_like_it() -> None:
    plan = "云滨市2024年托育服务工作要点"
    listed = document(f"现将《{plan}》印发给你们，请认真落实。", f"附件：{plan}任务分解表")
    annex = ("附件", f"{plan}任务分解表", Sheet(HEAD, *ROWS))
    found = read(*listed, plan, "一、任务", "1.甲事。", *annex)
    assert found.references == ()
    assert only(found).title == f"{plan}任务分解表"


UNENDED = "各区县要把托育服务纳入年度重点工作统筹安排并明确专人"


def test_lines_around_the_list_of_attachments_do_not_join_across_it() -> None:
    found = read(*document("一、任务", UNENDED, "附件：任务分工表", f"{ISSUER}要求各单位抓好落实。"))
    assert found.sections[0].text.split("\n") == [UNENDED, f"{ISSUER}要求各单位抓好落实。"]


def test_text_above_the_list_of_attachments_is_no_title_of_a_plan() -> None:
    found = read(TITLE, "一、任务", UNENDED, "附件：任务分工表")
    assert found.sections[0].text == UNENDED


def test_an_attachment_of_nothing_but_its_title_ends_at_the_next() -> None:
    found = read(*document("现予印发。"), "附件1", "任务分工表", "附件2", "托育服务指标表", "正文。")
    held = [(a.number, a.title, a.text) for a in found.attachments]
    assert held == [("1", "任务分工表", ""), ("2", "托育服务指标表", "正文。")]

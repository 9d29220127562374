"""Whole small documents, from their words to the record."""

from __future__ import annotations

from tests.rules.build import (
    ADDRESSEES,
    DAY,
    ISSUER,
    NOTICE,
    NUMBER,
    TABLE,
    TITLE,
    WHOLE,
    Sheet,
    document,
    source,
)

from gongkai.rules.blocks import Source
from gongkai.rules.reading import read_source
from gongkai.rules.records import Document


def only(made: Source) -> Document:
    (found,) = read_source(made).documents
    return found


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

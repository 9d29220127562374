"""The masthead and the contents of an issue."""

from __future__ import annotations

import pytest
from tests.rules.build import lines, source

from gongkai.rules.gazette.issue import read_front
from gongkai.rules.gazette.lines import lay_out
from gongkai.rules.records import ContentsLine

MASTHEAD = ("云滨市人民政府公报", "2024年第9期（总第213期）", "2024年9月30日", "云滨市人民政府办公室主办")
ENTRIES = (
    "目 录",
    "【市政府文件】",
    "云滨市人民政府关于加快发展托育服务的意见（云政发〔2024〕6号）……（1）",
    "【市政府办公室文件】",
    "云滨市人民政府办公室关于印发云滨市绿道建设方案的通知",
    "（云政办发〔2024〕7号）……………………12",
)


def test_a_masthead_names_the_gazette_and_counts_the_issue() -> None:
    issue = read_front(lines(*MASTHEAD, *ENTRIES)).issue
    assert issue is not None
    assert (issue.title, issue.place, issue.year, issue.number, issue.serial, issue.date, issue.sponsor) == (
        "云滨市人民政府公报",
        "云滨市",
        2024,
        9,
        213,
        "2024-09-30",
        "云滨市人民政府办公室",
    )


def test_what_a_masthead_does_not_say_is_absent() -> None:
    issue = read_front(lines("云滨市人民政府公报", "第9期", *ENTRIES)).issue
    assert issue is not None
    assert (issue.year, issue.number, issue.serial, issue.date, issue.sponsor) == (None, 9, None, None, None)


@pytest.mark.parametrize(
    ("line", "number"),
    [("2024年第九期", 9), ("2024年 第 10 期", 10), ("2024年第十二号", 12), ("（2024）第3期", 3)],
)
def test_the_number_of_an_issue_is_read_in_every_writing(line: str, number: int) -> None:
    issue = read_front(lines("云滨市人民政府公报", line, *ENTRIES)).issue
    assert issue is not None
    assert issue.number == number


def test_the_contents_list_title_number_page_and_category() -> None:
    front = read_front(lines(*MASTHEAD, *ENTRIES))
    assert front.contents == (
        ContentsLine("市政府文件", "云滨市人民政府关于加快发展托育服务的意见", None, "云政发〔2024〕6号", 1),
        ContentsLine(
            "市政府办公室文件",
            "云滨市人民政府办公室关于印发云滨市绿道建设方案的通知",
            None,
            "云政办发〔2024〕7号",
            12,
        ),
    )
    assert front.end == len(MASTHEAD) + len(ENTRIES)


def test_a_contents_line_without_a_number_has_none() -> None:
    front = read_front(lines(*MASTHEAD, "目录", "【其他】", "云滨市2024年大事记……30", "云滨市统计公报…………33"))
    assert [(c.title, c.number, c.page) for c in front.contents] == [
        ("云滨市2024年大事记", None, 30),
        ("云滨市统计公报", None, 33),
    ]


def test_a_title_over_two_lines_of_the_contents_is_one() -> None:
    front = read_front(
        lines(
            *MASTHEAD,
            "目录",
            "云滨市人民政府办公室关于印发云滨市",
            "绿道建设方案的通知………5",
            "云滨市托育补助办法………9",
        )
    )
    assert [c.title for c in front.contents] == [
        "云滨市人民政府办公室关于印发云滨市绿道建设方案的通知",
        "云滨市托育补助办法",
    ]


def test_english_contents_give_their_titles_to_the_lines_of_the_same_number() -> None:
    english = (
        "CONTENTS",
        "[Documents of the Municipal Government]",
        "Opinions on Speeding Up Child Care (No. 6 [2024] of the Government of Yunbin)",
        "[Documents of the General Office]",
        "Notice on Printing the Plan of Greenways (No. 7 [2024] of its General Office)",
    )
    front = read_front(lines(*MASTHEAD, *ENTRIES, *english, "云政发〔2024〕6号"))
    assert [c.title_en for c in front.contents] == [
        "Opinions on Speeding Up Child Care",
        "Notice on Printing the Plan of Greenways",
    ]
    assert front.end == len(MASTHEAD) + len(ENTRIES) + len(english)


def test_a_single_document_has_no_issue_and_no_contents() -> None:
    front = read_front(
        lines(
            "云政发〔2024〕6号",
            "云滨市人民政府关于加快发展托育服务的意见",
            "各区县人民政府：",
            "现提出如下意见。",
        )
    )
    assert (front.issue, front.contents, front.end) == (None, (), 0)


def test_a_document_that_speaks_of_a_gazette_is_no_issue() -> None:
    front = read_front(
        lines("关于办好政府公报的通知", "各单位：", "《云滨市人民政府公报》每年第1期应于1月出版。")
    )
    assert front.issue is None


def test_an_issue_without_contents_has_its_masthead() -> None:
    front = read_front(lines(*MASTHEAD, "云政发〔2024〕6号", "云滨市人民政府关于加快发展托育服务的意见"))
    assert front.issue is not None
    assert (front.issue.number, front.contents) == (9, ())
    assert front.end <= len(MASTHEAD)


def test_contents_of_a_layout_that_takes_them_for_one_paragraph_are_cut_into_lines() -> None:
    first = "云滨市人民政府关于甲的意见（云政发〔2024〕6号）……1"
    second = "云滨市人民政府关于乙的通知（云政发〔2024〕7号）……5"
    layout = lay_out(source(*MASTHEAD, "目录", "【市政府文件】", f"{first}\n{second}"))
    assert [c.page for c in read_front(layout.elements).contents] == [1, 5]


def test_contents_of_single_lines_need_no_category() -> None:
    listed = (
        "云滨市人民政府关于甲的通知（云政发〔2024〕6号）……1",
        "云滨市人民政府关于乙的通知（云政发〔2024〕7号）……5",
    )
    front = read_front(lines("云滨市人民政府公报", "2024年第9期", "目录", *listed))
    assert [(c.category, c.number, c.page) for c in front.contents] == [
        (None, "云政发〔2024〕6号", 1),
        (None, "云政发〔2024〕7号", 5),
    ]


def test_english_contents_with_page_numbers_are_no_lines_of_their_own() -> None:
    listed = ("目录", "【文件】", "云滨市人民政府关于甲的通知（云政发〔2024〕6号）……1")
    english = ("CONTENTS", "[Documents]", "Notice on Child Care (No. 6 [2024]) ...... (1)")
    front = read_front(lines(*MASTHEAD, *listed, *english, "云政发〔2024〕6号"))
    assert [(c.title, c.title_en) for c in front.contents] == [
        ("云滨市人民政府关于甲的通知", "Notice on Child Care")
    ]

"""What a proof-reader would mark: each code with a case that fires and its neighbour that must not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from tests.rules.build import DAMAGED, NUMBER, TITLE, Part, Sheet, Text, document, source

from gongkai.rules.blocks import Note, Source
from gongkai.rules.reading import read_source
from gongkai.rules.records import Finding

GOAL = "一、目标。到2025年，婴儿照护覆盖率达到{}，公办机构占比达到50%。"
INDICATORS = ["序号", "指标", "单位", "2020年基期值", "2025年目标值"]
LEVELS = ["序号", "指标", "基期值", "2025年全市目标值", "2025年全省目标值", "2025年国家目标值"]
TASKS = ["序号", "任务", "牵头单位", "责任单位", "完成时限"]
NURSERY = "建设普惠托育机构十家，完善社区托育服务网络，加强从业人员岗前培训，建立持证上岗制度。"


def findings(made: Source) -> list[Finding]:
    return list(read_source(made).findings)


def codes(*parts: Part) -> list[str]:
    return [f.code for f in findings(source(*document(*parts)))]


@dataclass(frozen=True)
class Case:
    code: str
    what: str
    fires: Sequence[Part]
    silent: Sequence[Part]


def indicator(base: str, target: str, unit: str = "%", name: str = "婴儿照护覆盖率") -> Sheet:
    return Sheet(INDICATORS, ["1", name, unit, base, target], header_rows=1)


def levels(city: str, province: str, nation: str, base: str = "70") -> Sheet:
    return Sheet(LEVELS, ["1", "婴儿照护覆盖率（%）", base, city, province, nation], header_rows=1)


def row(lead: str, responsible: str = "市财政局", due: str = "12月底") -> Sheet:
    return Sheet(TASKS, ["1", NURSERY, lead, responsible, due], header_rows=1)


CASES = [
    Case(
        "unit-conflict",
        "text and table give one indicator different units",
        [GOAL.format("80%"), "附件1", "指标表", indicator("70", "80", "‰")],
        [GOAL.format("80%"), "附件1", "指标表", indicator("70", "80", "%")],
    ),
    Case(
        "unit-conflict",
        "1/10万 and /10万 are one unit",
        [GOAL.format("9/10万"), "附件1", "指标表", indicator("12", "≤9", "‰")],
        [GOAL.format("9/10万"), "附件1", "指标表", indicator("12", "≤9", "1/10万")],
    ),
    Case(
        "value-conflict",
        "text and table give one indicator different values",
        [GOAL.format("80%"), "附件1", "指标表", indicator("70", "85")],
        [GOAL.format("80%"), "附件1", "指标表", indicator("70", "≥80")],
    ),
    Case(
        "value-conflict",
        "prose and table name different units for one task",
        [
            f"1.扩大供给。{NURSERY}（牵头单位：市教育局；责任单位：市财政局）",
            "附件1",
            "任务分工表",
            row("市民政局"),
        ],
        [
            f"1.扩大供给。{NURSERY}（牵头单位：市教育局；责任单位：市财政局）",
            "附件1",
            "任务分工表",
            row("市教育局"),
        ],
    ),
    Case(
        "target-already-met",
        "the baseline is as good as the target",
        ["附件1", "指标表", indicator("85", "≥80")],
        ["附件1", "指标表", indicator("75", "≥80")],
    ),
    Case(
        "target-already-met",
        "a rate that is to fall has fallen far enough",
        ["附件1", "指标表", indicator("6", "≤8", name="管网漏损率")],
        ["附件1", "指标表", indicator("9", "≤8", name="管网漏损率")],
    ),
    Case(
        "target-weaker",
        "the city asks less than the province",
        ["附件1", "指标表", levels("≥80", "≥83", "≥78")],
        ["附件1", "指标表", levels("≥85", "≥83", "≥78")],
    ),
    Case(
        "target-weaker",
        "the city allows more than the nation",
        ["附件1", "指标表", levels("≤9", "≤8", "≤8", base="12")],
        ["附件1", "指标表", levels("≤7", "≤8", "≤8", base="12")],
    ),
    Case(
        "target-weaker",
        "without a sign the way from the baseline tells the better side",
        ["附件1", "指标表", levels("80", "83", "78", base="70")],
        ["附件1", "指标表", levels("85", "83", "78", base="70")],
    ),
    Case(
        "unreadable",
        "a cell of units is damaged",
        ["附件1", "任务分工表", row(f"市{DAMAGED}局")],
        ["附件1", "任务分工表", row("市教育局")],
    ),
    Case(
        "unreadable",
        "a baseline is damaged",
        ["附件1", "指标表", indicator(f"7{DAMAGED}", "80")],
        ["附件1", "指标表", indicator("-", "80")],
    ),
    Case(
        "date-order",
        "a task was due before the document was signed",
        [f"1.扩大供给。{NURSERY}（2023年12月31日前完成，责任单位：市教育局）"],
        [f"1.扩大供给。{NURSERY}（2024年12月31日前完成，责任单位：市教育局）"],
    ),
    Case(
        "repeated-phrase",
        "a phrase is written twice",
        ["各单位要压紧压实压紧压实工作责任。"],
        ["各单位要压紧压实工作责任，压紧压实。"],
    ),
    Case(
        "repeated-phrase",
        "words of two characters that are doubled for emphasis are none",
        ["要统筹推进各项统筹推进各项工作。"],
        ["要反反复复、仔仔细细检查，研究研究再定。"],
    ),
    Case(
        "repeated-phrase",
        "a scrap of two characters in damage is none",
        ["由市园林局 市水务局 市水务局 共同报送进展情况。"],
        ["甲甲乙乙乙甲甲甲乙乙乙甲，由各单位共同报送进展情况。"],
    ),
    Case("doubled-symbol", "two per cent signs", ["覆盖率为70%%。"], ["覆盖率为70%。"]),
    Case("doubled-symbol", "two full stops", ["各单位要抓好落实。。"], ["各单位要抓好落实……"]),
    Case(
        "number-brackets",
        "square brackets around the year",
        ["按照云政办发[2023]8号文件执行。"],
        ["按照云政办发〔2023〕8号文件执行。"],
    ),
    Case(
        "numbering-gap",
        "a number is skipped",
        ["一、目标", "二、任务", "四、保障"],
        ["一、目标", "二、任务", "三、保障"],
    ),
    Case(
        "numbering-gap",
        "items that count on through the parts",
        ["一、目标", "1.甲事。", "二、任务", "3.乙事。"],
        ["一、目标", "1.甲事。", "二、任务", "2.乙事。"],
    ),
    Case(
        "name-variants",
        "the list and the attachment differ in the name",
        ["附件：云滨市托育服务任务分工表", "附件", "云滨市托育服务重点任务分工表", row("市教育局")],
        ["附件：云滨市托育服务任务分工表", "附件", "云滨市托育服务任务分工表", row("市教育局")],
    ),
    Case(
        "name-variants",
        "one unit under a full and a contracted name",
        ["1.甲事。（责任单位：市卫生健康委）", "2.乙事。（责任单位：市卫健委）"],
        ["1.甲事。（责任单位：市卫健委）", "2.乙事。（责任单位：市卫健委、市教育局）"],
    ),
    Case(
        "name-variants",
        "a committee under its full and its contracted name",
        ["1.甲事。（责任单位：市卫生健康委员会）", "2.乙事。（责任单位：市卫健委）"],
        ["1.甲事。（责任单位：市卫生健康委员会）", "2.乙事。（责任单位：市住房城乡建设委员会）"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}: {c.what}")
def test_a_proof_reader_marks(case: Case) -> None:
    assert codes(*case.fires).count(case.code) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}: {c.what}")
def test_a_proof_reader_marks_nothing_in_the_neighbour_of(case: Case) -> None:
    assert case.code not in codes(*case.silent)


def test_a_good_document_has_no_finding() -> None:
    assert codes("现就加快发展托育服务提出如下意见。", "一、目标", "到2025年，实现全覆盖。", "二、任务") == []


def test_a_text_without_anything_to_read_is_said_to_have_no_structure() -> None:
    made = source("今天下午天气晴好，我们一起去了海边散步。")
    (found,) = findings(made)
    assert (found.code, found.severity) == ("no-structure", "notice")
    assert made.text[found.spans[0].start : found.spans[0].end] == made.text.rstrip("\n")


STRUCTURED: list[tuple[str, Sequence[Part]]] = [
    ("a whole document", document("现就加快发展托育服务提出如下意见。")),
    ("a number", (NUMBER, TITLE, "现提出如下意见。")),
    ("a day", ("现通知如下。", "云滨市人民政府", "2024年3月5日")),
    ("headings", ("一、目标", "坚持公益。", "二、任务", "建设机构。")),
    ("a table", ("各区县名单如下。", Sheet(["区县", "联系人"], ["东湖区", "王某"]))),
]


@pytest.mark.parametrize(("what", "parts"), STRUCTURED, ids=[c[0] for c in STRUCTURED])
def test_one_sign_of_a_document_is_structure_enough(what: str, parts: Sequence[Part]) -> None:
    assert "no-structure" not in [f.code for f in findings(source(*parts))]


def test_a_unit_named_twice_is_named_from_its_first_character() -> None:
    made = source(*document("由市园林局 市水务局 市水务局 共同报送进展情况。"))
    (found,) = [f for f in findings(made) if f.code == "repeated-phrase"]
    assert found.message == "“市水务局”重复"


def test_a_finding_points_at_the_words_it_speaks_of() -> None:
    made = source(
        *document("各单位要压紧压实压紧压实责任，覆盖率为70%%。", "按照云政办发[2023]8号文件执行。")
    )
    shown = {f.code: made.text[f.spans[0].start : f.spans[0].end] for f in findings(made)}
    assert shown["repeated-phrase"] == "压紧压实压紧压实"
    assert shown["doubled-symbol"].endswith("%%")
    assert shown["number-brackets"] == "云政办发[2023]8号"


def test_a_suggestion_stands_in_the_message_of_a_damaged_cell() -> None:
    table = Sheet(
        TASKS,
        ["1", "建设普惠托育机构。", "市教育局", "", "6月底"],
        ["2", "加强从业人员培训。", "市教育局", "", "9月底"],
        ["3", "贯通城市绿道。", "币教育局", "", "9月底"],
        header_rows=1,
        merged=False,
    )
    (found,) = [
        f for f in findings(source(*document("附件1", "任务分工表", table))) if f.code == "unreadable"
    ]
    assert "市教育局" in found.message


def test_signs_of_the_file_reader_become_findings_with_their_page() -> None:
    notes = (
        Note("hidden-text", "第2页有看不见的文字", 2),
        Note("rotated", "第3页横排", 3),
        Note("encoding", "乱码"),
    )
    found = {f.code: f for f in findings(source(*document("正文。"), notes=notes))}
    assert {c: (f.severity, f.spans[0].page if f.spans else None) for c, f in found.items()} == {
        "hidden-text": ("warning", 2),
        "rotated": ("notice", 3),
        "encoding": ("error", None),
    }


def test_page_numbers_that_jump_are_reported_once() -> None:
    body = "各单位要高度重视，精心组织，确保各项任务落到实处。"
    jumped = codes(body, "- 3 -", body, "- 4 -", body, "- 7 -", body)
    assert jumped == ["furniture-lost"]
    assert codes(body, "- 3 -", body, "- 4 -", body, "- 5 -", body) == []


PRINTED = "云滨市人民政府办公室{}印发"


@pytest.mark.parametrize(("day", "wanted"), [("2024年3月1日", ["date-order"]), ("2024年3月8日", [])])
def test_a_document_is_printed_after_it_is_signed(day: str, wanted: list[str]) -> None:
    made = source(*document("正文。"), PRINTED.format(day))
    assert [f.code for f in findings(made)] == wanted


MASTHEAD = ("云滨市人民政府公报", "2024年第3期（总第207期）", "2024年3月30日", "目录", "【市政府文件】")
SECOND = ("云滨市人民政府关于建设绿道的通知", "云政发〔2024〕7号")


def issue(first: str, second: str, *, day: str = "2024年3月5日") -> list[tuple[str, str]]:
    """The findings of an issue of two documents, the second on printed page 3."""
    made = source(
        *MASTHEAD,
        first,
        second,
        Text("- 2 -"),
        *document("一、目标", "到2025年，实现全覆盖。", day=day),
        "- 3 -",
        *document("现就绿道建设通知如下。", title=SECOND[0], number=SECOND[1]),
        "- 4 -",
    )
    return [(f.code, f.message) for f in findings(made)]


FIRST_LINE = f"{TITLE}（{NUMBER}）……（3）"
SECOND_LINE = f"{SECOND[0]}（{SECOND[1]}）……（4）"


def test_contents_that_agree_with_the_documents_are_not_marked() -> None:
    assert issue(FIRST_LINE, SECOND_LINE) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (SECOND_LINE.replace("（4）", "（9）"), "页码"),
        (SECOND_LINE.replace("7号", "8号"), "文号"),
        (SECOND_LINE.replace("建设绿道", "绿道建设工作"), "标题"),
    ],
)
def test_a_contents_line_that_differs_from_its_document_is_marked(line: str, word: str) -> None:
    found = issue(FIRST_LINE, line)
    assert [code for code, _ in found] == ["contents-mismatch"]
    assert word in found[0][1]


def test_a_contents_line_without_its_document_is_marked() -> None:
    missing = "云滨市2024年大事记……（9）"
    made = source(*MASTHEAD, FIRST_LINE, missing, "- 2 -", *document("正文。"))
    assert [(f.code, f.severity) for f in findings(made)] == [("contents-mismatch", "error")]


def test_a_document_signed_after_its_issue_came_out_is_marked() -> None:
    assert [code for code, _ in issue(FIRST_LINE, SECOND_LINE, day="2024年4月9日")] == ["date-order"]


def test_every_message_is_chinese_and_points_somewhere() -> None:
    for case in CASES:
        for found in findings(source(*document(*case.fires))):
            assert any("\u4e00" <= c <= "\u9fff" for c in found.message)
            assert found.spans, found.code

"""A source and its record made by hand, so that a page can be tested without reading a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.cli.app import run
from gongkai.rules import records as r
from gongkai.rules.blocks import Paragraph, Source

TEXT = (
    "云城市健康行动方案\n云政发[2020]1号\n"
    "1.普及健康知识。2022年知晓率不低于30%%。（牵头部门：市卫生健康委；责任部门：市教育局）\n"
    "2.<script>alert(1)</script>控烟\x1b[2J。（牵头部门：□□）\n"
)


def span(words: str, page: int | None = 1) -> r.Span:
    start = TEXT.index(words)
    return r.Span(page, start, start + len(words))


def task(words: str, **changes: object) -> r.Task:
    values: dict[str, object] = {
        "item": None,
        "marker": None,
        "title": None,
        "text": words,
        "lead": (),
        "responsible": (),
        "deadlines": (),
        "targets": (),
        "unreadable": (),
        "suggested": {},
        "mentions": (),
        "confidence": 0.9,
        "span": span(words),
        "trace": (),
    }
    return r.Task(**{**values, **changes})  # type: ignore[arg-type]  # the values are those of the fields


FIRST = task(
    "1.普及健康知识。2022年知晓率不低于30%%。（牵头部门：市卫生健康委；责任部门：市教育局）",
    item="1",
    marker="1.",
    title="普及健康知识",
    lead=("市卫生健康委",),
    responsible=("市教育局",),
    deadlines=(r.Deadline("2020-09-30", "9月底", True),),
    targets=(r.Target("知晓率", 2022, ">=", 30.0, None, "%", False, "不低于30%%", span("不低于30%%")),),
    mentions=(r.Mention("附件1 分工表", "普及健康知识", span("普及健康知识", 2)),),
    trace=(r.Trace("lead", "duty.marks.lead", "牵头部门：市卫生健康委", span("牵头部门：市卫生健康委")),),
)
SECOND = task(
    "2.<script>alert(1)</script>控烟\x1b[2J。（牵头部门：□□）",
    marker="2.",
    title="<script>alert(1)</script>控烟\x1b[2J",
    unreadable=("lead",),
    suggested={"lead": ("市卫生健康委",)},
)
CELLS = tuple(r.TableCell(words, words == "□", span("控烟")) for words in ("序号", "任务|牵头", "□"))
INDICATOR = r.Indicator(
    "29a",
    "死亡率",
    "‰",
    None,
    r.Baseline(2018, "=", 5.5, "5.5"),
    (r.IndicatorTarget("city", 2022, "<=", 5.25, None, False, "≤5.25"),),
    span("知晓率"),
)
DOCUMENT = r.Document(
    title="云城市健康行动方案",
    title_en="Health Plan of Yuncheng",
    number="云政发〔2020〕1号",
    issuers=("云城市人民政府",),
    date="2020-07-31",
    printed_date=None,
    disclosure="主动公开",
    category=None,
    addressees=(),
    copied_to=(),
    basis=(),
    references=(
        r.Reference("规划", "云政发[2020]1号", None, "mentions", "云政发[2020]1号", span("云政发[2020]1号")),
    ),
    sections=(r.Section(1, "1.", "普及", "", (), span("1.普及")),),
    attachments=(
        r.Attachment(
            "1", "分工表", "", (r.Table("表", (CELLS,), (CELLS,), (2, 3), span("控烟")),), span("控烟")
        ),
    ),
    tasks=(FIRST, SECOND),
    targets=(),
    indicators=(INDICATOR,),
    span=r.Span(1, 0, len(TEXT)),
)
EMPTY = r.Document(*(None,) * 3, (), *(None,) * 4, *((),) * 9, r.Span(None, 0, 0))


@dataclass(frozen=True)
class Handmade:
    source: Source
    gazette: r.Gazette


@pytest.fixture
def handmade() -> Handmade:
    source = Source("a.txt", "0" * 64, "text/plain", TEXT, (Paragraph(0, len(TEXT)),), 3)
    findings = (
        r.Finding("number-brackets", "notice", "文号应当用六角括号", (span("云政发[2020]1号"),)),
        r.Finding("doubled-symbol", "error", "百分号重复", (span("30%%"),)),
    )
    info = r.SourceInfo("a.txt", "0" * 64, "text/plain", 3, len(TEXT), "0.1.0")
    issue = r.Issue("云城市人民政府公报", "云城市", 2020, 16, 389, "2020-09-04", "云城市人民政府办公室")
    size = len(TEXT)
    coverage = r.Coverage(size, size, 0, 0)
    return Handmade(source, r.Gazette(r.FORMAT, info, issue, (), (DOCUMENT, EMPTY), findings, coverage))


@dataclass(frozen=True)
class Ended:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


Command = Callable[..., Ended]


@pytest.fixture
def command(capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Call the command in this process and give back exit code, output and messages."""

    def call(*arguments: str | Path) -> Ended:
        code = run([str(part) for part in arguments])
        out, err = capsysbinary.readouterr()
        return Ended(code, out, err.decode("utf-8"))

    return call

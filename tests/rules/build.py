"""Small sources, lines and tables for the tests of the rules, written as they read."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.rules.blocks import Block, Cell, Metadata, Note, Paragraph, Source, TableBlock
from gongkai.rules.gazette.lines import Line, Para
from gongkai.rules.gazette.outline import make_paras
from gongkai.rules.gazette.tables import Grid, Row, make_grid
from gongkai.rules.text.mapped import Mapped, clean

LEFT, ABOVE = "<", "^"
DAMAGED = "\ufffd"


class Sheet:
    """A table to be put into a source.

    A cell "<" belongs to the merged cell at its left, "^" to the one above it. A cell that
    holds U+FFFD is one of which the reader knows that characters are lost.
    """

    def __init__(
        self, *rows: Sequence[str], page: int | None = None, header_rows: int = 0, merged: bool = True
    ) -> None:
        self.rows = rows
        self.page = page
        self.header_rows = header_rows
        self.merged = merged


class Text:
    """A paragraph to be put into a source, with what its layout shows."""

    def __init__(
        self, words: str, page: int | None = None, *, level: int | None = None, continues: bool | None = None
    ) -> None:
        self.words = words
        self.page = page
        self.level = level
        self.continues = continues


Part = str | Text | Sheet


def source(
    *parts: Part,
    name: str = "a.txt",
    pages: int | None = None,
    metadata: Metadata | None = None,
    notes: tuple[Note, ...] = (),
) -> Source:
    """The source that holds the parts one below the other, each text a block of its own."""
    text = ""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Sheet):
            text, block = _table(text, part)
            blocks.append(block)
            text += "\n"
            continue
        text_part = part if isinstance(part, Text) else Text(part)
        start = len(text)
        text += text_part.words
        blocks.append(
            Paragraph(start, len(text), text_part.page, level=text_part.level, continues=text_part.continues)
        )
        text += "\n"
    return Source(name, "0" * 64, "text/plain", text, tuple(blocks), pages, (), metadata or Metadata(), notes)


def _table(text: str, sheet: Sheet) -> tuple[str, TableBlock]:
    start = len(text)
    rows: list[list[Cell]] = []
    for row in sheet.rows:
        cells: list[Cell] = []
        for at, words in enumerate(row):
            if (words == LEFT and at) or (words == ABOVE and rows):
                other = cells[at - 1] if words == LEFT else rows[-1][at]
                cells.append(Cell(other.start, other.end, other.page, spanned=True))
                continue
            begin = len(text)
            text += words
            cells.append(Cell(begin, len(text), sheet.page, unreadable=DAMAGED in words))
            text += "\t"
        rows.append(cells)
        text = text[:-1] + "\n"
    block = TableBlock(
        start,
        len(text) - 1,
        tuple(tuple(r) for r in rows),
        sheet.page,
        sheet.header_rows,
        sheet.merged,
    )
    return text, block


def grid(*rows: Sequence[str], page: int | None = None, header_rows: int = 0, merged: bool = True) -> Grid:
    """A table as the rules see it."""
    made = source(Sheet(*rows, page=page, header_rows=header_rows, merged=merged))
    block = made.blocks[0]
    assert isinstance(block, TableBlock)
    return make_grid(made.text, block)


def piece(text: str, base: int = 0) -> Mapped:
    """Words of a source that begin at ``base``."""
    return clean(text, base)


def line(text: str, *, level: int | None = None, continues: bool | None = None) -> Line:
    """One line, alone in its source."""
    return Line(clean(text, 0), None, Paragraph(0, len(text), level=level, continues=continues))


def lines(*texts: str) -> list[Line]:
    """Lines one below the other."""
    out, at = [], 0
    for text in texts:
        out.append(Line(clean(text, at), None, Paragraph(at, at + len(text))))
        at += len(text) + 1
    return out


def paras(*texts: str) -> list[Para]:
    """Paragraphs one below the other, none of which goes on in the next."""
    return [make_paras([one], 0)[0] for one in lines(*texts)]


def cells(rows: Sequence[Row]) -> list[list[str]]:
    """The texts of rows of cells of a grid."""
    return [[cell.words.text for cell in row] for row in rows]


NUMBER = "云政发〔2024〕6号"
TITLE = "云滨市人民政府关于加快发展托育服务的意见"
ADDRESSEES = "各区县人民政府，市政府各部门："
ISSUER, DAY = "云滨市人民政府", "2024年3月5日"


def document(*body: Part, number: str = NUMBER, title: str = TITLE, day: str = DAY) -> tuple[Part, ...]:
    """A document with its number, title, addressees and signature around the body."""
    return (number, title, ADDRESSEES, *body, ISSUER, day)


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

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from tests.formats.soundness import assert_sound, grid, paragraphs, read_or_reason, tables, words

from gongkai.formats import Limits, UnusableInput, read_bytes
from gongkai.formats.docx_numbering import format_number
from gongkai.formats.errors import REASONS
from gongkai.rules.blocks import Paragraph, Source


def read(document: Document) -> Source:
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "a.docx")
    assert_sound(source)
    return source


def numbered(document: Document, levels: list[tuple[str, str]], starts: int = 1) -> str:
    """Add a list definition of (number format, level text) and give back its id."""
    numbering = document.part.numbering_part.element
    identity = str(900 + len(numbering))
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{starts}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    head = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">{inner}</w:abstractNum>'
    numbering.insert(0, parse_xml(head))
    tail = f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'
    numbering.append(parse_xml(tail))
    return identity


def item(document: Document, text: str, identity: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'
    properties.append(parse_xml(number))


def test_styles_give_levels_and_runs_give_looks() -> None:
    document = docx.Document()
    document.add_heading("某市供水方案", 0)
    document.add_heading("一、总则", 1)
    document.add_heading("（一）目标", 2)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    run = paragraph.add_run("云政发〔2021〕8号")
    run.bold, run.font.size = True, Pt(22)
    source = read(document)
    blocks = [block for block in source.blocks if isinstance(block, Paragraph)]
    assert [(b.role, b.level) for b in blocks] == [
        ("title", None),
        ("title", 1),
        ("heading", 2),
        ("text", None),
    ]
    assert (blocks[3].align, blocks[3].bold, blocks[3].size) == ("center", True, 22.0)
    assert all(block.continues is False and block.page is None for block in blocks)


def test_numbers_that_word_only_shows_are_written_out() -> None:
    document = docx.Document()
    identity = numbered(
        document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
    for text, level in [
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 2),
        ("戊", 1),
        ("己", 2),
        ("庚", 0),
        ("辛", 1),
    ]:
        item(document, text, identity, level)
    assert paragraphs(read(document)) == [
        *("一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "1. 己", "二、庚", "（一）辛"),
    ]


def test_numbers_of_outer_levels_stand_in_inner_ones_and_bullets_write_nothing() -> None:
    document = docx.Document()
    outer = numbered(document, [("decimal", "%1"), ("decimal", "%1.%2")], starts=3)
    item(document, "甲", outer, 0)
    item(document, "乙", outer, 1)
    document.add_paragraph("丙", style="List Bullet")
    assert paragraphs(read(document)) == ["3 甲", "3.3 乙", "丙"]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalFullWidth", 12, "１２"),
        ("bullet", 1, ""),
        ("someFutureFormat", 4, "4"),
        ("upperRoman", 0, "0"),
    ],
)
def test_number_formats(form: str, value: int, shown: str) -> None:
    assert format_number(value, form) == shown


def test_a_merged_cell_stands_in_every_position_it_covers() -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "横"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    source = read(document)
    (found,) = tables(source)
    assert grid(source, found) == [
        ["00", "01", "02"],
        ["竖", "11", "12"],
        ["竖", "21", "22"],
        ["30", "横", "横"],
    ]
    assert [cell.spanned for row in found.rows for cell in row].count(True) == 2
    assert (found.header_rows, found.merged) == (1, True)


def test_paragraphs_of_a_cell_are_lines_and_a_frame_is_no_table() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "甲\n乙"
    table.cell(0, 1).text = "丙"
    document.add_table(1, 1).cell(0, 0).text = "框中的一段"
    source = read(document)
    assert [grid(source, found) for found in tables(source)] == [[["甲\n乙", "丙"]]]
    assert paragraphs(source) == ["框中的一段"]


def test_hidden_white_and_deleted_text_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("可见")
    paragraph.add_run("藏").font.hidden = True
    paragraph.add_run("白").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run("小").font.size = Pt(1)
    deleted = f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>'
    inserted = f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>插</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(deleted))
    paragraph._p.append(parse_xml(inserted))
    document.sections[0].header.paragraphs[0].text = "页眉"
    source = read(document)
    assert words(source) == "可见插"
    assert [note.code for note in source.notes] == ["hidden-text"]
    assert all(word in source.notes[0].message for word in "藏白小")


def test_a_typed_line_break_parts_a_title() -> None:
    document = docx.Document()
    document.add_paragraph("某市人民政府\n关于供水的通知")
    assert paragraphs(read(document)) == ["某市人民政府", "关于供水的通知"]


def test_text_in_fields_links_and_content_controls_is_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("见")
    run = "<w:r><w:t>{}</w:t></w:r>"
    for xml in (
        f"<w:hyperlink {nsdecls('w')}>{run.format('链接')}</w:hyperlink>",
        f"<w:sdt {nsdecls('w')}><w:sdtContent>{run.format('控件')}</w:sdtContent></w:sdt>",
        f"<w:r {nsdecls('w')}><w:instrText>PAGE</w:instrText></w:r>",
        f"<w:r {nsdecls('w')}><w:t>甲</w:t><w:tab/><w:noBreakHyphen/></w:r>",
        f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    ):
        paragraph._p.append(parse_xml(xml))
    assert paragraphs(read(document)) == ["见链接控件甲\t-√"]


def test_the_title_of_the_properties_is_metadata() -> None:
    document = docx.Document()
    document.core_properties.title = "供水方案"
    document.add_paragraph("正文")
    assert read(document).metadata.title == "供水方案"


def packed(change: Callable[[str, bytes], bytes] = lambda name, data: data, extra: int = 0) -> bytes:
    """A small document whose parts have gone through ``change``."""
    document = docx.Document()
    document.add_paragraph("正文")
    buffer = io.BytesIO()
    document.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        if extra:
            new.writestr("word/media/a.bin", bytes(extra))
    return out.getvalue()


def replaced(part: str, data: bytes) -> bytes:
    return packed(lambda name, old: data if name == part else old)


LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(extra=60 * 1024 * 1024), "bomb"),
        (replaced("word/document.xml", LAUGHS), "bomb"),
        (replaced("word/document.xml", b"<a"), "broken"),
        (replaced("word/document.xml", b""), "broken"),
        (packed()[:-40], "broken-zip"),
        (packed()[:900], "broken-zip"),
    ],
    ids=["dense", "entities", "cut xml", "empty part", "no directory", "beginning only"],
)
def test_a_bomb_or_a_broken_archive_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.code == code


@pytest.mark.parametrize("limits", [Limits(unpacked_bytes=9000), Limits(entries=3), Limits(stream_bytes=900)])
def test_an_archive_past_any_limit_is_refused(limits: Limits) -> None:
    with pytest.raises(UnusableInput, match="bomb"):
        read_bytes(packed(), "a.docx", limits=limits)


def test_other_archives_are_named() -> None:
    for name, said in (("OFD.xml", "OFD"), ("xl/workbook.xml", "xlsx"), ("a/b.txt", "公文格式")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        with pytest.raises(UnusableInput, match=said):
            read_bytes(out.getvalue(), "a.docx")


def test_a_damaged_byte_anywhere_gives_a_source_or_a_reason() -> None:
    data = packed()
    for place in range(0, len(data), 211):
        broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        found = read_or_reason(broken, "a.docx")
        assert isinstance(found, Source) or found.code in REASONS


def test_an_empty_document_and_a_document_of_pictures_are_told_apart() -> None:
    document = docx.Document()
    with pytest.raises(UnusableInput, match="empty"):
        read(document)
    paragraph = document.add_paragraph()
    drawing = OxmlElement("w:drawing")
    run = OxmlElement("w:r")
    run.append(drawing)
    paragraph._p.append(run)
    assert drawing.tag == qn("w:drawing")
    with pytest.raises(UnusableInput, match="no-text-layer"):
        read(document)

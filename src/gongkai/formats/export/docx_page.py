"""The page and the styles of a Word file by GB/T 9704—2012."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

# The official faces by the names that Chinese systems know; others put their own in place.
BODY, SONG, HEI, KAI, HEAD = "仿宋_GB2312", "宋体", "黑体", "楷体_GB2312", "方正小标宋简体"
PITCH = Pt(28.95)
PORTRAIT_COLUMNS = 8
_HEADINGS = {1: HEI, 2: KAI}
_CENTRE, _RIGHT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


class Page:
    """Sets up a Word file: styles first, then sections as they come."""

    def __init__(self, file: Document, foot: list[str]) -> None:
        self.file = file
        _styles(file)
        file.settings.odd_and_even_pages_header_footer = True
        section = file.sections[0]
        _paper(section, landscape=False)
        for footer, align in ((section.footer, _RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            number = footer.paragraphs[0]
            number.style = file.styles["Page Number Line"]
            number.alignment = align
            _number(number)
            for text in foot:
                footer.add_paragraph(text, style="Seal")

    def section(self, *, landscape: bool) -> None:
        """A new page, turned or upright; footers go on."""
        _paper(self.file.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)

    def room(self, *, landscape: bool) -> float:
        """The width between the margins in points."""
        return 671.0 if landscape else 442.0

    def rule(self, paragraph: Paragraph, side: str, colour: str, eighths: int) -> None:
        """A line above or below a paragraph, ``eighths`` of a point thick."""
        xml = (
            f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{eighths}" w:space="4" '
            f'w:color="{colour}"/></w:pBdr>'
        )
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            parse_xml(xml), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def bookmark(self, element: etree._Element, mark: int) -> None:
        """A place that the contents can refer to, at the beginning of a paragraph."""
        for at, (name, value) in enumerate((("Start", f"document{mark}"), ("End", None))):
            edge = OxmlElement(f"w:bookmark{name}")
            edge.set(qn("w:id"), str(mark))
            if value:
                edge.set(qn("w:name"), value)
            properties = element.find(qn("w:pPr"))
            element.insert((0 if properties is None else 1) + at, edge)

    def refer(self, paragraph: Paragraph, mark: int) -> None:
        """The page of a place, at the right edge; the word processor puts the number in."""
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(self.room(landscape=False)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.add_run("\t")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f"PAGEREF document{mark} \\h")
        field.set(qn("w:dirty"), "true")
        paragraph._p.append(field)


def _paper(section: Section, *, landscape: bool) -> None:
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    sides = (Mm(28), Mm(30), Mm(30), Mm(30)) if landscape else (Mm(37), Mm(35), Mm(28), Mm(26))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = sides
    section.footer_distance = Mm(15)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    # 22 lines a page, 28 characters a line; the space of a character is in 1/4096 of a point
    grid = f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="579" w:charSpace="-820"/>'
    section._sectPr.append(parse_xml(grid))


def _styles(file: Document) -> None:
    normal = file.styles["Normal"]
    _face(normal, BODY, 16)
    _spaced(normal, _BOTH, indent=True)
    _spaced(_face(file.styles["Title"], HEAD, 22), _CENTRE, indent=False, before=14, after=14)
    for level in range(1, 10):
        style = _face(file.styles[f"Heading {level}"], _HEADINGS.get(level, BODY), 16)
        _spaced(style, WD_ALIGN_PARAGRAPH.LEFT, indent=True)
        style.paragraph_format.keep_with_next = True
    _new(file, "Flush", BODY, 16, _BOTH)
    head = _new(file, "Red Head", HEAD, 36, _CENTRE)
    head.font.color.rgb = RGBColor(0xD7, 0x00, 0x0F)
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(80), Pt(24)
    head.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _new(file, "Annex Label", HEI, 16, WD_ALIGN_PARAGRAPH.LEFT)
    _new(file, "Table Caption", HEI, 14, _CENTRE).paragraph_format.keep_with_next = True
    _new(file, "Signature Line", BODY, 16, _RIGHT).paragraph_format.right_indent = Pt(32)
    _tight(_new(file, "Record", BODY, 14, WD_ALIGN_PARAGRAPH.LEFT))
    _tight(_new(file, "Table Text", BODY, 10.5, WD_ALIGN_PARAGRAPH.LEFT))
    _tight(_new(file, "Page Number Line", SONG, 14, _RIGHT))
    _tight(_new(file, "Seal", SONG, 6.5, WD_ALIGN_PARAGRAPH.LEFT))


def _new(file: Document, name: str, face: str, size: float, align: WD_ALIGN_PARAGRAPH) -> ParagraphStyle:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    return _spaced(_face(style, face, size), align, indent=False)


def _face(style: ParagraphStyle, face: str, size: float) -> ParagraphStyle:
    """The style in a face for Chinese and Latin characters, black and upright."""
    style.font.name = face
    style.font.size = Pt(size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), face)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:  # the template rules off its titles
        style.element.pPr.remove(borders)
    return style


def _spaced(
    style: ParagraphStyle, align: WD_ALIGN_PARAGRAPH, *, indent: bool, before: float = 0, after: float = 0
) -> ParagraphStyle:
    form = style.paragraph_format
    form.alignment = align
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = PITCH
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.first_line_indent = Pt(32) if indent else Pt(0)
    return style


def _tight(style: ParagraphStyle) -> ParagraphStyle:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return style


def _number(paragraph: Paragraph) -> None:
    """The page number as “— 1 —”, kept up by Word."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")

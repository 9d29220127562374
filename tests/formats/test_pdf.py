from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Callable
from time import perf_counter

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.soundness import assert_sound, grid, paragraphs, read_or_reason, tables, words

from gongkai.formats import Limits, UnusableInput, read_bytes
from gongkai.formats.errors import REASONS
from gongkai.rules.blocks import Paragraph, Source

Typeset = Callable[[str], bytes]
LINE = "各有关部门要按照职责分工做好新城区供水保障工作，建立台账，逐项销号，确保群众用水安全可靠。"
PICTURE = "#image(bytes(range(48).map(i => calc.rem(i * 5, 256))), width: 100%, height: 90%, "
PICTURE += 'format: (encoding: "rgb8", width: 4, height: 4))'


def read(data: bytes) -> Source:
    source = read_bytes(data, "a.pdf")
    assert_sound(source)
    assert source.media_type == "application/pdf"
    return source


def joined(source: Source) -> list[str]:
    """The paragraphs that are no furniture, line breaks taken out."""
    return [
        source.text[block.start : block.end].replace("\n", "")
        for block in source.blocks
        if isinstance(block, Paragraph) and block.role != "furniture"
    ]


def saved(data: bytes, change: Callable[[pdfium.PdfDocument], None]) -> bytes:
    document = pdfium.PdfDocument(data)
    change(document)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_lines_are_put_together_to_the_paragraphs_of_the_author(typeset: Typeset) -> None:
    texts = [f"（{i}）加强水源保护。" + LINE * (i % 4 + 1) for i in range(1, 20)]
    source = read(typeset("\n\n".join(texts)))
    assert source.pages is not None
    assert source.pages > 1
    whole: list[str] = []
    goes_on = False
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.role != "furniture":
            text = source.text[block.start : block.end].replace("\n", "")
            whole = [*whole[:-1], whole[-1] + text] if goes_on else [*whole, text]
            # A full last line goes on on the next page unless a new number begins there.
            goes_on = bool(block.continues) and not text.endswith("。")
    assert whole == texts


def test_page_numbers_and_running_heads_are_furniture(typeset: Typeset) -> None:
    head = "#set page(header: [云河市人民政府公报 2021·#context counter(page).display()])\n"
    source = read(typeset(head + "\n#pagebreak()\n".join([LINE] * 4)))
    found = [
        source.text[block.start : block.end]
        for block in source.blocks
        if isinstance(block, Paragraph) and block.role == "furniture"
    ]
    assert Counter(re.sub(r"\d", "0", text) for text in found) == {
        "云河市人民政府公报0000·0": 4,
        "— 0 —": 4,
    }
    assert joined(source) == [LINE] * 4


def test_titles_and_signatures_show_their_alignment_and_size(typeset: Typeset) -> None:
    source = read(
        typeset(
            "#align(center, text(size: 22pt)[云河市人民政府关于印发\\ 供水保障行动方案的通知])\n\n"
            f"#align(center)[云政发〔2021〕8号]\n\n{LINE}\n\n#align(right)[云河市人民政府#h(4em)]\n\n"
            "#align(right)[2021年3月5日#h(4em)]"
        )
    )
    blocks = [b for b in source.blocks if isinstance(b, Paragraph) and b.role != "furniture"]
    assert [b.align for b in blocks] == ["center", "center", "center", "left", "right", "right"]
    assert [b.size for b in blocks] == [22, 22, 16, 16, 16, 16]
    assert joined(source)[2] == "云政发〔2021〕8号"


def test_a_contents_line_ends_with_its_page_number(typeset: Typeset) -> None:
    lines = [f"第{i}号文件关于供水的通知#box(width: 1fr, repeat[.])（{i}）" for i in range(3, 6)]
    source = read(typeset("\n\n".join(f"#par(first-line-indent: 0pt)[{line}]" for line in lines)))
    assert [text[:3] for text in joined(source)] == ["第3号", "第4号", "第5号"]


def test_two_columns_are_read_one_after_the_other(typeset: Typeset) -> None:
    source = read(typeset("#columns(2)[" + "\n\n".join([LINE * 2] * 6) + "]"))
    assert joined(source) == [LINE * 2] * 6


def test_a_merged_cell_stands_in_every_position_it_covers(typeset: Typeset) -> None:
    source = read(
        typeset(
            "#table(columns: 4, [甲], [乙], [丙], [丁],"
            "table.cell(colspan: 2, rowspan: 2)[合并], [1], [2], [5], [6],"
            f"table.cell(rowspan: 2)[竖], [3], [4], [7], table.cell(colspan: 3)[横])\n{LINE}"
        )
    )
    (table,) = tables(source)
    assert grid(source, table) == [
        ["甲", "乙", "丙", "丁"],
        ["合并", "合并", "1", "2"],
        ["合并", "合并", "5", "6"],
        ["竖", "3", "4", "7"],
        ["竖", "横", "横", "横"],
    ]
    assert [cell.spanned for row in table.rows for cell in row].count(True) == 6
    assert (table.page, table.merged, table.rotation) == (1, True, 0)
    assert joined(source) == [LINE]


def test_a_table_whose_sides_are_open_has_all_its_columns(typeset: Typeset) -> None:
    stroke = "stroke: (x, y) => (top: 1pt, bottom: 1pt, left: if x > 0 {1pt})"
    source = read(typeset(f"#table(columns: (3cm, 3cm, 1fr), {stroke}, [项], [值], [注], [水], [10], [])"))
    assert [grid(source, table) for table in tables(source)] == [[["项", "值", "注"], ["水", "10", ""]]]


def test_a_frame_around_a_paragraph_is_no_table(typeset: Typeset) -> None:
    source = read(typeset(f"#rect(width: 100%)[{LINE}]\n\n#line(length: 100%)\n{LINE}"))
    assert not tables(source)
    assert joined(source) == [LINE, LINE]


TASKS = "#set text(size: 10.5pt)\n#set par(first-line-indent: 0pt, justify: false)\n"
TASKS += "#table(columns: (1cm, 2cm, 1fr, 2.4cm), table.header([序号], [类别], [任务], [单位]),"
ROWS = [
    f"[{i}], "
    + (f"table.cell(rowspan: 3)[类{i // 3}]," if i % 3 == 0 else "")
    + f"[任务{i}。{LINE}], [市水务局],"
    for i in range(60)
]


def test_no_glyph_of_a_table_over_many_pages_is_lost(typeset: Typeset) -> None:
    data = typeset(TASKS + "".join(ROWS) + ")")
    source = read(data)
    assert len(tables(source)) > 3
    assert {len(table.rows[0]) for table in tables(source)} == {4}
    raw = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    assert Counter(words(source)) == Counter(re.sub(r"\s", "", raw))
    numbers = [row[0] for table in tables(source) for row in grid(source, table)]
    assert [n for n in numbers if n.isdecimal()] == [str(i) for i in range(60)]


@pytest.mark.parametrize(("turn", "angle"), [("-90deg", 90), ("90deg", 270)])
def test_a_turned_table_is_read_in_its_own_direction(typeset: Typeset, turn: str, angle: int) -> None:
    source = read(
        typeset(
            f"{LINE}\n#pagebreak()\n#rotate({turn}, reflow: true)[#box(width: 20cm)[附件2 #linebreak()"
            " #table(columns: 3, [甲], [乙], [丙], [丁], [戊], [己])]]"
        )
    )
    (table,) = tables(source)
    assert grid(source, table) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]
    assert (table.rotation, table.page) == (angle, 2)
    assert [(note.code, note.page) for note in source.notes] == [("rotated", 2)]
    assert "附件2" in paragraphs(source)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_the_viewer_turns_is_read_and_noted(typeset: Typeset, rotation: int) -> None:
    plain = typeset(f"{LINE * 2}\n\n{LINE}")

    def turn(document: pdfium.PdfDocument) -> None:
        document[0].set_rotation(rotation)

    source = read(saved(plain, turn))
    assert joined(source) == [LINE * 2, LINE]
    assert [note.code for note in source.notes] == ["rotated"]


def test_text_that_nobody_sees_is_dropped_and_reported(typeset: Typeset) -> None:
    source = read(
        typeset(
            f"{LINE}#text(fill: white)[白色的字]#text(size: 0.5pt)[极小的字]\n#place(dx: -60cm)[页外的字]\n\n"
            "#block(fill: black)[#text(fill: white)[黑底白字]]"
        )
    )
    assert joined(source) == [LINE, "黑底白字"]
    (note,) = source.notes
    assert (note.code, note.page) == ("hidden-text", 1)
    assert all(word in note.message for word in ("白色的字", "极小的字", "页外的字"))


def test_a_watermark_is_furniture(typeset: Typeset) -> None:
    mark = "#place(center + horizon, rotate(45deg)[#text(size: 40pt)[内部资料]])"
    source = read(typeset(f"{LINE * 4}\n{mark}"))
    assert joined(source) == [LINE * 4]
    assert "内部资料" in words(source)


def test_pages_without_text_are_named_and_the_others_read(typeset: Typeset) -> None:
    source = read(typeset(f"{LINE}\n#pagebreak()\n#set page(footer: none)\n{PICTURE}\n#pagebreak()\n{LINE}"))
    assert source.pages == 3
    assert source.pages_lost == (2,)
    assert [(note.code, note.page) for note in source.notes] == [("page-lost", 2)]
    assert joined(source) == [LINE, LINE]


def test_a_scan_is_refused_with_its_pages(typeset: Typeset) -> None:
    data = typeset(f"#set page(footer: none)\n{PICTURE}\n#pagebreak()\n{PICTURE}")
    with pytest.raises(UnusableInput) as caught:
        read_bytes(data, "扫描.pdf")
    assert caught.value.code == "no-text-layer"
    assert caught.value.pages == (1, 2)
    assert "第 1–2 页" in str(caught.value)


def test_fonts_that_do_not_tell_their_characters_lose_the_page(typeset: Typeset) -> None:
    data = saved(typeset(LINE), lambda document: None)
    assert b"/ToUnicode" in data
    with pytest.raises(UnusableInput, match="字体没有文字编码"):
        read_bytes(data.replace(b"/ToUnicode", b"/NoUnicode"), "a.pdf")


def test_every_cut_of_a_file_gives_a_source_or_a_reason(typeset: Typeset) -> None:
    data = typeset(LINE)
    for share in range(1, 20):
        found = read_or_reason(data[: len(data) * share // 20], "a.pdf")
        assert isinstance(found, Source) or found.code in REASONS


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9999), st.binary(min_size=1, max_size=9)), max_size=9))
def test_damage_anywhere_gives_a_source_or_a_reason(
    typeset: Typeset, damage: list[tuple[int, bytes]]
) -> None:
    data = bytearray(page())
    for place, new in damage:
        at = place * len(data) // 10_000
        data[at : at + len(new)] = new
    found = read_or_reason(bytes(data), "a.pdf")
    assert isinstance(found, Source) or found.code in REASONS


# --- files built by hand -----------------------------------------------------------------------------------

TEXT = b"BT /F1 12 Tf 72 700 Td (Water supply) Tj ET"
KIDS = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n" % (len(packed), head) + packed + b"\nendstream"


def form(data: bytes, draws: int) -> bytes:
    resources = b"/Resources<</XObject<</X0 %d 0 R>>>>" % draws if draws else b""
    return stream(data, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]" + resources)


def page(
    content: bytes = TEXT, pages: bytes = KIDS, forms: tuple[bytes, ...] = (), trailer: bytes = b""
) -> bytes:
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X0 6 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + b">>",
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *forms,
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + (b"xref\n0 %d\n0000000000 65535 f \n" % size + table)
        + (b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out)))
    )


LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(x)(x)]" % (b"a" * 32, b"b" * 32)
NEST = (*(form(b"/X0 Do " * 10, 7 + i) for i in range(9)), form(b"0 0 m 9 9 l S", 0))


def test_a_file_built_by_hand_is_read() -> None:
    assert paragraphs(read(page())) == ["Water supply"]


def test_text_inside_a_form_is_read_where_the_form_stands() -> None:
    inner = form(b"BT /F1 12 Tf 10 50 Td (inner) Tj ET", 0)
    content = b"BT /F1 12 Tf 72 300 Td (below) Tj ET q 1 0 0 1 60 600 cm /X0 Do Q"
    assert paragraphs(read(page(content, forms=(inner,)))) == ["inner", "below"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (page(b""), "no-text"),
        (page(trailer=LOCKED), "encrypted"),
        (page()[:300], "truncated"),
        (b"%PDF-1.7\n" + b"x" * 500, "truncated"),
        (page(pages=b"<</Type/Pages/Kids[" + b"3 0 R " * 9000 + b"]/Count 9000>>"), "too-large"),
        (page(b"0 0 m 1 1 l S " * 6_000_000), "bomb"),
        (page(TEXT * 120_000), "bomb"),
        (page(b"/X0 Do", forms=NEST), "bomb"),
    ],
    ids=["blank", "locked", "cut", "header only", "pages", "stream", "objects", "forms in forms"],
)
def test_a_file_that_cannot_be_read_is_refused_in_time(data: bytes, code: str) -> None:
    start = perf_counter()
    with pytest.raises(UnusableInput) as caught:
        read_bytes(data, "a.pdf", limits=Limits(trial_seconds=2))
    assert caught.value.code == code
    assert perf_counter() - start < 30


def test_limits_of_pages_are_said_in_the_message() -> None:
    two = page(pages=b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>")
    assert read(two).pages == 2
    with pytest.raises(UnusableInput, match="2 页，上限 1 页"):
        read_bytes(two, "a.pdf", limits=Limits(pages=1))


def test_a_page_of_ten_thousand_small_texts_is_read_in_time() -> None:
    many = b"BT /F1 5 Tf " + b"".join(
        b"1 0 0 1 %d %d Tm (w%d) Tj " % (20 + i % 50 * 11, 20 + i // 50 * 4, i) for i in range(10_000)
    )
    start = perf_counter()
    source = read(page(many + b"ET"))
    assert perf_counter() - start < 10
    assert len(words(source)) > 40_000


def test_a_rule_between_two_lines_parts_them(typeset: Typeset) -> None:
    notes = "抄送：市水务局，市财政局，市住房城乡建设局，市应急管理局，市气象"
    source = read(
        typeset(f"{LINE * 3}\n\n#par(first-line-indent: 0pt)[{notes}\\ #line(length: 100%) 市政府印发]")
    )
    assert joined(source)[1:] == [notes, "市政府印发"]


def test_lines_of_latin_words_need_not_be_full(typeset: Typeset) -> None:
    words_of_it = "Notice on Issuing the Implementation Programme for Safeguarding Municipal Water Supplies "
    source = read(typeset(f"{LINE * 5}\n\n#par(justify: false, first-line-indent: 0pt)[{words_of_it * 3}]"))
    assert len(joined(source)) == 2


def test_a_centred_title_that_fills_its_line_keeps_its_last_words(typeset: Typeset) -> None:
    title = "云河市人民政府办公室关于进一步加强全市城乡供水保障工作的若干政策措施"
    source = read(typeset(f"#align(center)[{title}]\n\n{LINE * 5}"))
    assert joined(source) == [title, LINE * 5]

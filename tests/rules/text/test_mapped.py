"""Cleaned text knows where each of its characters stood in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.fold import fold
from gongkai.rules.text.mapped import Mapped, clean, join

# Whatever may stand between characters: blanks, line ends, marks without width, markup.
SCRAPS = [
    "甲",
    "乙率",
    "12",
    "ab",
    " ",
    "　",
    "\n",
    "\t",
    "\u200b",
    "\ufeff",
    "**",
    "<u>",
    "</u>",
    "\u00ad",
    "％",
    "*",
]
untidy = st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join)

CLEANED = [
    ("blanks between Han characters go", "目 录　页", "目录页"),
    ("a blank between two figures parts them", "100 70", "100 70"),
    ("a blank between two Latin words parts them", "Annual  Report", "Annual Report"),
    ("a blank between a figure and a Han character goes", "第 18 号", "第18号"),
    ("line ends inside a Han sentence go", "全市\n推进", "全市推进"),
    ("characters without width go", "政\u200b发\ufeff", "政发"),
    ("a character without width between two figures leaves no blank", "20\u200b20", "2020"),
    ("a soft hyphen goes", "实\u00ad施", "实施"),
    ("bold marks of Markdown go", "**一、目标**", "一、目标"),
    ("underline marks go", "<u>牵头</u>", "牵头"),
    ("a single asterisk stays", "3*5", "3*5"),
    ("nothing but blanks leaves nothing", " \n　", ""),
]


@pytest.mark.parametrize(("what", "raw", "text"), CLEANED, ids=[c[0] for c in CLEANED])
def test_cleaning_removes_layout_and_keeps_words(what: str, raw: str, text: str) -> None:
    assert clean(raw, 0).text == text


def test_a_line_end_of_a_margin_does_not_part_a_figure() -> None:
    assert clean("达到1\n20家", 0, wrapped=True).text == "达到120家"
    assert clean("达到1\n20家", 0).text == "达到1 20家"


def test_a_line_end_of_a_margin_parts_two_latin_words() -> None:
    assert clean("Annual\nReport", 0, wrapped=True).text == "Annual Report"


def test_a_span_covers_what_lies_between_its_ends_in_the_source() -> None:
    words = clean("市 教\n育局", 40)
    assert words.text == "市教育局"
    assert words.span(0, 4) == (40, 46)
    assert words.span(1, 3) == (42, 45)
    assert words.span(2, 2) == (44, 44)


def check_map(raw: str, base: int, words: Mapped) -> None:
    assert len(words.folded) == len(words.text)
    assert words.folded == fold(words.text)
    last = base - 1
    for at, char in enumerate(words.text):
        offset = words.raw(at)
        assert last < offset < base + len(raw)
        assert raw[offset - base] == char or (char == " " and raw[offset - base].isspace()) or char == " "
        last = offset


@given(st.one_of(st.text(), untidy), st.integers(0, 1000), st.booleans())
def test_every_kept_character_points_to_itself(raw: str, base: int, wrapped: bool) -> None:
    words = clean(raw, base, wrapped=wrapped)
    check_map(raw, base, words)
    if words.text:
        assert base <= words.start < words.end <= base + len(raw)


@given(untidy)
def test_nothing_but_layout_is_lost(raw: str) -> None:
    def seen(text: str) -> str:
        for mark in ("**", "<u>", "</u>", "\u200b", "\ufeff", "\u00ad"):
            text = text.replace(mark, "")
        return "".join(text.split())

    assert "".join(clean(raw, 0).text.split()) == seen(raw)


@given(untidy, st.integers(0, 500), st.data())
def test_a_part_keeps_the_map_of_the_whole(raw: str, base: int, data: st.DataObject) -> None:
    whole = clean(raw, base)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    part = whole.part(start, end)
    assert (part.text, part.folded) == (whole.text[start:end], whole.folded[start:end])
    assert [part.raw(i) for i in range(len(part))] == [whole.raw(i) for i in range(start, end)]


@given(st.lists(untidy, min_size=1, max_size=6))
def test_joined_pieces_point_into_their_own_places(raws: list[str]) -> None:
    text, pieces = "", []
    for raw in raws:
        pieces.append(clean(raw, len(text)))
        text += raw + "\n"
    whole = join(pieces)
    check_map(text, 0, whole)
    assert whole.text.replace(" ", "") == "".join(p.text for p in pieces).replace(" ", "")


def test_pieces_of_a_word_join_without_a_seam_and_latin_words_with_a_blank() -> None:
    assert join([clean("入园", 0), clean("率", 9)]).text == "入园率"
    assert join([clean("Notice", 0), clean("of", 9)]).text == "Notice of"
    assert join([clean("达到1", 0), clean("20家", 9)]).text == "达到120家"


def test_no_pieces_join_to_nothing() -> None:
    assert join([]).text == ""

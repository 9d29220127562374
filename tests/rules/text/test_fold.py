"""Variants of one character become one; an offset into the folded text is one into the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.fold import fold

ONE_FORM = [
    ("full-width figures and letters", "２０２４年Ａ类", "2024年A类"),
    ("full-width punctuation", "甲，乙；丙：丁！", "甲,乙;丙:丁!"),
    ("tortoise-shell brackets of numbers", "〔2024〕", "[2024]"),
    ("black brackets", "【2024】", "[2024]"),
    ("full-width square brackets", "［2024］", "[2024]"),
    ("small tortoise-shell brackets", "﹝2024﹞", "[2024]"),
    ("white lenticular brackets", "〖2024〗", "[2024]"),
    ("round brackets", "（试行）", "(试行)"),
    ("curly quotes", "“十四五”", '"十四五"'),
    ("corner quotes", "「十四五」『要』", '"十四五""要"'),
    ("dashes of every length", "–—―－−", "-----"),
    ("wave dashes", "5～8〜9∼", "5~8~9~"),
    ("percent signs", "５％，６﹪", "5%,6%"),
    ("comparison signs", "≧9≦3⩾1", "≥9≤3≥1"),
    ("slashes", "吨╱年∕人", "吨/年/人"),
    ("middle dots", "甲•乙‧丙・丁", "甲·乙·丙·丁"),
    ("the circle that stands for zero", "二○二四", "二〇二四"),
    ("the ideographic blank", "甲　乙", "甲 乙"),
    ("radicals that a scan puts for characters", "⼀⾼", "一高"),
]
KEPT = ["二〇二四", "10²", "①", "…", "㎡", "《规划》", "。、", "‰", "1.5℃", "甲\n乙", "№", "ªº™"]


@pytest.mark.parametrize(("what", "written", "folded"), ONE_FORM, ids=[c[0] for c in ONE_FORM])
def test_variants_of_a_character_become_one(what: str, written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("text", KEPT)
def test_what_carries_meaning_or_would_change_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)
    if text not in ("№",):
        assert fold(text) == text


@given(st.text())
def test_no_text_changes_its_length_and_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert len(once) == len(text)
    assert fold(once) == once


@given(st.text(), st.text())
def test_a_piece_folds_the_same_wherever_it_stands(before: str, after: str) -> None:
    assert fold(before + after) == fold(before) + fold(after)

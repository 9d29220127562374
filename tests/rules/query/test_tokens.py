"""The analyser: units, pairs, and that a phrase of pairs is exactly a row of units."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.query.script import SIMPLIFIED, TRADITIONAL
from gongkai.rules.query.tokens import BREAK, END, line, pair, phrase, placed, plain, units

SIGNS = st.text(
    alphabet=st.sampled_from(
        "政务公開开发［]（2020)12３ａbＢ \n\u3000，。、\u200b\u00ad\ufdd0\U000f0001\x00İ号第"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("健 康\n行动", ["健", "康", "行", "动"]),
        ("２０２０年", ["2020", "年"]),
        ("100 70", ["100", "70"]),
        ("PM2.5浓度", ["pm", "2", ".", "5", "浓", "度"]),
        ("沈政发（2020）18号", ["沈", "政", "发", "[", "2020", "]", "18", "号"]),
        ("（2020年）", ["(", "2020", "年", ")"]),
        ("養老\u200b機構", ["养", "老", "机", "构"]),
        ("“六稳”", ['"', "六", "稳", '"']),
        ("", []),
        (" \n\ufeff", []),
        ("1" * 70, ["1" * 64, "1" * 6]),
    ],
)
def test_a_text_is_a_row_of_units(written: str, row: list[str]) -> None:
    assert units(written) == row


def test_two_runs_side_by_side_are_told_from_another_two() -> None:
    assert pair("1", "23") != pair("12", "3")
    assert line("1 23").split(" ")[0] != line("12 3").split(" ")[0]


def test_no_phrase_reaches_across_a_break() -> None:
    tokens = line(f"目标{BREAK}年底").split(" ")
    assert "标年" not in tokens


def test_the_last_unit_forms_a_pair_with_the_end() -> None:
    assert line("公开").split(" ") == ["公开", "开" + END]


@given(SIGNS)
def test_the_tokens_of_a_line_are_the_pairs_of_its_units(text: str) -> None:
    row = units(text)
    expected = (
        [pair(first, second) for first, second in zip(row, [*row[1:], END], strict=True)] if row else []
    )
    assert [token for token in line(text).split(" ") if token] == expected


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_and_keeps_its_places(text: str) -> None:
    row = placed(text)
    assert list(row.units) == units(text)
    assert len(plain(text)) == len(text)
    for unit, start, end in zip(row.units, row.starts, row.ends, strict=True):
        assert units(text[start:end]) == [unit] or "[" in unit or "]" in unit
    line(text).encode()


@given(SIGNS, SIGNS)
def test_a_phrase_stands_in_the_tokens_exactly_where_its_units_stand_in_the_row(
    text: str, query: str
) -> None:
    row, wanted = units(text), units(query)
    if len(wanted) < 2:
        return
    in_row = any(row[at : at + len(wanted)] == wanted for at in range(len(row)))
    tokens, sought = line(text).split(" "), phrase(wanted)
    in_tokens = any(tokens[at : at + len(sought)] == sought for at in range(len(tokens)))
    assert in_row == in_tokens


def test_the_table_of_characters_is_that_of_opencc() -> None:
    converter = opencc.OpenCC("t2s")
    made = {
        char: simple
        for char in map(chr, range(0x3400, 0xA000))
        if len(simple := converter.convert(char)) == 1 and simple != char and ord(simple) < 0x10000
    }
    assert dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)) == made

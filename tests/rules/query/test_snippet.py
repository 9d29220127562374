"""Snippets: always with the hit, marked where it stands in the text as written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.query.snippet import snippet, snippet_of_words
from gongkai.rules.query.tokens import BREAK, phrase, units

LONG = "一是健全机制，压实责任。" * 30 + "二是加强政务\n公开培训，全年不少于两次。" + "三是严格考核。" * 30


def test_a_hit_in_the_middle_of_a_long_text_is_shown_from_sentence_to_sentence() -> None:
    found = snippet(LONG, [units("政务公开")], 40)
    [piece] = found.pieces
    assert piece.marks
    assert [LONG[piece.start + a : piece.start + b] for a, b in piece.marks] == ["政务\n公开"]
    assert piece.text[-1] in "。；"
    assert len(found.text) <= 44


def test_several_hits_far_from_each_other_give_several_pieces() -> None:
    text = "甲政务公开。" + "无关内容。" * 50 + "乙政务公开。" + "无关内容。" * 50 + "丙政务公开。"
    found = snippet(text, [units("政务公开")], 60)
    assert [piece.text.count("政务公开") for piece in found.pieces] == [1, 1, 1]
    assert len(found.text) <= 80


def test_the_same_words_are_not_shown_twice() -> None:
    text = ("政务公开。" + "无关内容。" * 40) * 5
    assert len(snippet(text, [units("政务公开")], 30).pieces) == 1


def test_a_hit_longer_than_the_snippet_is_shown_whole() -> None:
    text = "前言。" + "政" * 300 + "。后语。"
    assert "政" * 300 in snippet(text, [units("政" * 300)], 20).pieces[0].text


def test_a_text_without_a_hit_gives_its_beginning() -> None:
    found = snippet(LONG, [units("无此内容词")], 30)
    assert found.pieces[0].start == 0
    assert found.pieces[0].marks == ()


def test_the_words_of_a_question_are_marked_where_they_stand() -> None:
    found = snippet_of_words("向高校毕业生发放创业补贴。", phrase(units("创业补贴")))
    assert found.pieces[0].parts() == [("向高校毕业生发放", False), ("创业补贴", True), ("。", False)]


@given(st.text(alphabet="政务公开。，\n 2０a", min_size=1, max_size=120), st.data())
def test_a_snippet_of_any_text_holds_the_hit_that_stands_in_it(text: str, data: st.DataObject) -> None:
    row = units(text)
    if not row:
        return
    first = data.draw(st.integers(0, len(row) - 1))
    wanted = row[first : data.draw(st.integers(first + 1, len(row)))]
    found = snippet(text, [wanted], 20)
    assert found.pieces[0].marks
    for piece in found.pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert "".join(part for part, _ in piece.parts()) == piece.text


def test_the_cells_of_a_row_are_shown_with_a_blank_between() -> None:
    found = snippet(f"婴儿死亡率{BREAK}2022年", [units("2022年")], 60)
    assert found.text == "婴儿死亡率 2022年"
    assert snippet(f"死亡率{BREAK}下降", [units("降")], 60).pieces[0].text.isprintable()

"""Document numbers in every spelling that occurs, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.text.docnumber import find_numbers, whole_number
from gongkai.rules.text.mapped import clean

ONE_NUMBER = "云政发〔2020〕18号"
SPELLINGS = [
    ("as the standard wants it", "云政发〔2020〕18号"),
    ("square brackets", "云政发[2020]18号"),
    ("full-width square brackets", "云政发［2020］18号"),
    ("round brackets", "云政发(2020)18号"),
    ("full-width round brackets", "云政发（2020）18号"),
    ("black brackets", "云政发【2020】18号"),
    ("angle brackets", "云政发<2020>18号"),
    ("an opening bracket of one kind and a closing one of another", "云政发〔2020]18号"),
    ("the same the other way round", "云政发（2020〕18号"),
    ("blanks everywhere", "云 政 发 〔 2020 〕 18 号"),
    ("ideographic blanks", "云政发　〔2020〕　18号"),
    ("full-width figures", "云政发〔２０２０〕１８号"),
    ("the ordinal in front", "云政发〔2020〕第18号"),
    ("a zero in front", "云政发〔2020〕018号"),
    ("characters without width", "云政\u200b发〔\u200b2020〕\ufeff18号"),
    ("a line end inside", "云政发〔2020〕\n18号"),
    ("bold marks", "**云政发〔2020〕18号**"),
]
ORDERS = [
    ("an order of a government", "云滨市人民政府令第18号", "云滨市人民政府令第18号"),
    ("blanks around the ordinal", "云滨市人民政府令 第 18 号", "云滨市人民政府令第18号"),
    ("an order of the State Council in short", "国令第707号", "国令第707号"),
    ("an order of the State Council", "国务院令第711号", "国务院令第711号"),
    ("a Chinese numeral", "云滨市人民政府令第十八号", "云滨市人民政府令第18号"),
    ("brackets around the ordinal", "云滨市人民政府令(第18号)", "云滨市人民政府令第18号"),
    ("the number before its kind", "第18号令", "第18号令"),
    ("blanks inside", "第 18 号令", "第18号令"),
]
NO_NUMBER = [
    "云政发",
    "〔2020〕18",
    "2020年18号文",
    "门牌18号",
    "第18号",
    "5路公交18号线",
    "〔2020〕18号",
    "云政发〔202〕18号",
    "云政发〔1620〕18号",
    "云政发2020年18号",
    "人民政府第18号公告",
    "",
    "号",
    "号号号",
]
INSIDE = [
    ("根据云政发〔2021〕3号文件", ["云政发〔2021〕3号"]),
    ("贯彻落实云政办发[2021]3号精神", ["云政办发〔2021〕3号"]),
    ("《关于做好甲工作的通知》（云教函〔2019〕7号）要求", ["云教函〔2019〕7号"]),
    ("按照省政办发〔2022〕11号和云政发〔2022〕5号", ["省政办发〔2022〕11号", "云政发〔2022〕5号"]),
    ("依据国务院令第711号、云滨市人民政府令第6号", ["国务院令第711号", "云滨市人民政府令第6号"]),
    ("甲政发〔2020〕1号、2号", ["甲政发〔2020〕1号"]),
    ("云发改规〔2023〕12-3号", ["云发改规〔2023〕12-3号"]),
]


@pytest.mark.parametrize(("what", "written"), SPELLINGS, ids=[c[0] for c in SPELLINGS])
def test_every_spelling_is_the_same_number(what: str, written: str) -> None:
    folded = clean(written, 0).folded
    found = whole_number(folded)
    assert found is not None
    assert (found.value, found.year, found.serial) == (ONE_NUMBER, 2020, "18")
    (inside,) = find_numbers(f"见{folded}文件")
    assert inside.value == ONE_NUMBER


@pytest.mark.parametrize(("what", "written", "value"), ORDERS, ids=[c[0] for c in ORDERS])
def test_the_number_of_an_order_has_no_year(what: str, written: str, value: str) -> None:
    found = whole_number(clean(written, 0).folded)
    assert found is not None
    assert (found.value, found.year) == (value, None)


@pytest.mark.parametrize("written", NO_NUMBER)
def test_what_looks_like_a_number_only_from_afar_is_none(written: str) -> None:
    folded = clean(written, 0).folded
    assert whole_number(folded) is None
    assert list(find_numbers(folded)) == []


@pytest.mark.parametrize(("sentence", "values"), INSIDE, ids=[c[0] for c in INSIDE])
def test_numbers_inside_a_sentence_begin_behind_the_words_that_lead_to_them(
    sentence: str, values: list[str]
) -> None:
    assert [n.value for n in find_numbers(clean(sentence, 0).folded)] == values


def test_several_numbers_of_one_cell_are_all_found_where_they_stand() -> None:
    cell = clean("云政发〔2020〕18号\n云政办发[2020]7号 云教发（2021）第3号", 100)
    found = list(find_numbers(cell.folded))
    assert [n.value for n in found] == ["云政发〔2020〕18号", "云政办发〔2020〕7号", "云教发〔2021〕3号"]
    assert [cell.text[n.start : n.end] for n in found] == [
        "云政发〔2020〕18号",
        "云政办发[2020]7号",
        "云教发（2021）第3号",
    ]


def test_a_line_that_says_more_than_a_number_is_none() -> None:
    assert whole_number("见云政发[2020]18号") is None
    assert whole_number("云政发[2020]18号文") is None


def test_brackets_around_a_whole_number_are_allowed() -> None:
    found = whole_number("(云政发[2020]18号)")
    assert found is not None
    assert (found.value, found.start, found.end) == (ONE_NUMBER, 1, 13)


def test_the_bracket_of_a_number_is_kept_for_the_proof_reader() -> None:
    assert [n.bracket for n in find_numbers("甲发[2020]1号,乙发(2020)2号,国令第3号")] == ["[", "(", None]


CODES = st.text(alphabet="云甲乙丙丁戊己庚辛政教卫", min_size=1, max_size=5).map(lambda t: t + "发")


@given(
    CODES,
    st.integers(1949, 2060),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "（）", "【】", "()"]),
)
def test_every_number_is_read_back_from_any_brackets(code: str, year: int, serial: int, pair: str) -> None:
    written = f"{code}{pair[0]}{year}{pair[1]}{serial}号"
    found = whole_number(clean(written, 0).folded)
    assert found is not None
    assert found.value == f"{code}〔{year}〕{serial}号"


@given(st.text(alphabet="云政发令第号〔〕[]()（）0123456789二十 、根据和", max_size=40))
def test_no_mixture_of_brackets_and_figures_breaks_the_search(text: str) -> None:
    folded = clean(text, 0).folded
    last = 0
    for number in find_numbers(folded):
        assert 0 <= number.start < number.end <= len(folded)
        assert number.start >= last
        last = number.start
        assert folded[number.end - 1] in "号)令"
    whole_number(folded)

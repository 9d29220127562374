"""Variants are a function of the seed, and their truth is what a careful reader finds in the text."""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import Any

import pytest

from gongkai.samples.variants import KINDS, Variant, variants
from gongkai.samples.variants.damage import (
    SHAPING,
    SIGNS,
    damaged,
    page_numbers,
    windows_lines,
)
from gongkai.samples.variants.duties import MARKERS, Marker, draw_author
from gongkai.samples.variants.goals import MAKERS, Maker, several, two_indicators, two_years, written
from gongkai.samples.variants.places import Jurisdiction, UnitStyle
from gongkai.samples.variants.pools import domains

MANY = list(variants(250, seed=20))
PLACE = Jurisdiction("青陵", "市", "青")


def decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("neither UTF-8 nor GB18030")


def bare(text: str) -> str:
    """``text`` without page furniture, blanks and invisible signs, all in one width."""
    text = re.sub(r"\n+— ?\d+ ?—\n+", "\n", unicodedata.normalize("NFKC", text.replace("\r", "")))
    text = re.sub(r"\n+\S{2,4}人民政府公报 ?第 ?\d+ ?期\n+", "", text)
    return re.sub(r"[\s\u200b\u200d\u2060\ufeff]", "", text).translate(str.maketrans("〔〕【】", "[][]"))


def tasks(variant: Variant) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = variant.truth["documents"][0]["tasks"]
    return found


def not_in_text(variant: Variant) -> list[str]:
    """The words of the truth that the text does not hold."""
    text, document = bare(decoded(variant.files["txt"])), variant.truth["documents"][0]
    words = [document["title"], *document["issuers"], *document["attachments"]]
    words += document.get("headings_l1", [])
    words += [key for task in tasks(variant) for key in task["key"]]
    words += [target["indicator"] for target in document["targets"]]
    words += [indicator["name"] for indicator in document["indicators"]]
    return [word for word in words if bare(word) not in text]


def test_the_words_of_the_truth_stand_in_the_text() -> None:
    assert {v.name: missing for v in MANY if (missing := not_in_text(v))} == {}


def test_the_numbers_of_the_truth_stand_in_the_text_whatever_their_brackets() -> None:
    for variant in MANY:
        text = re.sub(r"[\[(](\d{4})[\])]", r"[\1]", bare(decoded(variant.files["txt"])))
        document = variant.truth["documents"][0]
        for number in (document["number"], *document["references"]):
            assert bare(number) in text


def test_the_units_of_a_task_stand_in_the_text_in_full_or_without_their_prefix() -> None:
    for variant in MANY:
        text = bare(decoded(variant.files["txt"]))
        for task in tasks(variant):
            assert task["lead"] or task["responsible"]
            assert not set(task["lead"]) & set(task["responsible"])
            for unit in (*task["lead"], *task["responsible"]):
                assert bare(unit) in text or bare(unit)[1:] in text


def test_a_document_is_dated_before_what_it_demands() -> None:
    for variant in MANY:
        date = variant.truth["documents"][0]["date"]
        assert all(task["due"] > date for task in tasks(variant) if "due" in task)


def test_no_two_tasks_of_a_document_have_the_same_key() -> None:
    for variant in MANY:
        keys = [tuple(task["key"]) for task in tasks(variant)]
        assert len(keys) == len(set(keys))


def test_the_baseline_of_an_indicator_never_meets_its_target() -> None:
    for variant in MANY:
        for indicator in variant.truth["documents"][0]["indicators"]:
            goal, base = indicator.get("city") or indicator.get("own"), indicator["baseline"]
            if base and goal and goal[1] is not None:
                assert (base[1] < goal[1]) if goal[0] == ">=" else (base[1] != goal[1])


def test_the_same_seed_gives_the_same_files_and_truth() -> None:
    assert list(variants(25, seed=3)) == list(variants(25, seed=3))


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    assert list(variants(12, seed=3))[:5] == list(variants(5, seed=3))


def test_another_seed_gives_other_documents() -> None:
    assert {v.truth["documents"][0]["title"] for v in variants(20, 1)}.isdisjoint(
        {v.truth["documents"][0]["title"] for v in variants(20, 2)}
    )


def test_all_kinds_and_formats_occur() -> None:
    assert {v.kind for v in MANY} == set(KINDS)
    assert {name for v in MANY for name in v.files} == {"txt", "html", "docx"}


@pytest.mark.parametrize("kind", ["rules", "reply", "notice", "coordinates", "indicator-table"])
def test_documents_that_charge_nobody_have_no_task_and_no_target(kind: str) -> None:
    found = [v.truth["documents"][0] for v in MANY if v.kind == kind]
    assert found
    assert all(document["tasks"] == [] and document["targets"] == [] for document in found)


def test_grants_are_no_targets() -> None:
    found = [v for v in MANY if v.kind == "policies"]
    assert any("补助" in decoded(v.files["html"]) for v in found)
    assert all(v.truth["documents"][0]["targets"] == [] for v in found)


def test_a_long_list_counts_on_through_its_parts() -> None:
    for found in (v for v in MANY if v.kind == "long-list"):
        assert [task["item"] for task in tasks(found)] == list(range(1, len(tasks(found)) + 1))
        assert len(tasks(found)) >= 40


@pytest.mark.parametrize("level", ["市", "省", "县", "区"])
def test_places_of_every_level_occur(level: str) -> None:
    assert any(u.startswith(level) for v in MANY for t in tasks(v) for u in t["responsible"])


TEXT = "\n".join(
    f"　　（{n}）推进校园安全检查，规范食品采购流程，到2025年，抽检合格率达到9{n}.5%以上，定期通报结果。" * 4
    for n in range(10)
)


@pytest.mark.parametrize("damage", [*SHAPING, *SIGNS, windows_lines], ids=lambda d: d.__name__)
def test_a_damage_changes_the_text_and_loses_no_word(damage: Any) -> None:
    hurt = damage("青陵市人民政府\n\n" + TEXT, Random(4))
    assert hurt != "青陵市人民政府\n\n" + TEXT
    assert bare(hurt) == bare("青陵市人民政府\n\n" + TEXT)


def test_damage_never_cuts_a_table_row_and_repeats_its_head_on_a_new_page() -> None:
    table = "\n".join(["名称\t内容\t时限", *(f"甲\t{'乙' * 70}\t丙" for _ in range(40))])
    for seed in range(20):
        rows = [line for line in bare_lines(damaged(table, Random(seed))) if "\t" in line]
        heads = [row for row in rows if "名" in row]
        assert len(rows) == 40 + len(heads)
        assert {row.count("\t") for row in rows} == {2}
    assert page_numbers(table, Random(1)).count("名称") == 6


def bare_lines(text: str) -> list[str]:
    return text.replace("\r", "").split("\n")


@pytest.mark.parametrize("mark", MARKERS, ids=lambda m: m.__name__)
def test_a_mark_names_every_unit_that_it_means(mark: Marker) -> None:
    for seed in range(30):
        chance = Random(seed)
        author = draw_author(chance, PLACE, UnitStyle("、", seed % 2 == 0), 2024, 3)
        duty = mark(chance, author)
        text = duty.inside + "".join(duty.below)
        assert duty.lead or duty.responsible
        assert all(unit in text or unit[1:] in text for unit in (*duty.lead, *duty.responsible))


@pytest.mark.parametrize("maker", [*MAKERS, two_indicators, several], ids=lambda m: m.__name__)
def test_a_clause_contains_indicator_value_and_unit_of_its_targets(maker: Maker) -> None:
    for seed in range(40):
        stated = maker(Random(seed), domains()[seed % len(domains())], 2027)
        assert stated.goals
        for goal in stated.goals:
            assert goal.indicator in stated.clause
            if goal.value is not None:
                assert written(goal.value) in stated.clause
                assert (goal.unit or "") in stated.clause


def test_two_years_give_two_targets() -> None:
    for seed in range(40):
        stated = two_years(Random(seed), domains()[0], (2025, 2030))
        assert [goal.year for goal in stated.goals] == [2025, 2030]
        assert len({goal.indicator for goal in stated.goals}) == 1


def test_the_separator_of_an_author_leaves_names_in_brackets_whole() -> None:
    style = UnitStyle("，", elides=True)
    assert (
        style.write(["市教育局", "市财政局", "各县（市、区）政府"], PLACE)
        == "市教育局，财政局，各县（市、区）政府"
    )

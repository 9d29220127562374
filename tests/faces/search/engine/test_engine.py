"""The engine: what is found, counted, narrowed, ordered, suggested."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongkai.faces.search.engine import Engine, Entry, Facet, Folder, Part, Query, Results, rebuild
from gongkai.rules.query.tokens import BREAK

ENTRIES = (
    Entry(
        "plan",
        "1",
        "青陵市健康行动方案",
        (
            Part("plan/t", "青陵市健康行动方案", "title"),
            Part("plan/1", "加强政务公开培训。", units=("市教育局",), topics=("教育",)),
            Part("plan/2", f"指标{BREAK}年底达到30%", "annex", units=("市卫生健康委", "市教育局")),
        ),
        numbers=("青政发〔2020〕18号",),
        kind="方案",
        issuer="青陵市人民政府",
        date=datetime.date(2020, 7, 31),
        units=("市政府办公室",),
    ),
    Entry(
        "notice",
        "1",
        "关于政务公开工作的通知",
        (
            Part("notice/t", "关于政务公开工作的通知", "title"),
            Part("notice/1", "依据青政发（2020）第18号文件，健全政务公开机制。", units=("市教育局",)),
        ),
        numbers=("青办发〔2021〕3号",),
        kind="通知",
        issuer="青陵市人民政府办公室",
        date=datetime.date(2021, 4, 2),
    ),
    Entry(
        "draft",
        "1",
        "内部草案",
        (Part("draft/1", "政务公开草案。"),),
        numbers=("青政发〔2022〕5号",),
        kind="方案",
        date=datetime.date(2022, 1, 1),
        audience="place 1",
    ),
)
TEXTS = {part.key: part.text for entry in ENTRIES for part in entry.parts}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = Folder(Path(tmp_path_factory.mktemp("index")))
    with rebuild(folder, lambda keys: []) as writer:
        for entry in ENTRIES:
            writer.add(entry)
    return Engine(folder, lambda keys: {key: TEXTS[key] for key in keys if key != "plan/2"})


def keys(results: Results) -> list[str]:
    return [hit.key for hit in results.hits]


def facet(results: Results, name: str) -> dict[str, tuple[int, bool]]:
    [found] = [each for each in results.facets if each.name == name]
    return {value.value: (value.count, value.chosen) for value in found.values}


def test_the_public_never_finds_what_only_staff_may_see(engine: Engine) -> None:
    assert not any(key.startswith("draft") for key in keys(engine.search(Query("政务公开"))))
    assert "draft/1" in keys(engine.search(Query("政务公开", audiences=("place 1",))))
    assert engine.search(Query("青政发2022-5")).direct is None
    assert engine.search(Query("青政发2022-5", audiences=None)).direct == "draft"
    assert engine.search(Query("草案怎么修改才能公开呢")).mode == "ranked"
    assert not any(hit.document == "draft" for hit in engine.search(Query("草案怎么修改才能公开呢")).hits)
    assert not engine.suggest("内部")
    assert engine.suggest("内部", audiences=("place 1",))


@pytest.mark.parametrize("typed", ["青政发2020-18", "青政发[2020]18号", "2020年18号文", "18号文"])
def test_a_number_leads_straight_to_its_document_and_finds_what_cites_it(engine: Engine, typed: str) -> None:
    results = engine.search(Query(typed))
    assert results.direct == "plan"
    assert keys(results) == ["plan/t", "notice/1"]


def test_no_phrase_reaches_from_one_cell_of_a_row_into_the_next(engine: Engine) -> None:
    assert engine.search(Query("指标年底")).count == 0
    assert keys(engine.search(Query("年底达到"))) == ["plan/2"]


def test_a_facet_is_counted_without_its_own_narrowing_and_with_all_others(engine: Engine) -> None:
    query = Query("", filters={"kind": ("方案",), "unit": ("市教育局",)}, facets=("kind", "unit", "year"))
    results = engine.search(query)
    assert results.mode == "all"
    assert results.count == 2
    assert facet(results, "kind") == {"方案": (2, True), "通知": (1, False)}
    assert facet(results, "unit") == {
        "市政府办公室": (3, False),
        "市教育局": (2, True),
        "市卫生健康委": (1, False),
    }
    assert facet(results, "year") == {"2020": (2, False)}


def test_several_values_of_a_field_widen_and_a_chosen_one_without_hits_is_still_listed(
    engine: Engine,
) -> None:
    query = Query("政务公开", filters={"kind": ("方案", "通知", "命令")}, facets=("kind",))
    results = engine.search(query)
    assert results.count == 3
    assert facet(results, "kind") == {"通知": (2, True), "方案": (1, True), "命令": (0, True)}


def test_hits_are_ordered_by_date_where_that_is_wanted(engine: Engine) -> None:
    newest = [hit.document for hit in engine.search(Query("政务公开", sort="newest")).hits]
    oldest = [hit.document for hit in engine.search(Query("政务公开", sort="oldest")).hits]
    assert newest == ["notice", "notice", "plan"]
    assert oldest == ["plan", "notice", "notice"]


def test_hits_are_narrowed_to_days(engine: Engine) -> None:
    later = Query("政务公开", since=datetime.date(2020, 8, 1))
    assert {hit.document for hit in engine.search(later).hits} == {"notice"}
    earlier = Query("政务公开", until=datetime.date(2020, 7, 31))
    assert {hit.document for hit in engine.search(earlier).hits} == {"plan"}


def test_pages_follow_each_other_and_the_count_is_exact(engine: Engine) -> None:
    whole = keys(engine.search(Query("政务公开", limit=10)))
    pages = [
        key for offset in range(3) for key in keys(engine.search(Query("政务公开", offset=offset, limit=1)))
    ]
    assert pages == whole
    assert engine.search(Query("政务公开", offset=5)).count == 3
    assert engine.search(Query("政务公开", limit=0)).hits == ()


def test_a_title_can_be_asked_for_alone(engine: Engine) -> None:
    assert keys(engine.search(Query("标题:政务公开"))) == ["notice/t"]


def test_a_document_can_be_searched_alone(engine: Engine) -> None:
    assert keys(engine.search(Query("政务公开", filters={"document": ("plan",)}))) == ["plan/1"]


def test_a_hit_whose_text_is_gone_has_no_snippet(engine: Engine) -> None:
    [hit] = engine.search(Query("年底达到")).hits
    assert hit.snippet is None


def test_a_facet_that_is_not_known_is_left_out(engine: Engine) -> None:
    found: tuple[Facet, ...] = engine.search(Query("政务公开", facets=("colour", "kind"))).facets
    assert [each.name for each in found] == ["kind"]


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("青政发2020", "青政发〔2020〕18号", "number"),
        ("青陵市人民政府办", "青陵市人民政府办公室", "issuer"),
        ("市政府", "市政府办公室", "unit"),
        ("健康行动", "青陵市健康行动方案", "title"),
        ("健康行動", "青陵市健康行动方案", "title"),
        ("jkxd", "青陵市健康行动方案", "title"),
    ],
)
def test_a_line_is_finished_from_numbers_names_titles_and_sound(
    engine: Engine, typed: str, text: str, kind: str
) -> None:
    found = {suggestion.text: suggestion for suggestion in engine.suggest(typed)}
    assert found[text].kind == kind
    assert found[text].pinyin == typed.isascii()


@pytest.mark.parametrize(
    "typed", ["", " ", "(", "\\", "a.*", '"', "-", "：", "\x00", "\ud800", "｜ OR", "标题:", "*" * 999]
)
def test_rubbish_is_no_error(engine: Engine, typed: str) -> None:
    engine.search(Query(typed, facets=("kind",)))
    engine.search(Query(typed, mode="ranked"))
    engine.suggest(typed)

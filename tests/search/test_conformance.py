"""The published queries through the engine itself: nothing missed, nothing too much."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.search.cases import Case, cases, corpus

from gongkai.faces.search.engine import Engine, Entry, Folder, Part, Query, rebuild


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = Folder(Path(tmp_path_factory.mktemp("index")))
    texts: dict[str, str] = {}
    with rebuild(folder, lambda keys: []) as writer:
        for document in corpus():
            texts |= document.keyed()
            parts = tuple(Part(key, text) for key, text in document.keyed().items())
            writer.add(Entry(document.key, "1", document.title, parts, (document.number,)))
    return Engine(folder, lambda keys: {key: texts[key] for key in keys})


def test_the_set_has_at_least_120_queries_of_which_none_stands_twice() -> None:
    queries = [case.query for case in cases()]
    assert len(queries) >= 120
    assert len(set(queries)) == len(queries)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.group}: {case.query}")
def test_the_matcher_finds_something_exactly_where_the_set_says_so(case: Case) -> None:
    assert bool(case.expected) == case.some


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.group}: {case.query}")
def test_every_part_that_answers_is_found_and_no_other(case: Case, engine: Engine) -> None:
    results = engine.search(Query(case.query, limit=1000))
    assert {hit.key for hit in results.hits} == case.expected
    assert results.count == len(case.expected)


@pytest.mark.parametrize(
    "case", [c for c in cases() if c.some], ids=lambda case: f"{case.group}: {case.query}"
)
def test_every_snippet_marks_a_hit_in_the_text_itself(case: Case, engine: Engine) -> None:
    texts = {key: text for document in corpus() for key, text in document.keyed().items()}
    own = {f"{document.key}/0" for document in corpus()}
    for hit in engine.search(Query(case.query, limit=1000)).hits:
        assert hit.snippet is not None
        for piece in hit.snippet.pieces:
            assert texts[hit.key][piece.start :].startswith(piece.text)
        if not (case.query.startswith("-") or hit.key in own):
            assert any(piece.marks for piece in hit.snippet.pieces)

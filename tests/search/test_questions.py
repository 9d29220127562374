"""Questions in plain words: how often the right document comes first, beside BM25 over plain pairs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import bm25s
import pytest

from gongkai.faces.search.engine import Engine, Entry, Folder, Part, Query, rebuild
from gongkai.formats import read_bytes
from gongkai.samples.variants import variants

FILE = Path(__file__).with_name("questions.toml")
OTHERS = 120  # generated documents that lie between
DEPTH = 20

Rank = Callable[[str], list[str]]


def ours() -> list[tuple[str, str, list[str]]]:
    """Title, text and questions of our own documents."""
    records = tomllib.loads(FILE.read_text(encoding="utf-8"))["document"]
    return [(record["title"], record["text"], record["questions"]) for record in records]


def documents() -> dict[str, list[str]]:
    """Every document by its key, as paragraphs: our own and the generated ones."""
    found = {title: [title, *re.findall(r"[^。]+。", text)] for title, text, _ in ours()}
    for variant in variants(OTHERS, seed=11):
        text = read_bytes(variant.files["html"], f"{variant.name}.html").text
        found[variant.name] = [part for part in text.split("\n") if part.strip()]
    return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = Folder(tmp_path_factory.mktemp("index"))
    with rebuild(folder, lambda keys: []) as writer:
        for key, paragraphs in documents().items():
            parts = tuple(Part(f"{key}/{place}", text) for place, text in enumerate(paragraphs))
            writer.add(Entry(key, "1", paragraphs[0], parts))
    return Engine(folder)


def figures(rank: Rank) -> tuple[float, float]:
    """The share of questions whose document comes first (hit@1), and the mean of 1/place (MRR)."""
    places = []
    for title, _, questions in ours():
        for question in questions:
            found = rank(question)
            places.append(found.index(title) + 1 if title in found else 0)
    first = sum(place == 1 for place in places) / len(places)
    return first, sum(1 / place for place in places if place) / len(places)


def plain_pairs() -> Rank:
    """The baseline: BM25 over pairs of neighbouring characters of the whole document."""
    known = documents()
    keys = list(known)

    def pairs(text: str) -> list[str]:
        bare = "".join(text.split())
        return [bare[at : at + 2] for at in range(len(bare) - 1)]

    retriever = bm25s.BM25()
    retriever.index([pairs("".join(parts)) for parts in known.values()], show_progress=False)

    def rank(question: str) -> list[str]:
        found, _ = retriever.retrieve([pairs(question)], k=DEPTH, show_progress=False)
        return [keys[int(number)] for number in found[0]]

    return rank


def test_there_are_150_questions_and_no_two_alike() -> None:
    questions = [question for _, _, each in ours() for question in each]
    assert len(questions) >= 150
    assert len(set(questions)) == len(questions)


def test_a_question_finds_its_document_more_often_than_by_plain_pairs(
    engine: Engine, record_property: Callable[[str, object], None]
) -> None:
    def rank(question: str) -> list[str]:
        return [hit.document for hit in engine.search(Query(question, limit=DEPTH)).hits]

    (first, mean), (plain_first, plain_mean) = figures(rank), figures(plain_pairs())
    record_property("ours", f"hit@1 {first:.3f}, MRR {mean:.3f}")
    record_property("plain pairs", f"hit@1 {plain_first:.3f}, MRR {plain_mean:.3f}")
    assert first > plain_first
    assert mean > plain_mean
    assert first >= 0.9


def test_a_ranked_answer_gives_each_document_once_and_says_that_it_is_ranked(engine: Engine) -> None:
    results = engine.search(Query("大学生自己开公司能拿多少补助", limit=DEPTH))
    assert results.mode == "ranked"
    found = [hit.document for hit in results.hits]
    assert len(found) == len(set(found)) == DEPTH


def test_pages_of_a_ranked_answer_follow_each_other(engine: Engine) -> None:
    def page(offset: int, limit: int) -> list[str]:
        found = engine.search(Query("低保要多少天才能批下来", offset=offset, limit=limit))
        return [hit.key for hit in found.hits]

    assert page(0, 4) + page(4, 4) == page(0, 8)

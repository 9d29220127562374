"""The sample issue, whose truth is known because we wrote it, read in all of its formats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.scoring import plain, score

from gongkai.formats import read_bytes
from gongkai.rules.blocks import Source, TableBlock
from gongkai.rules.interchange import to_json
from gongkai.rules.reading import read_source
from gongkai.rules.records import Gazette
from gongkai.samples import FORMATS, sample_issue, truth
from gongkai.samples.write import sample_bytes

TRUTH = truth(sample_issue())
LEAST = 0.99
GOLDEN = Path(__file__).parent / "golden" / "sample.json"
in_every_format = pytest.mark.parametrize("form", FORMATS)


@cache
def read(form: str) -> tuple[Source, Gazette]:
    source = read_bytes(sample_bytes(form), f"sample.{form}")
    return source, read_source(source)


@in_every_format
def test_every_field_is_read_as_it_was_written(form: str) -> None:
    made = score(TRUTH, read(form)[1])
    assert made.below(LEAST) == {}, made.misses


@in_every_format
def test_all_planted_faults_are_found_and_nothing_else(form: str) -> None:
    planted = Counter(fault["code"] for fault in TRUTH["planted"] if form in fault["formats"])
    # Pages turned one after the other are one finding that names them all.
    planted["rotated"] = min(planted["rotated"], 1)
    assert Counter(found.code for found in read(form)[1].findings) == +planted


@in_every_format
def test_the_turned_pages_are_those_of_the_turned_annex(form: str) -> None:
    pages = [s.page for f in read(form)[1].findings if f.code == "rotated" for s in f.spans]
    assert pages == (TRUTH["layout"]["rotated_pages"] if form == "pdf" else [])


@in_every_format
def test_a_finding_says_what_was_planted(form: str) -> None:
    _, gazette = read(form)
    for code, words in (
        ("unit-conflict", ("管网末梢水质不合格率", "‰")),
        ("target-already-met", ("居民对改造效果的满意率", "92.4")),
        ("target-weaker", ("生活垃圾回收利用率",)),
        ("number-brackets", ("澜营商领发[2024]1号",)),
        ("repeated-phrase", ("压紧压实",)),
    ):
        (found,) = [f for f in gazette.findings if f.code == code]
        assert all(word in found.message for word in words)


def cells(source: Source) -> Counter[str]:
    """How often the words of a cell stand in the file, each merged cell once."""
    held: Counter[str] = Counter()
    for block in source.blocks:
        if isinstance(block, TableBlock):
            for row in block.rows:
                held.update(plain(source.text[c.start : c.end]) for c in row if not c.spanned)
    return held


@in_every_format
def test_no_word_of_a_table_is_lost(form: str) -> None:
    source, gazette = read(form)
    tables = [t for d in gazette.documents for a in d.attachments for t in a.tables]
    words = "".join(plain(c.text) for t in tables for row in (*t.header, *t.rows) for c in row)
    words += "".join(plain(t.caption) for t in tables)
    for text in cells(source):
        assert len(text) > 80 or text in words
    assert all(len({len(row) for row in (*t.header, *t.rows)}) == 1 for t in tables)


@in_every_format
def test_every_character_is_counted_and_hardly_any_is_left_over(form: str) -> None:
    held = read(form)[1].coverage
    assert held.placed + held.furniture + held.unplaced == held.characters
    assert held.unplaced <= held.characters * 0.01


@in_every_format
def test_the_record_satisfies_the_published_schema(
    form: str, valid: Callable[[dict[str, Any]], None]
) -> None:
    valid(to_json(read(form)[1]))


@pytest.mark.golden
def test_the_record_of_the_text_is_the_reviewed_one(golden: Callable[[Path, str], None]) -> None:
    record = to_json(read("txt")[1])
    record["source"]["sha256"] = "0" * 64
    golden(GOLDEN, json.dumps(record, ensure_ascii=False, indent=1) + "\n")

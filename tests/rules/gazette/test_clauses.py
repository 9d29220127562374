"""Every placed character of a document stands in exactly one clause; addresses are made of places alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.build import ADDRESSEES, NUMBER, TITLE, WHOLE, source

from gongkai.formats import open_source
from gongkai.rules.blocks import Source
from gongkai.rules.gazette.clauses import Clause, Component, Places, split
from gongkai.rules.gazette.lines import Line, lay_out
from gongkai.rules.reading import read_source
from gongkai.rules.records import Document
from gongkai.samples import FORMATS, write_sample

REAL = ("seed/gazette-2020-16.txt", "dev/05-jinan.txt", "dev/13-guangzhou.html", "dev/26-hebei.txt",
        "dev/35-anhui.txt", "dev/45-state-council.html")  # fmt: skip


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    paths = write_sample(tmp_path_factory.mktemp("samples"))
    return {path.suffix[1:]: open_source(path) for path in paths}


def clauses(parts: tuple[Component, ...]) -> list[Clause]:
    return [clause for part in parts for clause in part.walk()]


def split_one(*words: str) -> dict[str, Clause]:
    read = source(*words)
    [document] = read_source(read).documents
    return {clause.eid: clause for clause in clauses(split(read.text, document))}


def placed(read: Source, document: Document) -> set[int]:
    """The characters of a document that the layout holds as text."""
    found: set[int] = set()
    layout = lay_out(read)
    for element in layout.elements:
        start, end = (
            (element.words.start, element.words.end)
            if isinstance(element, Line)
            else (element.start, element.end)
        )
        found.update(range(max(start, document.span.start), min(end, document.span.end)))
    for start, end in layout.furniture:
        found.difference_update(range(start, end))
    return {at for at in found if read.text[at].isalnum()}


def held(parts: tuple[Component, ...]) -> Counter[int]:
    """How many clauses hold each character; a table holds what its rows do not."""
    found: Counter[int] = Counter()
    tables = [clause for clause in clauses(parts) if clause.kind == "table"]
    for clause in clauses(parts):
        spans = [cell.span for cell in clause.cells] if clause.kind == "row" else [clause.span]
        for span in spans if clause.kind != "table" else []:
            found.update(range(span.start, span.end))
    for table in tables:
        found.update(at for at in range(table.span.start, table.span.end) if at not in found)
    return found


def check(read: Source) -> None:
    for document in read_source(read).documents:
        parts = split(read.text, document)
        eids = [clause.eid for clause in clauses(parts)]
        assert len(eids) == len(set(eids))
        counted = held(parts)
        wanted = placed(read, document)
        assert {read.text[at] for at in wanted if not counted[at]} == set()
        assert {read.text[at] for at in wanted if counted[at] > 1} == set()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_character_of_the_sample_stands_in_one_clause(kind: str, samples: dict[str, Source]) -> None:
    check(samples[kind])


@pytest.mark.parametrize("name", REAL)
def test_every_character_of_real_documents_stands_in_one_clause(name: str, shared: Path) -> None:
    check(open_source(shared / name))


PIECES = (
    "一、甲。",
    "（一）乙",
    "1.丙。丁",
    "戊己庚。",
    "附件1",
    "2020年3月5日",
    "（此件公开发布）",
    "抄送：某",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_every_character_of_any_document_stands_in_one_clause(words: list[str]) -> None:
    check(source(NUMBER, TITLE, ADDRESSEES, *words))


def test_the_same_issue_has_the_same_addresses_in_html_and_in_docx(samples: dict[str, Source]) -> None:
    eids = [
        [c.eid for d in read_source(samples[kind]).documents for c in clauses(split(samples[kind].text, d))]
        for kind in ("html", "docx")
    ]
    assert eids[0] == eids[1]


def test_every_task_target_and_indicator_of_the_sample_has_a_clause(samples: dict[str, Source]) -> None:
    for read in samples.values():
        for document in read_source(read).documents:
            places = Places(split(read.text, document))
            spans = [task.span for task in document.tasks]
            spans += [target.span for target in document.targets]
            spans += [indicator.span for indicator in document.indicators]
            assert all(places.at(span.start, span.end) for span in spans)


def test_components_stand_in_order_with_formal_parts_in_the_notice() -> None:
    read = source(*WHOLE)
    [document] = read_source(read).documents
    parts = split(read.text, document)
    assert [part.eid for part in parts] == ["notice", "plan", "att1"]
    roles = {clause.role: clause.eid for clause in parts[0].walk() if clause.role}
    assert {"number", "title", "to", "list", "sign", "date", "note", "copied", "printed"} <= set(roles)
    assert [clause.role for clause in parts[1].walk() if clause.role] == ["title"]
    assert {clause.eid for clause in parts[2].walk() if clause.kind == "row"} == {"att1-t1-r1", "att1-t1-r2"}


def test_numbered_clauses_nest_and_paragraphs_are_counted() -> None:
    found = split_one(
        NUMBER, TITLE, ADDRESSEES, "为了发展，提出意见。", "一、目标", "总的目标如下。",
        "（一）近期。办好一件事。",
        "（二）远期。办好两件事。", "二、措施", "1.落实。", "云滨市人民政府", "2024年3月5日",
    )  # fmt: skip
    assert found["notice-p1"].text == "为了发展，提出意见。"
    assert (found["notice-1"].kind, found["notice-1"].heading) == ("heading", "目标")
    assert found["notice-1-p1"].text == "总的目标如下。"
    second = found["notice-1-2"]
    assert (second.marker, second.heading, second.text) == ("（二）", "远期", "远期。办好两件事。")
    assert found["notice-2-1"].text == "落实。"


def test_an_address_survives_a_correction_of_words() -> None:
    words = (NUMBER, TITLE, ADDRESSEES, "一、目标", "（一）做好{}。", "云滨市人民政府", "2024年3月5日")
    before = split_one(*(part.format("服务") for part in words))
    after = split_one(*(part.format("各项为民服务工作") for part in words))
    assert list(before) == list(after)


def test_a_number_that_comes_twice_has_two_addresses() -> None:
    found = split_one(
        NUMBER, TITLE, ADDRESSEES, "一、甲事。", "二、乙事。", "二、丙事。", "云滨市人民政府", "2024年3月5日"
    )
    assert found["notice-2x2"].text == "丙事。"

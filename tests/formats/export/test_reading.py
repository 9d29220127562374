from __future__ import annotations

import pytest
from tests.formats.export.build import IMPRINT, anchors, compact, read_documents, sample

from gongkai.formats import read_bytes
from gongkai.formats.export.grid import lay_out
from gongkai.formats.export.reading import issue_from_gazette
from gongkai.formats.export.record import Cell, Table
from gongkai.formats.export.sheet import balanced
from gongkai.rules.reading import read_source
from gongkai.samples.variants import Variant, variants
from gongkai.samples.write import FORMATS, sample_bytes

PLAN = "云滨市人民政府关于印发宜居云滨建设行动计划的通知"
CUT = [
    ("", []),
    ("关于绿化的通知", ["关于绿化的通知"]),
    (
        PLAN,
        ["云滨市人民政府关于印发", "宜居云滨建设行动计划的通知"],
    ),
    ("云滨市应急管理局关于印发《云滨市汛期安全避险能力提升工作方案》的通知", None),
]


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_gives_the_same_clauses_from_every_format(name: str) -> None:
    found = read_documents(sample_bytes(name), f"sample.{name}")
    for document, known in zip(found, sample().documents, strict=True):
        for one, other in zip(document.components, known.components, strict=True):
            assert (one.kind, one.title) == (other.kind, other.title)
            # behind the last attachment some formats keep the name of the body that printed it
            if one.kind != "attachment":
                assert [c.eid for c in one.walk() if c.marker] == [c.eid for c in other.walk() if c.marker]


def test_a_document_is_notice_plan_and_attachments() -> None:
    first = sample().documents[0]
    assert [(c.eid, c.kind, c.number) for c in first.components] == [
        ("notice", "notice", None),
        ("plan", "plan", None),
        ("att1", "attachment", "1"),
        ("att2", "attachment", "2"),
    ]


@pytest.mark.parametrize("document", sample().documents, ids=lambda d: d.key)
def test_identifiers_are_unique_and_begin_with_their_component(document: object) -> None:
    (found,) = (d for d in sample().documents if d is document)
    eids = [clause.eid for clause in found.clauses()]
    assert len(set(eids)) == len(eids)
    for component in found.components:
        assert all(clause.eid.startswith(f"{component.eid}-") for clause in component.walk())


def test_tasks_targets_and_indicators_lead_to_a_place() -> None:
    for document in sample().documents:
        places = anchors(document)
        assert all(task.clause in places for task in document.tasks)
        assert all(target.clause in places for target in document.targets)
        assert all(indicator.table in places for indicator in document.indicators)


@pytest.mark.parametrize("variant", list(variants(20, seed=34)), ids=lambda v: v.name)
def test_paragraphs_without_a_number_are_not_lost(variant: Variant) -> None:
    data = variant.files["html"]
    source = read_bytes(data, "v.html")
    gazette = read_source(source)
    for document, read in zip(read_documents(data, "v.html"), gazette.documents, strict=True):
        text = compact("".join(c.marker + (c.heading or "") + c.text for c in document.clauses()))
        for section in read.sections:
            assert compact(section.text) in text


def test_a_single_document_is_no_issue() -> None:
    (variant,) = variants(1, seed=35)
    source = read_bytes(variant.files["html"], "v.html")
    assert issue_from_gazette(read_source(source), source, IMPRINT) is None


def test_lines_of_the_contents_lead_to_their_documents() -> None:
    issue = sample()
    assert [entry.document for entry in issue.contents] == [document.key for document in issue.documents]


@pytest.mark.parametrize(("title", "lines"), CUT)
def test_a_title_is_broken_by_sense_and_loses_nothing(title: str, lines: list[str] | None) -> None:
    found = balanced(title)
    assert "".join(found) == title
    assert all(len(part) <= 21 for part in found)
    assert lines is None or found == lines


def test_a_table_with_holes_and_bad_spans_becomes_a_full_rectangle() -> None:
    rows = ((Cell("甲", 9, 1), Cell("乙", 1, 2)), (Cell("丙", -3, 0),), ())
    grid = lay_out(Table("t", None, ((Cell("头", 5, 5),),), rows))
    covered = [
        (cell.row + i, cell.column + j)
        for row in grid.rows
        for cell in row
        for i in range(cell.rows)
        for j in range(cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(4) for column in range(5)]
    assert sum(grid.widths(442.0, 10.5)) == pytest.approx(442.0)

"""Units in a table cell: cut apart, put together over line ends, told from damage."""

from __future__ import annotations

import pytest
from tests.rules.build import DAMAGED, grid

from gongkai.rules.duty.unitcells import UnitCell, read_units
from gongkai.rules.gazette.tables import GridCell

KNOWN = ("市教育局", "市财政局", "市人力资源社会保障局", "市文化广电旅游局")


def cell(text: str) -> GridCell:
    return grid([text, "x"], header_rows=0).rows[0][0]


def read(
    text: str, *, trusted: bool = True, place: str | None = "云滨", known: tuple[str, ...] = KNOWN
) -> UnitCell:
    return read_units(cell(text), trusted=trusted, place=place, known=known)


CELLS = [
    ("one unit", "市教育局", ("市教育局",)),
    ("a list", "市教育局、财政局", ("市教育局", "市财政局")),
    ("one a line", "市教育局\n市财政局", ("市教育局", "市财政局")),
    ("blanks between", "市教育局 市财政局", ("市教育局", "市财政局")),
    (
        "run together at the level prefix",
        "市教育局市财政局各区县政府",
        ("市教育局", "市财政局", "各区县政府"),
    ),
    ("run together at the name of the place", "市教育局云滨海关", ("市教育局", "云滨海关")),
    ("a name that the width of the cell cuts", "市人力资源社会\n保障局", ("市人力资源社会保障局",)),
    (
        "a list that the width of the cell cuts",
        "市教育局、市文化广\n电旅游局",
        ("市教育局", "市文化广电旅游局"),
    ),
    ("an invisible character", "市教\u200b育局", ("市教育局",)),
    ("the same unit twice", "市教育局、市教育局", ("市教育局",)),
    ("a group", "各区县（市）政府", ("各区县(市)政府",)),
]


@pytest.mark.parametrize(("what", "text", "names"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_names(what: str, text: str, names: tuple[str, ...]) -> None:
    found = read(text)
    assert (found.names, found.damaged, found.blank) == (names, False, False)


@pytest.mark.parametrize("text", ["", "-", "—", "/", "无", " \n "])
def test_a_cell_without_a_unit_is_blank(text: str) -> None:
    assert read(text) == UnitCell((), blank=True)
    assert read_units(None, trusted=True, place=None, known=()) == UnitCell((), blank=True)


def test_what_the_reader_knows_to_be_damaged_stays_empty() -> None:
    assert read(f"市教{DAMAGED}局") == UnitCell((), damaged=True)


def test_a_scan_that_makes_no_unit_is_damage() -> None:
    found = read("甫敦吉扃", trusted=False)
    assert (found.names, found.damaged) == ((), True)


def test_a_known_name_that_damage_may_have_changed_is_suggested_and_never_taken() -> None:
    found = read("币教育局", trusted=False)
    assert found == UnitCell((), damaged=True, suggested=("市教育局",))


def test_half_a_suggestion_is_none() -> None:
    found = read("币教育局\n乒乓丘兵", trusted=False)
    assert (found.damaged, found.suggested) == (True, ())


def test_a_format_that_cannot_be_damaged_is_believed() -> None:
    assert read("币教育局").names == ("币教育局",)


def test_good_names_of_a_scan_are_names() -> None:
    assert read("市教育局\n市财政局", trusted=False).names == ("市教育局", "市财政局")

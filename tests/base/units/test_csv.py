"""The register in and out as CSV."""

from __future__ import annotations

from datetime import date

import pytest
from tests.base.units.conftest import City

from gongkai.base.trail.models import Entry
from gongkai.base.units import actions, commands, reads
from gongkai.base.units.models import Body
from gongkai.rules.access import SYSTEM

HEAD = "record,code,parent,name,short_name,kind,rule,valid_from,valid_to,slug\n"
pytestmark = pytest.mark.django_db


def test_the_register_goes_out_as_it_came_in_byte_for_byte(city: City) -> None:
    assert reads.export_csv(SYSTEM) == commands.sample_csv()


def test_names_members_and_line_come_back_from_a_file(city: City) -> None:
    actions.rename(city.head, "yunbin-data", "云滨市大数据局", "市大数据局", date(2024, 1, 1), "改革")
    actions.merge(city.head, ["yunbin-sports"], "yunbin-data", date(2024, 2, 1), "改革", "文号")
    text = reads.export_csv(SYSTEM)
    Body.objects.all().delete()
    assert actions.import_csv(SYSTEM, text, dry_run=False).good
    assert reads.export_csv(SYSTEM) == text


def test_the_same_file_twice_changes_nothing(city: City) -> None:
    count = Entry.objects.count()
    again = actions.import_csv(SYSTEM, commands.sample_csv(), dry_run=False)
    assert (again.created, again.changed) == ((), ())
    assert Entry.objects.count() == count


def test_a_dry_run_says_what_would_happen_and_writes_nothing(city: City) -> None:
    text = (
        HEAD
        + "body,yunbin-data,9801,云滨市数据管理局,市数据局,department,,,,\n"
        + "body,new,9801,新局,,department,,,,\n"
    )
    before = reads.export_csv(SYSTEM)
    preview = actions.import_csv(SYSTEM, text, dry_run=True)
    assert (preview.created, preview.changed) == (("新局",), ("云滨市数据管理局",))
    assert reads.export_csv(SYSTEM) == before


FAULTS = [
    ("", "record"),
    ("record,code,parent,name,kind,colour\n", "colour"),
    (HEAD + "body,x,9801\n", ""),
    (HEAD + "thing,x,9801,名,,department,,,,\n", "record"),
    (HEAD + "body,x,9801,,,department,,,,\n", "name"),
    (HEAD + "body,x,9801,名,,ministry,,,,\n", "kind"),
    (HEAD + "body,x y,9801,名,,department,,,,\n", "code"),
    (HEAD + "body,x,7777,名,,department,,,,\n", "parent"),
    (HEAD + "body,x,9801,=名,,department,,,,\n", "name"),
    (HEAD + "body,x,9801,名,,department,,2024/1/1,,\n", "valid_from"),
    (HEAD + "body,x,9801,名,,department,,2024-02-01,2024-01-01,\n", "valid_to"),
    (HEAD + "body,x,9801,名,,department,kind:department,,,\n", "rule"),
    (HEAD + "body,x,9801,名,,group,everybody,,,\n", "rule"),
    (HEAD + "body,x,9801,名,,department,,,,\n" * 2, "code"),
    (HEAD + "alias,nobody,,名,,,,,,\n", "code"),
    (HEAD + "member,yunbin-data,yunbin-sports,,,,,,,\n", "code"),
    (HEAD + "succession,yunbin-data,yunbin-data,,,merged,,2024-01-01,,\n", "parent"),
    (HEAD + "jurisdiction,9801,980102,云滨市,,city,,,,yunbin\n", "parent"),
    (HEAD + "jurisdiction,9999,98,他市,,city,,,,yunbin\n", "slug"),
    (HEAD + 'body,x,9801,"名,,department,,,,\n', ""),
]


@pytest.mark.parametrize(("text", "column"), FAULTS)
def test_a_fault_is_named_with_its_column_and_nothing_goes_in(city: City, text: str, column: str) -> None:
    before = reads.export_csv(SYSTEM)
    preview = actions.import_csv(SYSTEM, text, dry_run=False)
    assert column in {fault.column for fault in preview.faults}
    assert all(fault.what and fault.line >= 0 for fault in preview.faults)
    assert reads.export_csv(SYSTEM) == before


def test_all_faults_are_named_at_once(city: City) -> None:
    text = HEAD + "body,x,9801,好局,,department,,,,\nbody,,7777,名,,ministry,,x,,\nalias,nobody,,名,,,,,,\n"
    faults = actions.import_csv(SYSTEM, text, dry_run=False).faults
    assert {(fault.line, fault.column) for fault in faults} >= {(3, "code"), (3, "valid_from"), (4, "code")}
    assert not Body.objects.filter(code="x").exists()


def test_an_office_head_imports_for_his_own_place_alone(city: City) -> None:
    own = HEAD + "body,x,9801,新局,,department,,,,\n"
    above = HEAD + "body,y,98,新厅,,department,,,,\n"
    tree = HEAD + "jurisdiction,980199,9801,新区,,district,,,,new\n"
    stolen = HEAD + "body,lanjiang-office,9801,办公厅,,office,,,,\n"
    assert actions.import_csv(city.head, own, dry_run=True).good
    assert [actions.import_csv(city.head, text, dry_run=True).good for text in (above, tree, stolen)] == [
        False
    ] * 3
    assert actions.import_csv(city.administrator, tree + above.removeprefix(HEAD), dry_run=True).good


def test_the_command_says_what_went_in_and_what_is_wrong(db: None) -> None:
    assert commands.import_units(commands.sample_csv(), dry_run=False)[0] == 0
    code, lines = commands.import_units(HEAD + "body,x,7777,名,,department,,,,\n", dry_run=False)
    assert (code, len(lines)) == (2, 2)
    assert commands.export_units() == commands.sample_csv()

"""`gongkai doctor`: each point, good and bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import doctor
from gongkai.cli.schema import SCHEMA


@pytest.mark.django_db
def test_a_machine_on_which_the_tests_run_is_healthy(command: Any) -> None:
    ended = command("doctor")
    assert ended.code == 0, ended.text
    assert "有误" not in ended.text


@pytest.mark.django_db
def test_one_bad_point_makes_the_exit_code_1(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 1 << 80)
    ended = command("doctor")
    assert ended.code == 1
    assert ended.text.count("有误") == 1


@pytest.mark.parametrize(("version", "good"), [((3, 10), False), ((3, 11), True), ((4, 0), True)])
def test_python_is_3_11_or_newer(version: tuple[int, int], good: bool) -> None:
    assert doctor.python_version(version).good is good


@pytest.mark.parametrize(
    ("name", "needed", "good"),
    [("click", "8.1", True), ("click", "99", False), ("no-such-library-of-ours", "1", False)],
)
def test_a_library_is_there_in_its_version(name: str, needed: str, good: bool) -> None:
    assert doctor.library(name, needed).good is good


def test_every_library_that_the_package_names_is_looked_at() -> None:
    names = {check.what for check in doctor.libraries()}
    assert {"click", "lxml", "pypdfium2", "typst"} <= names


def test_the_version_of_a_library_is_compared_as_numbers() -> None:
    assert doctor._release("5.15.2rc1") > doctor._release("5.9")


def test_without_the_font_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FONTS", "no_such_package_of_ours")
    check = doctor.fonts()
    assert not check.good
    assert "pylopdf-fonts-zh-cn" in check.words


def test_a_folder_that_is_not_there_cannot_hold_temporary_files(tmp_path: Path) -> None:
    assert doctor.temporary_folder(tmp_path).good
    assert not doctor.temporary_folder(tmp_path / "missing").good
    assert not doctor.disk_space(tmp_path / "missing").good


def test_the_schema_must_be_there_whole_and_current(tmp_path: Path) -> None:
    assert doctor.schema_file(SCHEMA).good
    assert not doctor.schema_file(tmp_path / "missing.json").good
    broken, other = tmp_path / "broken.json", tmp_path / "other.json"
    broken.write_text("{", encoding="utf-8")
    other.write_text(json.dumps({"title": "gongkai.gazette/0"}), encoding="utf-8")
    assert not doctor.schema_file(broken).good
    assert not doctor.schema_file(other).good


def test_both_languages_must_be_there(tmp_path: Path) -> None:
    assert not doctor.catalogues(tmp_path).good

"""Results on disk: whole or not at all, with a clear error where they cannot be written."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from gongkai.cli.output import LONGEST_NAME, Unwritable, make_folder, result_names, write_whole


def test_a_result_replaces_the_one_before_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_result_has_the_permissions_of_an_ordinary_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "a.json", b"{}")
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_full_disk_is_named_and_the_old_result_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="No space left on device"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(Unwritable, match="out"):
        make_folder(tmp_path / "out")
    with pytest.raises(Unwritable, match="missing"):
        write_whole(tmp_path / "missing" / "a.json", b"")


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["x.pdf"], ["x.pdf.md"]),
        (["a/x.pdf", "b/x.pdf", "c/x.pdf"], ["x.pdf.md", "x.pdf-2.md", "x.pdf-3.md"]),
        (["X.pdf", "x.PDF"], ["X.pdf.md", "x.PDF-2.md"]),
    ],
)
def test_no_two_results_have_one_name(files: list[str], names: list[str]) -> None:
    assert result_names(files, "md") == names


def test_a_very_long_name_is_cut_but_stays_distinct(tmp_path: Path) -> None:
    # 84 Chinese characters are the longest file name that a file system takes
    first, second = ("关于" * 41 + end for end in ("甲乙", "丙丁"))
    names = result_names([first, second], "json")
    assert len(set(names)) == 2
    for name in names:
        assert len(os.fsencode(name)) <= LONGEST_NAME
        write_whole(tmp_path / name, b"{}")

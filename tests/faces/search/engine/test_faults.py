"""What happens when the index is missing, damaged, busy, full, or its writer is stopped half-way."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from gongkai.faces.search.engine import (
    Engine,
    Entry,
    Folder,
    Held,
    IndexBusy,
    IndexDamaged,
    IndexFull,
    IndexMissing,
    Part,
    Query,
    rebuild,
    update,
)
from gongkai.faces.search.engine.errors import named


def entry(key: str, text: str, version: str = "1") -> Entry:
    return Entry(key, version, f"{key}的标题", (Part(f"{key}/0", text), Part(f"{key}/1", "第二条。")))


def none(keys: Iterable[str]) -> list[Entry]:
    return []


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "index")
    with rebuild(made, none) as writer:
        writer.add(entry("a", "政务公开。"))
        writer.add(entry("b", "信息公开。"))
    return made


def count(folder: Folder, text: str) -> int:
    return Engine(folder).search(Query(text)).count


def test_a_missing_index_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"gongkai index rebuild"):
        Engine(Folder(tmp_path / "none")).search(Query("公开"))
    with pytest.raises(IndexMissing), update(Folder(tmp_path / "none")):
        pass


@pytest.mark.parametrize("pointer", ["gen-000099 2", "", "gen-000001 1", "\0", ".. 2"])
def test_a_pointer_that_leads_nowhere_or_to_another_version_is_damage(folder: Folder, pointer: str) -> None:
    folder.pointer.write_text(pointer, encoding="utf-8")
    with pytest.raises(IndexDamaged, match="rebuild"):
        count(folder, "公开")


@pytest.mark.parametrize("ending", ["*.idx", "*.term", "*.store", "meta.json"])
def test_a_damaged_file_is_a_clear_error_and_a_rebuild_mends_it(folder: Folder, ending: str) -> None:
    for path in folder.current().glob(f"parts/{ending}"):
        path.write_bytes(path.read_bytes()[:7])
    with pytest.raises(IndexDamaged, match="rebuild"):
        count(folder, "公开")
    with rebuild(folder, none) as writer:
        writer.add(entry("a", "政务公开。"))
    assert count(folder, "公开") == 1


def test_an_engine_that_is_kept_sees_each_commit_and_each_rebuild(folder: Folder) -> None:
    engine = Engine(folder)
    assert engine.search(Query("公开")).count == 2
    with update(folder) as writer:
        writer.replace(entry("b", "别的内容。", "2"))
    assert engine.search(Query("公开")).count == 1
    assert engine.held()["b"] == Held("2", 2)
    with rebuild(folder, none) as writer:
        writer.add(entry("c", "公开公开。"))
        assert engine.search(Query("公开")).count == 1
    assert engine.search(Query("公开")).hits[0].key == "c/0"
    assert len(list(folder.path.glob("gen-*"))) == 1


def test_an_error_during_an_update_leaves_what_was(folder: Folder) -> None:
    def broken() -> None:
        with update(folder) as writer:
            writer.remove("a")
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert count(folder, "公开") == 2


def test_an_error_during_a_rebuild_leaves_the_old_index_and_no_rest(folder: Folder) -> None:
    def broken() -> None:
        with rebuild(folder, none) as writer:
            writer.add(entry("z", "公开。"))
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert count(folder, "公开") == 2
    assert not folder.building.exists()
    assert len(list(folder.path.glob("gen-*"))) == 1


def test_what_changes_while_a_new_index_is_built_is_in_the_new_one(folder: Folder) -> None:
    now = {"b": entry("b", "公开公开。", "2")}

    def fetch(keys: list[str]) -> list[Entry]:
        return [now[key] for key in keys if key in now]

    with rebuild(folder, fetch) as writer:
        writer.add(entry("a", "政务公开。"))
        writer.add(entry("b", "信息公开。"))
        with update(folder) as beside:
            beside.remove("a")
            beside.replace(now["b"])
        assert count(folder, "公开") == 1
    assert Engine(folder).held() == {"b": Held("2", 2)}
    assert not folder.touched.exists()


def test_two_rebuilds_at_once_are_refused(folder: Folder) -> None:
    with rebuild(folder, none), pytest.raises(IndexBusy), rebuild(folder, none):
        pass


def test_a_rebuild_that_was_killed_does_not_hinder_the_next(folder: Folder) -> None:
    folder.fresh()
    folder.building.touch()
    with rebuild(folder, none) as writer:
        writer.add(entry("a", "公开。"))
    assert count(folder, "公开") == 1
    assert len(list(folder.path.glob("gen-*"))) == 1


def test_the_check_names_a_document_that_a_kill_left_half_written(folder: Folder) -> None:
    from gongkai.faces.search.engine import schema
    from gongkai.faces.search.engine.folder import open_table

    writer = open_table(folder.current(), schema.PARTS).writer(16_000_000, 1)
    writer.delete_documents_by_term("document", "a")
    writer.commit()
    writer.wait_merging_threads()
    held = Engine(folder).held()
    assert held == {"a": Held("", 0), "b": Held("1", 2)}


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
    ],
)
def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(IndexFull, match="no room left"), named(tmp_path):
        raise error


def test_signs_that_cannot_be_written_do_not_stop_the_writer(folder: Folder) -> None:
    odd = Entry(
        "o\u200b", "1", "标题\ud800", (Part("o/0", "公\ud800开。"),), kind="通\ud800知", numbers=("\ud800",)
    )
    with update(folder) as writer:
        writer.replace(odd)
    assert count(folder, "公开") == 3
    assert Engine(folder).search(Query("", filters={"kind": ("通\ud800知",)})).count == 1

"""Originals: kept once, whole, never altered; what arrives and what is put aside."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import override_settings

from gongkai.base.files import actions, reads, store
from gongkai.base.files.models import Arrival
from gongkai.base.files.names import clean_name
from gongkai.base.trail.models import Entry
from gongkai.rules.access import PUBLIC, SYSTEM, Refused


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A store of originals of this test's own."""
    backend = "django.core.files.storage.FileSystemStorage"
    place = {"originals": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}}
    with override_settings(
        STORAGES={"default": {"BACKEND": backend}, "staticfiles": {"BACKEND": backend}, **place}
    ):
        assert storages["originals"].path("") is not None
        yield tmp_path


def receive(data: bytes, name: str = "a.txt") -> actions.Receipt:
    return actions.receive(SYSTEM, actions.Incoming(data, name, "command"), "text/plain")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_hash_and_once(folder: Path) -> None:
    assert store.keep(b"1") == store.keep(b"1")
    assert files(folder) == [store.sha256_of(b"1")]
    with store.open_kept(store.sha256_of(b"1")) as kept:
        assert kept.read() == b"1"


def test_a_kept_file_cannot_be_written_to(folder: Path) -> None:
    sha256 = store.keep(b"1")
    assert not (folder / store.place_of(sha256)).stat().st_mode & 0o222


def test_a_full_disk_is_said_and_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(store.StoreFull, match="磁盘已满"):
        store.keep(b"1")
    assert files(folder) == []


@pytest.mark.django_db
def test_a_full_disk_records_no_arrival(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(store.StoreFull):
        receive(b"1")
    assert not Arrival.objects.exists()


@pytest.mark.django_db
def test_the_same_file_under_the_same_name_is_one_arrival() -> None:
    first, second = receive(b"1"), receive(b"1")
    assert (first.arrival, second.known) == (second.arrival, True)
    assert receive(b"1", "b.txt").arrival != first.arrival
    assert list(reads.check()) == []


@pytest.mark.django_db
def test_a_lost_file_is_mended_when_it_comes_again(folder: Path) -> None:
    sha256 = str(receive(b"1").sha256)
    (folder / store.place_of(sha256)).unlink()
    assert [defect.code for defect in reads.check()] == ["missing"]
    receive(b"1")
    assert list(reads.check()) == []


@pytest.mark.django_db
def test_the_check_finds_what_is_altered_orphaned_or_unfinished(folder: Path) -> None:
    path = folder / store.place_of(str(receive(b"1").sha256))
    path.chmod(0o600)
    path.write_bytes(b"2")
    (folder / "stray").write_bytes(b"")
    (path.parent / ".part-x").write_bytes(b"")
    assert {defect.code for defect in reads.check()} == {"altered", "orphaned", "unfinished"}


@pytest.mark.django_db
def test_quarantine_has_a_reason_is_acknowledged_once_and_can_be_tried_again() -> None:
    receipt = receive(b"")
    actions.quarantine(SYSTEM, receipt.arrival, "empty", "文件是空的")
    assert reads.reason_of(receipt.arrival) == ("empty", "文件是空的")
    actions.acknowledge(SYSTEM, receipt.arrival)
    with pytest.raises(Refused, match="已经有人知悉"):
        actions.acknowledge(SYSTEM, receipt.arrival)
    actions.retry(SYSTEM, receipt.arrival)
    assert Arrival.objects.get().state == "waiting"
    with pytest.raises(Refused, match="不在隔离区"):
        actions.retry(SYSTEM, receipt.arrival)
    assert [entry.action for entry in Entry.objects.order_by("sequence")] == [
        "files.arrival.received",
        "files.arrival.quarantined",
        "files.arrival.acknowledged",
        "files.arrival.retried",
    ]


@pytest.mark.django_db
def test_the_public_brings_nothing_in() -> None:
    with pytest.raises(Refused):
        actions.receive(PUBLIC, actions.Incoming(b"1", "a", "upload"), "text/plain")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x.pdf", "x.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\ud800.txt", ".txt"),
        ("", "未命名"),
        ("...", "未命名"),
    ],
)
def test_names_lose_folders_and_what_cannot_be_seen(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_missing_bytes_are_said(folder: Any) -> None:
    with pytest.raises(store.Missing):
        store.open_kept("0" * 64)

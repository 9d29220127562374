"""The log of publications, its proofs, and the verifier that anybody can run."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from gongkai.base.trail import key, reads, verifier
from gongkai.base.trail.actions import Refused, log_publication
from gongkai.base.trail.models import Leaf, TreeHead
from gongkai.rules.access import SYSTEM
from gongkai.rules.seal import merkle

AT = datetime(2024, 5, 17, 8, 0, tzinfo=UTC)
RECORD = "记录".encode()
SHA256 = hashlib.sha256(RECORD).hexdigest()


def publish(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            at = AT + timedelta(minutes=number)
            log_publication(SYSTEM, "published", f"/d/{number}", 1, SHA256, at)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 2, 7, 8, 13])
def test_every_publication_is_proved_under_the_newest_head(count: int) -> None:
    publish(count)
    leaves = [bytes.fromhex(text) for text in Leaf.objects.values_list("leaf_hash", flat=True)]
    for number in range(count):
        proof = reads.proof_of(f"/d/{number}", 1)
        assert proof is not None
        assert proof.head.root == merkle.root(leaves).hex()
        assert verifier.faults_of(proof.as_json(), key.public_key()) == []


@pytest.mark.django_db
def test_the_log_only_grows_between_any_two_heads() -> None:
    publish(9)
    for first in range(1, 10):
        for second in range(first, 10):
            found = reads.consistency_of(first, second)
            assert found is not None
            old, new = asdict(found.first), asdict(found.second)
            assert verifier.faults_of_growth(old, new, found.path, key.public_key()) == []
    assert reads.consistency_of(3, 10) is None


@pytest.mark.django_db
def test_a_forged_date_hash_or_head_is_not_proved() -> None:
    publish(5)
    proof = reads.proof_of("/d/3", 1)
    assert proof is not None
    good = proof.as_json()
    for field, value in (("at", "2020-01-01T00:00:00.000000Z"), ("record_sha256", "0" * 64), ("version", 2)):
        assert verifier.faults_of({**good, field: value}, key.public_key()) != []
    for field, value in (("size", 6), ("root", "0" * 64), ("at", "2020-01-01T00:00:00.000000Z")):
        forged = {**good, "head": {**good["head"], field: value}}
        assert verifier.faults_of(forged, key.public_key()) != []
    assert verifier.faults_of(good, "00" * 32) != []


@pytest.mark.django_db
def test_a_correction_is_a_line_of_its_own() -> None:
    publish(1)
    with transaction.atomic():
        log_publication(SYSTEM, "corrected", "/d/0", 2, SHA256, AT)
        log_publication(SYSTEM, "withdrawn", "/d/0", 2, SHA256, AT)
    assert [proof.kind for proof in reads.proofs_of("/d/0")] == ["published", "corrected", "withdrawn"]
    latest, early = reads.proof_of("/d/0", 2), reads.proof_of("/d/0", 2, size=2)
    assert latest is not None
    assert early is not None
    assert (latest.kind, early.kind) == ("withdrawn", "corrected")
    assert reads.proof_of("/d/0", 3) is None
    assert reads.latest_head() == latest.head


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "sha256", "at"),
    [
        ("printed", SHA256, AT),
        ("published", "abc", AT),
        ("published", SHA256.upper(), AT),
        ("published", SHA256, AT.replace(tzinfo=None)),
    ],
)
def test_a_line_that_says_nothing_is_refused(kind: str, sha256: str, at: datetime) -> None:
    with pytest.raises(Refused), transaction.atomic():
        log_publication(SYSTEM, kind, "/d/0", 1, sha256, at)
    assert TreeHead.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_fails_leaves_no_line() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        log_publication(SYSTEM, "published", "/d/0", 1, SHA256, AT)

    def fail() -> None:
        with transaction.atomic():
            log_publication(SYSTEM, "published", "/d/0", 1, SHA256, AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Leaf.objects.count() == 0
    publish(3)
    assert list(Leaf.objects.values_list("index", flat=True)) == [0, 1, 2]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The verifier copied elsewhere and run by a Python that knows nothing of this project."""
    copy = folder / "verifier.py"
    shutil.copyfile(verifier.__file__, copy)
    return subprocess.run(
        [sys.executable, "-P", "-B", str(copy), *arguments],
        cwd=folder,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.django_db
def test_anybody_can_check_a_downloaded_proof(tmp_path: Path) -> None:
    publish(4)
    older = reads.proof_of("/d/1", 1)
    with transaction.atomic():
        log_publication(SYSTEM, "published", "/d/new", 1, SHA256, AT)
    proof, growth = reads.proof_of("/d/1", 1), reads.consistency_of(4, 5)
    assert older is not None
    assert proof is not None
    assert growth is not None
    files = {"older.json": older.as_json(), "proof.json": proof.as_json(), "growth.json": asdict(growth)}
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "record").write_bytes(RECORD)
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    given = ("--key", key.public_key(), "--older", "older.json", "growth.json")
    assert run(tmp_path, "proof.json", "--record", "record", *given).returncode == 0
    assert run(tmp_path, "proof.json").returncode == 0
    assert run(tmp_path, "proof.json", "--record", "other").returncode == 1
    assert run(tmp_path, "proof.json", "--key", "11" * 32).returncode == 1
    assert run(tmp_path, "proof.json", "--older", "proof.json", "growth.json").returncode == 1
    assert [run(tmp_path, name).returncode for name in ("bad.json", "missing.json")] == [2, 2]

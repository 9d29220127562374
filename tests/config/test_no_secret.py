"""No key, password or private data lies in the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY_LIKE = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"  # object stores
    r"|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}"
    r"|\bsk-[A-Za-z0-9_-]{30,}|\bxox[abprs]-[\w-]{10,}"
    r"|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\."  # a signed token
    r"|(?i:secret_key|api_key|auth_token)\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{24,}[\"']"
)
KEPT_APART = re.compile(
    r"(^|/)\.env(\.|$)|\.(pem|key|p12|pfx|sqlite3|jks)$|(^|/)(gongkai-data|secrets)/|(^|/)id_(rsa|ed25519)"
)


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a checkout")
    return [name for name in done.stdout.split("\0") if name]


def test_no_file_that_belongs_to_an_installation_is_tracked() -> None:
    assert [name for name in tracked() if KEPT_APART.search(name)] == []


def test_no_tracked_file_has_what_looks_like_a_key() -> None:
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000 and path != Path(__file__).resolve():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {hit[0][:40]}" for hit in KEY_LIKE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN RSA PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        'SECRET_KEY = "' + "k3jf9s8dh2lq0z7x" * 3 + '"',
        "ghp_" + "a1B2" * 9,
    ],
)
def test_what_looks_like_a_key_is_known(line: str) -> None:
    assert KEY_LIKE.search(line)

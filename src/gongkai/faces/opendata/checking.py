"""Whether a copy of a yearly file is whole: told by the file itself, without database or network."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

FORMAT = "gongkai.bulk/1"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults_of(path: Path) -> list[str]:
    """What is wrong with a copy of a file, told by its own manifest; empty where it is whole.

    Every part must be there with its hash, nothing else may be there, and every document must bear the digest
    of its own record. Raises OSError where the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _faults(archive)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError) as error:
        return [f"{path.name}: {error}"]


def _faults(archive: zipfile.ZipFile) -> list[str]:
    told = json.loads(archive.read("manifest.json"))
    if told.get("format") != FORMAT:
        return [f"manifest.json: {told.get('format')}"]
    named = {entry["path"]: entry for entry in told["files"]}
    held = {info.filename for info in archive.infolist()} - {"manifest.json"}
    faults = [f"{path}: missing" for path in sorted(named.keys() - held)]
    faults += [f"{path}: not in manifest.json" for path in sorted(held - named.keys())]
    for path in sorted(held & named.keys()):
        with archive.open(path) as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        if sha256 != named[path]["sha256"]:
            faults.append(f"{path}: {sha256} instead of {named[path]['sha256']}")
        elif path.startswith("documents/") and not _sealed(archive.read(path)):
            faults.append(f"{path}: record_sha256 does not fit the record")
    return faults


def _sealed(data: bytes) -> bool:
    """Whether a document's own digest fits it: that of the same JSON with an empty digest."""
    record = json.loads(data)
    own = record["record_sha256"]
    record["record_sha256"] = ""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return bool(hashlib.sha256(text.encode()).hexdigest() == own)

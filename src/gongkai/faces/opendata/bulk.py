"""Yearly files for download: the documents of a year as JSON, tables as CSV, the field dictionary, hashes.

The same record gives the same bytes: nothing in a file says when it was made. A file is written under
another name and renamed when it is whole. Its name holds the beginning of its hash: under one name the bytes
never change.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, get_args

from gongkai.faces.opendata import reads
from gongkai.faces.opendata.checking import FORMAT, sha256_of
from gongkai.faces.opendata.shapes import site
from gongkai.formats.export.fields import TableName
from gongkai.formats.export.jsonrecord import moment, to_json
from gongkai.formats.export.record import Publishable
from gongkai.formats.export.tabular import csv_lines, dictionary_csv
from gongkai.work.library.reads import Asked

INDEX = "index.json"
TABLES: tuple[TableName, ...] = get_args(TableName)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can say
_NAME = re.compile(r"gongkai-(?:\d{4}|undated)-[0-9a-f]{12}\.zip")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A file for download. ``year`` is 0 for documents without a date; ``changed`` is their newest change."""

    year: int
    name: str
    size: int
    sha256: str
    documents: int
    changed: str

    @property
    def stable(self) -> str:
        """The name that leads to the newest file of the year."""
        return stable_name(self.year)

    @property
    def label(self) -> str:
        """The year for people."""
        return str(self.year) if self.year else "—"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside, as the manifest names it."""

    path: str
    size: int
    sha256: str


def stable_name(year: int) -> str:
    """The name under which the newest file of a year is found.

    >>> stable_name(2020), stable_name(0)
    ('gongkai-2020.zip', 'gongkai-undated.zip')
    """
    return f"gongkai-{year or 'undated'}.zip"


def years() -> tuple[int, ...]:
    """The years of which there are public documents; 0 for those without a date."""
    counted = reads.counts_by_year()
    return tuple(sorted(counted))


def listing(folder: Path) -> tuple[BulkFile, ...]:
    """The files that are there, the newest year first."""
    try:
        entries = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    found = (BulkFile(**entry) for entry in entries)
    return tuple(sorted(found, key=lambda file: -file.year))


def make(year: int, folder: Path) -> BulkFile | None:
    """The file of a year, made anew; None, and the old file gone, where the year has no documents any more.

    Raises OSError where the disk is full or the folder cannot be written; what was there before then stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{stable_name(year)}.{os.getpid()}.part"
    try:
        with part.open("wb") as file:
            count, changed = _write(file, year)
            file.flush()
            os.fsync(file.fileno())
        found = None
        if count:
            sha256 = sha256_of(part)
            name = stable_name(year).replace(".zip", f"-{sha256[:12]}.zip")
            found = BulkFile(year, name, part.stat().st_size, sha256, count, changed)
            part.replace(folder / name)
        _list(folder, year, found)
    finally:
        part.unlink(missing_ok=True)
    return found


def _list(folder: Path, year: int, made: BulkFile | None) -> None:
    """Name the new file in the index, then remove those that it no longer names."""
    kept = [file for file in listing(folder) if file.year != year]
    files = sorted([*kept, *([made] if made else [])], key=lambda file: file.year)
    part = folder / f".{INDEX}.{os.getpid()}.part"
    part.write_text(json.dumps([asdict(file) for file in files], indent=1) + "\n", encoding="utf-8")
    part.replace(folder / INDEX)
    named = {file.name for file in files}
    for path in folder.glob("gongkai-*.zip"):
        if _NAME.fullmatch(path.name) and path.name not in named:
            path.unlink()


def _write(file: IO[bytes], year: int) -> tuple[int, str]:
    """The zip file; how many documents are in it, and the newest moment at which one was published."""
    count, newest, members = 0, "", []
    with tempfile.TemporaryDirectory() as spool, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = {table: Path(spool) / f"{table}.csv" for table in TABLES}
        for document in _documents(year):
            count += 1
            newest = max(newest, moment(document.published_at))
            members.append(_add(archive, f"documents/{document.key}.json", to_json(document)))
            for table, path in tables.items():
                _append(path, csv_lines(table, [document]), first=count == 1)
        for table, path in tables.items():
            if path.exists():
                members.append(_add_file(archive, f"tables/{table}.csv", path))
        members.append(_add(archive, "fields.csv", dictionary_csv()))
        _add(archive, "manifest.json", _manifest(year, count, newest, members))
    return count, newest


def _documents(year: int) -> Iterator[Publishable]:
    """The documents of a year by key."""
    asked = Asked(year=year) if year else Asked()
    for document in reads.publishables(asked):
        if year or document.date_made is None:
            yield document


def _append(path: Path, lines: Iterator[bytes], *, first: bool) -> None:
    """Put the lines of a document behind those of the others; the head stands once."""
    head = next(lines)
    with path.open("ab") as file:
        if first:
            file.write(head)
        file.writelines(lines)


def _manifest(year: int, count: int, newest: str, members: Iterable[Member]) -> bytes:
    """What is in the file, with the hash of each part."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "site": site("/"),
        "year": year or None,
        "documents": count,
        "published_until": newest,
        "files": [asdict(member) for member in sorted(members, key=lambda member: member.path)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _add(archive: zipfile.ZipFile, path: str, data: bytes) -> Member:
    archive.writestr(_entry(path), data, compresslevel=9)
    return Member(path, len(data), hashlib.sha256(data).hexdigest())


def _add_file(archive: zipfile.ZipFile, path: str, source: Path) -> Member:
    seal, size = hashlib.sha256(), 0
    with source.open("rb") as read, archive.open(_entry(path), "w", force_zip64=True) as write:
        while chunk := read.read(_CHUNK):
            write.write(chunk)
            seal.update(chunk)
            size += len(chunk)
    return Member(path, size, seal.hexdigest())


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry

"""Files for download, made once for each state of the record and kept under the home folder."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

import gongkai
from gongkai.formats.export import akn, docx, jsonrecord, official_pdf, tabular
from gongkai.formats.export.fields import TableName
from gongkai.formats.export.record import Publishable, PublishableIssue

TABLES: tuple[TableName, ...] = ("tasks", "targets", "indicators", "clauses", "citations")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xml": "application/akn+xml",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_DOCUMENT: dict[str, Callable[[Publishable], bytes]] = {
    "pdf": official_pdf.to_pdf,
    "docx": docx.to_docx,
    "xml": akn.to_akn,
    "json": jsonrecord.to_json,
}
_ISSUE: dict[str, Callable[[PublishableIssue], bytes]] = {
    "pdf": official_pdf.issue_to_pdf,
    "docx": docx.issue_to_docx,
    "xml": akn.issue_to_akn,
    "json": jsonrecord.issue_to_json,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file ready for download; ``mark`` is other for every other content."""

    path: Path
    mark: str
    media_type: str


class Busy(Exception):
    """Another process makes this very file; it will be there soon."""


def made(name: str, stamp: object, ending: str, build: Callable[[], bytes | None]) -> Made | None:
    """The file ``name`` in the state ``stamp``: the one that lies ready, else made by ``build`` and kept.

    None where ``build`` has nothing. Raises Busy where another process is at it, and OSError, with nothing
    half-written left, where the disk is full.
    """
    said = "\n".join((gongkai.__version__, name, str(stamp), ending))
    mark = hashlib.sha256(said.encode()).hexdigest()
    folder = settings.GONGKAI_HOME.root / "exports" / mark[:2]
    path = folder / f"{mark}.{ending}"
    if path.exists():
        return Made(path, mark, TYPES[ending])
    folder.mkdir(parents=True, exist_ok=True)
    lock = path.with_suffix(".lock")
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy(name) from taken
        try:
            if not path.exists():
                data = build()
                if data is None:
                    return None
                _put(path, data)
        finally:
            lock.unlink(missing_ok=True)
    return Made(path, mark, TYPES[ending])


def document_bytes(record: Publishable, ending: str, table: TableName) -> bytes:
    """A document as a file of that kind; ``table`` says which table a CSV file holds."""
    return tabular.to_csv(table, (record,)) if ending == "csv" else _DOCUMENT[ending](record)


def issue_bytes(record: PublishableIssue, ending: str, table: TableName) -> bytes:
    """An issue as a file of that kind; ``table`` says which table of its documents a CSV file holds."""
    return tabular.to_csv(table, record.documents) if ending == "csv" else _ISSUE[ending](record)


def _put(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

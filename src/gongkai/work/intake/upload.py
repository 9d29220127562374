"""A file from a clerk's machine: kept, and read at once in a process of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from gongkai.base.files.actions import Incoming, receive, refuse
from gongkai.formats.errors import REASONS
from gongkai.formats.isolated import Bounds
from gongkai.formats.sniff import media_type
from gongkai.rules.access import Reader
from gongkai.work.intake.ingest import read_received
from gongkai.work.intake.reader import Taken

BOUNDS = Bounds(memory=3 * 1024**3, cpu_seconds=100, seconds=120.0)


def take_upload(reader: Reader, file: Any, jurisdiction: int | None) -> Taken:
    """What became of an uploaded file. Raises Refused, OSError where there is no room for it."""
    incoming = Incoming(b"", str(file.name), "upload", "", jurisdiction)
    if file.size > settings.UPLOAD_LIMIT:
        mib = 1024 * 1024
        reason = f"{REASONS['too-large']}：{file.size // mib} MB，上限 {settings.UPLOAD_LIMIT // mib} MB"
        receipt = refuse(reader, incoming, "too-large", reason)
    else:
        data = file.read()
        receipt = receive(reader, Incoming(data, incoming.name, "upload", "", jurisdiction), media_type(data))
    [taken] = read_received(reader, [receipt], jurisdiction, method="spawn", bounds=BOUNDS)
    return taken

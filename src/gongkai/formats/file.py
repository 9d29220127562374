"""What every reader is given: a file's bytes, its name and the limits."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.formats.limits import Limits


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes with its name, SHA-256 in hexadecimal, and the limits under which it is read."""

    data: bytes
    name: str
    sha256: str
    limits: Limits

"""How much a file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one hostile file from taking the machine.

    ``file_bytes`` is checked before a file is read; ``text_bytes`` bounds plain text and
    HTML, which have no pages to stop at. ``unpacked_bytes``, ``ratio`` and ``entries``
    bound an archive; ``stream_bytes`` one compressed stream of a PDF. ``pages`` and
    ``seconds`` bound a PDF, ``page_objects`` what is drawn on one page of it;
    ``trial_seconds`` is for a PDF that is tried in a process of its own.
    """

    file_bytes: int = 256 * MIB
    text_bytes: int = 64 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 200
    entries: int = 10_000
    stream_bytes: int = 64 * MIB
    pages: int = 5_000
    page_objects: int = 100_000
    seconds: float = 120.0
    trial_seconds: float = 10.0
    table_cells: int = 200_000


DEFAULT = Limits()

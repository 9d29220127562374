"""Pictures of PDF pages: drawn once in a process of their own, then kept in the installation's cache."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.base.files.store import as_path
from gongkai.formats.isolated import Bounds, apart
from gongkai.formats.pdf_picture import Box, Picture, Wanted, picture, places

BOUNDS = Bounds(memory=2 * 1024**3, cpu_seconds=30, seconds=40)


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of a page: where it lies, its size in pixels, the boxes to mark, in pixels too."""

    path: Path
    width: int
    height: int
    marks: tuple[tuple[int, int, int, int], ...] = ()


def page_picture(sha256: str, page: int, words: str = "") -> Page | None:
    """The picture of a page with ``words`` marked; None where the page cannot be drawn.

    Raises Missing where the original is not there, OSError where the cache cannot be written.
    """
    folder = settings.GONGKAI_HOME.root / "cache" / "pages" / sha256[:2]
    png, about = folder / f"{sha256}-{page}.png", folder / f"{sha256}-{page}.json"
    if not about.exists():
        drawn = _draw(sha256, page)
        if drawn is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        facts = {"size": [drawn.width, drawn.height], "text": drawn.characters, "boxes": drawn.boxes}
        _write(png, drawn.png)
        _write(about, json.dumps(facts).encode())
    facts = json.loads(about.read_text(encoding="utf-8"))
    width, height = facts["size"]
    boxes = tuple(tuple(box) for box in facts["boxes"])
    return Page(
        png, width, height, tuple(_pixels(b, width, height) for b in places(facts["text"], boxes, words))
    )


def _draw(sha256: str, page: int) -> Picture | None:
    with as_path(sha256) as path:
        [(_, made)] = apart(picture, [Wanted(str(path), page)], method="spawn", bounds=BOUNDS)
    return made if isinstance(made, Picture) else None


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of a mark in pixels."""
    left, top, right, bottom = box
    return (
        round(left * width),
        round(top * height),
        max(1, round((right - left) * width)),
        max(1, round((bottom - top) * height)),
    )


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another request may be drawing the same page."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)

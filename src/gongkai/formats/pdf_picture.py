"""A page of a PDF as a picture, with the place of each character on it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

Box = tuple[float, float, float, float]  # left, top, right, bottom, in shares of the page from 0 to 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG bytes with its size in pixels; ``characters`` and ``boxes`` run side by side."""

    png: bytes
    width: int
    height: int
    characters: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page (counted from 1) of which file, how many pixels wide."""

    path: str
    page: int
    width: int = 1000


def picture(wanted: Wanted) -> Picture | None:
    """The page as a picture; None where the file has no such page. Blanks have no place and are left out."""
    document = pdfium.PdfDocument(Path(wanted.path))
    try:
        if not 1 <= wanted.page <= len(document):
            return None
        page = document[wanted.page - 1]
        width, height = page.get_size()
        bitmap = page.render(scale=min(wanted.width / width, 4.0))
        out = io.BytesIO()
        bitmap.to_pil().convert("RGB").quantize(64).save(out, "PNG", optimize=False)
        characters, boxes = _characters(page, width, height)
        return Picture(out.getvalue(), bitmap.width, bitmap.height, characters, boxes)
    finally:
        document.close()


def _characters(page: pdfium.PdfPage, width: float, height: float) -> tuple[str, tuple[Box, ...]]:
    text = page.get_textpage()
    characters, boxes = [], []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if not character or character.isspace():
            continue
        left, bottom, right, top = text.get_charbox(index)
        characters.append(character[0])
        boxes.append((left / width, 1 - top / height, right / width, 1 - bottom / height))
    return "".join(characters), tuple(boxes)


def places(characters: str, boxes: tuple[Box, ...], words: str) -> list[Box]:
    """Where ``words`` stand on the page, a box for each of their lines; blanks do not count.

    >>> places("甲乙丙", ((0, 0, .1, .1), (.1, 0, .2, .1), (0, .2, .1, .3)), "乙 丙")
    [(0.1, 0, 0.2, 0.1), (0, 0.2, 0.1, 0.3)]
    """
    wanted = "".join(words.split())
    start = characters.find(wanted) if wanted else -1
    return _joined(boxes[start : start + len(wanted)]) if start >= 0 else []


def _joined(boxes: Iterable[Box]) -> list[Box]:
    lines: list[Box] = []
    for box in boxes:
        if lines and _same_line(lines[-1], box):
            last = lines[-1]
            lines[-1] = (
                min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]),
            )  # fmt: skip
        else:
            lines.append(box)
    return lines


def _same_line(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3] and box[0] >= line[0]

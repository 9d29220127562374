"""What a file reader hands to the rules: one source text and the blocks that lie in it.

Every offset counts characters of :attr:`Source.text`, the text that the reader took
from the file. Blocks are ordered by ``start``, do not overlap, and together with the
white space between them make up the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
Role = Literal["text", "title", "heading", "furniture"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one physical line where the format knows no paragraphs.

    ``start`` and ``end`` enclose its characters in the source text, line breaks inside
    included. ``page`` counts from 1 and is None where the format has no pages.
    ``level`` is the heading level that a style states. ``continues`` says what the layout
    shows of the paragraph's end: True, the last line is full and the sentence may go on in
    the next block; False, the paragraph ends here; None, the format does not tell.
    ``role`` is "furniture" where the layout proves a running header or footer.
    """

    start: int
    end: int
    page: int | None = None
    role: Role = "text"
    level: int | None = None
    align: Align | None = None
    size: float | None = None
    bold: bool = False
    continues: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its place in the source text, and whether it repeats another.

    A cell that spans rows or columns stands once in the source; in every further position
    that it covers, the same offsets stand again with ``spanned`` True. ``unreadable`` is
    True where the reader knows that characters of the cell are lost.
    """

    start: int
    end: int
    page: int | None = None
    spanned: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table on one page as a full rectangular grid of cells.

    ``header_rows`` is what the format states (``<th>``, repeated header of a DOCX), else 0.
    ``merged`` says whether the format states merged cells (HTML, DOCX, ruled PDF); where it
    is False an empty cell may be part of a merged one (tab-separated text).
    ``rotation`` is the angle in degrees by which the page was turned to be read.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    header_rows: int = 0
    merged: bool = True
    rotation: int = 0


Block = Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the file reader saw and that a proof-reader must know.

    ``code`` is a finding code of the interchange format: "hidden-text" for text that is
    on the page but cannot be seen (removed), "page-lost" for a page without a text layer,
    "rotated" for a page that was turned, "encoding" for characters that could not be decoded.
    """

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself outside its text (HTML meta elements, DOCX properties)."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the rules see it: never altered text, blocks, and the reader's own notes.

    ``pages`` is the number of pages, None where the format has none; ``pages_lost`` names
    the pages of which nothing could be read.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    pages_lost: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[Note, ...] = ()

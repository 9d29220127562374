"""A document or an issue as PDF/A in the layout of official papers (GB/T 9704—2012), set by typst.

The words reach the typesetter as one JSON string and are never read as its markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal

import typst

from gongkai.formats.export.fonts import fonts, printable
from gongkai.formats.export.grid import Placed
from gongkai.formats.export.record import Component, ContentsEntry, Publishable, PublishableIssue
from gongkai.formats.export.safe import line
from gongkai.formats.export.sheet import (
    Sheet,
    Words,
    addressees,
    annexes,
    balanced,
    blocks,
    copied,
    label,
    note,
    seal,
    signed,
)

STANDARD: Literal["a-2b"] = "a-2b"
Json = dict[str, Any]


def to_pdf(document: Publishable) -> bytes:
    """The document as PDF/A-2b with a text layer; the same bytes for the same record.

    The day of publication is its creation date. Characters that the fonts lack are printed as 〓, and
    a line at the end names them. The foot of the last page has the address and the digests.
    """
    page = _Page()
    version = f"第{document.version}版" if document.version > 1 else ""
    data = {
        "title": line(document.title) or line(document.key),
        "authors": [line(name) for name in document.issuers if line(name)],
        "description": line(document.address),
        "keywords": [word for word in (line(document.number or ""), document.record_sha256) if word],
        "issue": None,
        "documents": [page.document(document)],
        "seal": seal(document.address, version, document.record_sha256, document.original_sha256),
    }
    return _set(data, document.published_at)


def issue_to_pdf(issue: PublishableIssue) -> bytes:
    """The whole issue as one PDF/A-2b: cover, contents in Chinese and English with pages, documents."""
    page = _Page()
    data = {
        "title": line(issue.title) or line(issue.key),
        "authors": [line(issue.sponsor)] if issue.sponsor and line(issue.sponsor) else [],
        "description": line(issue.address),
        "keywords": [issue.record_sha256] if issue.record_sha256 else [],
        "issue": page.issue(issue),
        "documents": [page.document(document) for document in issue.documents],
        "seal": seal(issue.address, "", issue.record_sha256, issue.original_sha256),
    }
    return _set(data, issue.published_at)


def _set(data: Json, published: datetime) -> bytes:
    data["seal"] = [printable(text)[0] for text in data["seal"]]
    compiler = typst.Compiler(
        files("gongkai.formats.export").joinpath("data", "official.typ").read_bytes(),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    moment = published.astimezone(UTC).replace(microsecond=0)
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=moment)
    if not isinstance(pdf, bytes):  # a list of pages comes only with the picture formats
        raise TypeError(type(pdf))
    return pdf


class _Page:
    """Turns records into what the template takes; remembers what the fonts could not print."""

    def __init__(self) -> None:
        self._missing: dict[str, None] = {}
        self._keys: dict[str, str] = {}

    def text(self, text: str) -> str:
        printed, missing = printable(text)
        self._missing.update(dict.fromkeys(missing))
        return printed

    def line(self, text: str | None) -> str:
        return self.text(line(text or ""))

    def key(self, key: str) -> str:
        """A name for a place in the document that holds no character of the record."""
        return self._keys.setdefault(key, f"d{len(self._keys) + 1}")

    def document(self, document: Publishable) -> Json:
        self._missing = {}
        components = document.components or (Component("main", "notice", None, None, (), ()),)
        title = document.title or components[0].title or ""
        printed = f"{signed(document.date_printed)}印发" if document.date_printed else ""
        record: Json = {
            "key": self.key(document.key),
            "mark": [self.line(name) for name in document.issuers if line(name)],
            "number": self.line(document.number),
            "addressees": self.text(addressees(document)),
            "parts": [self._part(c, title if at == 0 else None) for at, c in enumerate(components)],
            "annexes": [self.text(name) for name in annexes(components)],
            "signature": [self.line(name) for name in document.issuers if line(name)],
            "date": signed(document.date_made) if document.date_made else "",
            "note": self.text(note(document)),
            "copied": self.text(copied(document)),
            "printed": printed,
        }
        return record | {"missing": _missing_note(self._missing)}

    def _part(self, component: Component, title: str | None) -> Json:
        shown = title if title is not None else component.title or ""
        return {
            "label": self.text(label(component)),
            "title": [self.text(part) for part in balanced(shown)],
            "blocks": [self._block(block) for block in blocks(component)],
        }

    def _block(self, block: Words | Sheet) -> Json:
        if isinstance(block, Words):
            lead, text = self.text(block.lead), self.text(block.text)
            return {"kind": block.kind, "level": block.level, "lead": lead, "text": text}
        grid = block.grid
        size = next(size for most, size in _SIZES if grid.width <= most)
        rows = [[self._cell(cell, grid.width) for cell in row] for row in grid.rows]
        return {
            "kind": "table",
            "caption": self.text(block.caption),
            "header": rows[: grid.header],
            "rows": rows[grid.header :],
            "widths": grid.widths(_UPRIGHT if grid.width <= _PORTRAIT else _TURNED, size),
            "wide": grid.width > _PORTRAIT,
            "size": size,
        }

    def _cell(self, cell: Placed, width: int) -> Json:
        lines = [self.text(part) for part in cell.text.split("\n")]
        return {
            "lines": lines,
            "rows": cell.rows,
            "columns": cell.columns,
            "breakable": cell.rows > 1 or len(cell.text) * width > _UNBROKEN,
            "short": len(lines) == 1 and len(lines[0]) <= _SHORT,
        }

    def issue(self, issue: PublishableIssue) -> Json:
        total = f"（总第{issue.serial}期）" if issue.serial is not None else ""
        year = f"{issue.year}年" if issue.year is not None else ""
        number = f"第{issue.number}期" if issue.number is not None else ""
        return {
            "masthead": self.line(issue.series) or "公报",
            "number": year + number + total,
            "date": signed(issue.date) if isinstance(issue.date, date) else "",
            "sponsor": f"{self.line(issue.sponsor)}主办" if issue.sponsor else "",
            "contents": self._contents(issue),
            "english": [self._entry(e, e.title_en, None) for e in _entries(issue) if line(e.title_en or "")],
        }

    def _contents(self, issue: PublishableIssue) -> list[Json]:
        out = []
        for category, entries in groupby(_entries(issue), key=lambda entry: line(entry.category or "")):
            name = f"【{self.text(category)}】" if category else ""
            items = [self._entry(entry, entry.title, entry.number) for entry in entries]
            out.append({"category": name, "items": items})
        return out

    def _entry(self, entry: ContentsEntry, name: str | None, number: str | None) -> Json:
        place = self.key(entry.document) if entry.document else ""
        return {"title": self.line(name), "number": self.line(number), "document": place}


_PORTRAIT = 8
# The room between the margins, in points: 156 mm upright, 237 mm on a turned page.
_UPRIGHT = 442.0
_TURNED = 671.0
_SIZES = ((6, 10.5), (8, 9.5), (14, 9.0), (24, 7.0), (10**9, 5.5))
_UNBROKEN = 900
_SHORT = 6


def _entries(issue: PublishableIssue) -> Sequence[ContentsEntry]:
    """The contents as printed; where the issue has none, its documents."""
    listed = [ContentsEntry(None, d.title, d.title_en, d.number, d.key) for d in issue.documents]
    return issue.contents or listed


def _missing_note(missing: Sequence[str] | dict[str, None]) -> str:
    if not missing:
        return ""
    points = [f"U+{ord(char):04X}" for char in missing]
    more = f"等{len(points)}个" if len(points) > _NAMED else ""
    return f"注：字库缺字以〓代，依次为：{'、'.join(points[:_NAMED])}{more}。"


_NAMED = 60

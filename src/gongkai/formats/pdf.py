"""PDF files with a text layer: paragraphs rebuilt from lines, ruled tables as full grids."""

from __future__ import annotations

import ctypes
import time
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.formats import sniff
from gongkai.formats.assemble import Assembler
from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File
from gongkai.formats.pdf_furniture import furniture
from gongkai.formats.pdf_guard import check_streams
from gongkai.formats.pdf_page import PageText, page_text
from gongkai.formats.pdf_paragraphs import drafts, frames
from gongkai.formats.pdf_raw import Drawn, Reader, garbled
from gongkai.rules.blocks import Block, Metadata, Note, Source
from gongkai.rules.text.pages import page_list

# Letters drawn as outlines leave no text but hundreds of paths.
_OUTLINES = 300
_PAGE_SECONDS = 0.5
# So few letters over a full-page picture are a stamp on a scan, not its text.
_STAMP = 20
_WHY_LOST = {
    "no-text-layer": "只有图像，没有文字层",
    "encoding": "字体没有文字编码",
    "bomb": "图形过多",
    "broken": "页面数据已损坏",
}


@dataclass(slots=True)
class _Read:
    """What came out of the pages so far; ``lost`` gives a code for every page that gave nothing."""

    pages: list[PageText] = field(default_factory=list)
    lost: dict[int, str] = field(default_factory=dict)


def read_pdf(file: File) -> Source:
    """The source of a PDF: page texts with a form feed between them, pages counted from 1."""
    check_streams(file)
    with _opened(file) as document:
        count = len(document)
        if count > file.limits.pages:
            raise UnusableInput(file.name, "too-large", f"{count} 页，上限 {file.limits.pages} 页")
        read = _read_pages(document, count, file)
        title = (document.get_metadata_value("Title") or "").strip()
    if not any(page.items or page.others for page in read.pages):
        raise _nothing(file, read, count)
    text, blocks = _assembled(read)
    return Source(
        name=file.name,
        sha256=file.sha256,
        media_type=sniff.PDF,
        text=text,
        blocks=blocks,
        pages=count,
        pages_lost=tuple(sorted(read.lost)),
        metadata=Metadata(title=title or None),
        notes=_notes(read),
    )


def _opened(file: File) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(file.data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnusableInput(file.name, "encrypted") from error
        whole = b"%%EOF" in file.data[-2048:]
        raise UnusableInput(file.name, "broken" if whole else "truncated") from error


def _read_pages(document: pdfium.PdfDocument, count: int, file: File) -> _Read:
    read = _Read()
    reader = Reader()
    end = time.monotonic() + file.limits.seconds + _PAGE_SECONDS * count
    for number in range(1, count + 1):
        if time.monotonic() > end:
            raise UnusableInput(file.name, "bomb", page=number)
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            read.lost[number] = "broken"
            continue
        _read_page(page, number, reader, read, file.limits.page_objects)
        page.close()
    return read


def _read_page(page: pdfium.PdfPage, number: int, reader: Reader, read: _Read, most: int) -> None:
    if raw.FPDFPage_CountObjects(page.raw) > most:
        read.lost[number] = "bomb"
        return
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        read.lost[number] = "broken"
        return
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
    bounds = page.get_bbox()
    drawn = reader.page(ctypes.cast(page.raw, ctypes.c_void_p).value or 0, handle, bounds, most)
    reason = _why_lost(drawn, handle, (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]), most)
    if reason:
        read.lost[number] = reason
        drawn.runs = drawn.runs if reason == "no-text-layer" else []
    read.pages.append(page_text(number, drawn, bounds, page.get_rotation(), handle))
    textpage.close()


def _why_lost(drawn: Drawn, textpage: int, area: float, most: int) -> str:
    """Why nothing of a page can be read, as an error code; empty for a page that can, or is blank."""
    if drawn.objects > most:
        return "bomb"
    letters = sum(len(run.text.strip()) for run in drawn.runs)
    if not letters and (drawn.pictures or drawn.paths > _OUTLINES):
        return "no-text-layer"
    if letters < _STAMP and drawn.pictures > 0.5 * area:
        return "no-text-layer"
    return "encoding" if letters and garbled(textpage) else ""


def _nothing(file: File, read: _Read, count: int) -> UnusableInput:
    if not read.lost:
        return UnusableInput(file.name, "no-text" if count else "broken")
    codes = set(read.lost.values())
    code = next(code for code in _WHY_LOST if code in codes)
    pages = tuple(sorted(read.lost))
    # Letters without an encoding need what pictures need: somebody or something that reads them.
    named = "no-text-layer" if code == "encoding" else code
    detail = page_list(pages) + (f"，{_WHY_LOST[code]}" if code == "encoding" else "")
    return UnusableInput(file.name, named, detail, page=pages[0] if count == 1 else None, pages=pages)


def _assembled(read: _Read) -> tuple[str, tuple[Block, ...]]:
    found = furniture(read.pages)
    areas = frames(read.pages, found)
    assembler = Assembler()
    for page, after in zip(read.pages, [*read.pages[1:], None], strict=True):
        assembler.turn_page(page.number)
        following = (after, areas[after.number]) if after else None
        for draft in drafts(page, areas[page.number], found, following):
            assembler.add(draft)
    return assembler.result()


def _notes(read: _Read) -> tuple[Note, ...]:
    notes = [
        Note("page-lost", f"第 {number} 页没有读到文字：{_WHY_LOST[code]}", number)
        for number, code in read.lost.items()
    ]
    for page in read.pages:
        if page.turned and page.items:
            message = f"第 {page.number} 页是转了 {page.turned} 度的，已转正读取"
            notes.append(Note("rotated", message, page.number))
        if page.hidden:
            words = "；".join(page.hidden)[:200]
            notes.append(
                Note("hidden-text", f"第 {page.number} 页有看不见的文字，已去掉：{words}", page.number)
            )
    return tuple(sorted(notes, key=lambda note: note.page or 0))

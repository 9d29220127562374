"""DOCX files: paragraphs with their levels and numbers, tables as full grids."""

from __future__ import annotations

from lxml import etree

from gongkai.formats import sniff
from gongkai.formats.assemble import Assembler
from gongkai.formats.docx_body import Body
from gongkai.formats.docx_numbering import Numbering
from gongkai.formats.docx_package import open_package
from gongkai.formats.docx_styles import Styles
from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File
from gongkai.rules.blocks import Metadata, Note, Source

_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(file: File) -> Source:
    """The source of a DOCX: a line for each paragraph or table row, list numbers written out.

    Headers, footers and deleted text are left out; hidden text too, with a note that names it.
    """
    package = open_package(file)
    ns = str(package.document.tag).partition("}")[0] + "}"
    body = package.document.find(f"{ns}body")
    if body is None:
        raise UnusableInput(file.name, "broken", "没有正文")
    reader = Body(ns, Styles(package.styles, ns), Numbering(package.numbering, ns), file.limits.table_cells)
    assembler = Assembler()
    for draft in reader.drafts(body):
        assembler.add(draft)
    text, blocks = assembler.result()
    if not blocks:
        pictures = any(str(item.tag).endswith(("}drawing", "}pict")) for item in body.iter(etree.Element))
        raise UnusableInput(file.name, "no-text-layer" if pictures else "empty")
    return Source(
        name=file.name,
        sha256=file.sha256,
        media_type=sniff.DOCX,
        text=text,
        blocks=blocks,
        metadata=Metadata(title=_title(package.core)),
        notes=_hidden(reader.hidden),
    )


def _title(core: etree._Element | None) -> str | None:
    found = core.find(f"{_DC}title") if core is not None else None
    return (found.text or "").strip() or None if found is not None else None


def _hidden(words: list[str]) -> tuple[Note, ...]:
    if not words:
        return ()
    return (Note("hidden-text", f"文档中有隐藏文字，已去掉：{'；'.join(words)[:200]}"),)

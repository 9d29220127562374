"""HTML pages: the document without the page around it, its tables as full grids."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.formats import sniff
from gongkai.formats.assemble import Assembler
from gongkai.formats.challenge import challenge
from gongkai.formats.encoding import decode
from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File
from gongkai.formats.html_blocks import blocks_of
from gongkai.formats.html_page import Found, Page, keep, prepare
from gongkai.formats.plain import encoding_notes
from gongkai.rules.blocks import Metadata, Note, Source

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TITLES = ("articletitle", "dc.title", "og:title", "title")
_DATES = ("pubdate", "publishdate", "publishtime", "dc.date", "article:published_time")
_ISSUERS = ("contentsource", "source", "dc.publisher", "author")
_NUMBERS = ("filenum", "filenumber", "wenhao", "docnumber")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def read_html(file: File) -> Source:
    """The source of an HTML page: the document's own text, a line for each paragraph or row."""
    if len(file.data) > file.limits.text_bytes:
        raise UnusableInput(file.name, "too-large", f"网页上限 {file.limits.text_bytes >> 20} MB")
    declared = _CHARSET.search(file.data[:4096])
    decoded = decode(file.data, declared.group(1).decode("ascii") if declared else None)
    if decoded is None:
        raise UnusableInput(file.name, "encoding")
    root = _parse(decoded.text)
    if root is None:
        raise UnusableInput(file.name, "no-text")
    metadata = _metadata(root)
    page = prepare(root)
    found = blocks_of(page, file.limits.table_cells)
    text, assembled = _assemble(found, page, metadata)
    reason = challenge(decoded.text, text)
    if reason:
        raise UnusableInput(file.name, "challenge-page", reason)
    if not assembled.blocks:
        raise UnusableInput(file.name, "no-text")
    return Source(
        name=file.name,
        sha256=file.sha256,
        media_type=sniff.HTML,
        text=text,
        blocks=tuple(assembled.blocks),
        metadata=metadata,
        notes=(*encoding_notes(decoded), *_hidden(page)),
    )


def _parse(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    text = _NOT_XML.sub("\ufffd", text)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


def _assemble(found: list[Found], page: Page, metadata: Metadata) -> tuple[str, Assembler]:
    assembler = Assembler()
    for item in found:
        if keep(item, page, metadata.title):
            assembler.add(item.draft)
    return "".join(assembler.parts), assembler


def _hidden(page: Page) -> tuple[Note, ...]:
    if not page.hidden:
        return ()
    words = "；".join(page.hidden)[:200]
    return (Note("hidden-text", f"网页中有看不见的文字，已去掉：{words}"),)


def _metadata(root: etree._Element) -> Metadata:
    """What the ``<meta>`` elements say; the title element stands in for a missing title."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            said.setdefault(name, content)
    title = root.find(".//head/title")
    if title is not None and title.text and title.text.strip():
        said.setdefault("title", " ".join(title.text.split()))
    return Metadata(
        title=_first(said, _TITLES),
        number=_first(said, _NUMBERS),
        issuer=_first(said, _ISSUERS),
        date=_first(said, _DATES),
    )


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)

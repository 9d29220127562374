"""How a place in the record is cited: permanent address, anchor, hash of the version, the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.faces.opendata.shapes import site
from gongkai.rules.access import PUBLIC
from gongkai.work.library.reads import DocumentLine, DocumentPage, DocumentRef, walks


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: ``url`` opens the place, ``quote`` are its words, ``record_sha256`` seals the version."""

    url: str
    title: str
    number: str
    version: int
    clause: str
    page: int | None
    quote: str
    record_sha256: str


def cited(page: DocumentPage, eid: str, quote: str, printed: int | None) -> Cited:
    """The citation of the place ``eid`` in the version of a document that ``page`` shows."""
    seal = (page.version.number, page.version.record_sha256)
    return mark(page.line.ref, seal, eid, printed, quote)


def mark(document: DocumentRef, seal: tuple[int, str], eid: str, printed: int | None, quote: str) -> Cited:
    """The citation of a place; ``seal`` is the number of the version and its hash.

    The address names the version, so that the words behind it stay the same.
    """
    version, record_sha256 = seal
    anchor = f"#{eid}" if eid else ""
    address = site(f"/d/{document.key}/v{version}/{anchor}")
    return Cited(address, document.title, document.number, version, eid, printed, quote, record_sha256)


def seals(documents: Iterable[DocumentRef | DocumentLine]) -> dict[str, tuple[int, str]]:
    """Number and hash of the current version of each document, by key; one query."""
    return walks.seals(PUBLIC, {document.key for document in documents})

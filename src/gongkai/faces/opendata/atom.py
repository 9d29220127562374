"""Feeds in the Atom format (依据: RFC 4287), written by lxml: every text is escaped, every entry is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from gongkai.faces.opendata.shapes import site
from gongkai.formats.export.jsonrecord import moment
from gongkai.formats.export.safe import line as one_line
from gongkai.work.library.reads import DocumentLine

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
_NAMES: Any = {None: ATOM}  # the stubs know no default namespace
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(title: str, own: str, page: str, author: str, documents: Sequence[DocumentLine]) -> bytes:
    """A feed of documents. ``own`` is the path of the feed, ``page`` that of the page it follows.

    ``updated`` is the newest change of its entries: the same record gives the same bytes.
    """
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMES)
    root.set(f"{{{XML}}}lang", "zh-Hans")
    _text(root, "id", site(own))
    _text(root, "title", title)
    _text(root, "updated", moment(max((one.changed_at for one in documents), default=NEVER)))
    _person(root, author, site("/"))
    _link(root, "self", site(own), "application/atom+xml")
    _link(root, "alternate", site(page), "text/html")
    _link(root, "related", site("/api/v1/changes"), "application/json")
    _text(root, "generator", "Gongkai")
    for document in documents:
        _entry(root, document)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _entry(root: etree._Element, document: DocumentLine) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    address = site(f"/d/{document.key}/")
    _text(entry, "id", address)
    _text(entry, "title", document.title)
    _text(entry, "updated", moment(document.changed_at))
    if document.published_at:
        _text(entry, "published", moment(document.published_at))
    for issuer in document.issued_by:
        _person(entry, issuer, "")
    _link(entry, "alternate", address, "text/html")
    _link(entry, "alternate", site(f"/api/v1/documents/{document.key}"), "application/json")
    _category(entry, document.kind, document.kind_name, "/data/fields/#kind")
    _category(entry, document.validity, document.validity_name, "/data/fields/#validity")
    for topic in document.topics:
        _category(entry, topic.slug, topic.name, "/topics/")
    _text(entry, "summary", summary(document))


def summary(document: DocumentLine) -> str:
    """The document in a line: number, issuers, the day on which it was made, the gazette."""
    made = f"{document.date_made.isoformat()} 成文" if document.date_made else ""
    issue = f"{document.issue.title}" if document.issue else ""
    parts = (document.number, "、".join(document.issued_by), made, document.validity_name, issue)
    return "；".join(part for part in parts if part)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = one_line(text)


def _person(parent: etree._Element, name: str, address: str) -> None:
    author = etree.SubElement(parent, f"{{{ATOM}}}author")
    _text(author, "name", name or "未署名")
    if address:
        _text(author, "uri", address)


def _link(parent: etree._Element, relation: str, address: str, media_type: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=relation, href=address, type=media_type)


def _category(parent: etree._Element, term: str, label: str, scheme: str) -> None:
    attributes = {"term": one_line(term), "label": one_line(label), "scheme": site(scheme)}
    etree.SubElement(parent, f"{{{ATOM}}}category", attributes)

"""A document or an issue as Akoma Ntoso 3.0 (OASIS LegalDocML)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from gongkai.formats.export.akn_meta import E, component_meta, document_meta, issue_meta, step, uri
from gongkai.formats.export.clauses import element_of
from gongkai.formats.export.record import (
    Cell,
    Citation,
    Clause,
    Component,
    Publishable,
    PublishableIssue,
    Table,
)
from gongkai.formats.export.safe import line, paragraphs, safe

_NO_NAME = re.compile(r"[^\w\-.]+")
# Names that the head, the tables and the citations take for themselves.
_RESERVED = re.compile(r"gongkai|doc_\d+|(?:.*__)?(?:version|issuer|ref)_\d+|.*__grid")


def to_akn(document: Publishable) -> bytes:
    """The document as UTF-8 XML that validates against the schema of Akoma Ntoso 3.0.

    The first component is the main body, every other an attachment with a document of its own. Each
    clause keeps its ``eid`` as ``eId``; where a name is unfit or comes twice it is mended, and the name
    of the record stands in ``wId``. Citations become ``ref`` where their words stand in a clause.
    """
    root = E(None, "akomaNtoso")
    _Writer(document, "").document(root)
    return _bytes(root)


def issue_to_akn(issue: PublishableIssue) -> bytes:
    """The issue as an ``officialGazette`` whose components are its documents, each ``eId`` prefixed."""
    root = E(None, "akomaNtoso")
    gazette = E(root, "officialGazette", name="gongbao")
    place = issue.documents[0].jurisdiction_code if issue.documents else ""
    issue_meta(gazette, issue, place)
    preface = E(gazette, "preface")
    _in_paragraph(preface, "docTitle", issue.title or "公报")
    body = E(gazette, "collectionBody")
    for at, document in enumerate(issue.documents, 1):
        component = E(body, "component", eId=f"doc_{at}")
        _Writer(document, f"doc_{at}__").document(component)
    if not issue.documents:
        empty = E(body, "component", eId="doc_0")
        E(empty, "documentRef", eId="doc_0__ref", href=uri(issue.address) or "#", showAs="空")
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _in_paragraph(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    paragraph = E(parent, "p")
    return E(paragraph, name, text, **attributes)


class _Writer:
    """Writes one document; knows the names given so far and the words of its citations."""

    def __init__(self, document: Publishable, prefix: str) -> None:
        self.record = document
        self.prefix = prefix
        self._given: set[str] = set()
        self._cited: dict[str, Citation] = {
            safe(c.as_written): c for c in document.citations if line(c.as_written)
        }
        longest = sorted(self._cited, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest))) if longest else None
        self._refs = 0

    def document(self, parent: etree._Element) -> None:
        record = self.record
        root = E(parent, "doc", name="document")
        document_meta(root, record, self.prefix)
        preface = E(root, "preface")
        if record.number:
            _in_paragraph(preface, "docNumber", record.number)
        _in_paragraph(preface, "docTitle", record.title or "无标题")
        for addressee in record.addressees:
            E(preface, "p", addressee, class_="addressee")
        components = record.components or (Component("main", "notice", None, None, (), ()),)
        own = components[0].title
        if own and line(own) != line(record.title):
            E(preface, "p", own, class_="component-title")
        self._body(root, components[0])
        self._conclusions(root)
        if components[1:]:
            attachments = E(root, "attachments")
            for component in components[1:]:
                self._attachment(attachments, component)

    def _attachment(self, parent: etree._Element, component: Component) -> None:
        attachment = E(parent, "attachment", **self._names(component.eid))
        if component.kind == "attachment":
            E(attachment, "num", f"附件{component.number or ''}")
        heading = component.title or ("附件" if component.kind == "attachment" else "正文")
        E(attachment, "heading", heading)
        inner = E(attachment, "doc", name=component.kind)
        component_meta(inner, self.record, component, attachment.get("eId", ""))
        self._body(inner, component)

    def _conclusions(self, root: etree._Element) -> None:
        record = self.record
        if not record.issuers and record.date_made is None and not record.disclosure:
            return
        end = E(root, "conclusions")
        for at, issuer in enumerate(record.issuers, 1):
            _in_paragraph(end, "docProponent", issuer, refersTo=f"#{self.prefix}issuer_{at}")
        if record.date_made is not None:
            day = record.date_made
            written = f"{day.year}年{day.month}月{day.day}日"
            _in_paragraph(end, "docDate", written, date=day.isoformat())
        if record.disclosure:
            E(end, "p", record.disclosure, class_="disclosure")

    def _body(self, parent: etree._Element, component: Component) -> None:
        body = E(parent, "mainBody")
        after = {t.after for t in component.tables} & {c.eid for c in component.walk()}
        self._tables: dict[str | None, list[Table]] = {}
        for table in component.tables:
            self._tables.setdefault(table.after if table.after in after else None, []).append(table)
        self._clauses(body, component.clauses)
        for table in self._tables.get(None, []):
            self._table(body, table)
        if len(body) == 0:
            E(body, "p")

    def _clauses(self, parent: etree._Element, clauses: Iterable[Clause]) -> None:
        for clause in clauses:
            self._clause(parent, clause)

    def _clause(self, parent: etree._Element, clause: Clause) -> None:
        name = element_of(clause)
        element = E(parent, name, **self._names(clause.eid))
        if clause.marker:
            E(element, "num", clause.marker)
        if clause.heading:
            self._inline(E(element, "heading"), clause.heading)
        tables = self._tables.get(clause.eid, [])
        if not clause.children and not tables:
            content = E(element, "content")
            self._paragraphs(content, clause.text)
            return
        if paragraphs(clause.text):
            self._paragraphs(E(element, "intro"), clause.text)
        for table in tables:
            self._table(element, table)
        self._clauses(element, clause.children)

    def _paragraphs(self, parent: etree._Element, text: str) -> None:
        for part in paragraphs(text) or [""]:
            self._inline(E(parent, "p"), part)

    def _inline(self, element: etree._Element, text: str) -> None:
        """The text with a ``ref`` around each citation."""
        text = safe(text)
        before = 0
        last: etree._Element | None = None
        for found in self._words.finditer(text) if self._words else ():
            _append(element, last, text[before : found.start()])
            citation = self._cited[found.group()]
            self._refs += 1
            unresolved = f"/ontology/document/cn/{step(citation.number or citation.title or '', 'unknown')}"
            href = uri(citation.href or "") or unresolved
            last = E(element, "ref", found.group(), href=href, eId=f"{self.prefix}ref_{self._refs}")
            before = found.end()
        _append(element, last, text[before:])

    def _table(self, parent: etree._Element, table: Table) -> None:
        rows = [("th", row) for row in table.header] + [("td", row) for row in table.rows]
        outer = E(parent, "hcontainer", name="table", **self._names(table.eid))
        content = E(outer, "content")
        if not rows:
            E(content, "p", table.caption)
            return
        grid = E(content, "table", eId=f"{outer.get('eId')}__grid")
        if table.caption:
            E(grid, "caption", table.caption)
        for tag, row in rows:
            self._row(grid, tag, row)

    def _row(self, grid: etree._Element, tag: str, row: Sequence[Cell]) -> None:
        line_ = E(grid, "tr")
        for cell in row or (Cell(""),):
            spans = {}
            if cell.rows > 1:
                spans["rowspan"] = str(cell.rows)
            if cell.columns > 1:
                spans["colspan"] = str(cell.columns)
            if cell.unreadable:
                spans["class_"] = "unreadable"
            self._paragraphs(E(line_, tag, **spans), cell.text)

    def _names(self, eid: str) -> dict[str, str]:
        """``eId`` under the prefix, unique; ``wId`` with the record's own name where they differ."""
        given = fit = self.prefix + (_NO_NAME.sub("-", line(eid)) or "part")
        again = 1
        while given in self._given or _RESERVED.fullmatch(given):
            again += 1
            given = f"{fit}--{again}"
        self._given.add(given)
        own = "".join(line(eid).split())
        return {"eId": given} | ({"wId": own} if own and own != given else {})


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text

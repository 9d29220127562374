"""A document or an issue as a Word file, with the page of GB/T 9704—2012 and styles that Word knows."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from gongkai.formats.export.docx_page import PORTRAIT_COLUMNS, Page
from gongkai.formats.export.docx_table import append_table
from gongkai.formats.export.record import Component, Publishable, PublishableIssue
from gongkai.formats.export.safe import line
from gongkai.formats.export.sheet import (
    Sheet,
    Words,
    addressees,
    annexes,
    blocks,
    copied,
    label,
    note,
    seal,
    signed,
)

# The moment that every entry of the archive carries, so that the same bytes come out each time.
_ENTRY_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def to_docx(document: Publishable) -> bytes:
    """The document as DOCX; the same bytes for the same record.

    Headings have Word's own heading styles, tables repeat their header rows, and every page carries
    the address and the digests in its footer.
    """
    version = f"第{document.version}版" if document.version > 1 else ""
    foot = seal(document.address, version, document.record_sha256, document.original_sha256)
    writer = _Writer(foot)
    writer.properties(
        document.title or document.key, document.issuers, document.published_at, document.address
    )
    writer.paper(document)
    return writer.bytes()


def issue_to_docx(issue: PublishableIssue) -> bytes:
    """The whole issue as DOCX: cover, contents in Chinese and English, documents each on a new page."""
    foot = seal(issue.address, "", issue.record_sha256, issue.original_sha256)
    writer = _Writer(foot)
    sponsor = (issue.sponsor,) if issue.sponsor else ()
    writer.properties(issue.title or issue.key, sponsor, issue.published_at, issue.address)
    writer.cover(issue)
    for at, document in enumerate(issue.documents):
        writer.new_page()
        writer.paper(document, mark=at + 1)
    return writer.bytes()


class _Writer:
    """Writes paragraph by paragraph into one Word file."""

    def __init__(self, foot: list[str]) -> None:
        self.file: Document = docx.Document()
        _drop_preview(self.file)
        self.page = Page(self.file, foot)
        self._break = False

    def properties(
        self, title: str, authors: tuple[str, ...], published: datetime.datetime, address: str
    ) -> None:
        known = self.file.core_properties
        moment = published.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None)
        known.created = known.modified = moment
        known.title = line(title)[:_LONGEST_PROPERTY]
        known.author = "；".join(map(line, authors))[:_LONGEST_PROPERTY]
        known.last_modified_by = ""
        known.comments = ""
        known.identifier = line(address)[:_LONGEST_PROPERTY]
        known.language = "zh-CN"

    def new_page(self) -> None:
        """The next paragraph begins a page."""
        self._break = True

    def add(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph = self.file.add_paragraph(style=style)
        if self._break:
            paragraph.paragraph_format.page_break_before = True
            self._break = False
        paragraph.add_run(text)
        return paragraph

    def paper(self, document: Publishable, mark: int | None = None) -> None:
        """One document, from the mark of its issuers to the record of its printing.

        ``mark`` is its number in an issue, which its line of the contents refers to.
        """
        before = len(self.file.element.body)
        self._paper(document)
        if mark is not None:
            self.page.bookmark(self.file.element.body[before - 1], mark)

    def _paper(self, document: Publishable) -> None:
        names = [line(name) for name in document.issuers if line(name)]
        if names:
            self.add("\n".join(names) + "文件", "Red Head")
        if document.number and line(document.number):
            self.page.rule(self.add(line(document.number), "Flush"), "bottom", "D7000F", 12)
            self.file.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        components = document.components or (Component("main", "notice", None, None, (), ()),)
        self._component(components[0], document.title or components[0].title, addressees(document))
        for name in annexes(components):
            self.add(name)
        self._signature(document, names)
        for component in components[1:]:
            self.new_page()
            if label(component):
                self.add(label(component), "Annex Label")
            self._component(component, component.title, "")
        self._record(document)

    def _component(self, component: Component, title: str | None, to: str) -> None:
        if title and line(title):
            self.add(line(title), "Title")
        if to:
            self.add(to, "Flush")
        for block in blocks(component):
            if isinstance(block, Sheet):
                self._sheet(block)
            else:
                self._words(block)

    def _words(self, block: Words) -> None:
        if block.kind == "heading":
            self.add(block.lead, f"Heading {min(block.level, 9)}")
        else:
            self.add(block.lead + block.text)

    def _sheet(self, block: Sheet) -> None:
        wide = block.grid.width > PORTRAIT_COLUMNS
        if wide:
            self.page.section(landscape=True)
            self._break = False
        if block.caption:
            self.add(block.caption, "Table Caption")
        append_table(self.file, block.grid, self.page.room(landscape=wide))
        # two tables with nothing between them are one table to Word
        self.add("", "Table Text")
        if wide:
            self.page.section(landscape=False)

    def _signature(self, document: Publishable, names: list[str]) -> None:
        for name in names:
            self.add(name, "Signature Line")
        if document.date_made is not None:
            self.add(signed(document.date_made), "Signature Line")
        if note(document):
            self.add(note(document))

    def _record(self, document: Publishable) -> None:
        if copied(document):
            self.page.rule(self.add(copied(document), "Record"), "top", "000000", 8)
        if document.date_printed is not None:
            printed = self.add(f"{signed(document.date_printed)}印发", "Record")
            printed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.page.rule(printed, "bottom", "000000", 8)

    def cover(self, issue: PublishableIssue) -> None:
        """The cover and the contents of an issue."""
        masthead = self.add(line(issue.series) or "公报", "Red Head")
        masthead.paragraph_format.space_before = Pt(160)
        total = f"（总第{issue.serial}期）" if issue.serial is not None else ""
        number = f"{issue.year}年第{issue.number}期{total}" if issue.year and issue.number else total
        lines = [number, signed(issue.date) if issue.date else ""]
        lines.append(f"{line(issue.sponsor)}主办" if issue.sponsor else "")
        for text in filter(None, lines):
            self.add(text, "Flush").alignment = WD_ALIGN_PARAGRAPH.CENTER
        if issue.contents:
            self.new_page()
            self.add("目录", "Title")
            self._contents(issue)

    def _contents(self, issue: PublishableIssue) -> None:
        category = None
        marks: dict[str | None, int] = {d.key: at for at, d in enumerate(issue.documents, 1)}
        for entry in issue.contents:
            if entry.category and entry.category != category:
                self.add(f"【{line(entry.category)}】", "Annex Label")
            category = entry.category
            number = f"（{line(entry.number)}）" if entry.number else ""
            added = self.add(line(entry.title) + number, "Flush")
            if entry.document in marks:
                self.page.refer(added, marks[entry.document])
        english = [line(entry.title_en) for entry in issue.contents if entry.title_en]
        if english:
            self.add("CONTENTS", "Title")
        for title in english:
            self.add(title, "Flush")

    def bytes(self) -> bytes:
        """The file, with the same time on every entry of its archive."""
        buffer, out = io.BytesIO(), io.BytesIO()
        self.file.save(buffer)
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, _ENTRY_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return out.getvalue()


def _drop_preview(file: Document) -> None:
    """Take the template's preview out, which is a picture of another document."""
    relations = file.part.package.rels
    for identity in [i for i, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[identity]

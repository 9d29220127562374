"""One document for staff: state, versions, findings, citations, proposals, problem reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gongkai.base.trail.reads import EntryLine, history
from gongkai.rules.access import Reader
from gongkai.work.intake.models import Note
from gongkai.work.library.content import Facts
from gongkai.work.library.models import Clause, Document, OldAddress, Topic, Version
from gongkai.work.library.reads.answers import DocumentRef, IssueRef
from gongkai.work.library.reads.staff.citations import (
    CitationLine,
    Proposal,
    citation_lines,
    proposals_about,
    proposals_by,
)
from gongkai.work.library.reads.staff.common import documents_of
from gongkai.work.library.reads.staff.lists import Choice, issue_ref
from gongkai.work.library.reads.staff.problems import ProblemLine, problems_of


@dataclass(frozen=True, slots=True)
class StaffVersion:
    """A version in the history; ``admitted_by`` accepted or corrected its words."""

    number: int
    note: str
    admitted_at: datetime
    admitted_by: str
    published_at: datetime | None
    published_by: str
    forced_why: str
    record_sha256: str
    source_name: str
    reading: int
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding of the proof-reader inside the document (校对发现)."""

    code: str
    severity: str
    message: str
    state: str


@dataclass(frozen=True, slots=True)
class StaffDocument:
    """All that the staff page of a document shows. ``waiting`` is the version that nobody has published."""

    row: Document
    key: str
    title: str
    number: str
    kind_name: str
    state: str
    state_name: str
    validity: str
    validity_name: str
    validity_by: DocumentRef | None
    issue: IssueRef | None
    place: str
    issuers: tuple[str, ...]
    topics: tuple[Choice, ...]
    versions: tuple[StaffVersion, ...]
    waiting: StaffVersion | None
    newest: StaffVersion | None
    current: int | None
    published_at: datetime | None
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str
    findings: tuple[FindingLine, ...]
    citations: tuple[CitationLine, ...]
    proposals: tuple[Proposal, ...]
    proposes: tuple[Proposal, ...]
    problems: tuple[ProblemLine, ...]
    history: tuple[EntryLine, ...]
    counts: Mapping[str, int]

    @property
    def open_citations(self) -> int:
        """How many citations of the newest version have no document."""
        return sum(line.target is None for line in self.citations)


def staff_document(reader: Reader, key: str) -> StaffDocument | None:
    """The document ``key``; None where there is none in the person's places."""
    found = documents_of(reader).select_related("issue__series", "jurisdiction", "validity_by", "current")
    row = found.defer("issue__source_text", "current__source_text").filter(key=key).first()
    if row is None:
        return None
    versions = list(row.versions.select_related("admitted_by", "published_by").defer("source_text"))
    lines = tuple(_version(version) for version in versions)
    newest = versions[0] if versions else None
    by = row.validity_by
    return StaffDocument(
        row=row,
        key=row.key,
        title=row.title,
        number=row.number,
        kind_name=row.get_kind_display(),
        state=row.state,
        state_name=row.get_state_display(),
        validity=row.validity,
        validity_name=row.get_validity_display(),
        validity_by=DocumentRef(by.key, by.title, by.number, by.state) if by is not None else None,
        issue=issue_ref(row.issue),
        place=row.jurisdiction.name if row.jurisdiction is not None else "",
        issuers=tuple(row.issuers.values_list("name", flat=True)),
        topics=tuple(Choice(slug, name) for slug, name in row.topics.values_list("slug", "name")),
        versions=lines,
        waiting=lines[0] if lines and lines[0].published_at is None else None,
        newest=lines[0] if lines else None,
        current=row.current.number if row.current is not None else None,
        published_at=row.published_at,
        changed_at=row.changed_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        findings=_findings(newest),
        citations=citation_lines(newest),
        proposals=proposals_about(row),
        proposes=proposals_by(row),
        problems=problems_of(row),
        history=_history(reader, row),
        counts=_counts(newest),
    )


def all_topics() -> tuple[Choice, ...]:
    """Every topic with its name."""
    return tuple(Choice(slug, name) for slug, name in Topic.objects.values_list("slug", "name"))


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause that a person may correct; the cells of a row are parted by tabs in ``text``."""

    eid: str
    kind: str
    marker: str
    text: str
    raw: str
    page: int | None
    source: str


def clauses(
    reader: Reader, document: Document, *, eids: Sequence[str] = (), words: str = "", limit: int = 200
) -> tuple[ClauseLine, ...]:
    """The clauses of the newest version: those asked for by anchor, else those that hold ``words``."""
    newest = document.versions.first()
    if newest is None:
        return ()
    found = Clause.objects.filter(version=newest).exclude(kind=Clause.Kind.TABLE)
    found = found.filter(eid__in=eids) if eids else found.filter(Q(text__icontains=words))
    return tuple(
        ClauseLine(
            row.eid,
            row.get_kind_display(),
            row.marker,
            _words(row),
            row.raw,
            row.page,
            newest.source_text[row.start : row.end][:600],
        )
        for row in found.order_by("order")[:limit]
    )


def _words(row: Clause) -> str:
    if row.kind == Clause.Kind.ROW and row.cells:
        return "\t".join(cell["text"] for cell in row.cells)
    return row.text


def _version(row: Version) -> StaffVersion:
    return StaffVersion(
        row.number,
        row.note,
        row.admitted_at,
        str(row.admitted_by or ""),
        row.published_at,
        str(row.published_by or ""),
        row.forced_why,
        row.record_sha256,
        row.source_name,
        row.reading_id,
        {**Facts().store(), **row.facts},
    )


def _findings(version: Version | None) -> tuple[FindingLine, ...]:
    """The findings of the reading that point into the document."""
    if version is None:
        return ()
    notes = Note.objects.filter(reading_id=version.reading_id)
    return tuple(
        FindingLine(note.code, note.severity, note.message, note.get_state_display())
        for note in notes
        if any(version.source_start <= span["start"] < version.source_end for span in note.spans)
    )


def _counts(version: Version | None) -> dict[str, int]:
    if version is None:
        return {}
    return {
        "clauses": version.clauses.count(),
        "tasks": version.tasks.count(),
        "targets": version.targets.count(),
        "indicators": version.indicators.count(),
    }


def _history(reader: Reader, row: Document) -> tuple[EntryLine, ...]:
    """What happened to the document, under its old addresses too, the newest first."""
    keys = [row.key, *OldAddress.objects.filter(document=row).values_list("path", flat=True)]
    entries = [entry for key in keys for entry in history(reader, "library.document", key)]
    return tuple(sorted(entries, key=lambda entry: -entry.sequence))

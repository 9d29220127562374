"""The page of a document, its source, and what is left of one that was withdrawn."""

from __future__ import annotations

from django.db.models import Count as Counted
from django.db.models import F, Model, Q

from gongkai.base.files.models import Original
from gongkai.rules.access import Reader
from gongkai.work.intake.models import Note
from gongkai.work.library.models import (
    Citation,
    Clause,
    Document,
    Indicator,
    OldAddress,
    Target,
    Task,
    Version,
)
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.access import documents_for, in_office_of, seen_through
from gongkai.work.library.reads.answers import (
    CitationIn,
    CitationOut,
    Count,
    DocumentPage,
    DocumentRef,
    Excerpt,
    FindingView,
    Origin,
    SourcePage,
    Tombstone,
    VersionLine,
)
from gongkai.work.library.reads.clausetree import components, outline
from gongkai.work.library.reads.duties import indicators_of, targets_of, tasks_of
from gongkai.work.library.reads.lines import line_of, with_lines
from gongkai.work.library.reads.words import SourcePages
from gongkai.work.library.reads.words import excerpt as excerpt_of

NEWEST = 50


def document(reader: Reader, key: str, version: int | None = None) -> DocumentPage | None:
    """All that the page of a document shows; of its current version where none is named.

    A version that nobody has published is for the office alone.
    """
    row = with_lines(documents_for(reader).filter(key=key)).first()
    if row is None:
        return None
    office = in_office_of(reader, row.jurisdiction_id)
    shown = _version(row, version, office=office)
    if shown is None:
        return None
    text = shown.source_text
    history = tuple(_version_line(one) for one in _history(row, office=office))
    parts = components(shown.pk)
    targets = targets_of(shown.pk, text)
    before, after = _neighbours(reader, row)
    facts = shown.facts
    return DocumentPage(
        line=line_of(row),
        version=_version_line(shown),
        is_current=shown.pk == row.current_id,
        versions=history,
        origin=origin_of(shown),
        addressees=tuple(facts.get("addressees", ())),
        copied_to=tuple(facts.get("copied_to", ())),
        disclosure=facts.get("disclosure", ""),
        category=facts.get("category", ""),
        validity_by=_ended_by(reader, row),
        outline=outline(parts),
        components=parts,
        tasks=tasks_of(shown.pk, text, targets),
        targets=targets,
        indicators=indicators_of(shown.pk, text),
        cites=_cites(reader, shown.pk),
        cited_by=_cited_by(reader, row.pk),
        cited_by_counts=_cited_by_counts(reader, row.pk),
        previous=before,
        next=after,
        findings=_findings(shown) if office else (),
    )


def _version(row: Document, number: int | None, *, office: bool) -> Version | None:
    found = Version.objects.filter(document=row).select_related("original")
    if not office:
        found = found.filter(published_at__isnull=False)
    if number is not None:
        return found.filter(number=number).first()
    return found.filter(pk=row.current_id).first() if row.current_id is not None else None


def _history(row: Document, *, office: bool) -> list[Version]:
    found = Version.objects.filter(document=row).defer("source_text", "facts", "corrections")
    return list(found if office else found.filter(published_at__isnull=False))


def _version_line(row: Version) -> VersionLine:
    return VersionLine(
        row.number, row.published_at, row.admitted_at, row.note, row.record_sha256, row.forced_why
    )


def origin_of(row: Version) -> Origin:
    """Where a version came from; its original is loaded."""
    original: Original = row.original
    pages = SourcePages(row.source_text)
    return Origin(
        original.sha256,
        row.source_name,
        original.media_type,
        row.source_page,
        len(pages) if pages.printed else None,
        row.source_start,
        row.source_end,
    )


def _ended_by(reader: Reader, row: Document) -> DocumentRef | None:
    if row.validity_by_id is None:
        return None
    found = documents_for(reader).filter(pk=row.validity_by_id).first()
    return _ref(found) if found is not None else None


def _ref(row: Document) -> DocumentRef:
    return DocumentRef(row.key, row.title, row.number, row.state)


def _cites(reader: Reader, version: int) -> tuple[CitationOut, ...]:
    rows = Citation.objects.filter(version=version).select_related("target").order_by("order")
    return tuple(
        CitationOut(
            row.kind,
            row.get_kind_display(),
            row.title,
            row.number,
            row.as_written,
            row.at or "",
            _ref(row.target) if row.target is not None and _may_open(reader, row.target) else None,
        )
        for row in rows.annotate(at=F("clause__eid"))
    )


def _may_open(reader: Reader, row: Document) -> bool:
    return row.state == State.PUBLISHED or in_office_of(reader, row.jurisdiction_id)


def _citing(reader: Reader, document: int) -> Q:
    """Citations of a document by the current versions that the reader may see."""
    return Q(target=document, version=F("version__document__current")) & seen_through(
        reader, "version__document"
    )


def _cited_by(reader: Reader, document: int) -> tuple[CitationIn, ...]:
    rows = Citation.objects.filter(_citing(reader, document)).select_related("version__document")
    rows = rows.defer("version__source_text", "version__facts", "version__corrections")
    rows = rows.order_by("-version__document__date_made", "pk")
    return tuple(
        CitationIn(
            row.kind,
            row.get_kind_display(),
            row.as_written,
            row.at or "",
            _ref(row.version.document),
        )
        for row in rows.annotate(at=F("clause__eid"))[:NEWEST]
    )


def _cited_by_counts(reader: Reader, document: int) -> tuple[Count, ...]:
    rows = Citation.objects.filter(_citing(reader, document)).order_by().values_list("kind")
    counts = dict(rows.annotate(Counted("pk")))
    return tuple(Count(kind.value, str(kind.label), counts[kind]) for kind in Citation.Kind if kind in counts)


def _neighbours(reader: Reader, row: Document) -> tuple[DocumentRef | None, DocumentRef | None]:
    """The documents before and behind this one in its issue."""
    if row.issue_id is None:
        return None, None
    others = documents_for(reader).filter(issue=row.issue_id)
    before = others.filter(ordinal__lt=row.ordinal).order_by("-ordinal").first()
    after = others.filter(ordinal__gt=row.ordinal).order_by("ordinal").first()
    return (_ref(before) if before else None), (_ref(after) if after else None)


def _findings(version: Version) -> tuple[FindingView, ...]:
    """What was noted about the words of this version, and about the file as a whole."""
    found = []
    low, high = version.source_start, version.source_end
    for note in Note.objects.filter(reading=version.reading_id):
        span = next((s for s in note.spans if low <= s["start"] < high), None)
        if span is None and note.spans:
            continue
        words = excerpt_of(version.source_text, span["start"], span["end"], span["page"]) if span else None
        found.append(FindingView(note.code, note.severity, note.message, note.state, "", words))
    return tuple(found)


def tombstone(reader: Reader, key: str) -> Tombstone | None:
    """What the public may know of a document that was withdrawn; None where none was."""
    row = Document.objects.filter(key=key, state=State.WITHDRAWN).first()
    if row is None or row.published_at is None or row.withdrawn_at is None:
        return None
    return Tombstone(row.key, row.title, row.number, row.published_at, row.withdrawn_at, row.withdrawn_why)


def moved(path: str) -> str | None:
    """The key of the document that had the key ``path`` before; None where none had."""
    return OldAddress.objects.filter(path=path).values_list("document__key", flat=True).first()


def source_page(
    reader: Reader,
    key: str,
    *,
    page: int | None = None,
    start: int | None = None,
    end: int | None = None,
    version: int | None = None,
) -> SourcePage | None:
    """A page of the source of a document, with the span from ``start`` to ``end`` marked.

    Without ``page``, the one on which the span begins, else the document. The public sees pages on which the
    document stands, no other page of the file.
    """
    row = documents_for(reader).filter(key=key).first()
    if row is None:
        return None
    office = in_office_of(reader, row.jurisdiction_id)
    shown = _version(row, version, office=office)
    if shown is None:
        return None
    pages = SourcePages(shown.source_text)
    marked = (start, end) if start is not None and end is not None else None
    number = page if page is not None else pages.of(marked[0] if marked else shown.source_start)
    first, last = pages.of(shown.source_start), pages.of(max(shown.source_end - 1, shown.source_start))
    if not (1 <= number <= len(pages)) or not (office or first <= number <= last):
        return None
    return SourcePage(origin_of(shown), number, len(pages), pages.printed, pages.parts(number, marked))


def excerpt(reader: Reader, key: str, eid: str, version: int | None = None) -> Excerpt | None:
    """The words on the page behind a clause, task, target or indicator; None where there is none."""
    row = documents_for(reader).filter(key=key).first()
    if row is None:
        return None
    shown = _version(row, version, office=in_office_of(reader, row.jurisdiction_id))
    if shown is None:
        return None
    tables: dict[str, type[Model]] = {"task": Task, "target": Target, "indicator": Indicator}
    table = tables.get(eid.split("-")[0], Clause)._default_manager
    found = table.filter(version=shown, eid=eid).values_list("start", "end", "page").first()
    if found is None:
        return None
    return excerpt_of(shown.source_text, *found)

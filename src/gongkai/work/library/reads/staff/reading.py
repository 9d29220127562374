"""What an accepted reading would bring into the library, shown before it is admitted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from gongkai.rules.access import Reader
from gongkai.work.intake.reads import NotAccepted, accepted
from gongkai.work.library.keys import plain_number
from gongkai.work.library.models import Document, Version
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.staff.citations import ref


@dataclass(frozen=True, slots=True)
class AdmissionDocument:
    """A document of the reading; ``known`` is the one of the library with its number, if any."""

    title: str
    number: str
    tasks: int
    indicators: int
    known: DocumentRef | None


@dataclass(frozen=True, slots=True)
class AdmissionPage:
    """A reading on its way into the library. ``admitted``: what it brought in already."""

    reading: int
    name: str
    issue: str
    documents: tuple[AdmissionDocument, ...]
    admitted: tuple[DocumentRef, ...]


def admission(reader: Reader, reading_id: int) -> AdmissionPage | None:
    """The reading; None where it was not accepted, or belongs to a place that is not the person's."""
    try:
        taken = accepted(reader, reading_id)
    except NotAccepted:
        return None
    versions = Version.objects.filter(reading_id=reading_id).select_related("document")
    seen = {version.document_id: version.document for version in versions}
    numbers = [plain_number(document.number or "") for document in taken.gazette.documents]
    place = taken.jurisdiction_id
    here = Q(jurisdiction_id=place) if place is not None else Q(jurisdiction__isnull=True)
    held = Document.objects.filter(here, number__in=[number for number in numbers if number])
    known = {row.number: row for row in held}
    issue = taken.gazette.issue
    return AdmissionPage(
        reading_id,
        taken.name,
        f"{issue.title} {issue.year}-{issue.number}" if issue is not None else "",
        tuple(
            AdmissionDocument(
                document.title or "",
                document.number or "",
                len(document.tasks),
                len(document.indicators),
                ref(known[number]) if number in known else None,
            )
            for document, number in zip(taken.gazette.documents, numbers, strict=True)
        ),
        tuple(ref(document) for document in seen.values()),
    )

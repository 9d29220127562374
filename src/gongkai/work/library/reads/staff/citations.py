"""Citations that found no document, what they may mean, and repeals that somebody has to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Count, F, Min, Q, QuerySet

from gongkai.rules.access import Reader
from gongkai.work.library.keys import number_of, plain_number
from gongkai.work.library.models import Citation, Document, Version
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.staff.common import PAGE_SIZE, Sheet, by_words, inside, sheet

MOST_CANDIDATES = 8
_CHUNK = 6
_COMMON = re.compile(r"[《》〈〉\s]|关于印发|关于|的通知|的意见|的决定|的批复|人民政府|办公厅|办公室")


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A citation of a version, for staff. ``by_hand`` is who tied it to its document."""

    id: int
    kind: str
    kind_name: str
    title: str
    number: str
    issuer: str
    as_written: str
    clause: str
    target: DocumentRef | None
    by_hand: str


@dataclass(frozen=True, slots=True)
class CitationDesk:
    """A citation without document, once for all places in which it stands with these words.

    ``id`` is one of them: what mends it mends all. ``documents`` counts the documents that hold it.
    """

    id: int
    title: str
    number: str
    documents: int
    times: int
    source: DocumentRef


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a citation may mean. ``why`` says what speaks for it: number, title, words."""

    document: DocumentRef
    why: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repeal that a text states: ``target`` ends by ``source``, once somebody confirms it."""

    id: int
    as_written: str
    source: DocumentRef
    target: DocumentRef
    target_validity: str


@dataclass(frozen=True, slots=True)
class OneCitation:
    """A citation with the words of the clause around it and the row that the actions want."""

    row: Citation
    line: CitationLine
    source: DocumentRef
    clause_text: str
    alike: int


def ref(document: Document) -> DocumentRef:
    """The document as a link."""
    return DocumentRef(document.key, document.title, document.number, document.state)


def _shown() -> QuerySet[Citation]:
    """The citations of the versions that documents show now."""
    return Citation.objects.filter(version=F("version__document__current"))


def _inside(reader: Reader) -> Q:
    return inside(reader, "version__document__jurisdiction")


def citation_lines(version: Version | None) -> tuple[CitationLine, ...]:
    """The citations of a version in the order of the text."""
    if version is None:
        return ()
    rows = Citation.objects.filter(version=version).select_related("target", "clause", "mended_by")
    return tuple(_line(row) for row in rows)


def _line(row: Citation) -> CitationLine:
    return CitationLine(
        row.pk,
        row.kind,
        row.get_kind_display(),
        row.title,
        row.number,
        row.issuer,
        row.as_written,
        row.clause.eid if row.clause is not None else "",
        ref(row.target) if row.target is not None else None,
        str(row.mended_by or ""),
    )


def citation_desk(
    reader: Reader, words: str = "", page: int = 1, size: int = PAGE_SIZE
) -> Sheet[CitationDesk]:
    """The citations without document, those that stand in most documents first."""
    found = _shown().filter(_inside(reader), target=None)
    for word in words.split():
        named = Q(title__icontains=word) | Q(number__icontains=word) | Q(as_written__icontains=word)
        found = found.filter(named)
    grouped = found.order_by().values("number", "title")
    grouped = grouped.annotate(
        times=Count("pk"), documents=Count("version__document", distinct=True), first=Min("pk")
    )
    return sheet(grouped.order_by("-documents", "number", "title"), page, size, _desk_lines)


def _desk_lines(groups: Sequence[dict[str, object]]) -> list[CitationDesk]:
    firsts = Citation.objects.select_related("version__document").in_bulk([g["first"] for g in groups])
    lines = []
    for group in groups:
        row = firsts[group["first"]]
        title = row.title or ("" if row.number else row.as_written)
        lines.append(
            CitationDesk(
                row.pk,
                title,
                row.number,
                int(str(group["documents"])),
                int(str(group["times"])),
                ref(row.version.document),
            )
        )
    return lines


def unresolved(reader: Reader, citation_id: int) -> OneCitation | None:
    """The citation, tied or not; None where it is not in the person's places."""
    rows = Citation.objects.filter(_inside(reader), pk=citation_id)
    row = rows.select_related("version__document", "clause", "target", "mended_by").first()
    if row is None:
        return None
    alike = _shown().filter(number=row.number, title=row.title, target=None).exclude(pk=row.pk).count()
    text = row.clause.marker + row.clause.text if row.clause is not None else row.as_written
    return OneCitation(row, _line(row), ref(row.version.document), text[:1200], alike)


def candidates(reader: Reader, citation: Citation, words: str = "") -> tuple[Candidate, ...]:
    """The documents of the person's places that the citation may mean, the most likely first.

    With ``words`` the documents that hold them in title or number; else those with a number or title alike.
    """
    own = citation.version.document_id
    pool = Document.objects.filter(inside(reader)).exclude(pk=own)
    wanted = by_words(words) if words.strip() else _alike(citation)
    if wanted is None:
        return ()
    number = plain_number(citation.number) or citation.number
    ranked = [
        _candidate(row, number, citation.title, typed=bool(words.strip())) for row in pool.filter(wanted)[:60]
    ]
    ranked.sort(key=lambda one: (-one.likeness, one.document.key))
    return tuple(ranked[:MOST_CANDIDATES])


def _alike(citation: Citation) -> Q | None:
    parts: list[Q] = []
    number = number_of(citation.number) if citation.number else None
    if number is not None:
        parts.append(Q(number=number.value))
        if number.year is not None:
            parts.append(Q(number__contains=str(number.year), number__endswith=f"{number.serial}号"))
    bare = _COMMON.sub("", citation.title)
    chunks = [bare[at : at + _CHUNK] for at in range(0, len(bare), _CHUNK)][:5]
    parts += [Q(title__contains=chunk) for chunk in chunks if len(chunk) >= min(_CHUNK, 4)]
    if not parts:
        return None
    wanted = parts[0]
    for part in parts[1:]:
        wanted |= part
    return wanted


def _candidate(row: Document, number: str, title: str, *, typed: bool) -> Candidate:
    likeness = round(100 * SequenceMatcher(None, _COMMON.sub("", title), _COMMON.sub("", row.title)).ratio())
    if number and row.number == number:
        return Candidate(ref(row), "number", 100)
    same_number = number and row.number and number[-6:] == row.number[-6:]
    why = "typed" if typed else "number_like" if same_number and likeness < 50 else "title"
    return Candidate(ref(row), why, max(likeness, 40 if same_number else 0))


def proposals(reader: Reader, page: int = 1, size: int = PAGE_SIZE) -> Sheet[Proposal]:
    """The repeals that stand in documents of the person's places and wait for a decision."""
    return sheet(_waiting().filter(_inside(reader)).order_by("pk"), page, size, _proposals)


def proposals_about(document: Document) -> tuple[Proposal, ...]:
    """The repeals that name this document."""
    return tuple(_proposals(_waiting().filter(target=document)))


def proposals_by(document: Document) -> tuple[Proposal, ...]:
    """The repeals that this document states."""
    return tuple(_proposals(_waiting().filter(version__document=document)))


def proposal_row(reader: Reader, citation_id: int) -> Citation | None:
    """The waiting proposal as the actions want it; None where there is none in the person's places."""
    found = _waiting().filter(_inside(reader), pk=citation_id)
    return found.select_related("version__document", "target").first()


def _waiting() -> QuerySet[Citation]:
    ended = Q(target__validity=Document.Validity.REPEALED)
    found = _shown().filter(kind=Citation.Kind.REPEALS, dismissed_why="", target__isnull=False)
    return found.exclude(ended).select_related("version__document", "target")


def _proposals(rows: Iterable[Citation]) -> list[Proposal]:
    return [
        Proposal(
            row.pk,
            row.as_written,
            ref(row.version.document),
            ref(row.target),
            row.target.get_validity_display(),
        )
        for row in rows
        if row.target is not None
    ]

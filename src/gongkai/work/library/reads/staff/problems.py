"""What readers reported as wrong, for those who answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai.rules.access import Reader
from gongkai.work.library.models import Clause, Document, ProblemReport
from gongkai.work.library.reads.answers import DocumentRef
from gongkai.work.library.reads.staff.citations import ref
from gongkai.work.library.reads.staff.common import PAGE_SIZE, Sheet, inside, sheet


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A report (纠错). ``clause_text`` is what stands at the anchor in the version that the public sees."""

    row: ProblemReport
    id: int
    document: DocumentRef
    eid: str
    message: str
    contact: str
    at: datetime
    state: str
    state_name: str
    answer: str
    settled_by: str
    settled_at: datetime | None
    clause_text: str = ""


def problems(
    reader: Reader, state: str = "open", words: str = "", page: int = 1, size: int = PAGE_SIZE
) -> Sheet[ProblemLine]:
    """The reports in a state (all for an empty one), the one that waits longest first."""
    found = ProblemReport.objects.filter(inside(reader, "document__jurisdiction"))
    if state:
        found = found.filter(state=state)
    for word in words.split():
        found = found.filter(message__icontains=word)
    found = found.select_related("document", "settled_by").order_by("at" if state == "open" else "-at", "pk")
    return sheet(found, page, size, lambda rows: _lines(rows))


def problem(reader: Reader, report_id: int) -> ProblemLine | None:
    """One report with the words that it is about; None where it is not in the person's places."""
    found = ProblemReport.objects.filter(inside(reader, "document__jurisdiction"), pk=report_id)
    row = found.select_related("document__current", "settled_by").first()
    if row is None:
        return None
    clause = Clause.objects.filter(version=row.document.current, eid=row.eid).first() if row.eid else None
    return _line(row, clause.marker + clause.text if clause is not None else "")


def problems_of(document: Document) -> tuple[ProblemLine, ...]:
    """The reports about a document, the open ones first."""
    rows = ProblemReport.objects.filter(document=document).select_related("document", "settled_by")
    return tuple(sorted(_lines(rows), key=lambda line: (line.state != "open", line.at)))


def _lines(rows: Iterable[ProblemReport]) -> list[ProblemLine]:
    return [_line(row) for row in rows]


def _line(row: ProblemReport, clause_text: str = "") -> ProblemLine:
    return ProblemLine(
        row,
        row.pk,
        ref(row.document),
        row.eid,
        row.message,
        row.contact,
        row.at,
        row.state,
        row.get_state_display(),
        row.answer,
        str(row.settled_by or ""),
        row.settled_at,
        clause_text[:1200],
    )

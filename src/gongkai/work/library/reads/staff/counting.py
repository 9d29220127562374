"""How much waits at each desk of the library."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.rules.access import Reader
from gongkai.work.library.models import ProblemReport
from gongkai.work.library.reads.staff.citations import citation_desk, proposals
from gongkai.work.library.reads.staff.common import documents_of, inside, that_wait


@dataclass(frozen=True, slots=True)
class Desks:
    """What waits: documents to publish, citations to mend, repeals to confirm, reports to answer."""

    waiting: int
    citations: int
    proposals: int
    problems: int


def desks(reader: Reader) -> Desks:
    """What waits in the person's places."""
    waits = that_wait(documents_of(reader))
    reports = ProblemReport.objects.filter(
        inside(reader, "document__jurisdiction"), state=ProblemReport.State.OPEN
    )
    return Desks(
        waits.count(),
        citation_desk(reader, size=1).count,
        proposals(reader, size=1).count,
        reports.count(),
    )

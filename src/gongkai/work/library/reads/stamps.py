"""Marks by which a copy of a page is known to be fresh: cheap to ask, other whenever the record changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from gongkai.rules.access import Reader
from gongkai.work.library.models import Document, Issue
from gongkai.work.library.models.issues import State


@dataclass(frozen=True, slots=True)
class Stamp:
    """When what the public sees of a document last changed, and whether it is public."""

    changed_at: datetime
    state: str


def document(reader: Reader, key: str) -> Stamp | None:
    """The stamp of a document; None where it is not there, or not for a reader who works in no office."""
    # asked for every request: no order and no limit, for a key stands for one document at most
    rows = Document.objects.order_by().values_list("changed_at", "state")
    found = rows.filter(key=key) if reader.in_office else rows.filter(key=key, state=State.PUBLISHED)
    return next((Stamp(changed_at, str(state)) for changed_at, state in found), None)


def public() -> str:
    """A mark that changes whenever a document or an issue is published, corrected or withdrawn."""
    documents = Document.objects.exclude(state=State.DRAFT).aggregate(at=Max("changed_at"))["at"]
    issues = Issue.objects.exclude(state=State.DRAFT).aggregate(at=Max("published_at"))["at"]
    return f"{documents}|{issues}"

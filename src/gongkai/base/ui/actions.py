"""What Wagtail writes by itself (pages, pictures, files), written into the trail as well."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import SYSTEM, Reader


@transaction.atomic
def copy_log_entry(entry: Any) -> None:
    """Write a line of Wagtail's own log into the trail: who did what with which thing."""
    user = entry.user
    actor = Reader(user.pk, str(user)) if user is not None else SYSTEM
    kind = entry.content_type.model if entry.content_type else "page"
    record(
        actor,
        entry.action,
        Subject(f"wagtail.{kind}", str(entry.object_id), entry.label),
        after=entry.data or None,
    )

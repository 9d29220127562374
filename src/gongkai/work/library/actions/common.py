"""What all actions of the library share: who may, and how an act is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import CLERK, OFFICE_HEAD, REVIEWER, SYSTEM, Reader, Refused
from gongkai.work.library.models import Document, Issue

EDITORS = (CLERK, REVIEWER, OFFICE_HEAD)
PUBLISHERS = (REVIEWER, OFFICE_HEAD)


def why_not_role(reader: Reader, roles: tuple[str, ...], place: int | None) -> list[str]:
    """Why ``reader`` may not act on what belongs to ``place``; empty where he may."""
    if settings.READ_ONLY:
        return [_("系统处于只读状态")]
    if reader == SYSTEM or reader.may(*roles, place=place):
        return []
    return [_("您没有此项权限")]


def why_missing(why: str) -> list[str]:
    """The complaint where a reason is required and none was given."""
    return [] if why.strip() else [_("请写明理由")]


def check(reasons: Iterable[str]) -> None:
    """Raise Refused where there are reasons."""
    found = list(reasons)
    if found:
        raise Refused(found)


def of_document(document: Document) -> Subject:
    """The document as the trail names it: by its key."""
    return Subject("library.document", document.key, document.title)


def of_issue(issue: Issue) -> Subject:
    """The issue as the trail names it."""
    return Subject("library.issue", str(issue.pk), f"{issue.title} {issue.year}-{issue.number}")


def told(
    reader: Reader,
    action: str,
    document: Document,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
    **payload: Any,
) -> None:
    """Write an act on a document into the trail, with an event of the same name for the copies."""
    payload = {"key": document.key, "id": document.pk, **payload}
    record(
        reader,
        action,
        of_document(document),
        before=before,
        after=after,
        why=why,
        event=action,
        payload=payload,
    )

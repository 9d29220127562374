"""Made public, and withdrawn: with four eyes, at the server's time, in the trail and the publication log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import log_publication, record
from gongkai.rules.access import Reader
from gongkai.work.library.actions.admit import show
from gongkai.work.library.actions.common import (
    PUBLISHERS,
    check,
    of_issue,
    told,
    why_missing,
    why_not_role,
)
from gongkai.work.library.actions.moving import move_where_renamed
from gongkai.work.library.actions.resolving import resolve
from gongkai.work.library.models import Document, Issue, Version
from gongkai.work.library.models.issues import State


@dataclass(frozen=True, slots=True)
class Published:
    """What was made public: the key of the document and the number of the version."""

    key: str
    version: int


def waiting(document: Document) -> Version | None:
    """The newest version of the document, where nobody has published it; its source is not loaded."""
    newest = document.versions.defer("source_text").first()
    return newest if newest is not None and newest.published_at is None else None


def why_not_publish(reader: Reader, document: Document, forced_why: str = "") -> list[str]:
    """Why the document cannot be published now; empty where it can.

    Who accepted or corrected the words does not publish them, unless he says why nobody else can.
    """
    return _why_not(reader, document, waiting(document), forced_why)


def _why_not(reader: Reader, document: Document, version: Version | None, forced_why: str) -> list[str]:
    reasons = why_not_role(reader, PUBLISHERS, document.jurisdiction_id)
    if version is None:
        return [*reasons, _("没有待发布的版本")]
    if document.state == State.WITHDRAWN:
        reasons.append(_("文件已撤回，不能再发布"))
    if not version.facts.get("title"):
        reasons.append(_("文件没有标题"))
    if version.admitted_by_id == reader.user_id and not forced_why.strip():
        reasons.append(_("核对人和发布人不能是同一人；确需一人办理的，请写明理由"))
    return reasons


def publish(
    reader: Reader, keys: Sequence[str], *, why: str = "", forced_why: str = ""
) -> tuple[Published, ...]:
    """Publish the waiting version of each document, all or none.

    Raises Refused with the title before each reason.
    """
    with transaction.atomic():
        locked = Document.objects.select_for_update(of=("self",)).filter(key__in=keys)
        documents = [(document, waiting(document)) for document in locked]
        check(_reasons(reader, documents, forced_why) if documents else [_("没有选中文件")])
        return tuple(_publish(reader, one, version, why, forced_why) for one, version in documents)


def _reasons(
    reader: Reader, documents: Sequence[tuple[Document, Version | None]], forced_why: str
) -> list[str]:
    return [
        _("《{title}》：{reason}").format(title=document.title, reason=reason)
        for document, version in documents
        for reason in _why_not(reader, document, version, forced_why)
    ]


def _publish(
    reader: Reader, document: Document, version: Version | None, why: str, forced_why: str
) -> Published:
    if version is None:
        raise LookupError(document.key)
    now = timezone.now()
    before = {"state": document.state, "version": _shown(document, version)}
    version.published_at, version.published_by_id = now, reader.user_id
    alone = version.admitted_by_id == reader.user_id
    version.forced_why = forced_why.strip() if alone else ""
    version.save(update_fields=["published_at", "published_by", "forced_why"])
    _show(document, version, now)
    resolve([version.pk], [document])
    again = before["state"] == State.PUBLISHED
    told(
        reader,
        "library.document.corrected" if again else "library.document.published",
        document,
        before=before,
        after={"state": document.state, "version": version.number, "forced_why": version.forced_why},
        why=why or version.note,
        version=version.number,
        sha256=version.record_sha256,
    )
    kind = "corrected" if again else "published"
    log_publication(reader, kind, document.key, version.number, version.record_sha256, now)
    return Published(document.key, version.number)


def _shown(document: Document, version: Version) -> int | None:
    """The number of the version that the document shows now, ``version`` or one before it."""
    if document.current_id is None:
        return None
    if document.current_id == version.pk:
        return version.number
    return document.versions.filter(pk=document.current_id).values_list("number", flat=True).first()


def _show(document: Document, version: Version, now: datetime) -> None:
    show(document, version)
    document.current = version
    document.state = State.PUBLISHED
    document.published_at = document.published_at or now
    document.changed_at = now
    move_where_renamed(document, version, now)
    document.save()


def why_not_publish_issue(reader: Reader, issue: Issue, forced_why: str = "") -> list[str]:
    """Why the issue cannot be published with all documents that wait in it; empty where it can."""
    reasons = why_not_role(reader, PUBLISHERS, issue.series.jurisdiction_id)
    found = _waiting_in(issue)
    if issue.state != State.DRAFT and not found:
        reasons.append(_("这一期已经发布"))
    return [*reasons, *_reasons(reader, found, forced_why)]


def _waiting_in(issue: Issue) -> list[tuple[Document, Version]]:
    found = issue.documents.exclude(state=State.WITHDRAWN).order_by("ordinal")
    return [(document, version) for document in found if (version := waiting(document)) is not None]


def publish_issue(
    reader: Reader, issue_id: int, *, why: str = "", forced_why: str = ""
) -> tuple[Published, ...]:
    """Publish an issue with all documents that wait in it, all or none. Raises Refused."""
    with transaction.atomic():
        issue = Issue.objects.select_for_update(of=("self",)).select_related("series").get(pk=issue_id)
        list(issue.documents.select_for_update(of=("self",)).order_by("pk"))
        check(why_not_publish_issue(reader, issue, forced_why))
        done = tuple(_publish(reader, one, version, why, forced_why) for one, version in _waiting_in(issue))
        if issue.state == State.DRAFT:
            issue.state, issue.published_at = State.PUBLISHED, timezone.now()
            issue.published_by_id = reader.user_id
            issue.save(update_fields=["state", "published_at", "published_by"])
            record(
                reader,
                "library.issue.published",
                of_issue(issue),
                after={"documents": [one.key for one in done]},
                why=why,
                event="library.issue.published",
                payload={"id": issue.pk, "keys": [one.key for one in done]},
            )
    return done


def why_not_withdraw(reader: Reader, document: Document, why: str) -> list[str]:
    """Why the document cannot be withdrawn; empty where it can."""
    reasons = [*why_not_role(reader, PUBLISHERS, document.jurisdiction_id), *why_missing(why)]
    if document.state != State.PUBLISHED:
        reasons.append(_("只有已发布的文件才能撤回"))
    return reasons


def withdraw(reader: Reader, keys: Sequence[str], why: str) -> int:
    """How many documents were taken from the public; key, title and the reason stay. Raises Refused."""
    with transaction.atomic():
        documents = list(Document.objects.select_for_update(of=("self",)).filter(key__in=keys))
        check(
            _("《{title}》：{reason}").format(title=document.title, reason=reason)
            for document in documents
            for reason in why_not_withdraw(reader, document, why)
        )
        for document in documents:
            _withdraw(reader, document, why)
    return len(documents)


def _withdraw(reader: Reader, document: Document, why: str) -> None:
    now = timezone.now()
    document.state, document.withdrawn_why, document.withdrawn_at = State.WITHDRAWN, why.strip(), now
    document.changed_at = now
    document.save(update_fields=["state", "withdrawn_why", "withdrawn_at", "changed_at"])
    version = document.current
    if version is None:
        raise LookupError(document.key)
    number, digest = version.number, version.record_sha256
    told(
        reader,
        "library.document.withdrawn",
        document,
        before={"state": State.PUBLISHED},
        after={"state": State.WITHDRAWN},
        why=why,
        version=number,
        sha256=digest,
    )
    log_publication(reader, "withdrawn", document.key, number, digest, now)

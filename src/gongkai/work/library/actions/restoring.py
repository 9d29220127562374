"""A document that was withdrawn by mistake, given back to the public as it was."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import log_publication, record
from gongkai.rules.access import Reader
from gongkai.work.library.actions.common import PUBLISHERS, check, of_document, why_missing, why_not_role
from gongkai.work.library.models import Document
from gongkai.work.library.models.issues import State


def why_not_restore(reader: Reader, document: Document, why: str) -> list[str]:
    """Why the document cannot be given back; empty where it can."""
    reasons = [*why_not_role(reader, PUBLISHERS, document.jurisdiction_id), *why_missing(why)]
    if document.state != State.WITHDRAWN:
        reasons.append(_("只有已撤回的文件才能恢复发布"))
    elif document.current_id is None:
        reasons.append(_("文件没有可恢复的版本"))
    return reasons


def restore(reader: Reader, keys: Sequence[str], why: str) -> int:
    """How many documents the public sees again, in the version that was withdrawn. Raises Refused.

    It is a new publication in the log: the time between stays known. The day of the first one is kept.
    """
    with transaction.atomic():
        documents = list(Document.objects.select_for_update(of=("self",)).filter(key__in=keys))
        check(
            _("《{title}》：{reason}").format(title=document.title, reason=reason)
            for document in documents
            for reason in why_not_restore(reader, document, why)
        )
        for document in documents:
            _restore(reader, document, why)
    return len(documents)


def _restore(reader: Reader, document: Document, why: str) -> None:
    version = document.current
    if version is None:
        raise LookupError(document.key)
    before = {"state": document.state, "withdrawn_why": document.withdrawn_why}
    document.state, document.withdrawn_why, document.withdrawn_at = State.PUBLISHED, "", None
    document.changed_at = timezone.now()
    document.save(update_fields=["state", "withdrawn_why", "withdrawn_at", "changed_at"])
    record(
        reader,
        "library.document.restored",
        of_document(document),
        before=before,
        after={"state": document.state, "version": version.number},
        why=why,
        # for every copy it is a publication like the first one
        event="library.document.published",
        payload={
            "key": document.key,
            "id": document.pk,
            "version": version.number,
            "sha256": version.record_sha256,
        },
    )
    log_publication(
        reader, "published", document.key, version.number, version.record_sha256, document.changed_at
    )

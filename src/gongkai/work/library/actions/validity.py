"""Whether a document is in force: set by a person, proposed by what other documents say."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.library.actions.common import PUBLISHERS, check, told, why_missing, why_not_role
from gongkai.work.library.models import Citation, Document


def why_not_set_validity(reader: Reader, document: Document, state: str, by: str, why: str) -> list[str]:
    """Why the validity cannot be set like this; empty where it can."""
    reasons = why_not_role(reader, PUBLISHERS, document.jurisdiction_id)
    if state not in Document.Validity.values:
        reasons.append(_("没有这种效力状态"))
    if by and not Document.objects.filter(key=by).exclude(pk=document.pk).exists():
        reasons.append(_("没有依据文件 {key}").format(key=by))
    if not by:
        reasons += why_missing(why)
    return reasons


def set_validity(reader: Reader, key: str, state: str, *, by: str = "", why: str = "") -> None:
    """Say whether a document is in force, by which document or for what reason. Raises Refused.

    依据: 条例第二十三条、国务院办公厅关于行政规范性文件清理的要求：公开文件应标明效力状态。
    """
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(key=key)
        check(why_not_set_validity(reader, document, state, by, why))
        source = Document.objects.get(key=by) if by else None
        before = {"validity": document.validity, "by": document.validity_by_id}
        document.validity, document.validity_by = state, source
        document.changed_at = timezone.now()
        document.save(update_fields=["validity", "validity_by", "changed_at"])
        told(
            reader,
            "library.validity.changed",
            document,
            before=before,
            after={"validity": state, "by": by or None},
            why=why,
            validity=state,
        )


def why_not_dismiss(reader: Reader, citation: Citation, why: str) -> list[str]:
    """Why a proposal cannot be set aside; empty where it can."""
    place = citation.version.document.jurisdiction_id
    return [*why_not_role(reader, PUBLISHERS, place), *why_missing(why)]


def dismiss_proposal(reader: Reader, citation_id: int, why: str) -> None:
    """Set aside what a citation says about the validity of another document. Raises Refused."""
    with transaction.atomic():
        citation = Citation.objects.select_related("version__document").get(pk=citation_id)
        check(why_not_dismiss(reader, citation, why))
        citation.dismissed_why = why.strip()
        citation.save(update_fields=["dismissed_why"])
        document = citation.version.document
        told(reader, "library.proposal.dismissed", document, after={"citation": citation.as_written}, why=why)

"""Citations that the rules could not tie to a document, tied by hand."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.library.actions.common import EDITORS, check, told, why_not_role
from gongkai.work.library.models import Citation, Document


def why_not_mend(reader: Reader, citation: Citation, key: str) -> list[str]:
    """Why the citation cannot be tied to the document ``key``; empty where it can."""
    reasons = why_not_role(reader, EDITORS, citation.version.document.jurisdiction_id)
    if key and not Document.objects.filter(key=key).exists():
        reasons.append(_("文库里没有编号为 {key} 的文件").format(key=key))
    if key == citation.version.document.key:
        reasons.append(_("文件不能引用自己"))
    return reasons


def mend_citation(reader: Reader, citation_id: int, key: str, why: str = "") -> int:
    """How many citations with the same words were tied to the document; an empty ``key`` unties them.

    All open citations of the same number or title are tied with it. Raises Refused.
    """
    with transaction.atomic():
        citation = Citation.objects.select_related("version__document").get(pk=citation_id)
        check(why_not_mend(reader, citation, key))
        target = Document.objects.get(key=key) if key else None
        alike = Citation.objects.filter(number=citation.number, title=citation.title)
        alike = alike.exclude(version__document=target)
        alike = alike.filter(target=None) | Citation.objects.filter(pk=citation.pk)
        changed = list(alike.select_related("version__document"))
        for one in changed:
            one.target = target
            one.mended_by_id = reader.user_id if target is not None else None
        Citation.objects.bulk_update(changed, ["target", "mended_by"])
        document = citation.version.document
        document.changed_at = timezone.now()
        document.save(update_fields=["changed_at"])
        told(
            reader,
            "library.citation.mended",
            document,
            after={"citation": citation.as_written, "target": key or None, "count": len(changed)},
            why=why,
        )
    return len(changed)

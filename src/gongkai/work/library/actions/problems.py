"""What readers say is wrong with a page, and what became of it (纠错)."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import Reader
from gongkai.work.library.actions.common import EDITORS, check, why_missing, why_not_role
from gongkai.work.library.models import Document, ProblemReport
from gongkai.work.library.models.issues import State

LONGEST_MESSAGE = 2000
LONGEST_CONTACT = 120


def why_not_report(document: Document | None, message: str, contact: str = "") -> list[str]:
    """Why the report cannot be taken; empty where it can. How often one may report is the view's to say."""
    if settings.READ_ONLY:
        return [_("系统处于只读状态")]
    reasons = []
    if document is None or document.state != State.PUBLISHED:
        reasons.append(_("没有这份文件"))
    if not message.strip():
        reasons.append(_("请写明问题"))
    if len(message) > LONGEST_MESSAGE:
        reasons.append(_("问题描述不能超过 {count} 字").format(count=LONGEST_MESSAGE))
    if len(contact) > LONGEST_CONTACT:
        reasons.append(_("联系方式不能超过 {count} 字").format(count=LONGEST_CONTACT))
    return reasons


def report_problem(reader: Reader, key: str, message: str, *, eid: str = "", contact: str = "") -> int:
    """The id of the report, which waits for a clerk. Anybody may report. Raises Refused.

    The contact is for the office alone and stays out of the trail.
    """
    document = Document.objects.filter(key=key).first()
    check(why_not_report(document, message, contact))
    if document is None:
        raise LookupError(key)
    with transaction.atomic():
        report = ProblemReport.objects.create(
            document=document,
            eid=eid[:80],
            message=message.strip(),
            contact=contact.strip(),
            at=timezone.now(),
        )
        record(
            reader,
            "library.problem.reported",
            _subject(report),
            after={"key": key, "eid": report.eid},
            event="library.problem.reported",
        )
    return report.pk


def why_not_settle(reader: Reader, report: ProblemReport, state: str, answer: str) -> list[str]:
    """Why the report cannot be settled like this; empty where it can."""
    reasons = why_not_role(reader, EDITORS, report.document.jurisdiction_id)
    if report.state != ProblemReport.State.OPEN:
        reasons.append(_("这条纠错已经处理"))
    if state not in (ProblemReport.State.MENDED, ProblemReport.State.DISMISSED):
        reasons.append(_("请选择处理结果"))
    return reasons + why_missing(answer)


def settle_problem(reader: Reader, report_id: int, state: str, answer: str) -> None:
    """Say what became of a report. Raises Refused."""
    with transaction.atomic():
        found = ProblemReport.objects.select_for_update(of=("self",)).select_related("document")
        report = found.get(pk=report_id)
        check(why_not_settle(reader, report, state, answer))
        report.state, report.answer = state, answer.strip()
        report.settled_by_id, report.settled_at = reader.user_id, timezone.now()
        report.save()
        record(
            reader,
            "library.problem.settled",
            _subject(report),
            before={"state": "open"},
            after={"state": state},
            why=answer,
            event="library.problem.settled",
        )


def _subject(report: ProblemReport) -> Subject:
    return Subject("library.problem", str(report.pk), report.document.title)

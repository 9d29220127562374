"""The only writes of the files room: what arrives is kept, read, or put into quarantine."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.files.models import Arrival, Original
from gongkai.base.files.names import clean_name
from gongkai.base.files.store import keep, sha256_of
from gongkai.base.trail.actions import Subject, record
from gongkai.formats.errors import REASONS
from gongkai.rules.access import ADMINISTRATOR, CLERK, OFFICE_HEAD, REVIEWER, SYSTEM, Reader, Refused

ROLES = (CLERK, REVIEWER, OFFICE_HEAD, ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file at the door: its bytes, its name, the way in and, where known, the place it belongs to."""

    data: bytes
    name: str
    source: str
    origin: str = ""
    jurisdiction: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded of a file; ``known`` says that it had come under this name before."""

    arrival: int
    sha256: str | None
    name: str
    state: str
    known: bool


def why_not_receive(reader: Reader, jurisdiction: int | None) -> list[str]:
    """Why ``reader`` may not bring files in for that place; empty where he may."""
    if settings.READ_ONLY:
        return [_("系统处于只读状态")]
    if reader == SYSTEM or reader.may(*ROLES, place=jurisdiction):
        return []
    return [_("没有为该行政区划提交文件的权限")]


def receive(reader: Reader, incoming: Incoming, media_type: str) -> Receipt:
    """The record of a file that came in, its bytes kept; the same file under the same name is one record.

    Raises :class:`~gongkai.rules.access.Refused`, and OSError where the bytes cannot be kept.
    """
    _check(why_not_receive(reader, incoming.jurisdiction))
    name, sha256 = clean_name(incoming.name), sha256_of(incoming.data)
    known = Arrival.objects.filter(original_id=sha256, name=name).first()
    # kept again where the bytes were lost: a file that comes a second time mends the store
    keep(incoming.data)
    if known is not None:
        return Receipt(known.pk, sha256, name, known.state, True)
    now = timezone.now()
    try:
        with transaction.atomic():
            Original.objects.get_or_create(
                sha256=sha256,
                defaults={"size": len(incoming.data), "media_type": media_type, "stored_at": now},
            )
            arrival = Arrival.objects.create(
                original_id=sha256,
                name=name,
                source=incoming.source,
                origin=clean_origin(incoming.origin),
                at=now,
                by_id=reader.user_id,
                jurisdiction_id=incoming.jurisdiction,
            )
            record(
                reader,
                "files.arrival.received",
                subject(arrival),
                after={"sha256": sha256, "size": len(incoming.data), "source": incoming.source},
            )
    except IntegrityError:  # another process was quicker with the same file
        known = Arrival.objects.get(original_id=sha256, name=name)
        return Receipt(known.pk, sha256, name, known.state, True)
    return Receipt(arrival.pk, sha256, name, arrival.state, False)


def refuse(reader: Reader, incoming: Incoming, code: str, reason: str) -> Receipt:
    """The record of a file of which nothing is kept: too large, or not to be opened."""
    _check(why_not_receive(reader, incoming.jurisdiction))
    name, origin, now = clean_name(incoming.name), clean_origin(incoming.origin), timezone.now()
    known = Arrival.objects.filter(
        original=None, name=name, origin=origin, reason_code=code, acknowledged_at=None
    ).first()
    if known is not None:
        return Receipt(known.pk, None, name, known.state, True)
    with transaction.atomic():
        arrival = Arrival.objects.create(
            name=name,
            source=incoming.source,
            origin=origin,
            at=now,
            by_id=reader.user_id,
            jurisdiction_id=incoming.jurisdiction,
            state=Arrival.State.QUARANTINED,
            reason_code=code,
            reason=reason,
            settled_at=now,
        )
        record(reader, "files.arrival.refused", subject(arrival), after={"code": code}, why=reason)
    return Receipt(arrival.pk, None, name, arrival.state, False)


def settle_read(arrival_id: int, jurisdiction: int | None) -> None:
    """Mark a file as read. The room that reads calls it in its own transaction, with its own entry."""
    Arrival.objects.filter(pk=arrival_id).update(
        state=Arrival.State.READ, reason_code="", reason="", settled_at=timezone.now()
    )
    Arrival.objects.filter(pk=arrival_id, jurisdiction=None).update(jurisdiction_id=jurisdiction)


def quarantine(reader: Reader, arrival_id: int, code: str, reason: str) -> None:
    """Put a file that is no gazette aside, with the code of the reason and the words for people."""
    if code not in REASONS:
        raise ValueError(code)
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().get(pk=arrival_id)
        arrival.state, arrival.reason_code = Arrival.State.QUARANTINED, code
        arrival.reason, arrival.settled_at = reason, timezone.now()
        arrival.acknowledged_at, arrival.acknowledged_by_id = None, None
        arrival.save()
        record(
            reader,
            "files.arrival.quarantined",
            subject(arrival),
            after={"code": code},
            why=reason,
            event="files.arrival.quarantined",
        )


def why_not_acknowledge(reader: Reader, arrival: Arrival) -> list[str]:
    """Why the reason for a quarantine cannot be noted as seen; empty where it can."""
    reasons = _why_not_touch(reader, arrival)
    if arrival.state == Arrival.State.QUARANTINED and arrival.acknowledged_at is not None:
        reasons.append(_("已经有人知悉"))
    return reasons


def acknowledge(reader: Reader, arrival_id: int) -> None:
    """Note that somebody has seen why a file is in quarantine. Raises Refused."""
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival_id)
        _check(why_not_acknowledge(reader, arrival))
        arrival.acknowledged_at, arrival.acknowledged_by_id = timezone.now(), reader.user_id
        arrival.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record(reader, "files.arrival.acknowledged", subject(arrival))


def why_not_retry(reader: Reader, arrival: Arrival) -> list[str]:
    """Why a file in quarantine cannot be read again; empty where it can."""
    reasons = _why_not_touch(reader, arrival)
    if arrival.original_id is None:
        reasons.append(_("没有保存该文件的内容，请重新提交"))
    return reasons


def retry(reader: Reader, arrival_id: int) -> None:
    """Let a file in quarantine be read once more, for instance by a newer reader. Raises Refused."""
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival_id)
        _check(why_not_retry(reader, arrival))
        before = {"code": arrival.reason_code}
        arrival.state, arrival.reason_code, arrival.reason = Arrival.State.WAITING, "", ""
        arrival.settled_at, arrival.acknowledged_at, arrival.acknowledged_by_id = None, None, None
        arrival.save()
        record(reader, "files.arrival.retried", subject(arrival), before=before)


def subject(arrival: Arrival) -> Subject:
    """The file as the trail names it."""
    return Subject("files.arrival", str(arrival.pk), arrival.name)


def clean_origin(origin: str) -> str:
    """Where a file came from, as it can be stored: no half characters, no control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in origin)[-500:]


def _why_not_touch(reader: Reader, arrival: Arrival) -> list[str]:
    reasons = why_not_receive(reader, arrival.jurisdiction_id)
    if arrival.state != Arrival.State.QUARANTINED:
        reasons.append(_("该文件不在隔离区"))
    return reasons


def _check(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)

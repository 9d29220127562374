"""Decisions on whole readings: begun, claimed, accepted, sent back, replaced by a newer one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.files.actions import settle_read
from gongkai.base.trail.actions import record
from gongkai.base.units.models import Jurisdiction
from gongkai.rules.access import SYSTEM, Reader
from gongkai.work.intake.actions.common import (
    ROLES,
    check,
    locked_reading,
    subject,
    why_missing,
    why_not_handle,
    why_not_work,
)
from gongkai.work.intake.carry import carry_over
from gongkai.work.intake.models import Fact, Item, Note, Reading
from gongkai.work.intake.pieces import FIELDS, FactPiece, ItemPiece
from gongkai.work.intake.reader import NewReading

Json = dict[str, Any]
CLOSED = (Item.State.REJECTED, Item.State.SPLIT, Item.State.MERGED)
BLOCKING = ("error", "warning")


def start_reading(
    reader: Reader, new: NewReading, *, arrival: int | None = None, jurisdiction: int | None = None
) -> int:
    """The id of the open reading, with its items, fields and findings; the file counts as read.

    A reading of the same original by the same version of the reader is found, not made again. Where
    no place is given, the name of the issuing government tells it.
    """
    with transaction.atomic():
        known = Reading.objects.filter(
            original_id=new.sha256, reader_version=new.record["source"]["reader_version"]
        ).exclude(state=Reading.State.REJECTED)
        found = known.values_list("pk", "jurisdiction_id").first()
        if found is not None:
            if arrival is not None:
                settle_read(arrival, found[1])
            return found[0]
        reading = _store(new, jurisdiction or place_of(new.record), Reading.State.OPEN, None)
        if arrival is not None:
            settle_read(arrival, reading.jurisdiction_id)
        record(
            reader,
            "intake.reading.started",
            subject(reading),
            after={"sha256": new.sha256, "items": len(new.pieces)},
            event="intake.reading.started",
        )
    return reading.pk


def place_of(record: Json) -> int | None:
    """The jurisdiction whose government issued what was read, told by names; None where none fits."""
    issue = record["issue"] or {}
    said = [issue.get("place") or "", issue.get("title") or ""]
    said += [issuer for document in record["documents"] for issuer in document["issuers"][:1]]
    places = list(Jurisdiction.objects.values_list("name", "pk"))
    for name in filter(None, said):
        fitting = [(len(place), pk) for place, pk in places if name.startswith(place)]
        if fitting:
            return max(fitting)[1]
    return None


def _store(new: NewReading, place: int | None, state: str, replaces: Reading | None) -> Reading:
    source = new.record["source"]
    reading = Reading.objects.create(
        original_id=new.sha256,
        jurisdiction_id=place,
        reader_version=source["reader_version"],
        name=new.name,
        title=title_of(new.record, new.name)[:500],
        record=new.record,
        source_text=new.text,
        pages=source["pages"],
        state=state,
        read_at=timezone.now(),
        replaces=replaces,
    )
    items = Item.objects.bulk_create(_item(reading, order, piece) for order, piece in enumerate(new.pieces))
    Fact.objects.bulk_create(
        (_fact(item, fact) for item, piece in zip(items, new.pieces, strict=True) for fact in piece.facts),
        batch_size=2000,
    )
    Note.objects.bulk_create(
        Note(
            reading_id=reading.pk,
            order=order,
            code=finding["code"],
            severity=finding["severity"],
            message=finding["message"],
            spans=finding["spans"],
        )
        for order, finding in enumerate(new.record["findings"])
    )
    return reading


def title_of(record: Json, name: str) -> str:
    """What a record is called: the issue, or the first document with a title, or the file.

    >>> title_of({"issue": None, "documents": [{"title": None}, {"title": "通知"}]}, "a.txt")
    '通知'
    """
    issue = record["issue"]
    if issue is not None:
        count = _("{year}年第{number}期").format(year=issue["year"], number=issue["number"])
        return f"{issue['title']} {count}" if issue["year"] and issue["number"] else str(issue["title"])
    titles = [document["title"] for document in record["documents"] if document["title"]]
    return str(titles[0]) if titles else name


def _item(reading: Reading, order: int, piece: ItemPiece) -> Item:
    return Item(
        reading_id=reading.pk,  # handing the object over costs Django more than the row itself
        kind=piece.kind,
        path=piece.path,
        order=order,
        document=piece.document,
        label=piece.label[:500],
        confidence=piece.confidence,
        page=piece.span.page,
        start=piece.span.start,
        end=piece.span.end,
    )


def _fact(item: Item, piece: FactPiece) -> Fact:
    span = piece.span
    return Fact(
        item_id=item.pk,
        name=piece.name,
        order=FIELDS[item.kind].index(piece.name),
        raw=piece.raw,
        suggested=piece.suggested,
        unreadable=piece.unreadable,
        confidence=piece.confidence,
        page=span.page if span else None,
        start=span.start if span else None,
        end=span.end if span else None,
    )


def why_not_accept(reader: Reader, reading: Reading) -> list[str]:
    """Everything that is still undecided, or forbids accepting the reading; empty where it can be."""
    reasons = why_not_work(reader, reading)
    live = Item.objects.filter(reading=reading).exclude(state__in=CLOSED)
    if not live.filter(kind=Item.Kind.DOCUMENT).exists():
        reasons.append(_("没有任何文件可以接受"))
    pending = Fact.objects.filter(item__in=live, state=Fact.State.PENDING).count()
    if pending:
        reasons.append(_("还有 {number} 个字段没有核对").format(number=pending))
    findings = Note.objects.filter(reading=reading, state=Note.State.OPEN, severity__in=BLOCKING).count()
    if findings:
        reasons.append(_("还有 {number} 条校对发现没有处理").format(number=findings))
    return reasons


def accept_reading(reader: Reader, reading_id: int) -> None:
    """Accept a reading of which everything was decided. Raises Refused with all that was not."""
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_accept(reader, reading))
        _accept(reader, reading, "", "intake.reading.accepted")


def why_not_accept_unseen(reader: Reader, reading: Reading, why: str) -> list[str]:
    """Why a reading cannot be accepted without review; empty where it can."""
    return [*why_not_work(reader, reading), *why_missing(why)]


def accept_unseen(reader: Reader, reading_id: int, why: str) -> None:
    """Accept a reading as it is, for trusted bulk loads: nobody has looked at it, and the trail says so.

    What could not be read stays empty and marked; findings stay open. Raises Refused.
    """
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_accept_unseen(reader, reading, why))
        done = {"version": F("version") + 1, "decided_by": reader.user_id, "decided_at": timezone.now()}
        live = Item.objects.filter(reading=reading).exclude(state__in=CLOSED)
        pending = Fact.objects.filter(item__reading=reading, state=Fact.State.PENDING)
        pending.filter(item__in=live.values("pk")).update(state=Fact.State.ACCEPTED, **done)
        live.filter(state=Item.State.PENDING).update(state=Item.State.ACCEPTED, **done)
        _accept(reader, reading, why, "intake.reading.accepted-unseen")


def _accept(reader: Reader, reading: Reading, why: str, action: str) -> None:
    _settle(reading, reader, Reading.State.ACCEPTED, why)
    old = reading.replaces_id
    while old is not None:  # a chain of readings: only the newest one counts
        Reading.objects.filter(pk=old, state=Reading.State.ACCEPTED).update(state=Reading.State.SUPERSEDED)
        old = Reading.objects.values_list("replaces_id", flat=True).get(pk=old)
    record(reader, action, subject(reading), after={"state": reading.state}, why=why, event=action)


def reject_reading(reader: Reader, reading_id: int, why: str) -> None:
    """Send a whole reading back: it is no gazette, or the reader failed on it. Raises Refused."""
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check([*why_not_work(reader, reading), *why_missing(why)])
        _settle(reading, reader, Reading.State.REJECTED, why)
        action = "intake.reading.rejected"
        record(reader, action, subject(reading), after={"state": reading.state}, why=why, event=action)


def claim(reader: Reader, reading_id: int) -> None:
    """Say that this person is working on the reading, so that others take another. Raises Refused."""
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check([*why_not_work(reader, reading), *_why_not_claim(reader, reading)])
        reading.claimed_by_id = reader.user_id
        reading.save(update_fields=["claimed_by"])
        record(reader, "intake.reading.claimed", subject(reading))


def _why_not_claim(reader: Reader, reading: Reading) -> list[str]:
    if reading.claimed_by_id is None or reading.claimed_by_id == reader.user_id:
        return []
    return [_("{name}正在核对").format(name=reading.claimed_by)]


def why_not_assign(reader: Reader, reading: Reading, place: int) -> list[str]:
    """Why the reading cannot be given to that place; empty where it can."""
    reasons = why_not_handle(reader, reading)
    if not (reader == SYSTEM or reader.may(*ROLES, place=place)):
        reasons.append(_("没有核对该行政区划阅读结果的权限"))
    if reading.jurisdiction_id is not None and reading.state != Reading.State.OPEN:
        reasons.append(_("已经指定行政区划"))
    return reasons


def assign(reader: Reader, reading_id: int, place: int) -> None:
    """Say to which jurisdiction (id) a reading belongs where its words do not tell. Raises Refused."""
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_assign(reader, reading, place))
        before = {"jurisdiction": reading.jurisdiction_id}
        reading.jurisdiction_id = place
        reading.save(update_fields=["jurisdiction"])
        record(
            reader,
            "intake.reading.assigned",
            subject(reading),
            before=before,
            after={"jurisdiction": place},
            event="intake.reading.changed",
            payload={"reading": reading.pk},
        )


def release(reader: Reader, reading_id: int) -> None:
    """Give a claimed reading back; anybody who may work on it can, for people fall ill. Raises Refused."""
    with transaction.atomic():
        reading = locked_reading(reading_id)
        check(why_not_work(reader, reading))
        before = {"claimed_by": str(reading.claimed_by) if reading.claimed_by else None}
        reading.claimed_by = None
        reading.save(update_fields=["claimed_by"])
        record(reader, "intake.reading.released", subject(reading), before=before)


def propose(reader: Reader, old_id: int, new: NewReading) -> int:
    """The id of the reading by a newer reader, which changes nothing until somebody has compared the two.

    Raises Refused where the same version has read the original before.
    """
    with transaction.atomic():
        old = locked_reading(old_id)
        check(_why_not_propose(reader, old, new))
        made = _store(new, old.jurisdiction_id, Reading.State.PROPOSED, old)
        record(
            reader,
            "intake.reading.proposed",
            subject(made),
            before={"reading": old.pk, "reader_version": old.reader_version},
            after={"reader_version": made.reader_version},
        )
    return made.pk


def _why_not_propose(reader: Reader, old: Reading, new: NewReading) -> list[str]:
    reasons = why_not_handle(reader, old)
    if old.original_id != new.sha256:
        reasons.append(_("不是同一个原件"))
    version = new.record["source"]["reader_version"]
    known = Reading.objects.filter(original_id=old.original_id, reader_version=version)
    if known.exclude(state=Reading.State.REJECTED).exists():
        reasons.append(_("阅读器版本{version}已经读过这个原件").format(version=version))
    return reasons


def replace(reader: Reader, new_id: int, why: str) -> None:
    """Let a proposed reading take the place of the old one, with the decisions that still fit.

    A reading that was open is superseded at once; one that was accepted stays until the new one is
    accepted too. Raises Refused.
    """
    with transaction.atomic():
        new = locked_reading(new_id)
        check([*why_not_handle(reader, new), *_why_not_replace(new), *why_missing(why)])
        assert new.replaces_id is not None  # noqa: S101 - a proposed reading replaces one
        open_ones = Reading.objects.filter(original_id=new.original_id, state=Reading.State.OPEN)
        open_ones.update(state=Reading.State.SUPERSEDED)
        new.state = Reading.State.OPEN
        new.save(update_fields=["state"])
        kept = carry_over(new.replaces_id, new.pk)
        Fact.objects.bulk_update(
            kept.facts, ["state", "value", "decided_by", "decided_at", "why", "version"], batch_size=500
        )
        Item.objects.bulk_update(
            kept.items, ["state", "decided_by", "decided_at", "why", "version"], batch_size=500
        )
        record(
            reader,
            "intake.reading.replaced",
            subject(new),
            before={"reading": new.replaces_id},
            after={"carried_over": len(kept.facts)},
            why=why,
            event="intake.reading.started",
        )


def discard(reader: Reader, new_id: int, why: str) -> None:
    """Leave the old reading in its place; the proposed one is kept as rejected. Raises Refused."""
    with transaction.atomic():
        new = locked_reading(new_id)
        check([*why_not_handle(reader, new), *_why_not_replace(new), *why_missing(why)])
        _settle(new, reader, Reading.State.REJECTED, why)
        record(reader, "intake.reading.discarded", subject(new), why=why)


def _why_not_replace(new: Reading) -> list[str]:
    return [] if new.state == Reading.State.PROPOSED else [_("这份阅读结果不是待比较的新读取")]


def _settle(reading: Reading, reader: Reader, state: str, why: str) -> None:
    reading.state, reading.why = state, why
    reading.decided_by_id, reading.decided_at = reader.user_id, timezone.now()
    reading.claimed_by = None
    reading.save(update_fields=["state", "why", "decided_by", "decided_at", "claimed_by"])

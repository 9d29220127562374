"""Decisions on the findings of the reader: the source is wrong there, or it is not."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import Reader
from gongkai.work.intake.actions.common import check, check_version, decide, locked_reading, why_not_work
from gongkai.work.intake.models import Note


def why_not_settle(reader: Reader, note: Note, state: str, why: str) -> list[str]:
    """Why a finding cannot be settled this way; empty where it can."""
    reasons = why_not_work(reader, note.reading)
    if state not in Note.State.values:
        reasons.append(_("没有这样的状态"))
    if state == Note.State.DISMISSED and note.severity == "error" and not why.strip():
        reasons.append(_("请写明理由"))
    return reasons


def settle_note(reader: Reader, note_id: int, state: str, version: int, why: str = "") -> None:
    """Say that a finding is right (the source is wrong there), that it is not, or open it again.

    Raises Refused, and Conflict where somebody was quicker.
    """
    with transaction.atomic():
        reading = locked_reading(Note.objects.values_list("reading_id", flat=True).get(pk=note_id))
        note = Note.objects.select_related("decided_by").select_for_update(of=("self",)).get(pk=note_id)
        note.reading = reading
        check(why_not_settle(reader, note, state, why))
        mine = str(dict(Note.State.choices)[Note.State(state)])
        check_version(note, version, note.message, note.get_state_display(), mine)
        before = {"state": note.state}
        decide(note, reader, state, why)
        record(
            reader,
            "intake.note.settled",
            Subject("intake.note", f"{reading.pk}/{note.order}", note.message),
            before=before,
            after={"state": state},
            why=why,
        )

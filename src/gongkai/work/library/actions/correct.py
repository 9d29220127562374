"""Corrections of what the library holds: a new version with a note, never a change of an old one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.rules.access import Reader
from gongkai.work.library.actions.admit import describe
from gongkai.work.library.actions.common import EDITORS, check, told, why_missing, why_not_role
from gongkai.work.library.actions.publish import waiting
from gongkai.work.library.actions.rebuilding import content_of
from gongkai.work.library.actions.register import Register
from gongkai.work.library.actions.resolving import resolve
from gongkai.work.library.actions.rows import Filled, fill
from gongkai.work.library.content import Facts
from gongkai.work.library.models import Clause, Document, Version
from gongkai.work.library.models.issues import State

FACTS = frozenset(Facts().store())
_DAYS = frozenset({"date", "printed_date"})
_LISTS = frozenset({"issuers", "addressees", "copied_to"})


def why_not_correct(
    reader: Reader,
    document: Document,
    clauses: Mapping[str, str],
    facts: Mapping[str, Any],
    why: str,
    seen: int | None = None,
) -> list[str]:
    """Why these words cannot be put in the place of what the document says; empty where they can.

    ``seen`` is the number of the version that the person had before him.
    """
    reasons = [*why_not_role(reader, EDITORS, document.jurisdiction_id), *why_missing(why)]
    newest = document.versions.first()
    if document.state == State.WITHDRAWN:
        reasons.append(_("文件已撤回，不能再更正"))
    if newest is None or (seen is not None and newest.number != seen):
        reasons.append(_("文件已有更新的版本，请刷新后再更正"))
        return reasons
    if not clauses and not facts:
        reasons.append(_("没有更正内容"))
    return reasons + _wrong_clauses(newest, clauses) + _wrong_facts(facts)


def _wrong_clauses(version: Version, clauses: Mapping[str, str]) -> list[str]:
    known = {
        eid: (kind, cells)
        for eid, kind, cells in Clause.objects.filter(version=version, eid__in=list(clauses)).values_list(
            "eid", "kind", "cells"
        )
    }
    reasons = []
    for eid, text in clauses.items():
        kind, cells = known.get(eid, ("", None))
        if not kind:
            reasons.append(_("没有条款 {eid}").format(eid=eid))
        elif kind == "row" and len(text.split("\t")) != len(cells or []):
            reasons.append(_("{eid}：表格行的格数不能变").format(eid=eid))
        elif not text.strip() and kind != "table":
            reasons.append(_("{eid}：文字不能为空").format(eid=eid))
    return reasons


def _wrong_facts(facts: Mapping[str, Any]) -> list[str]:
    reasons = [_("没有字段 {name}").format(name=name) for name in facts if name not in FACTS]
    for name, value in facts.items():
        if name in _DAYS and value and not _is_day(value):
            reasons.append(_("{name}：日期要写成 2024-03-01").format(name=name))
        if name in _LISTS and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            reasons.append(_("{name}：要写成列表").format(name=name))
        if name not in _LISTS and not isinstance(value, str):
            reasons.append(_("{name}：要写成文字").format(name=name))
    if "title" in facts and not str(facts["title"]).strip():
        reasons.append(_("标题不能为空"))
    return reasons


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def correct(
    reader: Reader,
    key: str,
    *,
    clauses: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
    why: str,
    seen: int | None = None,
) -> int:
    """The number of the new version, which waits to be published by another person. Raises Refused.

    ``clauses`` gives the new words by anchor (a row's cells parted by tabs), ``facts`` the new values of the
    head. Earlier corrections go on to hold. The public sees the version before until then.
    """
    clauses, facts = clauses or {}, facts or {}
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(key=key)
        check(why_not_correct(reader, document, clauses, facts, why, seen))
        old = document.versions.first()
        if old is None:
            raise LookupError(key)
        version = _next(reader, old, clauses, facts, why)
        content = content_of(version)
        version.facts, version.record_sha256 = content.facts.store(), content.sha256()
        version.save()
        day = content.facts.date
        on = date.fromisoformat(day) if day else timezone.now().date()
        fill([Filled(version, content, document.jurisdiction_id, on)], Register(reader).units())
        describe(document, version, timezone.now())
        resolve([version.pk], [document])
        told(
            reader,
            "library.document.amended",
            document,
            before={"version": old.number, "sha256": old.record_sha256},
            after={"version": version.number, "clauses": dict(clauses), "facts": dict(facts)},
            why=why,
            version=version.number,
        )
    return version.number


def _next(
    reader: Reader, old: Version, clauses: Mapping[str, str], facts: Mapping[str, Any], why: str
) -> Version:
    """A version like ``old`` with more corrections, not stored yet."""
    return Version(
        document_id=old.document_id,
        number=old.number + 1,
        original_id=old.original_id,
        source_name=old.source_name,
        reading_id=old.reading_id,
        source_text=old.source_text,
        source_start=old.source_start,
        source_end=old.source_end,
        source_page=old.source_page,
        corrections={
            "clauses": {**old.corrections.get("clauses", {}), **clauses},
            "facts": {**old.corrections.get("facts", {}), **facts},
        },
        note=why.strip(),
        admitted_at=timezone.now(),
        admitted_by_id=reader.user_id,
    )


def why_not_discard(reader: Reader, document: Document, why: str) -> list[str]:
    """Why the waiting version cannot be thrown away; empty where it can."""
    reasons = [*why_not_role(reader, EDITORS, document.jurisdiction_id), *why_missing(why)]
    if waiting(document) is None:
        reasons.append(_("没有待发布的版本"))
    elif document.versions.count() == 1:
        reasons.append(_("这是唯一的版本，不能删除"))
    return reasons


def discard(reader: Reader, key: str, why: str) -> None:
    """Throw away the version that nobody published; the one before counts again. Raises Refused."""
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(key=key)
        check(why_not_discard(reader, document, why))
        version = waiting(document)
        if version is None:
            raise LookupError(key)
        number, digest = version.number, version.record_sha256
        if document.current_id == version.pk:
            document.current = document.versions.exclude(pk=version.pk).first()
            document.save(update_fields=["current"])
        version.delete()
        told(
            reader,
            "library.version.discarded",
            document,
            before={"version": number, "sha256": digest},
            why=why,
        )

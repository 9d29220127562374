"""Accepted readings taken into the library: issues, documents, versions and all that they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules import records
from gongkai.rules.access import Reader
from gongkai.work.intake.reads import Accepted, NotAccepted, accepted
from gongkai.work.library.actions.common import EDITORS, check, why_not_role
from gongkai.work.library.actions.issues import contents, store_issue
from gongkai.work.library.actions.register import Register, Units
from gongkai.work.library.actions.resolving import resolve
from gongkai.work.library.actions.rows import Filled, fill
from gongkai.work.library.actions.topics import file_by_rules
from gongkai.work.library.content import Content, Corrections, make_content
from gongkai.work.library.keys import key_of, sha256
from gongkai.work.library.kinds import kind_of
from gongkai.work.library.models import Clause, Document, Issue, Version
from gongkai.work.library.models.issues import State


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of a reading: its issue, and the keys of its documents.

    ``created`` are new to the library, ``updated`` have a new version, ``same`` were there with these words.
    """

    issue: int | None
    created: tuple[str, ...]
    updated: tuple[str, ...]
    same: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All documents of the reading."""
        return (*self.created, *self.updated, *self.same)


def why_not_admit(reader: Reader, reading_id: int) -> list[str]:
    """Why the reading cannot be admitted; empty where it can."""
    try:
        taken = accepted(reader, reading_id)
    except NotAccepted:
        return [_("阅读结果还没有核对接受，或者不归您管")]
    return _why_not(reader, taken)


def _why_not(reader: Reader, taken: Accepted) -> list[str]:
    reasons = why_not_role(reader, EDITORS, taken.jurisdiction_id)
    if taken.gazette.issue is not None and taken.jurisdiction_id is None:
        reasons.append(_("还不知道这份公报属于哪个行政区划，请先指定"))
    return reasons


def admit(reader: Reader, reading_id: int, register: Register | None = None) -> Admitted:
    """Take an accepted reading in, in one transaction; a second time changes nothing.

    A document that the library holds becomes a new version only where its words differ. Who admits many
    readings hands over one ``register`` for all of them. Raises Refused.
    """
    try:
        taken = accepted(reader, reading_id)
    except NotAccepted:
        check([_("阅读结果还没有核对接受，或者不归您管")])
        raise
    check(_why_not(reader, taken))
    now = timezone.now()
    with transaction.atomic():
        issue = store_issue(taken, now)
        intake = _Intake(taken, issue, now, (register or Register(reader)).units())
        intake.run()
        if issue is not None:
            contents(issue, taken.gazette.contents)
        done = intake.done()
        if done.created or done.updated:
            record(
                reader,
                "library.reading.admitted",
                Subject("intake.reading", str(reading_id), taken.name),
                after={"created": done.created, "updated": done.updated, "same": done.same},
                event="library.reading.admitted",
                payload={"keys": [*done.created, *done.updated], "issue": done.issue},
            )
    return done


class _Intake:
    """One reading on its way in."""

    def __init__(self, taken: Accepted, issue: Issue | None, now: datetime, units: Units) -> None:
        self.taken = taken
        self.issue = issue
        self.now = now
        self.units = units
        self.created: list[Document] = []
        self.updated: list[Document] = []
        self.same: list[Document] = []
        self.filled: list[Filled] = []

    def run(self) -> None:
        """Store documents, versions and what they hold."""
        raw = {document.span.start: document for document in self.taken.raw.documents}
        for ordinal, document in enumerate(self.taken.gazette.documents, 1):
            as_read = raw.get(document.span.start)
            content = make_content(self.taken.source_text, document, as_read, Corrections({}, {}))
            self._take(ordinal, document, content)
        fill(self.filled, self.units)
        _set_issuers(self.filled, self.units)
        file_by_rules(self.created)
        resolve([one.version.pk for one in self.filled], [*self.created, *self.updated])

    def done(self) -> Admitted:
        """What became of it."""
        return Admitted(
            self.issue.pk if self.issue is not None else None,
            tuple(document.key for document in self.created),
            tuple(document.key for document in self.updated),
            tuple(document.key for document in self.same),
        )

    def _take(self, ordinal: int, document: records.Document, content: Content) -> None:
        place = self.taken.jurisdiction_id
        words = content.words()
        words_sha256, record_sha256 = sha256(words), content.sha256()
        known = _known(content, words_sha256, place)
        if known is not None and self._holds(known, record_sha256, words):
            self.same.append(known)
            return
        if known is None:
            known = self._new_document(ordinal, content, words_sha256)
            self.created.append(known)
            last = 0
        else:
            self.updated.append(known)
            last = known.versions.values_list("number", flat=True).first() or 0
        version = self._version(last + 1, document, content, record_sha256)
        version.document = known
        version.save(force_insert=True)
        describe(known, version, self.now)
        day = content.facts.date or (self.taken.gazette.issue.date if self.taken.gazette.issue else None)
        on = date.fromisoformat(day) if day else self.now.date()
        self.filled.append(Filled(version, content, place, on))

    def _holds(self, document: Document, record_sha256: str, words: str) -> bool:
        """Whether the library holds these words already, in the newest version or in one of this reading."""
        versions = list(document.versions.all()[:1])
        versions += document.versions.filter(reading_id=self.taken.reading_id)
        if any(version.record_sha256 == record_sha256 for version in versions):
            return True
        newest = versions[0]
        if any(v.reading_id == self.taken.reading_id and not v.corrections for v in versions):
            return True
        return newest.original_id != self.taken.sha256 and stored_words(newest) == words

    def _new_document(self, ordinal: int, content: Content, words_sha256: str) -> Document:
        facts = content.facts
        key = _free_key(key_of(facts.number, words_sha256), self.taken.jurisdiction_id, words_sha256)
        return Document.objects.create(
            key=key,
            jurisdiction_id=self.taken.jurisdiction_id,
            kind=kind_of(facts.title),
            number=facts.number[:120],
            title=facts.title[:500],
            issue=self.issue,
            ordinal=ordinal,
            changed_at=self.now,
        )

    def _version(self, number: int, read: records.Document, content: Content, record_sha256: str) -> Version:
        """A version of what was read, without its document, not stored."""
        first = next((c for part in content.components for c in part.walk()), None)
        return Version(
            number=number,
            original_id=self.taken.sha256,
            source_name=self.taken.name[:255],
            reading_id=self.taken.reading_id,
            source_text=self.taken.source_text,
            source_start=read.span.start,
            source_end=read.span.end,
            source_page=first.span.page if first is not None else None,
            facts=content.facts.store(),
            record_sha256=record_sha256,
            note=_("另一来件，文字有不同") if number > 1 else "",
            admitted_at=self.now,
            admitted_by_id=self.taken.decided_by,
        )


def describe(document: Document, version: Version, now: datetime) -> None:
    """Let the document show what its new version says; one that the public sees keeps what it shows."""
    document.changed_at = now
    changed = ["changed_at"]
    if document.state == State.DRAFT:
        document.current = version
        show(document, version)
        changed += ["current", *SHOWN]
    document.save(update_fields=changed)


SHOWN = ("title", "number", "kind", "date_made", "date_printed")


def show(document: Document, version: Version) -> None:
    """Put the facts of a version on its document; saves nothing."""
    facts = version.facts
    document.title = facts["title"][:500]
    document.number = facts["number"][:120]
    document.kind = kind_of(facts["title"])
    document.date_made = date.fromisoformat(facts["date"]) if facts["date"] else None
    document.date_printed = date.fromisoformat(facts["printed_date"]) if facts["printed_date"] else None


def stored_words(version: Version) -> str:
    """The words that a version holds, in the order of the source, without blanks."""
    rows = Clause.objects.filter(version=version).order_by("start", "order")
    parts = []
    for marker, text, kind, cells in rows.values_list("marker", "text", "kind", "cells"):
        head = "".join(cell["text"] for row in cells for cell in row) if kind == "table" and cells else ""
        parts.append(marker + text + head)
    return re.sub(r"\s", "", "".join(parts))


def _known(content: Content, words_sha256: str, place: int | None) -> Document | None:
    """The document of the library that this is: by number and place, else by words, else by title and day."""
    facts = content.facts
    if facts.number:
        return _in_place(place).filter(number=facts.number).first()
    by_words = Document.objects.filter(key=key_of("", words_sha256)).first()
    if by_words is not None or not (facts.title and facts.date):
        return by_words
    return _in_place(place).filter(number="", title=facts.title, date_made=facts.date).first()


def _in_place(place: int | None) -> QuerySet[Document]:
    if place is None:
        return Document.objects.filter(jurisdiction__isnull=True)
    return Document.objects.filter(jurisdiction_id=place)


def _free_key(key: str, place: int | None, words_sha256: str) -> str:
    """``key``, or with the place and then the words behind it where another document has it."""
    for wanted in (key, f"{key}-{place or 0}", f"{key}-{words_sha256[:8]}"):
        if not Document.objects.filter(key=wanted).exists():
            return wanted
    return f"{key}-{words_sha256}"


def _set_issuers(filled: Sequence[Filled], units: Units) -> None:
    """Write down who issued each document, in place of what was there."""
    wanted = {
        (one.version.document_id, body): None
        for one in filled
        for name in one.content.facts.issuers
        if (body := units.body(name, one.place, one.on)) is not None
    }
    link = Document.issuers.through
    old = [one.version.document_id for one in filled if one.version.number > 1]
    if old:
        link.objects.filter(document__in=old).delete()
    link.objects.bulk_create(link(document_id=document, body_id=body) for document, body in wanted)

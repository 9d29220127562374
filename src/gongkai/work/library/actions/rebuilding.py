"""What is derived dropped and derived again: the same keys, the same hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.base.trail.actions import Subject, record
from gongkai.rules.access import ADMINISTRATOR, SYSTEM, Reader
from gongkai.work.intake.reads import accepted
from gongkai.work.library.actions.common import check, why_not_role
from gongkai.work.library.actions.register import Register, Units
from gongkai.work.library.actions.resolving import resolve
from gongkai.work.library.actions.rows import Filled, fill
from gongkai.work.library.content import Content, Corrections, make_content
from gongkai.work.library.models import (
    Citation,
    Component,
    Document,
    Indicator,
    Target,
    Task,
    Version,
)

DERIVED = (Citation, Target, Task, Indicator, Component)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A version that was built again; ``same`` where its hash came out as it was."""

    key: str
    version: int
    same: bool


def content_of(version: Version) -> Content:
    """What a version holds, made again from the accepted reading and the version's own corrections.

    Raises LookupError where the reading does not hold the document any more.
    """
    taken = accepted(SYSTEM, version.reading_id, replaced=True)
    start = version.source_start
    read = next((d for d in taken.gazette.documents if d.span.start == start), None)
    if read is None:
        raise LookupError(f"reading {version.reading_id} holds no document at {start}")
    raw = next((d for d in taken.raw.documents if d.span.start == start), None)
    return make_content(version.source_text, read, raw, Corrections.load(version.corrections))


def rebuild(reader: Reader, keys: Sequence[str] | None = None) -> Iterator[Rebuilt]:
    """Build every version again, document by document, each in a transaction of its own.

    States, times of publication, topics, validity and citations mended by hand are what people entered:
    they stay. Where a hash comes out differently the old rows stay, and the answer says so.
    """
    check(why_not_role(reader, (ADMINISTRATOR,), None))
    documents = Document.objects.order_by("pk")
    if keys is not None:
        documents = documents.filter(key__in=keys)
    units = Register(reader).units()
    for pk in list(documents.values_list("pk", flat=True)):
        with transaction.atomic():
            document = Document.objects.select_for_update(of=("self",)).get(pk=pk)
            done = [_again(document, version, units) for version in document.versions.order_by("number")]
        yield from done
    with transaction.atomic():
        name = _("全部文件") if keys is None else "、".join(keys)
        record(reader, "library.rebuilt", Subject("library", "all", name), event="library.rebuilt")


def _again(document: Document, version: Version, units: Units) -> Rebuilt:
    content = content_of(version)
    if content.sha256() != version.record_sha256:
        return Rebuilt(document.key, version.number, same=False)
    by_hand = Q(mended_by__isnull=False) | ~Q(dismissed_why="")
    kept = {one.order: one for one in Citation.objects.filter(by_hand, version=version)}
    for table in DERIVED:
        table.objects.filter(version=version).delete()
    day = content.facts.date
    on = date.fromisoformat(day) if day else version.admitted_at.date()
    fill([Filled(version, content, document.jurisdiction_id, on)], units)
    for citation in Citation.objects.filter(version=version, order__in=list(kept)):
        old = kept[citation.order]
        citation.target_id, citation.mended_by_id = old.target_id, old.mended_by_id
        citation.dismissed_why = old.dismissed_why
        citation.save(update_fields=["target", "mended_by", "dismissed_why"])
    resolve([version.pk], [document])
    return Rebuilt(document.key, version.number, same=True)

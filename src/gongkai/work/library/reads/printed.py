"""What stands on a page of an issue as printed, and whether its file may be handed out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from gongkai.rules.access import Reader
from gongkai.work.library.models import Clause, Document, Issue
from gongkai.work.library.models.issues import State
from gongkai.work.library.reads.answers import DocumentRef


@dataclass(frozen=True, slots=True)
class Printed:
    """A clause on a page: its anchor, number and words; those of a table's row are its cells."""

    eid: str
    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class OnPage:
    """A document with those of its clauses that begin on a page."""

    document: DocumentRef
    clauses: tuple[Printed, ...]


def on_page(reader: Reader, slug: str, year: int, number: int, page: int) -> tuple[OnPage, ...]:
    """The public documents of an issue with the clauses that begin on ``page``, in the order of print."""
    rows = (
        Clause.objects.filter(
            version=F("version__document__current"),
            version__document__state=State.PUBLISHED,
            version__document__issue__series__slug=slug,
            version__document__issue__year=year,
            version__document__issue__number=number,
            page=page,
        )
        .exclude(kind=Clause.Kind.TABLE)
        .order_by("start", "order")
        .values_list(
            "version__document__key", "version__document__title", "version__document__number",
            "eid", "marker", "text", "cells",
        )
    )  # fmt: skip
    found: dict[str, tuple[DocumentRef, list[Printed]]] = {}
    for key, title, code, eid, marker, text, cells in rows:
        _, clauses = found.setdefault(key, (DocumentRef(key, title, code), []))
        words = "　".join(cell["text"] for cell in cells) if cells else text
        clauses.append(Printed(eid, marker, words))
    return tuple(OnPage(ref, tuple(clauses)) for ref, clauses in found.values())


def original_is_public(sha256: str) -> bool:
    """Whether the file of that hash may be handed to the public.

    Only where all that it holds is public: an issue that is published with every document, none withdrawn;
    or documents without an issue that all are.
    """
    held = Document.objects.filter(versions__original=sha256)
    if not held.exists() or held.exclude(state=State.PUBLISHED).exists():
        return False
    return not Issue.objects.filter(original=sha256).exclude(state=State.PUBLISHED).exists()

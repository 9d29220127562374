"""What a reader may see: what is published, and the drafts of the places in whose office he works."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader
from gongkai.work.library.models import Document, Issue
from gongkai.work.library.models.issues import State


def documents_for(reader: Reader) -> QuerySet[Document]:
    """The documents that the reader may open."""
    return Document.objects.filter(_seen(reader, "jurisdiction"))


def issues_for(reader: Reader) -> QuerySet[Issue]:
    """The issues that the reader may open."""
    return Issue.objects.filter(_seen(reader, "series__jurisdiction"))


def seen_through(reader: Reader, path: str) -> Q:
    """The condition under which a row that leads to a document by ``path`` is seen with it."""
    return _seen(reader, f"{path}__jurisdiction", f"{path}__state")


def in_office_of(reader: Reader, place: int | None) -> bool:
    """Whether the reader works in the office of a place, and so sees drafts and findings."""
    return reader == SYSTEM or reader.may(*OFFICE_ROLES, place=place)


def _seen(reader: Reader, place: str, state: str = "state") -> Q:
    public = Q(**{state: State.PUBLISHED})
    if reader == SYSTEM:
        return Q()
    places = reader.places(*OFFICE_ROLES)
    if places is None:
        return Q()
    return public | Q(**{f"{place}__in": places}) if places else public

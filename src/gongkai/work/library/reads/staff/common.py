"""What all staff answers share: whose documents a person sees, and lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.rules.access import OFFICE_ROLES, SYSTEM, Reader
from gongkai.rules.query.numbers import typed_number
from gongkai.work.library.models import Document, Version
from gongkai.work.library.models.issues import State

PAGE_SIZE = 25
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Line]):
    """A page of a list, counted from 1; ``count`` counts all that answer."""

    lines: tuple[Line, ...]
    number: int
    pages: int
    count: int


def sheet(
    found: QuerySet[Any], page: int, size: int, line: Callable[[Sequence[Any]], Sequence[Line]]
) -> Sheet[Line]:
    """The page of ``found``, the last one where there are fewer; ``line`` makes lines of a page's rows."""
    count = found.count()
    pages = max(1, -(-count // size))
    number = min(max(1, page), pages)
    return Sheet(tuple(line(list(found[(number - 1) * size : number * size]))), number, pages, count)


def in_office(reader: Reader) -> bool:
    """Whether the person has a desk in an open-government office, anywhere."""
    return reader == SYSTEM or reader.in_office


def may_see(reader: Reader, place: int | None) -> bool:
    """Whether the person sees what belongs to ``place``."""
    return reader == SYSTEM or reader.may(*OFFICE_ROLES, place=place)


def inside(reader: Reader, field: str = "jurisdiction") -> Q:
    """The condition that a row belongs to the person's places, by the path to its jurisdiction.

    What belongs to no place yet is seen by everybody in an office: somebody has to say where it belongs.
    """
    if not in_office(reader):
        return Q(pk__in=())
    places = None if reader == SYSTEM else reader.places(*OFFICE_ROLES)
    return Q() if places is None else Q(**{f"{field}__in": places}) | Q(**{f"{field}__isnull": True})


def by_words(words: str) -> Q:
    """The condition that every word stands in title, number or key; a number is found in any spelling."""
    wanted = Q()
    for word in words.split():
        wanted &= Q(title__icontains=word) | Q(number__icontains=word) | Q(key__icontains=word)
    number = typed_number(words)
    if number is None:
        return wanted
    ends = (
        Q(number__endswith=f"〔{number.year}〕{number.serial}号")
        if number.year
        else Q(number__endswith=f"第{number.serial}号") | Q(number__endswith=f"〕{number.serial}号")
    )
    return wanted | (Q(number__startswith=number.code) & ends)


def documents_of(reader: Reader) -> QuerySet[Document]:
    """The documents of the person's places, in every state."""
    return Document.objects.filter(inside(reader))


def that_wait(found: QuerySet[Document]) -> QuerySet[Document]:
    """Those whose newest version nobody has published; what was withdrawn does not wait."""
    newer = Version.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    newest = Version.objects.filter(~Exists(newer), document=OuterRef("pk"), published_at__isnull=True)
    return found.filter(Exists(newest)).exclude(state=State.WITHDRAWN)

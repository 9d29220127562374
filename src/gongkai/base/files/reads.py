"""What the files room answers: originals by hash, arrivals by state, and whether all is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db.models import Q, QuerySet

from gongkai.base.files.actions import ROLES, clean_origin
from gongkai.base.files.models import Arrival, Original
from gongkai.base.files.store import Missing, all_kept, is_kept, open_kept, place_of
from gongkai.rules.access import SYSTEM, Reader

__all__ = ["ArrivalRow", "Missing", "OriginalInfo"]


@dataclass(frozen=True, slots=True)
class OriginalInfo:
    """What is known of an original: size in bytes, type as told by the content, a name it came under."""

    sha256: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A file that came in, for a list."""

    id: int
    name: str
    sha256: str | None
    size: int | None
    media_type: str
    source: str
    origin: str
    at: datetime
    by: str
    state: str
    state_name: str
    reason_code: str
    reason: str
    acknowledged_at: datetime | None
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Defect:
    """An original that is not as it should be: ``code`` is missing, altered, orphaned or unfinished."""

    code: str
    sha256: str


def exists(sha256: str) -> bool:
    """Whether the original is recorded and its bytes lie in the storage."""
    return Original.objects.filter(pk=sha256).exists() and is_kept(sha256)


def info(sha256: str) -> OriginalInfo | None:
    """What is known of an original."""
    found = Original.objects.filter(pk=sha256).first()
    if found is None:
        return None
    name = found.arrivals.order_by("at", "pk").values_list("name", flat=True).first() or sha256
    return OriginalInfo(found.sha256, found.size, found.media_type, name)


def open_original(reader: Reader, sha256: str) -> IO[bytes]:
    """The bytes of an original, to be read and closed by the caller.

    Only the room that calls knows what was published: it has decided that ``reader`` may have them
    (the office asks :func:`may_see`). Raises :class:`Missing` where they are not recorded or not there.
    """
    if not Original.objects.filter(pk=sha256).exists():
        raise Missing(sha256, reader.name)
    return open_kept(sha256)


def arrivals(reader: Reader, *, state: str = "", words: str = "") -> QuerySet[Arrival]:
    """The files that came in for the places of ``reader``, newest first."""
    found = _visible(reader).select_related("original", "by", "jurisdiction")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(reason__icontains=words) | Q(original_id__startswith=words.lower())
        )
    return found


def row(arrival: Arrival) -> ArrivalRow:
    """The line of a list for ``arrival``."""
    original = arrival.original
    return ArrivalRow(
        arrival.pk,
        arrival.name,
        arrival.original_id,
        original.size if original else None,
        original.media_type if original else "",
        arrival.get_source_display(),
        arrival.origin,
        arrival.at,
        str(arrival.by) if arrival.by else "",
        arrival.state,
        arrival.get_state_display(),
        arrival.reason_code,
        arrival.reason,
        arrival.acknowledged_at,
        str(arrival.jurisdiction) if arrival.jurisdiction else "",
    )


def waiting(before: datetime, limit: int = 1000) -> list[tuple[int, str, str]]:
    """Files that came before that time and that nobody has read yet, oldest first: arrival, SHA-256, name."""
    found = Arrival.objects.filter(state__in=[Arrival.State.WAITING, Arrival.State.READING], at__lte=before)
    rows = found.order_by("at", "pk").values_list("pk", "original_id", "name")[:limit]
    return [(pk, str(sha256), name) for pk, sha256, name in rows]


def taken_from(origin: str, size: int, changed: datetime) -> bool:
    """Whether a file of that size came from that place since it was last changed there."""
    came = Arrival.objects.filter(origin=clean_origin(origin), at__gte=changed)
    return came.filter(Q(original__size=size) | Q(original=None)).exists()


def reason_of(arrival: int) -> tuple[str, str]:
    """The code and the words of the reason why a file stands in quarantine; empty where it does not."""
    return Arrival.objects.values_list("reason_code", "reason").get(pk=arrival)


def may_see(reader: Reader, sha256: str) -> bool:
    """Whether ``reader`` works in an office to whose place this original came."""
    return _visible(reader).filter(original_id=sha256).exists()


def _visible(reader: Reader) -> QuerySet[Arrival]:
    if reader == SYSTEM:
        return Arrival.objects.all()
    places = reader.places(*ROLES)
    if places is None:
        return Arrival.objects.all()
    if not places:
        return Arrival.objects.none()
    return Arrival.objects.filter(Q(jurisdiction__in=places) | Q(jurisdiction=None))


def check() -> Iterator[Defect]:
    """What is wrong with the store: bytes that are missing or altered, files that nothing records."""
    recorded = set(Original.objects.values_list("pk", flat=True))
    for sha256 in sorted(recorded):
        try:
            with open_kept(sha256) as kept:
                right = _digest(kept) == sha256
        except Missing:
            yield Defect("missing", sha256)
            continue
        if not right:
            yield Defect("altered", sha256)
    places = {place_of(sha256) for sha256 in recorded}
    for name in all_kept():
        if name not in places:
            yield Defect("unfinished" if "/.part-" in f"/{name}" else "orphaned", name)


def _digest(kept: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in iter(lambda: kept.read(1 << 20), b""):
        digest.update(chunk)
    return digest.hexdigest()

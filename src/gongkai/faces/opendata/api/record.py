"""How the record changes: the list of changes, and the log of publications with its proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Query, Router

from gongkai.base.trail import key
from gongkai.base.trail import reads as trail
from gongkai.faces.opendata.api.answers import send
from gongkai.faces.opendata.api.asked import ChangesAsked, ConsistencyAsked, ProofsAsked
from gongkai.faces.opendata.api.problems import Problem
from gongkai.faces.opendata.shapes import schema_of, site
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library

router = Router(tags=["record"])
_FARTHEST = 2**63


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in the order in which they happened. ``cursor`` is where to ask on from, at any later time."""

    since: int
    items: tuple[library.Change, ...]
    cursor: int
    more: bool
    next: str


@dataclass(frozen=True, slots=True)
class LogHead:
    """The signed head of the log of publications, and the key that signed it."""

    head: trail.Head | None
    public_key: str


@dataclass(frozen=True, slots=True)
class LogProofs:
    """The lines of the log for a document, each with its proof under the newest head."""

    proofs: tuple[trail.Proof, ...]


@router.get("/changes", response=schema_of(Changes), operation_id="changes", summary="变动 · Changes")
def changes(request: HttpRequest, asked: Query[ChangesAsked]) -> HttpResponseBase:
    """发布、更正、撤回、效力变动，按发生次序。 · What was published, corrected, withdrawn, in order."""
    start = _position(asked.since)
    found = library.changes(PUBLIC, start, asked.limit + 1)
    items = found[: asked.limit]
    cursor = items[-1].position if items else start
    answer = Changes(
        start,
        items,
        cursor,
        len(found) > asked.limit,
        site(f"{request.path}?since={cursor}&limit={asked.limit}"),
    )
    return send(request, answer, changed=items[-1].at if items else None)


@router.get("/log", response=schema_of(LogHead), operation_id="log", summary="发布日志 · Log of publications")
def log(request: HttpRequest) -> HttpResponseBase:
    """最新的签名树头。 · The newest signed head (RFC 9162)."""
    return send(request, LogHead(trail.latest_head(), key.public_key()))


@router.get(
    "/log/proofs", response=schema_of(LogProofs), operation_id="log_proofs",
    summary="发布证明 · Proofs of publication",
)  # fmt: skip
def log_proofs(request: HttpRequest, asked: Query[ProofsAsked]) -> HttpResponseBase:
    """某文件各次发布、更正、撤回在日志中的证明。 · That the log holds each publication of a document."""
    if library.lines(PUBLIC, [asked.document]) == {} and library.tombstone(PUBLIC, asked.document) is None:
        raise Problem.not_found(asked.document)
    return send(request, LogProofs(trail.proofs_of(asked.document, asked.version, asked.size)))


@router.get(
    "/log/consistency", response=schema_of(trail.Consistency), operation_id="log_consistency",
    summary="日志只增不改的证明 · Proof that the log only grew",
)  # fmt: skip
def log_consistency(request: HttpRequest, asked: Query[ConsistencyAsked]) -> HttpResponseBase:
    """较晚的日志以较早的日志开头。 · That the later log begins with the earlier one."""
    found = trail.consistency_of(asked.first, asked.second)
    if found is None:
        raise Problem.not_found(f"{asked.first}-{asked.second}")
    return send(request, found)


def _position(since: str) -> int:
    """The position that ``since`` names; raises :class:`Problem` for what is neither position nor time."""
    if since.isascii() and since.isdigit():
        return min(int(since), _FARTHEST - 1) if len(since) < 30 else _FARTHEST - 1
    try:
        # a plus sign in an address reads as a blank
        moment = parse_datetime(since.replace(" ", "+") if "T" in since else since)
        if moment is None:
            moment = datetime.fromisoformat(since)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return trail.position_before(moment.astimezone(UTC))
    except (ValueError, OverflowError) as error:
        detail = _("since 是上次回答的 cursor，或 2026-11-01T00:00:00Z 这样的时间。")
        raise Problem(400, "invalid-range", _("起点无效"), detail) from error

"""What the log of publications hashes and signs, as bytes; ``docs/trail.md`` describes both forms."""

from __future__ import annotations

from datetime import UTC, datetime

from gongkai.base.trail.chain import canonical

LEAF = "gongkai.publication/1"
HEAD = "gongkai.tree-head/1"


def leaf_statement(kind: str, address: str, version: int, record_sha256: str, at: datetime) -> bytes:
    """The leaf: which version of what was published, corrected or withdrawn, when (UTC), with which hash."""
    body = {
        "format": LEAF,
        "address": address,
        "at": moment(at),
        "kind": kind,
        "record_sha256": record_sha256,
        "version": version,
    }
    return canonical(body)


def head_statement(size: int, root: str, at: datetime) -> bytes:
    """The head: how many leaves, which root, when (UTC)."""
    return canonical({"format": HEAD, "at": moment(at), "root": root, "size": size})


def moment(at: datetime) -> str:
    """The moment in UTC to the microsecond.

    >>> moment(datetime(2024, 5, 17, 8, 30, tzinfo=UTC))
    '2024-05-17T08:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

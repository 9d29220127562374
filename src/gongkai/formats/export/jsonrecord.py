"""The published JSON of a document: the same bytes for the same record, and their digest."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from gongkai.formats.export.record import Publishable, PublishableIssue
from gongkai.formats.export.safe import encodable

FORMAT = "gongkai.document/1"
ISSUE_FORMAT = "gongkai.issue/1"


def to_json(publishable: Publishable) -> bytes:
    """The record as UTF-8 JSON: keys sorted, no blanks, moments in UTC, whole numbers without a point.

    ValueError for a number that is none (NaN, infinite) and for a moment without a time zone.
    """
    return _canonical(_plain(publishable) | {"format": FORMAT})


def issue_to_json(issue: PublishableIssue) -> bytes:
    """The issue as UTF-8 JSON in the same way; of its documents only key, address, title and digest."""
    return _canonical(_issue(issue) | {"format": ISSUE_FORMAT})


def digest(publishable: Publishable) -> str:
    """The SHA-256 of the JSON without the field that holds it, in hexadecimal.

    依据: 下载件与网上登载的记录逐字一致，凭此可核对。
    """
    return hashlib.sha256(to_json(replace(publishable, record_sha256=""))).hexdigest()


def issue_digest(issue: PublishableIssue) -> str:
    """The SHA-256 of the issue's JSON without the field that holds it; it covers its documents' digests."""
    return hashlib.sha256(issue_to_json(replace(issue, record_sha256=""))).hexdigest()


def sealed(publishable: Publishable) -> Publishable:
    """The record with its digest in ``record_sha256``."""
    return replace(publishable, record_sha256=digest(publishable))


def sealed_issue(issue: PublishableIssue) -> PublishableIssue:
    """The issue with its digest in ``record_sha256``; its documents must be sealed before."""
    return replace(issue, record_sha256=issue_digest(issue))


def _issue(issue: PublishableIssue) -> dict[str, Any]:
    documents = [
        {"key": d.key, "address": d.address, "title": d.title, "number": d.number, "sha256": d.record_sha256}
        for d in issue.documents
    ]
    plain: dict[str, Any] = _plain(replace(issue, documents=()))
    return plain | {"documents": _plain(documents)}


def _canonical(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _plain(value: Any) -> Any:
    """``value`` as lists, dictionaries and plain values."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"not a number that can be published: {value}")
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def moment(value: datetime) -> str:
    """A moment in UTC, to the second, as RFC 3339 writes it; ValueError without a time zone.

    >>> from datetime import timedelta, timezone
    >>> moment(datetime(2024, 3, 1, 8, tzinfo=timezone(timedelta(hours=8))))
    '2024-03-01T00:00:00Z'
    """
    if value.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {value.isoformat()}")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""The link of an entry to the one before: what is hashed, and how values are made plain beforehand."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from gongkai.base.trail.models import Entry


def plain(value: Any) -> Any:
    r"""The value as every database gives it back, so that a hash made now still fits later.

    Keys and unknown kinds of values become text, tuples lists; characters that no database keeps
    (NUL, lone surrogates) become U+FFFD.

    >>> plain({"n": (1, 2.5), 3: "a\x00"}), plain([-0.0, 1e300, float("nan")])
    ({'n': [1, 2.5], '3': 'a�'}, [0.0, '1e+300', 'nan'])
    """
    if isinstance(value, str):
        return words(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {words(str(key)): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        held = [plain(part) for part in value]
        return sorted(held, key=repr) if isinstance(value, set | frozenset) else held
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) and "e" not in repr(value) else repr(value)
    return int(value) if isinstance(value, int) else words(str(value))


def words(text: str) -> str:
    """The text without what a database refuses."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def canonical(body: object) -> bytes:
    """The one JSON form of a body, as bytes."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def body_of(entry: Entry) -> dict[str, Any]:
    """What of the entry is hashed, the hash before it among it."""
    return {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject_id, entry.subject_name],
        "before": entry.before,
        "after": entry.after,
        "why": entry.why,
        "previous": entry.previous,
    }


def link(entry: Entry) -> str:
    """The hash of ``entry``: SHA-256 of its canonical JSON, which holds the hash before it."""
    return hashlib.sha256(canonical(body_of(entry))).hexdigest()

"""The proof that a version was made public when it says: its line in the log of publications."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gongkai.base.trail import reads as trail
from gongkai.work.library.reads import VersionLine


@dataclass(frozen=True, slots=True)
class Proving:
    """A line of the log with its proof; ``kept`` is the proof as a file that a verifier reads."""

    index: int
    size: int
    at: str
    root: str
    kept: str


def proof(key: str, version: VersionLine) -> Proving | None:
    """The proof of that version of a document; None while the log does not hold it."""
    found = trail.proof_of(key, version.number)
    if found is None:
        return None
    kept = json.dumps(found.as_json(), ensure_ascii=False, indent=1, sort_keys=True)
    return Proving(found.index, found.head.size, found.at, found.head.root, kept)

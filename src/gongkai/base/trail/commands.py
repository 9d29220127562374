"""What ``gongkai trail`` does: the chain verified, the log printed as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.base.trail.chain import body_of
from gongkai.base.trail.models import Entry
from gongkai.base.trail.reads import verify
from gongkai.base.trail.words import fault_words

BROKEN = 1


def verify_trail(known: str = "") -> tuple[int, str]:
    """The exit code (0 the chain holds, 1 it does not) and the line to show.

    ``known`` is a hash noted earlier that must stand in the chain.
    """
    verdict = verify(known)
    if verdict.first_break is None:
        shown = {"count": verdict.count, "hash": verdict.hash or "-"}
        return 0, _("留痕完整：%(count)d 条，末条哈希 %(hash)s") % shown
    return BROKEN, _("留痕在第 %(sequence)d 条断开：%(what)s") % {
        "sequence": verdict.first_break.sequence,
        "what": fault_words(verdict.first_break.fault),
    }


def export_trail(since: int = 0) -> Iterator[str]:
    """The entries behind number ``since`` as JSON lines: what is hashed, and the hash."""
    for entry in Entry.objects.filter(sequence__gt=since).order_by("sequence").iterator(chunk_size=1000):
        yield json.dumps({**body_of(entry), "hash": entry.hash}, ensure_ascii=False, sort_keys=True) + "\n"

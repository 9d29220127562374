"""What ``gongkai trail`` does: the chain verified, the log printed as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.base.trail.chain import body_of
from gongkai.base.trail.models import Entry
from gongkai.base.trail.reads import Break, verify
from gongkai.base.trail.reads.verifying import Fault

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
        "what": fault_words(verdict.first_break),
    }


def fault_words(found: Break) -> str:
    """What is wrong at a break, for people."""
    return {
        Fault.CHANGED: _("内容被改动"),
        Fault.REMOVED: _("记录被删去"),
        Fault.INSERTED: _("记录被插入或调换"),
        Fault.END_REMOVED: _("末尾的记录被删去或改写"),
        Fault.BEHIND_END: _("末尾之后有未经登记的记录"),
        Fault.NOT_KNOWN: _("链中没有所给的哈希，整条链可能被重做"),
    }[found.fault]


def export_trail(since: int = 0) -> Iterator[str]:
    """The entries behind number ``since`` as JSON lines: what is hashed, and the hash."""
    for entry in Entry.objects.filter(sequence__gt=since).order_by("sequence").iterator(chunk_size=1000):
        yield json.dumps({**body_of(entry), "hash": entry.hash}, ensure_ascii=False, sort_keys=True) + "\n"

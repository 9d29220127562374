"""What the trail says to people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.base.trail.reads.verifying import Fault


def fault_words(fault: Fault) -> str:
    """What is wrong at a break."""
    return {
        Fault.CHANGED: _("内容被改动"),
        Fault.REMOVED: _("记录被删去"),
        Fault.INSERTED: _("记录被插入或调换"),
        Fault.END_REMOVED: _("末尾的记录被删去或改写"),
        Fault.BEHIND_END: _("末尾之后有未经登记的记录"),
        Fault.NOT_KNOWN: _("链中没有所给的哈希，整条链可能被重做"),
    }[fault]

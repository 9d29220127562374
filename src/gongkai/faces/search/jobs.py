"""Scheduled work of search: the index follows the events; old lines of the log go."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.base.trail import reads as trail
from gongkai.base.trail.actions import move_cursor
from gongkai.faces.search.actions import prune_asked
from gongkai.faces.search.engine import Engine, Folder, IndexDamaged, IndexMissing, rebuild, update
from gongkai.faces.search.entries import entries_for, every_entry, stamps
from gongkai.work.intake.reads import searching as desk

CONSUMER = "search"
WHOLE = 500  # from so many changed documents on, fewer and larger commits


def folder() -> Folder:
    """Where this installation keeps its index."""
    return Folder(settings.GONGKAI_HOME.index)


def update_index(now: datetime) -> str:
    """Write what changed since the last run into the index; a line about it, empty where nothing changed.

    Events are marked as heard only when the index holds them: a kill in between repeats the work and loses
    nothing. An index that is missing or cannot be read is built anew.
    """
    last = trail.last_event()
    heard = trail.position(CONSUMER)
    try:
        folder().current()
    except (IndexMissing, IndexDamaged):
        count = rebuild_index()
        move_cursor(CONSUMER, last, now)
        return _("检索索引已建立：%(count)d 份文件") % {"count": count}
    if last <= heard:
        return ""
    keys = _changed(heard, last)
    _write(keys)
    move_cursor(CONSUMER, last, now)
    return _("检索索引已更新：%(count)d 份文件") % {"count": len(keys)} if keys else ""


def rebuild_index() -> int:
    """Build the index anew beside the one that serves; the number of documents in it."""
    count = 0
    with rebuild(folder(), entries_for) as writer:
        for entry in every_entry():
            writer.add(entry)
            count += 1
    return count


def check_index() -> tuple[list[str], list[str], list[str]]:
    """Keys of documents that the index lacks, should not hold, and holds as they once were."""
    held = Engine(folder()).held()
    true = stamps()
    lacking = sorted(true.keys() - held.keys())
    too_many = sorted(held.keys() - true.keys())
    stale = sorted(key for key in true.keys() & held.keys() if held[key].version != true[key])
    return lacking, too_many, stale


def forget_asked(now: datetime) -> str:
    """Remove old lines of the log of what was asked; a line about it, empty where there were none."""
    gone = prune_asked(now)
    return _("已清除 %(count)d 条过期的检索日志") % {"count": gone} if gone else ""


def _changed(heard: int, last: int) -> list[str]:
    """The keys of the documents that events after ``heard`` speak of, each once."""
    keys: dict[str, None] = {}
    readings: set[int] = set()
    for event in trail.events(heard, last, ("library.", "intake.")):
        for key in event.payload.get("keys", ()):
            keys.setdefault(str(key))
        if event.subject_kind == "library.document":
            keys.setdefault(event.subject_id)
        if event.subject_kind in ("intake.reading", "intake.item"):
            readings.add(int(event.subject_id.partition("/")[0]))
    for some in desk.search_keys(readings).values():
        keys |= dict.fromkeys(some)
    return list(keys)


def _write(keys: list[str]) -> None:
    for start in range(0, len(keys), WHOLE):
        some = keys[start : start + WHOLE]
        with update(folder()) as writer:
            for key in some:
                writer.remove(key)
            for entry in entries_for(some):
                writer.add(entry)

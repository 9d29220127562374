"""Scheduled work of the intake room: the watched folder, and what waits to be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.base.files.reads import taken_from
from gongkai.rules.access import SYSTEM, Reader
from gongkai.work.intake.ingest import again, files_in, take_paths
from gongkai.work.intake.reader import Taken

# A file of which nothing has changed for so long is complete.
QUIET = timedelta(seconds=3)
# What has waited for so long is nobody's work under way.
LEFT_BEHIND = timedelta(minutes=2)


def take_inbox(now: datetime) -> str | None:
    """What was done, in a line: new files of the watched folder and those that waited; None for nothing."""
    if settings.READ_ONLY:
        return None
    done = [*take_new(SYSTEM, settings.GONGKAI_HOME.inbox, now), *again(SYSTEM, now - LEFT_BEHIND)]
    if not done:
        return None
    aside = sum(1 for taken in done if taken.code)
    return _("读入 {read} 个文件，隔离 {aside} 个").format(read=len(done) - aside, aside=aside)


def take_new(
    reader: Reader, folder: Path, now: datetime, *, jurisdiction: int | None = None, workers: int = 1
) -> Iterator[Taken]:
    """What became of each file of ``folder`` that is complete and did not come before; nothing is moved."""
    paths = list(new_files(folder, now))
    if paths:
        yield from take_paths(reader, paths, source="folder", jurisdiction=jurisdiction, workers=workers)


def new_files(folder: Path, now: datetime) -> Iterator[Path]:
    """The files of ``folder`` that nobody is writing any more and that did not come from there before."""
    for path in files_in([folder]):
        try:
            found = path.stat()
        except FileNotFoundError:  # taken away since the folder was listed
            continue
        changed = datetime.fromtimestamp(found.st_ctime, now.tzinfo)
        if changed <= now - QUIET and not taken_from(str(path), found.st_size, changed):
            yield path

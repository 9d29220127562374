"""Scheduled work: the files of the years in which something changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gongkai.faces.opendata import bulk


def make_bulk(now: datetime) -> str:
    """Make the file of every year anew; a line about those whose content changed, empty where none did.

    The same record gives the same bytes, so a year in which nothing changed keeps its file and its name.
    """
    folder: Path = settings.GONGKAI_HOME.bulk
    before = {file.year: file.sha256 for file in bulk.listing(folder)}
    changed = 0
    for year in sorted({*bulk.years(), *before}):
        made = bulk.make(year, folder)
        changed += (made.sha256 if made else None) != before.get(year)
    return _("已更新 %(count)d 个年度数据包") % {"count": changed} if changed else ""

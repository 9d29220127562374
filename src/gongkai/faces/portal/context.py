"""What this room adds to every page: the notice of the editors."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gongkai.faces.portal import reads
from gongkai.rules.access import PUBLIC


def notice(request: HttpRequest) -> dict[str, object]:
    """``SITE_NOTICE``, asked for only by pages that show it."""
    return {"SITE_NOTICE": SimpleLazyObject(lambda: reads.notice(PUBLIC))}

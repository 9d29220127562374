"""Two addresses for monitors: whether the process answers, and whether it can do its work. No details."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """Whether database, storage and index can be used: 200 or 503, each with ``ok`` or ``failed``."""
    home = settings.GONGKAI_HOME
    found = {
        "database": _database(),
        "storage": os.access(home.originals, os.R_OK | os.W_OK),
        "index": home.index.is_dir() and any(home.index.iterdir()),
    }
    state = {name: "ok" if good else "failed" for name, good in found.items()}
    return JsonResponse(state, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return bool(cursor.fetchone() == (1,))
    except Error:
        return False

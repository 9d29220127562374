"""What the web server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
application = get_wsgi_application()

from gongkai.config.checks import refuse_unsafe  # noqa: E402 (after the rooms are loaded)

refuse_unsafe()

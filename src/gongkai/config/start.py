"""Start Django once, for the verbs of the command that need it."""

from __future__ import annotations

import os


def start() -> None:
    """Load the settings and the rooms. Raises ImproperlyConfigured where a setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    import django

    django.setup()

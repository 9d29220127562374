"""Start Django once, for the verbs of the command that need it."""

from __future__ import annotations

import os


def start(*, slim: bool = False) -> None:
    """Load the settings and the rooms; ``slim`` leaves out the web, for commands that only read.

    Raises ImproperlyConfigured where a setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"gongkai.config.{'slim' if slim else 'settings'}")
    import django

    django.setup()

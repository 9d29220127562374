"""The settings of an installation in a folder of this process, quicker where no test sees the difference."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from tests.database import postgres_address

_OWNER = os.getpid()
_FOLDER = tempfile.mkdtemp(prefix="gongkai-test-")


def _tidy() -> None:
    """Remove the folder at the end of the process that made it, not at that of a fork."""
    if os.getpid() == _OWNER:
        shutil.rmtree(_FOLDER, ignore_errors=True)


atexit.register(_tidy)
os.environ["GONGKAI_HOME"] = _FOLDER
os.environ["DATABASE_URL"] = postgres_address(os.environ.get("PYTEST_XDIST_WORKER", "main"))

from gongkai.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

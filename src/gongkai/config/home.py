"""The one folder under which an installation keeps everything (``GONGKAI_HOME``)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an installation and what lies in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file, used unless ``DATABASE_URL`` names a server."""
        return self.root / "gongkai.sqlite3"

    @property
    def originals(self) -> Path:
        """Original files by their hash."""
        return self.root / "originals"

    @property
    def media(self) -> Path:
        """Pictures and files of the editors' pages."""
        return self.root / "media"

    @property
    def index(self) -> Path:
        """The search index, which can be rebuilt at any time."""
        return self.root / "index"

    @property
    def bulk(self) -> Path:
        """Yearly files for download."""
        return self.root / "bulk"

    @property
    def inbox(self) -> Path:
        """The watched folder."""
        return self.root / "inbox"

    @property
    def static(self) -> Path:
        """Collected style sheets and scripts."""
        return self.root / "static"

    @property
    def secrets(self) -> Path:
        """Keys that this installation made for itself; readable by its user alone."""
        return self.root / "secrets"

    def make(self) -> None:
        """Make the folders that are missing. Raises OSError where the place cannot be written."""
        for folder in (self.root, self.originals, self.media, self.index, self.bulk, self.inbox, self.static):
            folder.mkdir(parents=True, exist_ok=True)
        self.secrets.mkdir(mode=0o700, exist_ok=True)

    def secret(self, name: str) -> str:
        """The secret of that name, made at the first request and kept for ever.

        Two processes that start together agree: the file is made by the first alone.
        """
        self.make()
        path = self.secrets / name
        part = path.with_name(f"{name}.{os.getpid()}.part")
        if not path.exists():
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(part, path)
            except FileExistsError:
                pass
            finally:
                part.unlink()
        return path.read_text(encoding="ascii")


def home_of(environment: dict[str, str] | os._Environ[str]) -> Home:
    """The home that ``GONGKAI_HOME`` names, else ``gongkai-data`` under the present folder.

    >>> home_of({"GONGKAI_HOME": "/srv/gongkai"}).database.as_posix()
    '/srv/gongkai/gongkai.sqlite3'
    """
    return Home(Path(environment.get("GONGKAI_HOME") or "gongkai-data").expanduser().absolute())

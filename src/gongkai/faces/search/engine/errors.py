"""What can go wrong with an index: each class one cause, each message with the folder and the way out.

SearchIndexError
  IndexMissing    there is none yet
  IndexDamaged    there is one that cannot be read, or one of another version of the program
  IndexFull       there is no room left to write it
  IndexBusy       another process writes it
"""

from __future__ import annotations

import errno
from pathlib import Path
from types import TracebackType

REBUILD = "gongkai index rebuild"


class SearchIndexError(Exception):
    """The index in ``folder`` cannot be used; ``why`` is the engine's own word for it, where it has one."""

    said = "the search index in {folder} cannot be used: {why}"

    def __init__(self, folder: Path, why: str = "") -> None:
        self.folder = folder
        self.why = why
        super().__init__(self.said.format(folder=folder, why=why, rebuild=REBUILD))


class IndexMissing(SearchIndexError):
    """There is no index yet."""

    said = "there is no search index in {folder}; build it with: {rebuild}"


class IndexDamaged(SearchIndexError):
    """There is an index that cannot be read."""

    said = (
        "the search index in {folder} cannot be read ({why}); nothing is lost, build it anew with: {rebuild}"
    )


class IndexFull(SearchIndexError):
    """The disk has no room for the index; what was there before still serves."""

    said = "no room left on the disk for the search index in {folder} ({why}); make room, then: {rebuild}"


class IndexBusy(SearchIndexError):
    """Another process writes this index."""

    said = "another process is writing the search index in {folder}; try again when it has finished"


_FULL = ("no space left", "os error 28", "quota exceeded", "os error 122")


class named:  # noqa: N801 -- used like a function, as contextlib's own are
    """Inside, what tantivy and the disk raise becomes one of the errors of this module."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, SearchIndexError):
            return
        # A damaged file makes tantivy panic, with an exception that no module names.
        panic = type(error).__name__ == "PanicException"
        if panic or isinstance(error, (OSError, ValueError, RuntimeError)):
            full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or _full(str(error))
            raise (IndexFull if full else IndexDamaged)(self._folder, str(error)) from error


def _full(said: str) -> bool:
    return any(sign in said.lower() for sign in _FULL)

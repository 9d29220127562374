"""The bytes of originals: each kept once under its SHA-256, whole or not at all, and never altered."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.translation import gettext as _

PART = ".part-"


class StoreFull(OSError):
    """The place of originals takes no more bytes; nothing of the file was kept."""


class Missing(LookupError):
    """An original that is recorded but does not lie in the storage."""


def sha256_of(data: bytes) -> str:
    """The name under which ``data`` is kept.

    >>> sha256_of(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str) -> str:
    """Where in the storage an original lies.

    >>> place_of("e3b0c442")
    'e3/e3b0c442'
    """
    return f"{sha256[:2]}/{sha256}"


def keep(data: bytes) -> str:
    """The SHA-256 of ``data``, which now lies in the storage, whole and on the disk.

    The same bytes are written once. Raises :class:`StoreFull` where there is no room, OSError where
    the place cannot be written; in both cases nothing is left behind.
    """
    sha256 = sha256_of(data)
    storage = _storage()
    try:
        if isinstance(storage, FileSystemStorage):
            _write_whole(Path(storage.path(place_of(sha256))), data)
        else:
            _put(storage, place_of(sha256), data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreFull(error.errno, _("存放原件的磁盘已满，文件没有存入")) from error
        raise
    return sha256


def _write_whole(path: Path, data: bytes) -> None:
    """Write under a name of its own, then give it its place: nobody ever sees half of it."""
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=PART, delete=False) as file:
            part = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o440)
        part.replace(path)
        _sync_folder(path.parent)
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _put(storage: Storage, place: str, data: bytes) -> None:
    """Hand the bytes to an object store, which takes them whole; half of a file is replaced."""
    if storage.exists(place):
        if storage.size(place) == len(data):
            return
        storage.delete(place)
    name = storage.save(place, ContentFile(data))
    if name != place:  # another process was quicker with the same bytes
        storage.delete(name)


def _sync_folder(folder: Path) -> None:
    """Put the folder's new entry on the disk too: a file without a name is lost."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_kept(sha256: str) -> bool:
    """Whether the bytes lie in the storage."""
    return _storage().exists(place_of(sha256))


def open_kept(sha256: str) -> IO[bytes]:
    """The bytes, to be read. Raises :class:`Missing`."""
    try:
        return _storage().open(place_of(sha256), "rb")
    except FileNotFoundError as error:
        raise Missing(sha256) from error


@contextmanager
def as_path(sha256: str) -> Iterator[Path]:
    """A path under which another process can read the bytes for a while. Raises :class:`Missing`."""
    storage = _storage()
    if isinstance(storage, FileSystemStorage):
        yield Path(storage.path(place_of(sha256)))
        return
    with open_kept(sha256) as kept, tempfile.NamedTemporaryFile() as copy:
        for chunk in iter(lambda: kept.read(1 << 20), b""):
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def all_kept() -> Iterator[str]:
    """The name of every file that lies in the storage, ours or not."""
    storage = _storage()
    folders, files = storage.listdir("")
    yield from files
    for folder in sorted(folders):
        yield from (f"{folder}/{name}" for name in sorted(storage.listdir(folder)[1]))


def _storage() -> Storage:
    return storages["originals"]

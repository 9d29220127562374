"""Where results go: whole files or nothing, and a standard output that may be closed early."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.cli.messages import _

EXTENSIONS = {"json": ".json", "md": ".md", "text": ".txt", "html": ".html"}
CLOSED_PIPE = 141  # what a shell reports for a program that a closed pipe has ended
LONGEST_NAME = 255  # bytes, on every common file system


class Unwritable(click.ClickException):
    """A result that cannot be written: folder not writable, disk full, name too long."""

    exit_code = 2

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(_("写不进 {path}：{reason}").format(path=path, reason=reason))


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it. Raises :class:`Unwritable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that nobody ever sees half of it. Raises :class:`Unwritable`."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".gongkai-", delete=False) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise Unwritable(path, error) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    """The permission bits that the user takes away from new files."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def print_bytes(content: bytes) -> None:
    """Write ``content`` to standard output; ends the command quietly where the other side has gone."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # what is still buffered would raise again when Python closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(CLOSED_PIPE) from error
    except OSError as error:
        raise Unwritable(Path("stdout"), error) from error


def result_names(files: Sequence[str], form: str) -> list[str]:
    """A file name for each result: the input's whole name and the format's extension, no name twice.

    >>> result_names(["a/x.pdf", "b/x.pdf", "x.docx"], "json")
    ['x.pdf.json', 'x.pdf-2.json', 'x.docx.json']
    """
    taken: set[str] = set()
    names = []
    for file in files:
        base, count = _fitting(Path(file).name), 1
        name = base + EXTENSIONS[form]
        while name.casefold() in taken:
            count += 1
            name = f"{base}-{count}{EXTENSIONS[form]}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _fitting(name: str) -> str:
    """``name``, cut where the extension and a number would make it too long for a file system."""
    room = LONGEST_NAME - 16
    encoded = os.fsencode(name)
    if len(encoded) <= room:
        return name
    mark = hashlib.sha256(encoded).hexdigest()[:8]
    return encoded[: room - 9].decode("utf-8", "ignore") + "-" + mark

"""Files in, blocks out: the type is told by content, and every file gives a Source or says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from gongkai.formats import sniff
from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File
from gongkai.formats.limits import DEFAULT, Limits
from gongkai.rules.blocks import Source

__all__ = ["DEFAULT", "Limits", "UnusableInput", "open_source", "read_bytes"]


def open_source(path: Path, *, limits: Limits = DEFAULT) -> Source:
    """The text and blocks of a file; :class:`UnusableInput` says why there are none.

    The size is looked at before anything is read. The last part of the path names the source.
    """
    name = path.name
    try:
        if not path.is_file():
            raise UnusableInput(name, "cannot-open", "不是文件" if path.exists() else "找不到文件")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise _too_large(name, size, limits.file_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInput(name, "cannot-open", error.strerror or "") from error
    return read_bytes(data, name, limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Source:
    """The text and blocks of a file's bytes; :class:`UnusableInput` says why there are none.

    >>> read_bytes("一、总则".encode(), "a.txt").text
    '一、总则'
    """
    if len(data) > limits.file_bytes:
        raise _too_large(name, len(data), limits.file_bytes)
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise UnusableInput(name, "empty")
    refused = sniff.foreign(data)
    if refused:
        raise UnusableInput(name, refused[1], refused[0])
    return _reader(data, name)(File(data, name, hashlib.sha256(data).hexdigest(), limits))


def _reader(data: bytes, name: str) -> Callable[[File], Source]:
    kind = sniff.media_type(data)
    if kind == sniff.PDF:
        from gongkai.formats.pdf import read_pdf

        return read_pdf
    if kind == sniff.DOCX:
        from gongkai.formats.docx import read_docx

        return read_docx
    if kind == sniff.HTML:
        from gongkai.formats.html import read_html

        return read_html
    if kind == sniff.TEXT:
        from gongkai.formats.plain import read_plain

        return read_plain
    if kind in (sniff.OFD, sniff.BROKEN_ZIP):
        raise UnusableInput(name, "ofd" if kind == sniff.OFD else "broken-zip")
    raise UnusableInput(name, "not-a-document", "" if kind == "application/zip" else kind)


def _too_large(name: str, size: int, allowed: int) -> UnusableInput:
    mib = 1024 * 1024
    return UnusableInput(name, "too-large", f"{size // mib} MB，上限 {allowed // mib} MB")

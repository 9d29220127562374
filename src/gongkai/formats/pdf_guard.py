"""A look at a PDF's compressed streams before pdfium unpacks them."""

from __future__ import annotations

import re
import zlib

from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File

_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_HEAD = 600
# Deflate cannot shrink anything by more than this.
_BEST = 1032
_CHUNK = 1 << 20


def check_streams(file: File) -> None:
    """Refuse a PDF one of whose streams unpacks to more than the limit."""
    data = file.data
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        layers = head.count(b"/FlateDecode") + head.count(b"/Fl ")
        if not layers:
            continue
        end = data.find(b"endstream", found.end())
        size = (end if end >= 0 else len(data)) - found.end()
        # Pictures are never unpacked for their text; several layers multiply.
        if layers == 1 and (size * _BEST <= file.limits.stream_bytes or b"/Image" in head):
            continue
        if _unpacks_past(data[found.end() : found.end() + size], layers, file.limits.stream_bytes):
            raise UnusableInput(file.name, "bomb")


def _unpacks_past(packed: bytes, layers: int, limit: int) -> bool:
    """True where ``packed`` grows past ``limit`` bytes in any of its layers; memory stays bounded."""
    for layer in range(layers):
        unpacker = zlib.decompressobj()
        kept = bytearray()
        size = 0
        rest = packed
        while rest and not unpacker.eof:
            try:
                part = unpacker.decompress(rest, _CHUNK)
            except zlib.error:
                break
            size += len(part)
            if size > limit:
                return True
            if layer + 1 < layers:
                kept += part
            if not part and rest == unpacker.unconsumed_tail:
                break
            rest = unpacker.unconsumed_tail
        packed = bytes(kept)
    return False

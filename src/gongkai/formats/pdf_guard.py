"""A look at a PDF's compressed streams before pdfium unpacks them.

pdfium cannot be interrupted from Python, so what might keep it busy for ever is found first:
streams that unpack to gigabytes, and forms that draw forms that draw forms. A file whose forms
look so is tried in a process of its own, which can be stopped.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File

_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NO_CONTENT = re.compile(rb"/Image\b|/ObjStm\b|/XRef\b|/Length1\b|/FontFile|/CIDFontType|/OpenType|/Type1C")
_DRAWS = re.compile(rb"/[^\s/<>\[\]()]+\s+Do\b")
_FILTER = re.compile(rb"/(?:LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|LZW|A85|AHx|RL)\b")
_NUMBER = re.compile(rb"\s*(\d{1,9})\s+\d+\s+obj\b")
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,9})\s+\d+\s+R\b")
_INDIRECT = re.compile(rb"/XObject\s+\d{1,9}\s+\d+\s+R\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+R\b")
_HEAD = 4000
_DEEP = 40
# Deflate cannot shrink anything by more than this.
_BEST = 1032
_CHUNK = 1 << 20
_FORM_BYTES = 8 << 20
# Operations that pdfium may be asked for before the file is tried in a process of its own.
_MOST_WORK = 2_000_000_000
_TRIAL = """
import sys, pypdfium2
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
for index in range(min(len(document), int(sys.argv[2]))):
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        continue
    page.get_textpage().count_chars()
    page.close()
"""
_TRIAL_MEMORY = 4 << 30


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream as it stands in the file: its dictionary's last bytes, its packed data, its layers."""

    head: bytes
    start: int
    size: int
    layers: int


@dataclass(frozen=True, slots=True)
class _Form:
    """How often a form draws others, how long its drawing is, and the objects that it may draw."""

    draws: int
    size: int
    names: set[int]


def check_streams(file: File) -> None:
    """Refuse a PDF that unpacks to more than the limits or draws without end."""
    forms: list[_Stream] = []
    contents: list[_Stream] = []
    for stream in _streams(file.data):
        # Pictures are never unpacked for their text; several layers multiply.
        large = stream.layers > 1 or stream.size * _BEST > file.limits.stream_bytes
        picture = stream.layers < 2 and b"/Image" in stream.head
        if stream.layers and large and not picture:
            limit = file.limits.stream_bytes
            if _unpacked(file.data, stream, limit, keep=False) is None:
                raise UnusableInput(file.name, "bomb")
        if _FORM.search(stream.head):
            forms.append(stream)
        elif not _NO_CONTENT.search(stream.head):
            contents.append(stream)
    if forms and _is_endless(file.data, forms, contents) and not _passes_trial(file):
        raise UnusableInput(file.name, "bomb")


def _streams(data: bytes) -> Iterator[_Stream]:
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        begin = head.rfind(b" obj")
        if begin >= 0:
            head = head[head.rfind(b"\n", 0, begin) + 1 :]
        end = data.find(b"endstream", found.end())
        size = (end if end >= 0 else len(data)) - found.end()
        yield _Stream(head, found.end(), size, head.count(b"/FlateDecode") + head.count(b"/Fl "))


def _is_endless(data: bytes, forms: list[_Stream], contents: list[_Stream]) -> bool:
    """True where the forms draw each other more often than pdfium can do in time, or nobody can tell."""
    if b"/Encrypt" in data:
        return True
    known: dict[int, _Form] = {}
    for stream in forms:
        text = None if _FILTER.search(stream.head) else _unpacked(data, stream, _FORM_BYTES, keep=True)
        if text is None:
            return True
        draws = len(_DRAWS.findall(text))
        drawn = _references(data, stream.head) if draws else set()
        if drawn is None and draws > 1:
            return True
        number = _NUMBER.match(stream.head)
        known[int(number.group(1)) if number else -len(known)] = _Form(draws, len(text), drawn or set())
    work = max(_works(known), default=0)
    for stream in contents:
        text = _unpacked(data, stream, _FORM_BYTES, keep=True)
        if text is None or work * len(_DRAWS.findall(text)) > _MOST_WORK:
            return True
    return work > _MOST_WORK


def _references(data: bytes, head: bytes) -> set[int] | None:
    """The numbers of the objects that a form's resources name; None where they stand packed elsewhere."""
    indirect = _RESOURCES.search(head)
    if indirect:
        place = rb"(?<!\d)" + indirect.group(1) + rb"\s+\d+\s+obj\b(.{0,4000}?)endobj"
        found = re.search(place, data, re.DOTALL)
        if not found:
            return None
        head = found.group(1)
    if _INDIRECT.search(head):
        return None
    return {int(number) for number in _REFERENCE.findall(head)}


def _works(forms: dict[int, _Form]) -> Iterator[int]:
    """For every form, the bytes of drawing that it and all that it draws ask for; huge without an end."""
    done: dict[int, int] = {}

    def work(number: int, outer: tuple[int, ...]) -> int:
        if number in outer or len(outer) > _DEEP:
            return _MOST_WORK + 1
        if number not in done:
            form = forms[number]
            inner = max((work(n, (*outer, number)) for n in form.names if n in forms), default=0)
            done[number] = min(form.size + form.draws * inner, _MOST_WORK + 1)
        return done[number]

    return (work(number, ()) for number in forms)


def _unpacked(data: bytes, stream: _Stream, limit: int, *, keep: bool) -> bytes | None:
    """A stream's content, or None where one of its layers grows past ``limit`` bytes.

    What cannot be unpacked ends there, as it does for pdfium; without ``keep`` nothing of the
    last layer is kept and the answer is empty.
    """
    packed = data[stream.start : stream.start + stream.size]
    for layer in range(stream.layers):
        kept: bytearray | None = bytearray() if keep or layer + 1 < stream.layers else None
        if not _unpack_into(packed, limit, kept):
            return None
        packed = bytes(kept or b"")
    return packed


def _unpack_into(packed: bytes, limit: int, kept: bytearray | None) -> bool:
    """Unpack one layer piece by piece; False as soon as it grows past the limit."""
    unpacker = zlib.decompressobj()
    size = 0
    while packed and not unpacker.eof:
        try:
            part = unpacker.decompress(packed, _CHUNK)
        except zlib.error:
            return True
        size += len(part)
        if size > limit:
            return False
        if kept is not None:
            kept += part
        if not part and packed == unpacker.unconsumed_tail:
            return True
        packed = unpacker.unconsumed_tail
    return True


def _passes_trial(file: File) -> bool:
    """True where another process gets through the file in time and memory."""
    command = [sys.executable, "-c", _TRIAL, str(_TRIAL_MEMORY), str(file.limits.pages)]
    seconds = file.limits.trial_seconds + len(file.data) / 1e6
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own code, no shell
            command, input=file.data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    # Errors of the file itself (a password) come with code 1 and are told better by the reader.
    return done.returncode in (0, 1)

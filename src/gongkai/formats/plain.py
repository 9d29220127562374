"""Text files: decoding, then the blocks of :mod:`gongkai.formats.text`."""

from __future__ import annotations

from gongkai.formats import sniff
from gongkai.formats.encoding import Decoded, decode
from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File
from gongkai.formats.markdown import looks_like_markdown
from gongkai.formats.text import read_text
from gongkai.rules.blocks import Note, Source


def read_plain(file: File) -> Source:
    """The source of a text file: its characters exactly as decoded, a byte order mark left out."""
    if len(file.data) > file.limits.text_bytes:
        raise UnusableInput(file.name, "too-large", f"文本上限 {file.limits.text_bytes >> 20} MB")
    decoded = decode(file.data)
    if decoded is None:
        raise UnusableInput(file.name, _why_not(file.data))
    if not decoded.text.strip():
        raise UnusableInput(file.name, "empty")
    text = decoded.text
    markdown = file.name.lower().endswith((".md", ".markdown")) or looks_like_markdown(text)
    return Source(
        name=file.name,
        sha256=file.sha256,
        media_type=sniff.MARKDOWN if markdown else sniff.TEXT,
        text=text,
        blocks=read_text(text, markdown=markdown),
        pages=text.count("\f") + 1 if "\f" in text else None,
        notes=encoding_notes(decoded),
    )


def encoding_notes(decoded: Decoded) -> tuple[Note, ...]:
    """What a proof-reader must know of the decoding: characters lost, encodings mixed."""
    notes = []
    if decoded.lost:
        message = f"有 {decoded.lost} 个字符无法按 {decoded.encoding} 解码，已用“\ufffd”代替"
        notes.append(Note("encoding", message))
    if decoded.mixed:
        notes.append(Note("encoding", "文件混用了 UTF-8 和 GB18030 两种编码，已逐行解码"))
    return tuple(notes)


def _why_not(data: bytes) -> str:
    """Bytes with zeros or many control characters are no text at all; others only a lost encoding."""
    rubbish = sum(data[:65536].count(code) for code in (*range(9), *range(14, 27)))
    return "not-a-document" if rubbish * 100 > min(len(data), 65536) else "encoding"

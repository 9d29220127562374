"""The fonts that pages are set in, and the characters that they hold."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib.resources import files

import typst

FAMILIES = ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf")
# 〓 stands for a character that cannot be printed, as in Chinese typesetting.
MISSING = "〓"


@cache
def fonts() -> typst.Fonts:
    """The fonts for the typesetter: those of the package alone, so that pages are the same anywhere."""
    folder = str(files("pylopdf_fonts_zh_cn"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def covered() -> frozenset[int]:
    """The code points that at least one of the fonts holds."""
    found: set[int] = set()
    for name in FAMILIES:
        found.update(_characters(files("pylopdf_fonts_zh_cn").joinpath(name).read_bytes()))
    return frozenset(found)


def printable(text: str) -> tuple[str, str]:
    r"""``text`` as the fonts can print it, and the characters for which ``〓`` stands.

    Characters that cannot be seen (bidirectional and other format characters, variation selectors)
    are left out: they could turn the order of the words around.

    >>> printable("公开\u202e😀\t一")
    ('公开〓 一', '😀')
    """
    known = covered()
    kept, missing = [], []
    for char in text:
        if char in "\n ":
            kept.append(char)
        elif unicodedata.category(char) in _UNSEEN or char in _SELECTORS:
            kept.append(" " if char == "\t" else "")
        elif ord(char) in known:
            kept.append(char)
        else:
            kept.append(MISSING)
            missing.append(char)
    return "".join(kept), "".join(missing)


_UNSEEN = frozenset(("Cc", "Cf"))
# They choose between shapes of one character; the fonts have one shape each.
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def _characters(data: bytes) -> set[int]:
    """The code points in the table ``cmap`` of an OpenType font, format 12."""
    (tables,) = struct.unpack_from(">H", data, 4)
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, at)
        if tag == b"cmap":
            return _mapped(data, start)
    raise ValueError("the font has no character map")


def _mapped(data: bytes, start: int) -> set[int]:
    (encodings,) = struct.unpack_from(">H", data, start + 2)
    for at in range(start + 4, start + 4 + 8 * encodings, 8):
        (offset,) = struct.unpack_from(">I", data, at + 4)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == 12:
            return _groups(data, start + offset)
    raise ValueError("the font has no character map of the whole of Unicode")


def _groups(data: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    found: set[int] = set()
    for at in range(start + 16, start + 16 + 12 * count, 12):
        first, last, glyph = struct.unpack_from(">III", data, at)
        # glyph 0 is the empty box
        found.update(range(first + (glyph == 0), last + 1))
    return found

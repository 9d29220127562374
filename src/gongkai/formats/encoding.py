"""Bytes to text for Chinese sources: UTF-8, GB18030, UTF-16, and files that mix them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_MULTIBYTE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
# A text file shows next to none; the odd control character is a scanner's or a printer's.
_CONTROL_SHARE = 0.01
_LOST_SHARE = 0.1
_FOREIGN_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in, and how many characters were lost on the way.

    ``mixed`` is True where lines of the file stand in different encodings.
    """

    text: str
    encoding: str
    lost: int = 0
    mixed: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    r"""The text of ``data``, or None where the bytes are not text in any encoding we know.

    ``declared`` is what the file says of itself (HTML ``charset``); valid UTF-8 outweighs it,
    because pages that changed their encoding often kept the old declaration.

    >>> decode("公报".encode("gb18030")).text
    '公报'
    >>> decode(b"\x00\x01\x02\x03") is None
    True
    """
    decoded = _by_mark(data) or _by_content(data, declared)
    if decoded is None or looks_binary(decoded):
        return None
    return decoded


def looks_binary(decoded: Decoded) -> bool:
    """True where the decoded text is too full of control or lost characters to be writing."""
    size = len(decoded.text)
    if decoded.lost > max(3, size * _LOST_SHARE):
        return True
    controls = len(_CONTROL.findall(decoded.text))
    return controls > 0 and controls > size * _CONTROL_SHARE


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    return None


def _by_content(data: bytes, declared: str | None) -> Decoded | None:
    strict = _strict(data, "utf-8")
    if strict is not None:
        return _utf16_without_mark(data) or Decoded(strict, "utf-8")
    if _cut_off(data):
        return _tolerant(data, "utf-8")
    foreign = _known(declared)
    if foreign is not None and foreign not in ("utf-8", "gb18030"):
        text = _strict(data, foreign)
        if text is not None:
            return Decoded(text, foreign)
    return _utf16_without_mark(data) or _chinese(data)


def _chinese(data: bytes) -> Decoded:
    """GB18030 where the whole file is; else each line in the encoding that fits it."""
    lines = _LINE.findall(data)
    as_utf8 = [_strict(line, "utf-8") for line in lines]
    wide = sum(
        text is not None and _MULTIBYTE.search(line) is not None
        for line, text in zip(lines, as_utf8, strict=True)
    )
    if not wide:
        text = _strict(data, "gb18030")
        return Decoded(text, "gb18030") if text is not None else _tolerant(data, "gb18030")
    return _line_by_line(lines, as_utf8)


def _line_by_line(lines: list[bytes], as_utf8: list[str | None]) -> Decoded:
    out: list[str] = []
    lost = other = 0
    for line, text in zip(lines, as_utf8, strict=True):
        if text is None:
            best = _tolerant(line, "utf-8")
            # A line of GB18030 loses nearly all as UTF-8; a damaged line of UTF-8 little.
            if best.lost > _FOREIGN_SHARE * len(best.text):
                best = _tolerant(line, "gb18030")
                other += 1
            lost += best.lost
            text = best.text
        out.append(text)
    return Decoded("".join(out), "utf-8", lost, mixed=other > 0)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _tolerant(data: bytes, encoding: str) -> Decoded:
    kept = data.count("\ufffd".encode(encoding))
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, max(0, text.count("\ufffd") - kept))


def _cut_off(data: bytes) -> bool:
    """True where the file is UTF-8 but for a last character that a download cut in two."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start >= len(data) - 3 and error.start > 0
    return False


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 betrays itself by line ends and digits whose other byte is zero."""
    zeros = data.count(0)
    if not zeros or zeros < len(data) // 200 or len(data) < 8:
        return None
    encoding = "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"
    decoded = _tolerant(data, encoding)
    common = sum("\u4e00" <= char <= "\u9fa5" or char.isascii() for char in decoded.text[:4000])
    if common < 0.8 * min(len(decoded.text), 4000) or looks_binary(decoded):
        return None
    return decoded


def _known(name: str | None) -> str | None:
    """The name that Python knows; every GB name becomes GB18030, which contains the others."""
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip()).name
    except LookupError:
        return None
    return "gb18030" if known.startswith(("gb", "hz")) else known

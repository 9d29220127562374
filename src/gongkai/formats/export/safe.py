"""Text that every format can hold: no control characters, no lone surrogates, no non-characters."""

from __future__ import annotations

import re

# What XML 1.0 forbids, and the second block of controls, which it allows but nobody can read.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ABOVE = re.compile(
    "[" + "".join(chr(plane * 0x10000 + 0xFFFE + i) for plane in range(1, 17) for i in (0, 1)) + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    r"""``text`` with U+FFFD for each character that no file should hold, line breaks as ``\n``.

    >>> safe("一\x00二\ud800三\r\n四")
    '一�二�三\n四'
    """
    return _ABOVE.sub("\ufffd", _UNSAFE.sub("\ufffd", _BREAKS.sub("\n", text)))


def line(text: str) -> str:
    r"""``text`` on one line: each run of white space is one blank, none at the ends.

    >>> line(" 附件\n\t一 ")
    '附件 一'
    """
    return " ".join(safe(text).split())


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of ``text``, without the empty ones.

    >>> paragraphs("一\n\n二\r\n")
    ['一', '二']
    """
    return [part for part in safe(text).split("\n") if part.strip()]


def encodable(text: str) -> str:
    r"""``text`` with U+FFFD for lone surrogates alone, so that UTF-8 can hold it.

    >>> encodable("\x01\udfff")
    '\x01�'
    """
    return _SURROGATE.sub("\ufffd", text)

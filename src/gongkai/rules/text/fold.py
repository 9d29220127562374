"""Width, bracket and dash variants folded character by character, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_RANGES = (
    (0x00A0, 0x00FF),
    (0x2000, 0x206F),
    (0x2100, 0x218F),
    (0x2E80, 0x2FDF),
    (0x3000, 0x303F),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
)
# Superscripts stay: 10² is not 102. Ordinal signs are letters only by accident.
_KEPT = frozenset("²³¹ªº™℠")
_EXTRA = {
    "〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]", "﹝": "[", "﹞": "]",
    "〖": "[", "〗": "]",
    "“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "‘": "'", "’": "'", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "－": "-",
    "～": "~", "〜": "~", "∼": "~", "〇": "〇", "○": "〇", "﹪": "%", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    "╱": "/", "∕": "/", "⁄": "/", "．": ".", "﹒": ".", "•": "·", "‧": "·", "・": "·",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    table = {}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            char = chr(code)
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain != char and char not in _KEPT:
                table[code] = plain
    table.update({ord(k): v for k, v in _EXTRA.items()})
    return table


def fold(text: str) -> str:
    """The text with width, bracket, quote and dash variants made one; its length never changes.

    Characters whose compatibility form has more than one character (㎡, …, ①) stay as they are,
    so that an offset into the result is an offset into ``text``.

    >>> fold("（国发［２０１９］１３号）：５０％")
    '(国发[2019]13号):50%'
    >>> len(fold("…①㎡"))
    3
    """
    for written, plain in _COMMON:
        text = text.replace(written, plain)
    return text.translate(_table()) if _rare().search(text) else text


# Replacing a character is far cheaper than translating a text; these make up nearly all that is folded.
_COMMON = (
    ("，", ","),
    ("（", "("),
    ("）", ")"),
    ("：", ":"),
    ("；", ";"),
    ("\u3000", " "),
    ("“", '"'),
    ("”", '"'),
)


@cache
def _rare() -> re.Pattern[str]:
    """Any other character that is folded."""
    common = {written for written, _ in _COMMON}
    rare = sorted(char for char in map(chr, _table()) if char not in common)
    return re.compile(f"[{re.escape(''.join(rare))}]")


@lru_cache(maxsize=1)
def fold_source(text: str) -> str:
    """The folded form of a whole source; asked for once for each of its parts, made once."""
    return fold(text)

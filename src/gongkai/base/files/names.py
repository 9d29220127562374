"""File names as they may be kept and shown."""

from __future__ import annotations

import re
import unicodedata

NAMELESS = "未命名"
LONGEST = 200
# Control characters, and the marks that turn the direction of writing: they make a name look like another.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    r"""``name`` without its folders and without characters that cannot be seen, at most 200 long.

    The end is kept, for it tells people what the file is.

    >>> clean_name("C:\\公报\\第16期.pdf"), clean_name("../../etc/passwd"), clean_name("\x00..")
    ('第16期.pdf', 'passwd', '未命名')
    >>> len(clean_name("长" * 300 + ".pdf")), clean_name("长" * 300 + ".pdf")[-4:]
    (200, '.pdf')
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN).strip()
    if not seen.strip("."):
        return NAMELESS
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 20] + seen[-20:]

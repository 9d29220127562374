"""Page furniture: page numbers and running lines that break into the text."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[-·\s*_|]*(?:第 ?)?(?P<n>\d{1,4})(?: ?页)?(?: ?[/,]? ?共 ?\d{1,4} ?页| ?/ ?\d{1,4})?[-·\s*_|]*"
)
_INLINE = re.compile(r"[—–―-]{1,2}\s*(?P<n>\d{1,3})\s*[—–―-]{1,2}$")


def page_number(folded: str) -> int | None:
    """The page number that a line consists of, None where it is anything else.

    >>> page_number("- 12 -"), page_number("- 5 **-**"), page_number("第3页 共20页"), page_number("3个")
    (12, 5, 3, None)
    """
    if len(folded) > 24:
        return None
    match = _PAGE_NUMBER.fullmatch(folded.strip())
    return int(match["n"]) if match else None


def trailing_page_number(text: str) -> tuple[int, int] | None:
    """Where a page number is glued to the end of a line, and which number it is.

    >>> trailing_page_number("公共卫生知识日常普及。各—28—")
    (12, 28)
    """
    match = _INLINE.search(text) if text[-1:] in "—–―-" else None
    return (match.start(), int(match["n"])) if match else None

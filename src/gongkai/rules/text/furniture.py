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


_RUNNING = re.compile(
    r"(?:\d{4}年?)?(?:第\d{1,3}期)?[\u4e00-\u9fff]{2,20}公报(?:\d{4}年?)?(?:\d{4}[.·年]\d{1,2})?(?:第?\d{0,3}期)?(?:\(总第?\d+期\))?\d{0,4}"
)


def is_running_head(folded: str) -> bool:
    """Whether a line can be the running head of a gazette's page (书眉).

    >>> is_running_head("云滨市人民政府公报2024年第9期"), is_running_head("办好政府公报工作")
    (True, False)
    """
    return len(folded) <= 40 and _RUNNING.fullmatch(folded.replace(" ", "")) is not None

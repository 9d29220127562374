"""Line breaks that an author typed inside a paragraph: which of them end it."""

from __future__ import annotations

import re
from itertools import pairwise

_ENDS = re.compile(r"[。；：！？!?;:…”」』）)》】]\Z")
_GOES_ON = re.compile(r"[，、,（(《“]\Z")
# A numbering mark or an indent at the start of a line: 一、 （一） 1. ① 第一条
MARKER = re.compile(
    r"[\s\u3000\xa0]{2}|[（(]?[0-9０-９一二三四五六七八九十百]{1,4}[）)、.．]|[①-⑳]|第[0-9一二三四五六七八九十百]{1,5}[章节条]"
)
_FULL = 20


def breaks_nothing(line: str) -> bool:
    """True where a line break after ``line`` falls inside a sentence: behind a comma or an open bracket.

    >>> breaks_nothing("各区人民政府，"), breaks_nothing("各区人民政府")
    (True, False)
    """
    return _GOES_ON.search(line) is not None


def may_go_on(line: str, following: str) -> bool:
    """True where the paragraph may go on after a line break that the layout does not explain."""
    return len(line) > _FULL and not _ENDS.search(line) and not MARKER.match(following)


def lines_of(text: str) -> list[tuple[str, bool | None]]:
    r"""The paragraphs of a text with typed line breaks; each with what is known of its end.

    None stands where the next line may belong to the same sentence, False where it does not.

    >>> lines_of("某市人民政府\n关于某事的通知")
    [('某市人民政府', False), ('关于某事的通知', False)]
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and breaks_nothing(lines[-1].rstrip()) and line.strip():
            lines[-1] += "\n" + line
        elif line.strip():
            lines.append(line)
    ends = [None if may_go_on(a.rstrip(), b) else False for a, b in pairwise(lines)]
    return list(zip(lines, [*ends, False][: len(lines)], strict=True))

"""What befalls a text on its way: page numbers, hard line ends, stray blanks, mixed widths.

Nothing is lost for a human reader: every damage keeps the words and their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from gongkai.samples.as_text import furniture

Damage = Callable[[str, Random], str]

HALF = str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"})
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
CLOSING = "，。；：、）》〕】”%％‰"
OPENING = "（《〔【“"
INVISIBLE = "\u200b\ufeff\u200d\u2060"


def page_numbers(text: str, chance: Random) -> str:
    """The text with page numbers between lines and in the middle of long paragraphs."""
    return _broken(text, chance, lambda page: f"\n\n{furniture(page)}\n\n")


def running_header(text: str, chance: Random) -> str:
    """The text with a running header and a page number where a new page begins."""
    place = re.search(r"[一-鿿]{2,3}[省市县区](?=人民政府|\w{2,9}[局厅])", text)
    head = f"{place[0] if place else ''}人民政府公报　第{chance.randint(1, 24)}期"
    return _broken(text, chance, lambda page: f"\n\n{furniture(page)}\n\n{head}\n\n")


def _broken(text: str, chance: Random, mark: Callable[[int], str]) -> str:
    """``text`` cut into pages of some 500 characters, also inside a paragraph and between table rows.

    A table that goes on over a page repeats its head there; a row is never cut.
    """
    pages: list[str] = []
    held, page, head = 0, chance.randint(1, 30), ""
    for line in text.split("\n"):
        held += len(line)
        row = "\t" in line
        head = (head or line) if row else ""
        if held < 500 or line == head:
            pages.append(line + "\n")
            continue
        cut = len(line) if row else _cut(line, chance)
        again = head + "\n" if row else ""
        pages.append(line[:cut] + mark(page) + again + line[cut:] + ("\n" if cut < len(line) else ""))
        held, page = 0, page + 1
    return "".join(pages)


def _cut(line: str, chance: Random) -> int:
    """The place in a paragraph at which its page ends: inside a long one, behind a short one."""
    cut = chance.randint(len(line) // 4, len(line) // 2) if len(line) > 60 else len(line)
    while 0 < cut < len(line) and not _may_part(line[cut - 1], line[cut]):
        cut += 1
    return cut


def _may_part(left: str, right: str) -> bool:
    """Whether a line may end between two characters: not inside a figure or a Latin word (避头尾)."""
    return not (left.isascii() and right.isascii()) and right not in CLOSING and left not in OPENING


def hard_lines(text: str, chance: Random) -> str:
    """Paragraphs broken into lines of equal length, as a PDF viewer copies them.

    As in print no line begins with a closing sign, ends with an opening one or cuts a figure.
    """
    width = chance.randint(28, 40)
    return "\n".join(line if "\t" in line else _wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    lines: list[str] = []
    while len(line) > width:
        cut = width
        while cut > 1 and not _may_part(line[cut - 1], line[cut]):
            cut -= 1
        lines.append(line[:cut])
        line = line[cut:]
    return "\n".join([*lines, line])


def joined_paragraphs(text: str, _: Random) -> str:
    """Paragraphs run together, told apart only by the blanks of their indent."""
    return re.sub(r"\n+　　", "　　", text)


def stray_blanks(text: str, chance: Random) -> str:
    """Blanks around figures and now and then between characters."""
    spaced = re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", " ", text)
    return re.sub(r"(?<=[一-鿿])(?=[一-鿿])", lambda _: " " if chance.random() < 0.005 else "", spaced)


def half_width(text: str, _: Random) -> str:
    """Punctuation in half width throughout."""
    return text.translate(HALF)


def mixed_width(text: str, chance: Random) -> str:
    """Punctuation in half width here and there, so that brackets no longer match in width."""
    return "".join(c.translate(HALF) if chance.random() < 0.3 else c for c in text)


def full_width_digits(text: str, chance: Random) -> str:
    """Some figures in full width, and the sign of per cent with them."""
    return re.sub(
        r"\d+(?:\.\d+)?%?",
        lambda m: m[0].translate(FULL_DIGITS).replace("%", "％") if chance.random() < 0.4 else m[0],
        text,
    )


def invisible_signs(text: str, chance: Random) -> str:
    """Characters without width strewn between the others."""
    return "".join(c + chance.choice(INVISIBLE) if c > "一" and chance.random() < 0.01 else c for c in text)


def windows_lines(text: str, _: Random) -> str:
    """Lines that end as on Windows."""
    return text.replace("\n", "\r\n")


SHAPING: tuple[Damage, ...] = (page_numbers, page_numbers, running_header, hard_lines, joined_paragraphs)
SIGNS: tuple[Damage, ...] = (
    stray_blanks,
    half_width,
    mixed_width,
    full_width_digits,
    invisible_signs,
)


def damaged(text: str, chance: Random) -> str:
    """``text`` after up to one damage of its shape, up to two of its signs, and of its line ends."""
    chosen = [chance.choice(SHAPING)] if chance.random() < 0.5 else []
    chosen += chance.sample(SIGNS, chance.choice((0, 0, 1, 1, 2)))
    if chance.random() < 0.2:
        chosen.append(windows_lines)
    for damage in chosen:
        text = damage(text, chance)
    return text


def encoded(text: str, chance: Random) -> bytes:
    """The text as UTF-8, now and then with a byte-order mark, or as GB18030."""
    return text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030")))

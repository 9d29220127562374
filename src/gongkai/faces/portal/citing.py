"""How a document is cited: by GB/T 7714, BibTeX and in plain words, with its permanent address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.work.library.reads import DocumentLine

# what BibTeX takes for its own; the rest of the text goes through as it is
_SPECIAL = re.compile(r"([\\{}%&#_$~^])")


@dataclass(frozen=True, slots=True)
class Cited:
    """One document as three styles write it. ``address`` is permanent and names the version."""

    address: str
    standard: str
    bibtex: str
    plain: str


def cite(line: DocumentLine, version: int, address: str, published: date | None, today: date) -> Cited:
    """The document ``line`` in version ``version`` at ``address``, looked up on ``today``.

    依据: GB/T 7714 信息与文献 参考文献著录规则，电子公告按 [A/OL] 著录，注明公布日期和引用日期。
    """
    who = "，".join(line.issued_by)
    what = f"{line.title}：{line.number}" if line.number else line.title
    since = f"（{published.isoformat()}）" if published else ""
    standard = f"{who}. {what}[A/OL]. {since}[{today.isoformat()}]. {address}."
    made = line.date_made.isoformat() if line.date_made else ""
    plain = "，".join(
        part
        for part in (who, f"《{line.title}》", f"（{line.number}）" if line.number else "", made, address)
        if part
    ).replace("，（", "（")
    return Cited(
        address,
        standard if who else standard.removeprefix(". "),
        _bibtex(line, version, address, today),
        plain,
    )


def _bibtex(line: DocumentLine, version: int, address: str, today: date) -> str:
    fields = {
        "author": " and ".join(f"{{{_plain(name)}}}" for name in line.issued_by),
        "title": f"{{{_plain(line.title)}}}",
        "number": _plain(line.number),
        "year": str(line.date_made.year) if line.date_made else "",
        "date": line.date_made.isoformat() if line.date_made else "",
        "version": str(version),
        "url": address,
        "urldate": today.isoformat(),
    }
    told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{line.key},\n{told}\n}}"


def _plain(text: str) -> str:
    r"""Text that BibTeX does not take for a command.

    >>> _plain("占比 5%、第_项")
    '占比 5\\%、第\\_项'
    """
    return _SPECIAL.sub(lambda found: "\\textbackslash{}" if found[1] == "\\" else f"\\{found[1]}", text)

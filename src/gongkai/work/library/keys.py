"""Permanent keys: what a document is called in its address, told from its number or from its words."""

from __future__ import annotations

import hashlib
import re

from pypinyin import lazy_pinyin

from gongkai.rules.text.docnumber import DocNumber, find_numbers
from gongkai.rules.text.fold import fold

_LONGEST = 100
_CODE = re.compile(r"(?:第?[〔\[(]?\d|第)")


def number_of(words: str) -> DocNumber | None:
    """The document number that ``words`` state, in its normal form.

    >>> number_of("云政发[2020]18号").value
    '云政发〔2020〕18号'
    """
    return next(find_numbers(fold(words)), None)


def plain_number(words: str) -> str:
    """A number by which every spelling of it compares equal; empty where there is none."""
    found = number_of(words)
    return found.value if found is not None else ""


def pinyin(words: str) -> str:
    """Chinese words in the letters of an address.

    >>> pinyin("云滨市人民政府公报")
    'yunbinshirenminzhengfugongbao'
    """
    return re.sub(r"[^a-z0-9]+", "-", "".join(lazy_pinyin(words)).lower()).strip("-")[:_LONGEST]


def key_of(number: str, words_sha256: str) -> str:
    """The key of a document: from its number, else from its words.

    >>> key_of("云政发〔2020〕18号", ""), key_of("云滨市人民政府令第7号", "")
    ('yunzhengfa-2020-18', 'yunbinshirenminzhengfuling-7')
    >>> key_of("", "0123456789abcdef0123")
    'd-0123456789abcdef'
    """
    found = number_of(number) if number else None
    if found is None:
        return f"d-{words_sha256[:16]}"
    cut = _CODE.search(found.value)
    code = pinyin(found.value[: cut.start()] if cut else found.value)
    year = f"-{found.year}" if found.year is not None else ""
    return f"{code or 'number'}{year}-{found.serial}"


def sha256(words: str) -> str:
    """The SHA-256 of words, in hexadecimal."""
    return hashlib.sha256(words.encode("utf-8", "backslashreplace")).hexdigest()

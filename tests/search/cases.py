"""The published conformance set: its corpus, its queries, and what is right, decided without our analyser.

Any search box can be held to it: index :func:`corpus`, put every query of :func:`cases` to the box, and
compare the keys of all parts that it gives with ``Case.expected``.
"""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import opencc

FILE = Path(__file__).with_name("conformance.toml")
_BRACKETS = str.maketrans(
    {"〔": "[", "〕": "]", "【": "[", "】": "]", "“": '"', "”": '"', "—": "-", "–": "-"}
)
_YEAR = re.compile(r"[(\[](\d{4})[)\]](?=第?\d)")
_PIECES = re.compile(r"[0-9]+|[a-z]+|\S")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus; the key of a part is ``document/number``, counted from 0."""

    key: str
    title: str
    number: str
    kind: str
    issuer: str
    date: datetime.date
    parts: tuple[str, ...]

    def keyed(self) -> dict[str, str]:
        return {f"{self.key}/{place}": text for place, text in enumerate(self.parts)}


@dataclass(frozen=True, slots=True)
class Case:
    """A query and the keys of the parts that answer it."""

    group: str
    query: str
    some: bool
    expected: frozenset[str]


@cache
def corpus() -> tuple[Document, ...]:
    """All documents of the set."""
    return tuple(Document(**{**record, "parts": tuple(record["parts"])}) for record in _table()["document"])


@cache
def cases() -> tuple[Case, ...]:
    """All queries of the set, each with what is right."""
    return tuple(
        _case(group, case)
        for group in _table()["group"]
        for case in [{"query": q, "all": [[q]]} for q in group.get("queries", ())] + group.get("cases", [])
    )


def matches(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text: a substring of the plain text, runs of digits and letters whole."""
    return _pattern(phrase).search(_plain(text)) is not None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _plain(text: str) -> str:
    """One width, case and script, character by character; no sign without shape."""
    wide = unicodedata.normalize("NFKC", text.translate(_BRACKETS)).lower()
    shaped = "".join(char for char in wide if unicodedata.category(char) != "Cf")
    simple = "".join(_converter().convert(char) for char in shaped)
    return _YEAR.sub(r"[\1]", simple)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    pieces = [re.escape(piece) for piece in _PIECES.findall(_plain(phrase))]
    first, last = _PIECES.findall(_plain(phrase))[0], _PIECES.findall(_plain(phrase))[-1]
    before = "(?<![0-9])" if first[0].isdigit() else "(?<![a-z])" if first[0] in _LETTERS else ""
    behind = "(?![0-9])" if last[0].isdigit() else "(?![a-z])" if last[0] in _LETTERS else ""
    return re.compile(before + r"\s*".join(pieces) + behind)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _case(group: dict[str, Any], case: dict[str, Any]) -> Case:
    expected = set()
    for document in corpus():
        for key, text in document.keyed().items():
            if ("all" in case or "none" in case) and _answers(case, text):
                expected.add(key)
        if document.number in case.get("own", ()):
            expected.add(f"{document.key}/0")
    return Case(group["name"], case["query"], group["expect"] == "some", frozenset(expected))


def _answers(case: dict[str, Any], text: str) -> bool:
    every = all(any(matches(phrase, text) for phrase in phrases) for phrases in case.get("all", ()))
    return every and not any(matches(phrase, text) for phrase in case.get("none", ()))

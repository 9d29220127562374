"""The two tables of an index: parts, found by phrase, and documents, found by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import tantivy

from gongkai.faces.search.engine.records import SUGGESTED, Entry
from gongkai.rules.query.numbers import number_keys
from gongkai.rules.query.tokens import line_of, shaped

# Raised whenever what is written changes: an index of another version is built anew.
VERSION = 3
PARTS, DOCUMENTS = "parts", "documents"
# What not everybody may find says so beside the name of its audience.
NOT_ALL = "-"
# Both tables are narrowed by one field of many names: a field of its own costs a byte for every part.
BY = "by"
_RAW = "raw"
_TOKENS = "whitespace"
_UNITS = "units"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is at one moment: what it is asked through, and its fields."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema


def _common(builder: tantivy.SchemaBuilder) -> None:
    builder.add_json_field(BY, fast=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("document", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_unsigned_field("date", fast=True)


def parts_schema() -> tantivy.Schema:
    """The table of parts: tokens with their positions, keys, and what hits are narrowed and sorted by."""
    builder = tantivy.SchemaBuilder()
    _common(builder)
    builder.add_text_field("text", tokenizer_name=_TOKENS)
    builder.add_bytes_field("key", stored=True)
    return builder.build()


def documents_schema() -> tantivy.Schema:
    """The table of documents: their characters counted, the title, the version, what is suggested."""
    builder = tantivy.SchemaBuilder()
    _common(builder)
    builder.add_text_field("units", tokenizer_name=_UNITS, index_option="freq")
    builder.add_text_field("title", tokenizer_name=_TOKENS)
    builder.add_text_field("name", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("initials", tokenizer_name=_RAW, index_option="basic")
    for name in SUGGESTED:
        builder.add_text_field(name, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("version", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_unsigned_field("parts", stored=True)
    return builder.build()


def schema_of(table: str) -> tantivy.Schema:
    """The schema of a table by its name."""
    return parts_schema() if table == PARTS else documents_schema()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index with the tokenizer of our own; an index does not remember it."""
    single = tantivy.Tokenizer.ngram(1, 1)  # six times as fast as an expression that leaves signs out
    index.register_tokenizer(_UNITS, tantivy.TextAnalyzerBuilder(single).build())
    return index


def to_documents(entry: Entry, initials: str) -> tuple[list[tantivy.Document], tantivy.Document]:
    """The rows of an entry: one for each part, and the document's own.

    Its numbers go with the document and with its first part, so that a number finds the document's head.
    """
    numbers = tuple(dict.fromkeys(key for number in entry.numbers for key in number_keys(number)))
    rows, texts = [], [shaped(entry.title)]
    own = _by(entry, entry.units, entry.topics)
    for place, part in enumerate(entry.parts):
        texts.append(shaped(part.text))
        tokens = line_of(texts[-1])
        by = own | {"component": part.component}
        if part.units or part.topics:
            by |= _by(entry, (*entry.units, *part.units), (*entry.topics, *part.topics))
        if not place and numbers:
            by["number"] = list(numbers)
        row = _row(entry, by)
        row.add_text("text", tokens)
        row.add_bytes("key", part.key.encode())
        rows.append(row)
    title = line_of(texts[0])
    row = _row(entry, own | {"number": list(numbers)})
    row.add_text("units", "\n".join(texts))
    row.add_text("title", title)
    row.add_text("name", writable(entry.title))
    row.add_text("version", entry.version)
    row.add_unsigned("parts", len(entry.parts))
    suggested = {"number": numbers, "issuer": (entry.issuer,), "unit": entry.units, "topic": entry.topics}
    for name, values in {**suggested, "initials": (initials,)}.items():
        for value in filter(None, values):
            row.add_text(name, writable(value))
    return rows, row


def _by(entry: Entry, units: tuple[str, ...], topics: tuple[str, ...]) -> dict[str, str | list[str]]:
    year = str(entry.date.year) if entry.date else ""
    single = {"kind": entry.kind, "issuer": entry.issuer, "year": year, "validity": entry.validity}
    single["language"] = entry.language
    found: dict[str, str | list[str]] = {name: value for name, value in single.items() if value}
    audience = (NOT_ALL, entry.audience) if entry.audience else ()
    for name, values in (("unit", units), ("topic", topics), ("seen_by", audience)):
        if values:
            found[name] = list(dict.fromkeys(values))
    return found


def _row(entry: Entry, by: Mapping[str, str | list[str]]) -> tantivy.Document:
    row = tantivy.Document()
    row.add_json(BY, {name: _each(value) for name, value in by.items()})
    row.add_text("document", entry.key)
    row.add_unsigned("date", entry.date.toordinal() if entry.date else 0)
    return row


def writable(text: str) -> str:
    r"""The text with a question mark for every half of a sign, which no index can hold.

    >>> writable("公开\ud800")
    '公开?'
    """
    return text.encode("utf-8", "replace").decode()


def _each(value: str | list[str]) -> str | list[str]:
    return writable(value) if isinstance(value, str) else [writable(each) for each in value]


def key_of(row: tantivy.Document) -> str:
    """The key of a row of the table of parts."""
    found = row.get_first("key")
    return found.decode() if isinstance(found, bytes) else ""


_BLANKS = re.compile(r"\s+")


def initials_of(title: str) -> str:
    """The initials of how a title sounds, for suggestions only: ``zwgk`` for 政务公开."""
    from pypinyin import Style, lazy_pinyin  # half a second to load, and only the writer needs it

    return _BLANKS.sub("", "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors="ignore"))).lower()

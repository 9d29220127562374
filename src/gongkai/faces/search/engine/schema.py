"""The two tables of an index: parts, found by phrase, and documents, found by their words."""

from __future__ import annotations

import re

import tantivy

from gongkai.faces.search.engine.records import FACETS, Entry, Part
from gongkai.rules.query.numbers import number_keys
from gongkai.rules.query.tokens import line

# Raised whenever what is written changes: an index of another version is built anew.
VERSION = 1
PARTS, DOCUMENTS = "parts", "documents"
STAFF = "staff"
_TOKENS = "whitespace"
_RAW = "raw"


def _common(builder: tantivy.SchemaBuilder) -> None:
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("seen_by", tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("number", tokenizer_name=_RAW, index_option="basic")
    builder.add_unsigned_field("date", fast=True)


def parts_schema() -> tantivy.Schema:
    """The table of parts: tokens with their positions, keys, and what hits are narrowed and sorted by."""
    builder = tantivy.SchemaBuilder()
    _common(builder)
    builder.add_text_field("text", tokenizer_name=_TOKENS)
    builder.add_text_field("key", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("document", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("component", tokenizer_name=_RAW, index_option="basic")
    return builder.build()


def documents_schema() -> tantivy.Schema:
    """The table of documents: the tokens of all parts counted, the title's with positions, the version."""
    builder = tantivy.SchemaBuilder()
    _common(builder)
    builder.add_text_field("document", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("body", tokenizer_name=_TOKENS, index_option="freq")
    builder.add_text_field("title", tokenizer_name=_TOKENS)
    builder.add_text_field("name", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("initials", tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("version", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_unsigned_field("parts", stored=True)
    return builder.build()


def to_documents(entry: Entry, initials: str) -> tuple[list[tantivy.Document], tantivy.Document]:
    """The rows of an entry: one for each part, and the document's own.

    Its numbers go with the document and with its first part, so that a number finds the document's head.
    """
    numbers = tuple(dict.fromkeys(key for number in entry.numbers for key in number_keys(number)))
    rows, lines = [], []
    for place, part in enumerate(entry.parts):
        tokens = line(part.text)
        lines.append(tokens)
        rows.append(_part(entry, part, tokens, numbers if not place else ()))
    title = line(entry.title)
    row = tantivy.Document()
    _fill(row, entry, entry.units, entry.topics, numbers)
    row.add_text("body", " ".join([title, *lines]))
    row.add_text("title", title)
    row.add_text("name", entry.title)
    row.add_text("version", entry.version)
    row.add_unsigned("parts", len(entry.parts))
    if initials:
        row.add_text("initials", initials)
    return rows, row


def _part(entry: Entry, part: Part, tokens: str, numbers: tuple[str, ...]) -> tantivy.Document:
    row = tantivy.Document()
    units = tuple(dict.fromkeys((*entry.units, *part.units))) if part.units else entry.units
    topics = tuple(dict.fromkeys((*entry.topics, *part.topics))) if part.topics else entry.topics
    _fill(row, entry, units, topics, numbers)
    row.add_text("text", tokens)
    row.add_text("key", part.key)
    row.add_text("component", part.component)
    return row


def _fill(
    row: tantivy.Document,
    entry: Entry,
    units: tuple[str, ...],
    topics: tuple[str, ...],
    numbers: tuple[str, ...],
) -> None:
    row.add_text("document", entry.key)
    year = str(entry.date.year) if entry.date else ""
    single = {"kind": entry.kind, "issuer": entry.issuer, "year": year}
    single |= {"validity": entry.validity, "language": entry.language}
    for name, value in single.items():
        if value:
            row.add_text(name, value)
    for name, values in (("unit", units), ("topic", topics), ("number", numbers)):
        for value in values:
            row.add_text(name, value)
    if entry.staff:
        row.add_text("seen_by", STAFF)
    row.add_unsigned("date", entry.date.toordinal() if entry.date else 0)


_BLANKS = re.compile(r"\s+")


def initials_of(title: str) -> str:
    """The initials of how a title sounds, for suggestions only: ``zwgk`` for 政务公开."""
    from pypinyin import Style, lazy_pinyin  # half a second to load, and only the writer needs it

    return _BLANKS.sub("", "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors="ignore"))).lower()

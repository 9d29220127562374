"""Two languages: every message of the code has an English one, and the catalogues are compiled."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages import Catalog, mofile, pofile

import gongkai.cli
from gongkai.cli.messages import LOCALE
from gongkai.formats.errors import REASONS

CODE = sorted(Path(gongkai.cli.__file__).parent.rglob("*.py"))
LANGUAGES = ("en", "zh_Hans")


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "gongkai.po").open("rb") as file:
        return pofile.read_po(file, locale=language)


def compiled(language: str) -> bytes:
    buffer = io.BytesIO()
    mofile.write_mo(buffer, catalogue(language))
    return buffer.getvalue()


def messages_in_code() -> Iterator[str]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                argument = node.args[0]
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


MESSAGES = {*messages_in_code(), *REASONS.values()}


def test_every_message_has_an_english_one_and_none_is_left_over() -> None:
    english = {str(message.id) for message in catalogue("en") if message.id and message.string}
    assert english == MESSAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    for message in catalogue(language):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        allowed = set().union(*(placeholders(part) for part in ids))
        words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        for text in words if message.id else ():
            assert placeholders(str(text)) <= allowed, text


@pytest.mark.golden
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_words(language: str, rewrite: bool) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "gongkai.mo"
    if rewrite:
        path.write_bytes(compiled(language))
    assert path.read_bytes() == compiled(language), "run `make golden`"


def test_the_chinese_catalogue_translates_messages_that_click_has() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    for message in catalogue("zh_Hans"):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        for text in filter(None, ids):
            assert text.replace("\n", "\\n").replace("\t", "\\t") in source or text == "integer"


@pytest.mark.parametrize("message", sorted(MESSAGES))
def test_a_chinese_message_is_set_with_full_width_marks(message: str) -> None:
    assert not re.search(r"[\u4e00-\u9fff}][,;:?!()](?!\w*})", message)

"""Two languages in every room: each message has an English one, and the catalogues are compiled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.messages import catalogue_of, compiled, messages, missing, read, rooms, update

NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!](?!\w)|[\u4e00-\u9fff]\.(?:\s|$)")
ROOMS = rooms()


def name_of(room: object) -> str:
    return room.name if isinstance(room, Path) else str(room)


def ids_of(key: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)


def placeholders(text: str) -> set[str]:
    return {left or right for left, right in NAMED.findall(text)}


@pytest.mark.golden
@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_every_message_of_a_room_has_an_english_one(room: Path) -> None:
    assert missing(update(room)) == [], "run `python tools/messages.py` and write the English"


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_no_english_is_left_over_from_words_that_are_gone(room: Path) -> None:
    said = {(context, ids_of(key)[0]) for context, key in messages(room)}
    kept = {(m.context, ids_of(m.id)[0]) for m in read(catalogue_of(room)) if m.id}
    assert kept - said == set()


@pytest.mark.golden
@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_the_compiled_words_are_those_of_the_catalogue(room: Path, rewrite: bool) -> None:
    path = catalogue_of(room)
    if not path.exists():
        assert messages(room) == {}
        return
    if rewrite:
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path)), "run `make golden`"


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_translation_has_the_placeholders_of_its_message(room: Path) -> None:
    for message in read(catalogue_of(room)):
        allowed = set().union(*(placeholders(part) for part in ids_of(message.id)))
        for text in ids_of(message.string or ""):
            assert not message.id or placeholders(text) <= allowed, text


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_chinese_message_is_set_with_full_width_marks(room: Path) -> None:
    wrong = [part for _, key in messages(room) for part in ids_of(key) if HALF_WIDTH.search(part)]
    assert wrong == []

from __future__ import annotations

import pickle
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.soundness import assert_sound, paragraphs, read_or_reason

from gongkai.formats import Limits, UnusableInput, open_source, read_bytes
from gongkai.formats.errors import REASONS
from gongkai.rules.blocks import Source

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refused(data: bytes, name: str = "a.txt", limits: Limits | None = None) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read_bytes(data, name, limits=limits or Limits())
    assert caught.value.file == name
    assert str(caught.value).startswith(f"{name}: ")
    assert caught.value.reason in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff\u3000\n".encode(), "empty"),
        (bytes(4000), "empty"),
        (bytes(range(256)) * 20, "not-a-document"),
        (b"\x7fELF" + bytes(200) + b"x", "not-a-document"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "no-text-layer"),
        (b"\xff\xd8\xff\xe0" + b"x" * 99, "no-text-layer"),
        (OLD_WORD, "not-a-document"),
        (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + b"x" * 200, "broken-zip"),
        (b"{\\rtf1 abc}", "not-a-document"),
        (b"\x1f\x8b\x08" + b"x" * 99, "not-a-document"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "not-a-document"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a"])
def test_what_is_no_document_is_refused_whatever_its_name(data: bytes, code: str, name: str) -> None:
    assert refused(data, name).code == code


def test_every_reason_has_a_message_in_chinese() -> None:
    assert all(any("\u4e00" <= char <= "\u9fff" for char in message) for message in REASONS.values())


def test_an_error_says_file_page_and_reason_and_survives_a_process_border() -> None:
    error = UnusableInput("甲.pdf", "no-text-layer", "扫描件", page=3)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert str(again) == str(error)
    assert "甲.pdf" in str(error)
    assert "第 3 页" in str(error)
    assert (again.page, again.code, again.reason) == (3, "no-text-layer", error.reason)


def test_the_type_is_told_by_content_and_not_by_name() -> None:
    assert read_bytes("一、总则".encode(), "a.docx").media_type == "text/plain"
    assert read_bytes("<html><p>一、总则</p></html>".encode(), "a.txt").media_type == "text/html"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(UnusableInput) as caught:
        open_source(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "too-large"
    assert "500 MB" in str(caught.value)
    assert most < 2_000_000


def test_a_text_past_its_own_limit_is_refused() -> None:
    assert refused("供水。".encode() * 99, limits=Limits(text_bytes=500)).code == "too-large"
    assert refused("<p>供水。".encode() * 99, limits=Limits(text_bytes=500)).code == "too-large"
    assert refused("供水。".encode() * 99, limits=Limits(file_bytes=500)).code == "too-large"


@pytest.mark.parametrize("make", [lambda p: p / "missing.txt", lambda p: p], ids=["missing", "folder"])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(UnusableInput) as caught:
        open_source(make(tmp_path))
    assert caught.value.code == "cannot-open"


LINE = "各有关部门要按照职责分工做好供水保障工作。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_is_read_exactly(encoding: str) -> None:
    text = "一、总则\r\n" + LINE * 3 + "2021年3月5日\r\n"
    source = read_bytes(text.encode(encoding), "a.txt")
    assert source.text == text
    assert not source.notes


def test_lines_in_two_encodings_are_read_line_by_line_and_noted() -> None:
    source = read_bytes(LINE.encode() * 3 + LINE.encode("gb18030") + LINE.encode(), "a.txt")
    assert source.text == LINE * 5
    assert [note.code for note in source.notes] == ["encoding"]


def test_a_few_broken_bytes_are_replaced_and_noted() -> None:
    data = LINE.encode() * 5 + b"\xe4\xbd" + LINE.encode()
    source = read_bytes(data, "a.txt")
    assert "\ufffd" in source.text
    assert source.text.count("各有关部门") == 6
    assert [note.code for note in source.notes] == ["encoding"]
    assert_sound(source)


def test_a_last_character_cut_in_two_is_one_lost_character() -> None:
    source = read_bytes(LINE.encode()[:-2], "a.txt")
    assert source.text.endswith("工作\ufffd")
    assert len(source.notes) == 1


def test_a_challenge_page_saved_as_pdf_is_refused() -> None:
    page = "<!doctype html><title>请稍候</title><script src=/challenge-platform/x></script><p>正在检查</p>"
    assert refused(page.encode(), "公报.pdf").code == "challenge-page"


def test_a_document_without_any_structure_is_read() -> None:
    assert paragraphs(read_bytes("没有结构的一段话".encode(), "a.txt")) == ["没有结构的一段话"]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_source_or_a_reason(data: bytes) -> None:
    found = read_or_reason(data, "a.bin")
    assert isinstance(found, Source) or found.code in REASONS


@given(
    st.sampled_from(
        ["%PDF-1.7\n", "<html>", "PK\x03\x04", "\xff\xfe", "\xef\xbb\xbf", "{\\rtf", "%PDF-", "<p>"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_known_beginning_give_a_source_or_a_reason(start: str, rest: bytes) -> None:
    found = read_or_reason(start.encode("latin-1") + rest, "a.bin")
    assert isinstance(found, Source) or found.code in REASONS


def test_the_package_is_imported_without_its_heavy_libraries() -> None:
    code = "import sys, gongkai.formats; print([m for m in sys.modules if m in {'lxml','docx','pypdfium2'}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

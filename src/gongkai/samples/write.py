"""The sample issue as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from gongkai.samples.as_html import as_html
from gongkai.samples.as_text import as_text
from gongkai.samples.compose import components
from gongkai.samples.load import sample_issue

FORMATS = ("html", "txt")


def _text() -> bytes:
    return as_text(components(sample_issue())).encode()


def _html() -> bytes:
    issue = sample_issue()
    return as_html(components(issue), issue).encode()


WRITERS: dict[str, Callable[[], bytes]] = {"txt": _text, "html": _html}


def write_sample(directory: Path, formats: Iterable[str] = FORMATS) -> list[Path]:
    """The files written: the sample issue once in each of ``formats``, named sample.FORMAT.

    ``directory`` is made where it does not exist. The same bytes come out on every call.
    Raises KeyError for a format that is none of ``FORMATS``.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name in formats:
        path = directory / f"sample.{name}"
        path.write_bytes(WRITERS[name]())
        paths.append(path)
    return paths

"""The sample issue as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gongkai.samples.as_docx import as_docx
from gongkai.samples.as_html import as_html
from gongkai.samples.as_pdf import as_pdf
from gongkai.samples.as_text import as_text
from gongkai.samples.compose import components
from gongkai.samples.content import SampleIssue
from gongkai.samples.layout import Component
from gongkai.samples.load import sample_issue

Writer = Callable[[Sequence[Component], SampleIssue], bytes]

WRITERS: dict[str, Writer] = {
    "pdf": as_pdf,
    "docx": as_docx,
    "html": lambda printed, issue: as_html(printed, issue).encode(),
    "txt": lambda printed, _: as_text(printed).encode(),
}
FORMATS = tuple(WRITERS)


def sample_bytes(name: str) -> bytes:
    """The sample issue in the format ``name``. Raises KeyError for one that is none of ``FORMATS``."""
    issue = sample_issue()
    return WRITERS[name](components(issue), issue)


def write_sample(directory: Path, formats: Iterable[str] = FORMATS) -> list[Path]:
    """The files written: the sample issue once in each of ``formats``, named sample.FORMAT.

    ``directory`` is made where it does not exist. The same bytes come out on every call.
    Raises KeyError for a format that is none of ``FORMATS``.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name in formats:
        path = directory / f"sample.{name}"
        path.write_bytes(sample_bytes(name))
        paths.append(path)
    return paths

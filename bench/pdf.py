"""How long the sample's PDF takes, beside the bare extraction of its text by pypdfium2."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from bench.measure import Line, medians
from gongkai.formats import open_source
from gongkai.rules.reading import read_source
from gongkai.samples import write_sample

RUNS = 7


def extract(path: Path) -> int:
    """The number of characters that pypdfium2 finds, page by page."""
    document = pypdfium2.PdfDocument(path)
    characters = 0
    for page in document:
        text = page.get_textpage()
        characters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return characters


def measure() -> Iterator[Line]:
    """Seconds for opening (text, paragraphs, tables) and for reading the whole record."""
    with tempfile.TemporaryDirectory() as folder:
        [path] = write_sample(Path(folder), ["pdf"])
        jobs = {
            "bare": lambda: extract(path),
            "open": lambda: open_source(path),
            "read": lambda: read_source(open_source(path)),
        }
        seconds = medians(jobs, RUNS)
    baseline = f"{seconds['bare']:.3f} s (pypdfium2 text)"
    for name, what in (("open", "PDF to blocks"), ("read", "PDF to record")):
        ratio = f"{seconds[name] / seconds['bare']:.2f} x the time"
        yield Line(f"{what}, sample issue", f"{seconds[name]:.3f} s", baseline, ratio, "<= 4 x")

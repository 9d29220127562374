"""How fast plain text becomes JSON on one core, beside a pass of Python's own regular expressions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bench.measure import Line, medians
from gongkai.formats import read_bytes
from gongkai.rules.interchange import to_json
from gongkai.rules.reading import read_source
from gongkai.samples.variants import variants

DOCUMENTS = 150
RUNS = 5
WORDS = re.compile(r"[\u4e00-\u9fff]+|\d+|[a-z]+")


def measure() -> Iterator[Line]:
    """MB of UTF-8 a second, from bytes to JSON, over generated documents."""
    files = [variant.files["txt"] for variant in variants(DOCUMENTS, seed=1)]
    texts = [file.decode("utf-8", "replace") for file in files]
    size = sum(len(text.encode()) for text in texts) / 1e6

    def read() -> None:
        for number, file in enumerate(files):
            record = to_json(read_source(read_bytes(file, f"{number}.txt")))
            json.dumps(record, ensure_ascii=False)

    def words() -> None:
        for text in texts:
            WORDS.findall(text)

    seconds = medians({"read": read, "words": words}, RUNS)
    yield Line(
        f"text to JSON, {DOCUMENTS} documents, {size:.1f} MB",
        f"{size / seconds['read']:.2f} MB/s",
        f"{size / seconds['words']:.1f} MB/s (re.findall of words)",
        f"{seconds['read'] / seconds['words']:.1f} x the time",
        ">= 1.5 MB/s",
    )

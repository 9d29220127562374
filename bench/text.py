"""How fast plain text becomes JSON on one core, beside a pass of Python's own regular expressions.

And whether the time grows with the length of a text or faster.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line, medians
from gongkai.cli.reading import read_file
from gongkai.formats import read_bytes
from gongkai.rules.interchange import to_json
from gongkai.rules.reading import read_source
from gongkai.samples import write_sample
from gongkai.samples.variants import variants

DOCUMENTS = 150
COPIES = 10
RUNS = 5
WORDS = re.compile(r"[\u4e00-\u9fff]+|\d+|[a-z]+")


def measure() -> Iterator[Line]:
    """The speed over many documents, and what a long text costs beside the same in short ones."""
    yield speed()
    yield growth()


def speed() -> Line:
    """MB of UTF-8 a second, from bytes to JSON, over generated documents."""
    files = [variant.files["txt"] for variant in variants(DOCUMENTS, seed=1)]
    texts = [file.decode("utf-8", "replace") for file in files]
    size = sum(len(text.encode()) for text in texts) / 1e6

    def words() -> None:
        for text in texts:
            WORDS.findall(text)

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file)

        def read() -> None:
            for path in paths:
                json.dumps(to_json(read_file(str(path))[1]), ensure_ascii=False)

        seconds = medians({"read": read, "words": words}, RUNS)
    return Line(
        f"text to JSON, {DOCUMENTS} documents, {size:.1f} MB",
        f"{size / seconds['read']:.2f} MB/s",
        f"{size / seconds['words']:.1f} MB/s (re.findall of words)",
        f"{seconds['read'] / seconds['words']:.1f} x the time",
        ">= 1.5 MB/s",
    )


def growth() -> Line:
    """Seconds for one text of many documents, beside the same documents one by one."""
    with tempfile.TemporaryDirectory() as folder:
        [path] = write_sample(Path(folder), ["txt"])
        once = path.read_bytes()
    many = once * COPIES
    jobs = {
        "long": lambda: read_source(read_bytes(many, "long.txt")),
        "short": lambda: [read_source(read_bytes(once, "short.txt")) for _ in range(COPIES)],
    }
    seconds = medians(jobs, 3)
    return Line(
        f"one text of {len(many) / 1e6:.1f} MB (the sample {COPIES} times)",
        f"{seconds['long']:.2f} s",
        f"{seconds['short']:.2f} s (the sample read {COPIES} times)",
        f"{seconds['long'] / seconds['short']:.1f} x the time",
        "<= 1.5 x",
    )

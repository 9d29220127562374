"""Memory of one reading process after 10, 100 and 500 files, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line
from gongkai.cli.reading import render_file
from gongkai.samples.variants import variants

COUNTS = (10, 100, 500)


def resident() -> float:
    """MB of memory that this process holds now (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("/proc/self/status has no VmRSS")


def read_all(folder: Path, count: int) -> float:
    """The MB held after ``count`` files of ``folder`` were read and rendered one after the other."""
    for path in sorted(folder.iterdir())[:count]:
        render_file(str(path), "json")
    return resident()


def measure() -> Iterator[Line]:
    """The memory after each number of files, and after 500 beside 10."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variant in variants(max(COUNTS), seed=2):
            form = "html" if int(variant.name.split("-")[1]) % 2 else "txt"
            (folder / f"{variant.name}.{form}").write_bytes(variant.files[form])
        held = {count: in_a_process(folder, count) for count in COUNTS}
    first, last = held[COUNTS[0]], held[COUNTS[-1]]
    yield Line(
        "memory of one process after " + ", ".join(str(count) for count in COUNTS) + " files",
        ", ".join(f"{megabytes:.0f}" for megabytes in held.values()) + " MB",
        f"{first:.0f} MB ({COUNTS[0]} files)",
        f"{last / first:.2f} x the memory",
        "flat",
    )


def in_a_process(folder: Path, count: int) -> float:
    """:func:`read_all` in a fresh interpreter."""
    command = [sys.executable, "-m", "bench.memory", str(folder), str(count)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    print(read_all(Path(sys.argv[1]), int(sys.argv[2])))

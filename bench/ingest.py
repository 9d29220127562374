"""How fast gazettes come in, database and all, beside reading alone; whether memory stays flat."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line
from gongkai.samples.variants import variants

FILES = 100
GONGKAI = Path(sys.executable).with_name("gongkai")
# The greatest memory of the command so far, after a number of files.
PROBE = """
import resource, sys
from pathlib import Path
from gongkai.config.start import start
start()
from gongkai.rules.access import SYSTEM
from gongkai.work.intake.ingest import files_in, take_paths
marks = {int(n) for n in sys.argv[2].split(',')}
for number, _ in enumerate(take_paths(SYSTEM, files_in([Path(sys.argv[1])]), source='command', workers=2), 1):
    if number in marks:
        print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
"""


def measure(files: int = FILES) -> Iterator[Line]:
    """Files a second beside `read` alone, and memory after 10, 100 and all files."""
    with tempfile.TemporaryDirectory() as folder:
        gazettes, home = Path(folder) / "gazettes", Path(folder) / "home"
        gazettes.mkdir()
        for number, variant in enumerate(variants(files, seed=1)):
            (gazettes / f"{number:05}.txt").write_bytes(variant.files["txt"])
        environment = {**os.environ, "GONGKAI_HOME": str(home), "DATABASE_URL": ""}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        paths = [str(path) for path in sorted(gazettes.iterdir())]
        alone = _seconds(
            [GONGKAI, "read", *paths, "--out", str(Path(folder) / "out"), "--jobs", "2"], environment
        )
        begin = time.monotonic()
        marks = ",".join(str(n) for n in sorted({min(10, files), min(100, files), files}))
        probe = [sys.executable, "-c", PROBE, str(gazettes), marks]
        said = subprocess.run(probe, env=environment, check=True, capture_output=True, text=True).stdout
        taken = time.monotonic() - begin
    memory = [f"{mib} MB after {number}" for number, mib in re.findall(r"(\d+) (\d+)", said)]
    yield Line(
        f"ingest of {files} gazettes into SQLite, {', '.join(memory)}",
        f"{files / taken:.1f} files/s",
        f"{files / alone:.1f} files/s (read alone)",
        f"{taken / alone:.1f} x the time",
        ">= 20 files/s",
    )


def _seconds(command: list[str | Path], environment: dict[str, str]) -> float:
    begin = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.monotonic() - begin

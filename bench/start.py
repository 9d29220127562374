"""How long `gongkai --help` takes, beside an interpreter that does nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line, medians

RUNS = 15


def measure() -> Iterator[Line]:
    """Seconds of wall time from the shell's point of view."""
    gongkai = str(Path(sys.executable).with_name("gongkai"))

    def call(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    jobs = {"help": lambda: call(gongkai, "--help"), "bare": lambda: call(sys.executable, "-c", "pass")}
    seconds = medians(jobs, RUNS, time.perf_counter)
    yield Line(
        "gongkai --help",
        f"{seconds['help']:.3f} s",
        f"{seconds['bare']:.3f} s (python -c pass)",
        f"{seconds['help'] / seconds['bare']:.1f} x the time",
        "< 0.25 s",
    )

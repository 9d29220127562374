"""Timing: interleaved runs, so that a busy moment of the machine hits both sides, and their medians.

Work inside this process is measured in processor seconds, which other programs do not lengthen;
commands are measured by the clock on the wall.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report: what was measured, ours, the baseline's, their ratio, and what we aim at."""

    what: str
    ours: str
    baseline: str
    ratio: str
    aim: str


def medians(
    jobs: Mapping[str, Job], runs: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """The median seconds of each job over ``runs`` rounds, after one round that is thrown away."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(runs + 1):
        for name, job in jobs.items():
            begin = clock()
            job()
            if number:
                times[name].append(clock() - begin)
    return {name: statistics.median(seconds) for name, seconds in times.items()}

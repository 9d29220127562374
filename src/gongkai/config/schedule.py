"""Scheduled work, listed in one place: which job, how often, and the loop that runs them.

A job is a function of the present time that says in a line what it did, or nothing. It can be run again
at any moment without harm; a job that fails is logged, and tried again at its next turn.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

log = logging.getLogger("gongkai.work")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of scheduled work: its name, seconds between runs, its function as ``module:name``."""

    name: str
    every: float
    function: str
    meaning: str


JOBS = (
    Job("search-index", 2, "gongkai.faces.search.jobs:update_index", "把新发布和撤回的内容写入检索索引"),
    Job("inbox", 10, "gongkai.work.intake.jobs:take_inbox", "读入收件文件夹里的新文件"),
    Job("search-log", 86400, "gongkai.faces.search.jobs:forget_asked", "清除过期的检索日志"),
    Job("bulk-files", 86400, "gongkai.faces.opendata.jobs:make_bulk", "生成各年度的数据包"),
)


def run_once(jobs: Sequence[Job], say: Say) -> bool:
    """Run each of ``jobs`` once; whether all went well."""
    failed = [job.name for job in jobs if not _run(job, say)]
    return not failed


def run(jobs: Sequence[Job], say: Say) -> None:
    """Run ``jobs`` at their times until the process is asked to stop (SIGTERM, SIGINT)."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    due = {job.name: 0.0 for job in jobs}
    while not stop.is_set():
        for job in jobs:
            if time.monotonic() >= due[job.name] and not stop.is_set():
                _run(job, say)
                due[job.name] = time.monotonic() + job.every
        stop.wait(max(0.05, min(due.values(), default=1.0) - time.monotonic()))


def _run(job: Job, say: Say) -> bool:
    """Run one job; a fault of the machine (database, disk) is said and does not end the others."""
    module, _, name = job.function.partition(":")
    close_old_connections()
    try:
        done = getattr(import_module(module), name)(timezone.now())
    except (DatabaseError, OSError) as fault:
        log.exception("%s failed", job.name)
        say(f"{job.name}: {fault}")
        return False
    if done:
        say(f"{job.name}: {done}")
    return True

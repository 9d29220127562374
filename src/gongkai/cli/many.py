"""Files read in processes of their own, in order, with bounded memory.

A file that breaks its process (a fault of a library, memory taken away) must cost no other
file, so even one file is read in a process apart.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from gongkai.cli.messages import _
from gongkai.cli.reading import UNUSABLE, Outcome, where

Reader = Callable[[str], Outcome]
Tick = Callable[[], None]

TICK_SECONDS = 0.25


def outcomes(files: Sequence[str], read: Reader, jobs: int, tick: Tick) -> Iterator[Outcome]:
    """What became of each file, in the order given; at most ``jobs`` are read at once.

    ``tick`` is called several times a second while a file is waited for. ``read`` must be
    importable in another process.
    """
    start = 0
    while start < len(files):
        done = 0
        try:
            for outcome in _together(files[start:], read, jobs, tick):
                yield outcome
                done += 1
        except BrokenProcessPool:
            # One of the files under way broke its process and took the pool with it: each alone.
            for file in files[start + done : start + done + _ahead(jobs)]:
                yield _alone(file, read, tick)
                done += 1
        start += done


def _ahead(jobs: int) -> int:
    """How many files are handed out before the first of them is back."""
    return 2 * jobs


def _together(files: Sequence[str], read: Reader, jobs: int, tick: Tick) -> Iterator[Outcome]:
    under_way: deque[tuple[str, Future[Outcome]]] = deque()
    with _processes(min(jobs, len(files))) as pool:
        for file in files:
            under_way.append((file, pool.submit(read, file)))
            if len(under_way) == _ahead(jobs):
                yield _settled(*under_way.popleft(), tick)
        while under_way:
            yield _settled(*under_way.popleft(), tick)


def _alone(file: str, read: Reader, tick: Tick) -> Outcome:
    try:
        with _processes(1) as pool:
            return _settled(file, pool.submit(read, file), tick)
    except BrokenProcessPool:
        return Outcome(file, UNUSABLE, problem=where(file, None, _("阅读进程意外终止（可能是内存不足）")))


def _settled(file: str, future: Future[Outcome], tick: Tick) -> Outcome:
    """The outcome of ``future``. A fault of the program is the file's outcome; a dead process is raised."""
    while not wait([future], timeout=TICK_SECONDS).done:
        tick()
    fault = future.exception()
    if fault is None or isinstance(fault, BrokenProcessPool):
        return future.result()
    reason = _("程序出错，请报告：{kind}：{fault}").format(kind=type(fault).__name__, fault=fault)
    return Outcome(file, UNUSABLE, problem=where(file, None, reason))


@contextmanager
def _processes(number: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes end with it, also when the user stops the run."""
    # fork starts in a few milliseconds; elsewhere it is unsafe or absent
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_end_on_interrupt)
    finished = False
    try:
        yield pool
        finished = True
    finally:
        if not finished:
            for process in multiprocessing.active_children():
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _end_on_interrupt() -> None:
    """Let Ctrl-C end a reading process silently; the command itself says that it was stopped."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

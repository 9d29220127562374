"""Files read in processes of their own, in order, with bounded memory and time.

A file that breaks its process (a fault of a library, memory taken away, a loop without end) must
cost no other file, so even one file is read in a process apart. A process that has met a fault is
never used again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from gongkai.formats import open_source
from gongkai.rules.blocks import Source
from gongkai.rules.reading import read_source
from gongkai.rules.records import Gazette

In = TypeVar("In")
Out = TypeVar("Out")
Tick = Callable[[], None]
Method = Literal["fork", "forkserver", "spawn"]

TICK_SECONDS = 0.25
AHEAD = 2  # pieces of work that a process holds: one under way, one behind it
# fork starts in a few milliseconds; elsewhere it is unsafe or absent
QUICKEST: Method = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may ask of its process: bytes of memory, seconds of work, seconds by the clock."""

    memory: int = 4 * 1024**3
    cpu_seconds: int = 600
    seconds: float = 900.0


@dataclass(frozen=True, slots=True)
class Lost:
    """Work that gave nothing: its process ``died``, it took ``too-long``, or it met a ``fault``."""

    why: Literal["died", "too-long", "fault"]
    detail: str = ""


def read_path(path: Path) -> tuple[Source, Gazette]:
    """The source text of a file and its record.

    Raises UnusableInput where the file gives no text, MemoryError where it asks for too much.
    """
    with _uncollected():
        source = open_source(path)
        return source, read_source(source)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading makes records and hardly a cycle: the collector would walk them again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def apart(
    work: Callable[[In], Out],
    pieces: Iterable[In],
    workers: int = 1,
    *,
    tick: Tick = lambda: None,
    bounds: Bounds | None = None,
    method: Method = QUICKEST,
) -> Iterator[tuple[In, Out | Lost]]:
    """Each piece with what ``work`` made of it in another process, in the order given.

    ``workers`` processes at once; ``pieces`` is taken from only as fast as results are. ``tick`` is
    called several times a second while one is waited for. ``work`` must be importable in another
    process. A program with threads or open connections asks for another ``method`` than fork.
    """
    team = _Team(work, workers, bounds or Bounds(), method)
    waiting = iter(pieces)
    try:
        while team.fill(waiting):
            yield team.first(tick)
        team.finish()
    finally:
        team.end()


@dataclass(slots=True, eq=False)
class _Piece(Generic[In, Out]):
    """A piece of work under way; ``result`` stays None until it is there."""

    given: In
    result: tuple[Out | Lost] | None = None


@dataclass(slots=True, eq=False)
class _Worker(Generic[In, Out]):
    """A process with the pieces that it holds, the one under way first."""

    process: BaseProcess
    pipe: Connection
    pieces: deque[_Piece[In, Out]] = field(default_factory=deque)
    since: float = 0.0


class _Team(Generic[In, Out]):
    """The processes of one run."""

    def __init__(self, work: Callable[[In], Out], workers: int, bounds: Bounds, method: Method) -> None:
        self._work, self._workers, self._bounds = work, workers, bounds
        self._context = multiprocessing.get_context(method)
        self._team: list[_Worker[In, Out]] = []
        self._order: deque[_Piece[In, Out]] = deque()

    def fill(self, waiting: Iterator[In]) -> bool:
        """Hand out what is waiting; whether anything is under way or done and not yet taken."""
        self._collect(0)
        while len(self._order) < AHEAD * self._workers:
            given = next(waiting, _NOTHING)
            if isinstance(given, _Nothing):
                break
            piece: _Piece[In, Out] = _Piece(given)
            self._order.append(piece)
            self._hand(self._least_busy(), piece)
        return bool(self._order)

    def first(self, tick: Tick) -> tuple[In, Out | Lost]:
        """The oldest piece with its result, once that is there."""
        while self._order[0].result is None:
            if not self._collect(TICK_SECONDS):
                tick()
        piece = self._order.popleft()
        assert piece.result is not None  # noqa: S101 - said by the loop
        return piece.given, piece.result[0]

    def _least_busy(self) -> _Worker[In, Out]:
        idle = min(self._team, key=lambda worker: len(worker.pieces), default=None)
        if idle is None or (idle.pieces and len(self._team) < self._workers):
            idle = self._start()
        return idle

    def _start(self) -> _Worker[In, Out]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, ours, self._work, self._bounds), daemon=True
        )
        process.start()
        theirs.close()
        worker: _Worker[In, Out] = _Worker(process, ours)
        self._team.append(worker)
        return worker

    def _hand(self, worker: _Worker[In, Out], piece: _Piece[In, Out]) -> None:
        if not worker.pieces:
            worker.since = time.monotonic()
        worker.pieces.append(piece)
        with suppress(OSError):  # a process that has gone is seen when its results are collected
            worker.pipe.send(piece.given)

    def _collect(self, seconds: float) -> bool:
        """Take the results that are there, waiting at most so long for one; whether there were any."""
        busy = {worker.pipe: worker for worker in self._team if worker.pieces}
        ready = wait(list(busy), seconds) if busy else []
        for pipe in ready:
            self._receive(busy[pipe])  # type: ignore[index]
        late = time.monotonic() - self._bounds.seconds
        for worker in busy.values():
            if worker.pieces and worker.pipe not in ready and worker.since < late:
                self._replace(worker, Lost("too-long", f"{self._bounds.seconds:g}"))
        return bool(ready)

    def _receive(self, worker: _Worker[In, Out]) -> None:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, Lost("died"))
            return
        if isinstance(result, Lost):
            self._replace(worker, result)
            return
        worker.pieces.popleft().result = (result,)
        worker.since = time.monotonic()

    def _replace(self, worker: _Worker[In, Out], lost: Lost) -> None:
        """Give up a process and the piece under way; what stood behind it goes to another."""
        _kill(worker)
        self._team.remove(worker)
        worker.pieces.popleft().result = (lost,)
        for piece in worker.pieces:
            self._hand(self._least_busy(), piece)

    def finish(self) -> None:
        """Let processes that have nothing to do end by themselves."""
        for worker in self._team:
            worker.pipe.close()
        for worker in self._team:
            worker.process.join(5)

    def end(self) -> None:
        """End what is still there, also when the user stops the run."""
        for worker in self._team:
            _kill(worker)


def _kill(worker: _Worker[Any, Any]) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


class _Nothing:
    """No piece is left."""


_NOTHING = _Nothing()


def _serve(pipe: Connection, other_end: Connection, work: Callable[[Any], Any], bounds: Bounds) -> None:
    """What a process does: work for as long as its parent is there to send any."""
    other_end.close()
    # Ctrl-C ends a reading process silently; the command itself says that it was stopped
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _lower(resource.RLIMIT_AS, bounds.memory)
    _lower(resource.RLIMIT_CORE, 0)
    with suppress(EOFError, OSError):
        while True:
            given = pipe.recv()
            _lower(resource.RLIMIT_CPU, int(time.process_time()) + bounds.cpu_seconds)
            pipe.send(_made(work, given, pipe))
    os._exit(0)


def _made(work: Callable[[Any], Any], given: Any, pipe: Connection) -> Any:
    """The result of the work. A fault is told, and ends the process: nothing of it meets the next file."""
    finished = False
    try:
        result = work(given)
        finished = True
    finally:
        if not finished:
            fault = sys.exc_info()[1]
            pipe.send(Lost("fault", f"{type(fault).__name__}：{fault}"))
            os._exit(1)
    return result


def _lower(what: int, to: int) -> None:
    """Set a soft limit of this process, never above the hard one that it was started with."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))

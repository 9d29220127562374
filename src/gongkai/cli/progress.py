"""Progress on standard error: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from gongkai.cli.messages import _

BAR = 24  # characters
MANY = 20  # files from which a log is told how far the run is
LOG_SHARES = 10  # lines that a log gets
PATIENCE = 1.0  # seconds before a person is told that one file takes long


class Progress:
    """How far a run over ``total`` files is; a context that leaves no half-drawn bar behind."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._begin = time.monotonic()
        self._person = sys.stderr.isatty()
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def tick(self) -> None:
        """Redraw while a file is waited for."""
        if self._person and (self.total > 1 or time.monotonic() - self._begin > PATIENCE):
            self._draw()

    def advance(self, problem: str | None) -> None:
        """Count one file as done, and say what was wrong with it, if anything."""
        self.done += 1
        if problem:
            self.say(problem)
        if self._person:
            if self.total > 1:
                self._draw()
        elif self.total >= MANY and self._at_a_share():
            self.say(_("已读 {done}/{total}").format(done=self.done, total=self.total))

    def say(self, line: str) -> None:
        """Print a line to standard error, above the bar."""
        self._clear()
        print(line, file=sys.stderr, flush=True)

    def _at_a_share(self) -> bool:
        return self.done * LOG_SHARES // self.total > (self.done - 1) * LOG_SHARES // self.total

    def _draw(self) -> None:
        filled = BAR * self.done // self.total
        line = _("已读 {done}/{total}，{seconds} 秒").format(
            done=self.done, total=self.total, seconds=int(time.monotonic() - self._begin)
        )
        print(f"\r\033[K[{'#' * filled}{'.' * (BAR - filled)}] {line}", end="", file=sys.stderr, flush=True)
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._drawn = False

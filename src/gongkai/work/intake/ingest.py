"""The way of files into the desk: bytes, original, reading; each file read in a process of its own.

Every step can be repeated: what is already kept, read or accepted is found and not made again, so a
run that was cut off at any point is completed by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import IntegrityError

from gongkai.base.files.actions import Incoming, Receipt, quarantine, receive, refuse
from gongkai.base.files.names import clean_name
from gongkai.base.files.reads import Missing, reason_of, waiting
from gongkai.base.files.store import as_path
from gongkai.formats import DEFAULT, Limits, UnusableInput
from gongkai.formats.errors import REASONS
from gongkai.formats.isolated import Bounds, Lost, Method, Tick, apart
from gongkai.formats.sniff import media_type
from gongkai.rules.access import Reader
from gongkai.work.intake.actions import start_reading
from gongkai.work.intake.reader import Made, NewReading, Order, Taken, Unusable, take_step
from gongkai.work.intake.reads import known_names, reading_of


def take_paths(
    reader: Reader,
    paths: Iterable[Path],
    *,
    source: str,
    jurisdiction: int | None = None,
    workers: int = 1,
    method: Method = "forkserver",
    tick: Tick = lambda: None,
    limits: Limits = DEFAULT,
) -> Iterator[Taken]:
    """What became of each file, in order. A file that fails costs no other one."""
    received = (receive_path(reader, path, source, jurisdiction, limits) for path in paths)
    yield from read_received(reader, received, jurisdiction, workers=workers, method=method, tick=tick)


def receive_path(
    reader: Reader, path: Path, source: str, jurisdiction: int | None, limits: Limits = DEFAULT
) -> Receipt:
    """The record of a file on this machine, its bytes kept. Raises Refused, OSError without room."""
    incoming = Incoming(b"", path.name, source, str(path), jurisdiction)
    try:
        data = _bytes_of(path, limits)
    except UnusableInput as error:
        return refuse(reader, incoming, error.code, error.reason)
    return receive(reader, replace(incoming, data=data), media_type(data))


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise UnusableInput(path.name, "cannot-open", "不是文件" if path.exists() else "找不到文件")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise UnusableInput(path.name, "too-large", f"{size >> 20} MB，上限 {limits.file_bytes >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise UnusableInput(path.name, "cannot-open", error.strerror or "") from error


def read_received(
    reader: Reader,
    receipts: Iterable[Receipt],
    jurisdiction: int | None = None,
    *,
    workers: int = 1,
    method: Method = "forkserver",
    tick: Tick = lambda: None,
    bounds: Bounds | None = None,
) -> Iterator[Taken]:
    """What became of each file that was received; those that were read before are only looked up."""
    copies = _Copies()
    steps = (_next_step(receipt, copies) for receipt in receipts)
    work = partial(take_step, known=known_names())
    with closing(copies):
        for step, made in apart(work, steps, workers, tick=tick, bounds=bounds, method=method):
            if isinstance(step, Taken):
                yield step
            else:
                copies.done(step.path)
                yield _settle(reader, step, made, jurisdiction)


class _Copies:
    """Paths of the originals that are being read; a store without paths lends copies, given back at once."""

    def __init__(self) -> None:
        self._lent: dict[str, ExitStack] = {}

    def path(self, sha256: str) -> str:
        """Where the bytes can be read until they are done with. Raises Missing."""
        lent = ExitStack()
        path = str(lent.enter_context(as_path(sha256)))
        self._lent[path] = lent
        return path

    def done(self, path: str) -> None:
        """Give the copy back; the same file named twice has one path and is given back once."""
        lent = self._lent.pop(path, None)
        if lent is not None:
            lent.close()

    def close(self) -> None:
        """Give all copies back: the run has ended, perhaps too early."""
        for lent in self._lent.values():
            lent.close()


def _next_step(receipt: Receipt, copies: _Copies) -> Order | Taken:
    """What is still to be done with a file: to read it, or nothing."""
    if receipt.sha256 is None or receipt.state == "quarantined":
        return _refused(receipt)
    reading = reading_of(receipt.sha256)
    if reading is not None and receipt.state == "read":
        return Taken(receipt.name, receipt.sha256, reading, True)
    try:
        path = copies.path(receipt.sha256)
    except Missing:
        return Taken(receipt.name, receipt.sha256, None, True, "cannot-open", REASONS["cannot-open"])
    return Order(receipt.arrival, receipt.sha256, path, receipt.name)


def _refused(receipt: Receipt) -> Taken:
    code, reason = reason_of(receipt.arrival)
    return Taken(receipt.name, receipt.sha256, None, receipt.known, code, reason)


def _settle(
    reader: Reader, order: Order, made: Made | Unusable | Lost | None, jurisdiction: int | None
) -> Taken:
    if isinstance(made, Made):
        reading = _started(reader, made.new, order.arrival, jurisdiction)
        return Taken(order.name, order.sha256, reading, False, pages_lost=made.pages_lost)
    unusable = made if isinstance(made, Unusable) else _loss(made)
    quarantine(reader, order.arrival, unusable.code, unusable.reason)
    return Taken(order.name, order.sha256, None, False, unusable.code, unusable.reason)


def _started(reader: Reader, new: NewReading, arrival: int, jurisdiction: int | None) -> int:
    try:
        return start_reading(reader, new, arrival=arrival, jurisdiction=jurisdiction)
    except IntegrityError:  # another process was quicker with the same original: its reading is found
        return start_reading(reader, new, arrival=arrival, jurisdiction=jurisdiction)


def _loss(lost: Lost | None) -> Unusable:
    """A process that gave nothing, as a reason for quarantine."""
    if lost is None or lost.why == "died":
        return Unusable("broken", f"{REASONS['broken']}：阅读进程意外终止（可能是内存不足）")
    if lost.why == "too-long":
        return Unusable("bomb", f"{REASONS['bomb']}：读了 {lost.detail} 秒还没有读完")
    return Unusable("broken", f"{REASONS['broken']}：程序出错，请报告：{lost.detail}")


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named and those in the folders named, in a lasting order; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            yield from sorted(p for p in inside if not _hidden(p.relative_to(path)))
        else:
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def again(reader: Reader, before: datetime) -> Iterator[Taken]:
    """What became of the files that have waited since: retried, or left behind by a run that was cut off."""
    rows = waiting(before)
    receipts = [Receipt(pk, sha256, clean_name(name), "waiting", False) for pk, sha256, name in rows]
    if receipts:
        yield from read_received(reader, receipts)

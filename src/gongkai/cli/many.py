"""What became of each file of a run: files are read in processes of their own (formats.isolated)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gongkai.cli.messages import _
from gongkai.cli.reading import UNUSABLE, Outcome, where
from gongkai.formats.isolated import Lost, Tick, apart

Reader = Callable[[str], Outcome]


def outcomes(files: Sequence[str], read: Reader, jobs: int, tick: Tick) -> Iterator[Outcome]:
    """What became of each file, in the order given; at most ``jobs`` are read at once.

    ``tick`` is called several times a second while a file is waited for. ``read`` must be
    importable in another process.
    """
    for file, made in apart(read, files, jobs, tick=tick):
        yield lost(file, made) if isinstance(made, Lost) else made


def lost(file: str, loss: Lost) -> Outcome:
    """The outcome of a file whose process gave nothing."""
    return Outcome(file, UNUSABLE, problem=where(file, None, said(loss)))


def said(loss: Lost) -> str:
    """Why a process gave nothing, in the user's language."""
    if loss.why == "fault":
        kind, _colon, fault = loss.detail.partition("：")
        return _("程序出错，请报告：{kind}：{fault}").format(kind=kind, fault=fault)
    if loss.why == "too-long":
        return _("读了 {seconds} 秒还没有读完，已停止").format(seconds=loss.detail)
    return _("阅读进程意外终止（可能是内存不足）")

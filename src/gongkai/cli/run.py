"""A run of ``gongkai read``: files in, results to a folder or to standard output, one exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from gongkai.cli.many import outcomes
from gongkai.cli.output import make_folder, print_bytes, result_names, write_whole
from gongkai.cli.progress import Progress
from gongkai.cli.reading import READ, UNUSABLE, render_file


def read_files(files: Sequence[str], form: str, out: Path | None, jobs: int) -> int:
    """The worst exit code of ``files`` after each was read and its result written."""
    if out is not None:
        make_folder(out)
    paths: Iterator[Path | None]
    paths = iter([out / name for name in result_names(files, form)] if out else [None] * len(files))
    read = partial(render_file, form=form, one_line=out is None and len(files) > 1)
    worst = READ
    with Progress(len(files)) as progress:
        for outcome, path in zip(outcomes(files, read, jobs, progress.tick), paths, strict=True):
            if outcome.status != UNUSABLE:
                write_whole(path, outcome.output) if path else print_bytes(outcome.output)
            progress.advance(outcome.problem)
            worst = max(worst, outcome.status)
    return worst

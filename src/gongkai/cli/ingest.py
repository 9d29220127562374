"""What ``gongkai ingest`` and ``gongkai files`` do: files come in, and are looked after."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.messages import _
from gongkai.cli.progress import Progress
from gongkai.cli.reading import PAGES_LOST, READ, UNUSABLE, where

if TYPE_CHECKING:
    from gongkai.rules.access import Reader
    from gongkai.work.intake.reader import Taken

Finish = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the verb."""

    jobs: int
    jurisdiction: str | None
    accept: bool
    user: str | None
    why: str
    interval: float


def ingest_files(files: Iterable[str], wishes: Wishes) -> int:
    """The worst exit code of the files after each was taken in."""
    from gongkai.config.start import start

    start()
    from gongkai.rules.access import Refused
    from gongkai.work.intake.ingest import files_in, take_paths

    reader, place = acting(wishes.user), _place(wishes.jurisdiction)
    paths = list(files_in(Path(file) for file in files))
    worst = READ
    try:
        finish = finisher(reader, wishes)
        with Progress(len(paths)) as progress:
            takes = take_paths(
                reader, paths, source="command", jurisdiction=place, workers=wishes.jobs, tick=progress.tick
            )
            for taken in takes:
                code, problem = _settled(taken, finish)
                progress.advance(problem)
                worst = max(worst, code)
    except Refused as refused:
        raise click.ClickException("；".join(map(str, refused.reasons))) from refused
    except OSError as error:
        raise click.ClickException(error.strerror or str(error)) from error
    _make_findable()
    return worst


def _make_findable() -> None:
    """Write what came in into the search index, once for the whole run; what is said goes to the side."""
    from django.utils import timezone

    from gongkai.faces.search.engine import SearchIndexError
    from gongkai.faces.search.jobs import update_index

    try:
        done = update_index(timezone.now())
    except SearchIndexError as fault:
        raise click.ClickException(str(fault)) from fault
    if done:
        click.echo(done, err=True)


def watch(folder: str | None, wishes: Wishes) -> int:
    """Take in what comes into a folder until the command is stopped."""
    from gongkai.config.start import start

    start()
    from django.conf import settings
    from django.utils import timezone

    from gongkai.work.intake.jobs import take_new

    place = Path(folder) if folder else settings.GONGKAI_HOME.inbox
    if not place.is_dir():
        raise click.UsageError(_("没有这个文件夹：{path}").format(path=place))
    reader, jurisdiction = acting(wishes.user), _place(wishes.jurisdiction)
    finish = finisher(reader, wishes)
    click.echo(_("正在监视 {path}，按 Ctrl-C 停止。").format(path=place), err=True)
    while True:
        for taken in take_new(reader, place, timezone.now(), jurisdiction=jurisdiction, workers=wishes.jobs):
            problem = _settled(taken, finish)[1]
            click.echo(problem or _("已读入 {name}").format(name=taken.name), err=True)
        time.sleep(wishes.interval)


def check_files() -> int:
    """The exit code after the store of originals was compared with its record."""
    from gongkai.config.start import start

    start(slim=True)
    from gongkai.base.files.reads import check

    words = {
        "missing": _("原件丢失"),
        "altered": _("原件内容与哈希不符"),
        "orphaned": _("没有登记的文件"),
        "unfinished": _("没有写完的文件"),
    }
    worst = READ
    for defect in check():
        click.echo(f"{words[defect.code]}：{defect.sha256}")
        worst = max(worst, UNUSABLE if defect.code in ("missing", "altered") else PAGES_LOST)
    if worst == READ:
        click.echo(_("原件齐全，哈希全部相符。"))
    return worst


def acting(username: str | None) -> Reader:
    """The person in whose name the command acts; the program itself where none is named."""
    from django.utils import timezone

    from gongkai.base.accounts.models import User
    from gongkai.base.accounts.reads import reader_of
    from gongkai.rules.access import SYSTEM

    if username is None:
        return SYSTEM
    user = User.objects.filter(username=username).first()
    if user is None:
        raise click.UsageError(_("没有这个用户：{name}").format(name=username))
    return reader_of(user, timezone.localdate())


def _place(code: str | None) -> int | None:
    from gongkai.base.units.models import Jurisdiction

    if code is None:
        return None
    found = Jurisdiction.objects.filter(code=code).first() or Jurisdiction.objects.filter(name=code).first()
    if found is None:
        raise click.UsageError(_("没有这个行政区划：{code}").format(code=code))
    return found.pk


def finisher(reader: Reader, wishes: Wishes) -> Finish:
    """What is done with each reading: nothing, or accepted, admitted and published in one transaction."""
    if not wishes.accept:
        return lambda reading: None
    from django.db import transaction

    from gongkai.work.intake.actions import accept_unseen
    from gongkai.work.intake.reads import is_accepted
    from gongkai.work.library.actions.admit import admit
    from gongkai.work.library.actions.publish import publish, publish_issue
    from gongkai.work.library.actions.register import Register

    register = Register(reader)

    def finish(reading: int) -> None:
        # accepted means admitted and published too: a run that was cut off has done all or nothing
        if is_accepted(reading):
            return
        with transaction.atomic():
            accept_unseen(reader, reading, wishes.why or _("批量载入，未经核对"))
            admitted = admit(reader, reading, register)
            new = (*admitted.created, *admitted.updated)
            if admitted.issue is not None:
                publish_issue(reader, admitted.issue, why=wishes.why, forced_why=wishes.why)
            elif new:
                publish(reader, new, why=wishes.why, forced_why=wishes.why)

    return finish


def _settled(taken: Taken, finish: Finish) -> tuple[int, str | None]:
    """The exit code of one file, and the line for the user where something is wrong with it."""
    from gongkai.rules.access import Refused

    if taken.reading is None:
        return UNUSABLE, where(taken.name, None, taken.reason)
    try:
        finish(taken.reading)
    except Refused as refused:
        return UNUSABLE, where(taken.name, None, "；".join(map(str, refused.reasons)))
    if taken.pages_lost:
        pages = "、".join(str(page) for page in taken.pages_lost)
        return PAGES_LOST, where(taken.name, None, _("第 {pages} 页没有读出文字").format(pages=pages))
    return READ, None

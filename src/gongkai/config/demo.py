"""The sample city: its units, an account for each role, its gazette published, one file left at the desk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.rules.access import Reader

PUBLISHED = ".pdf"
AT_THE_DESK = ".docx"
CITY = "yunbin"


def load_demo() -> Iterator[str]:
    """Load the sample city into a prepared installation, and say each step. Repeating it changes nothing.

    The gazette goes the way of every file: read, accepted by the clerk, admitted, published by the reviewer.
    The same issue as a Word file stays at the desk, so that there is something to check.
    """
    from gongkai.base.accounts.actions import make_demo_accounts
    from gongkai.base.units.actions import import_csv
    from gongkai.base.units.commands import sample_csv
    from gongkai.base.units.models import Jurisdiction
    from gongkai.rules.access import SYSTEM

    import_csv(SYSTEM, sample_csv(), dry_run=False)
    yield "示例城市的单位 / units of the sample city"
    for account in make_demo_accounts(SYSTEM, Jurisdiction.objects.get(slug=CITY)):
        yield f"演示账户 / demo account  {account.username:<24}{account.password}  {account.role}"
    with tempfile.TemporaryDirectory() as folder:
        yield from _gazette(Path(folder))


def _gazette(folder: Path) -> Iterator[str]:
    from gongkai.samples import write_sample
    from gongkai.work.intake.ingest import take_paths
    from gongkai.work.library import actions as library

    clerk, reviewer = _reader("demo-clerk"), _reader("demo-reviewer")
    files = [path for path in write_sample(folder) if path.suffix in (PUBLISHED, AT_THE_DESK)]
    for taken in take_paths(clerk, files, source="command", workers=2):
        if taken.reading is None:
            yield f"{taken.name}: {taken.reason}"
        elif taken.name.endswith(AT_THE_DESK):
            yield f"待核对 / at the desk  {taken.name}"
        elif _accept(clerk, taken.reading):
            admitted = library.admit(clerk, taken.reading)
            if admitted.issue is not None:
                library.publish_issue(reviewer, admitted.issue)
            yield f"示例公报已发布 / sample gazette published  {taken.name}"


def _accept(clerk: Reader, reading: int) -> bool:
    """Accept the reading; False where that was done before."""
    from gongkai.work.intake.actions import accept_unseen
    from gongkai.work.intake.reads import is_accepted

    if is_accepted(reading):
        return False
    accept_unseen(clerk, reading, "示例公报由我们自己编写，内容已知")
    return True


def _reader(username: str) -> Reader:
    from django.utils import timezone

    from gongkai.base.accounts.models import User
    from gongkai.base.accounts.reads import reader_of

    return reader_of(User.objects.get(username=username), timezone.localdate())

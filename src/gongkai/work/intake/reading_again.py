"""An original read once more by the reader of today, to be compared before anything is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gongkai.base.files.store import as_path
from gongkai.formats.isolated import Bounds, apart
from gongkai.rules.access import Reader, Refused
from gongkai.work.intake.actions import propose
from gongkai.work.intake.reader import Made, Order, Unusable, make_known
from gongkai.work.intake.reads.accepted import known_names

if TYPE_CHECKING:
    from gongkai.work.intake.models import Reading

BOUNDS = Bounds(memory=3 * 1024**3, cpu_seconds=100, seconds=120.0)


def read_again(reader: Reader, old: Reading) -> int:
    """The id of the proposed reading. Raises Refused where nothing new can be read."""
    with as_path(old.original_id) as path:
        order = (Order(0, old.original_id, str(path), old.name), known_names())
        [(_order, made)] = apart(make_known, [order], method="spawn", bounds=BOUNDS)
    if isinstance(made, Made):
        return propose(reader, old.pk, made.new)
    raise Refused([made.reason if isinstance(made, Unusable) else _("阅读进程意外终止")])

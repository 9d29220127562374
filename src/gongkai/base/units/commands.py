"""What ``gongkai units`` does: the register in and out as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from django.utils.translation import gettext as _

from gongkai.base.units import actions, reads
from gongkai.base.units.table import Fault
from gongkai.rules.access import SYSTEM

SAMPLE = "yunbin.csv"


def sample_csv() -> str:
    """The register to start from, of a city that does not exist (云滨市).

    >>> sample_csv().splitlines()[4].split(",")[:4]
    ['jurisdiction', '980102', '9801', '望澜区']
    """
    data = files("gongkai.base.units").joinpath("data", SAMPLE).read_bytes()
    return data.decode("utf-8")


def import_units(text: str, *, dry_run: bool) -> tuple[int, tuple[str, ...]]:
    """The exit code and the lines to show: 0 all went in (or would), 2 something is wrong and nothing did."""
    preview = actions.import_csv(SYSTEM, text, dry_run=dry_run)
    if not preview.good:
        wrong = _("有 %(count)d 处错误，没有导入任何内容。") % {"count": len(preview.faults)}
        return 2, (*fault_lines(preview.faults), wrong)
    numbers = {
        "created": len(preview.created),
        "changed": len(preview.changed),
        "unchanged": preview.unchanged,
    }
    if dry_run:
        return 0, (_("将新增 %(created)d 项，改动 %(changed)d 项，%(unchanged)d 项不变。") % numbers,)
    return 0, (_("新增 %(created)d 项，改动 %(changed)d 项，%(unchanged)d 项不变。") % numbers,)


def fault_lines(faults: Iterable[Fault]) -> tuple[str, ...]:
    """Each fault as a line for people: where, and what is wrong."""
    return tuple(
        _("第 %(line)d 行 %(column)s：%(what)s")
        % {"line": fault.line, "column": fault.column, "what": fault.what}
        for fault in faults
    )


def export_units() -> str:
    """The register as CSV."""
    return reads.export_csv(SYSTEM)

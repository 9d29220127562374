"""A small register of a city that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.base.units import actions, commands, reads
from gongkai.base.units.models import Jurisdiction
from gongkai.rules.access import ADMINISTRATOR, CLERK, OFFICE_HEAD, SYSTEM, Held, Reader


@dataclass(frozen=True)
class City:
    """The ids of the sample city and of its places, and people who act in it."""

    id: int
    province: int
    district: int
    head: Reader
    clerk: Reader
    administrator: Reader


@pytest.fixture
def city(db: None) -> City:
    assert actions.import_csv(SYSTEM, commands.sample_csv(), dry_run=False).good
    ids = dict(Jurisdiction.objects.values_list("code", "pk"))
    below = frozenset({ids["9801"], ids["980102"]})
    return City(
        ids["9801"],
        ids["98"],
        ids["980102"],
        Reader(None, "负责人", (Held(OFFICE_HEAD, below),)),
        Reader(None, "经办人", (Held(CLERK, below),)),
        Reader(None, "管理员", (Held(ADMINISTRATOR),)),
    )


def body_id(code: str) -> int:
    return reads.unit_page(SYSTEM, code).body.id

"""The register of units is loaded once for a run, and again when a unit was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.factories import City

from gongkai.base.units.actions import rename
from gongkai.base.units.models import Body
from gongkai.rules.access import SYSTEM
from gongkai.work.library.actions import Register

DAY = date(2020, 6, 1)


def test_the_register_is_not_loaded_again_while_nothing_changed(
    city: City,
    django_assert_num_queries: Callable[[int], Any],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    register = Register(SYSTEM)
    with django_capture_on_commit_callbacks(execute=True):
        units = register.units()
    with django_assert_num_queries(1):
        assert register.units() is units


def test_a_unit_renamed_during_the_run_is_found_by_its_new_name(
    city: City, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    register = Register(SYSTEM)
    with django_capture_on_commit_callbacks(execute=True):
        assert register.units().body("数字事务局", city.place, DAY) is None
    body = Body.objects.get(name="云滨市教育局")
    rename(SYSTEM, body.code, "云滨市数字事务局", "数字事务局", date(2020, 1, 1), "机构改革")
    assert register.units().body("数字事务局", city.place, DAY) == body.pk


def test_what_a_transaction_heard_counts_only_once_it_is_kept(city: City) -> None:
    register = Register(SYSTEM)
    units = register.units()
    assert register.units() is not units

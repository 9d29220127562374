"""A small province: a city with two districts, a department in each; people of every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.base.accounts.actions import Person, Wanted, create_user, grant
from gongkai.base.accounts.models import User
from gongkai.base.accounts.reads import reader_of
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import SYSTEM, Reader

TODAY = date(2026, 11, 23)


@pytest.fixture
def city(db: None) -> Jurisdiction:
    place = Jurisdiction.objects.create(code="990100", name="试验市", slug="shiyan", level="city")
    Body.objects.create(code="shiyan-weijian", jurisdiction=place, name="试验市卫生健康委员会")
    return place


@pytest.fixture
def district(city: Jurisdiction) -> Jurisdiction:
    place = Jurisdiction.objects.create(
        code="990102", name="东试区", slug="dongshi", level="district", parent=city
    )
    Body.objects.create(code="dongshi-weijian", jurisdiction=place, name="东试区卫生健康局")
    return place


@pytest.fixture
def other_district(city: Jurisdiction) -> Jurisdiction:
    place = Jurisdiction.objects.create(
        code="990103", name="西试区", slug="xishi", level="district", parent=city
    )
    Body.objects.create(code="xishi-weijian", jurisdiction=place, name="西试区卫生健康局")
    return place


@pytest.fixture
def make(city: Jurisdiction, district: Jurisdiction, other_district: Jurisdiction) -> Callable[..., User]:
    """A user of a role: in the city, or in the place that is given."""

    def _make(username: str, role: str = "", place: Jurisdiction | None = city) -> User:
        user, _words = create_user(SYSTEM, username, Person(username), "a-long-password-2020")
        unit = Body.objects.get(code="shiyan-weijian") if role == "unit_member" else None
        if role:
            limit = None if role in ("unit_member", "administrator") else place
            grant(SYSTEM, user, Wanted(role, limit, unit))
        return user

    return _make


@pytest.fixture
def reader() -> Callable[[User], Reader]:
    """The reader that a user is today."""
    from django.utils import timezone

    return lambda user: reader_of(user, timezone.localdate())

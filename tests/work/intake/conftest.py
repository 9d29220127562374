"""A city with its clerks, and the sample issue on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from gongkai.base.accounts.models import Grant, User
from gongkai.base.accounts.reads import reader_of
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.rules.access import SYSTEM, Reader
from gongkai.samples import write_sample
from gongkai.work.intake.ingest import take_paths
from gongkai.work.intake.models import Reading

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class City:
    place: Jurisdiction
    other: Jurisdiction
    unit: Body

    def user(self, name: str, role: str, *, there: bool = False) -> User:
        user = User.objects.create_user(name, display_name=name)
        unit = self.unit if role == "unit_member" else None
        place = None if unit else (self.other if there else self.place)
        Grant.objects.create(user=user, role=role, jurisdiction=place, unit=unit)
        return user

    def reader(self, name: str, role: str, *, there: bool = False) -> Reader:
        return reader_of(self.user(name, role, there=there), TODAY)


@pytest.fixture
def city(db: None) -> City:
    place = Jurisdiction.objects.create(code="9801", name="云滨市", slug="yunbin-x", level="city")
    other = Jurisdiction.objects.create(code="9701", name="远城市", slug="yuancheng-x", level="city")
    unit = Body.objects.create(code="yb-jy", jurisdiction=place, name="云滨市教育局", short_name="市教育局")
    return City(place, other, unit)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [path] = write_sample(tmp_path_factory.mktemp("sample"), ["txt"])
    return path


@pytest.fixture(scope="session")
def sample_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [path] = write_sample(tmp_path_factory.mktemp("sample-pdf"), ["pdf"])
    return path


@pytest.fixture
def reading(city: City, sample: Path) -> Reading:
    """The sample issue, read and open."""
    [taken] = take_paths(SYSTEM, [sample], source="command", jurisdiction=city.place.pk, method="fork")
    assert taken.reading is not None
    return Reading.objects.get(pk=taken.reading)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="gongkai.base.accounts.backends.grants.GrantBackend")
    return client

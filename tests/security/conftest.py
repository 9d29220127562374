"""People of every kind, each with a browser that is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from tests.base.accounts.conftest import city, district, make, other_district  # noqa: F401

from gongkai.base.accounts.models import User
from gongkai.base.units.models import Jurisdiction

BACKEND = "gongkai.base.accounts.backends.grants.GrantBackend"
KINDS = (
    "public",
    "citizen",
    "unit_member",
    "clerk",
    "reviewer",
    "office_head",
    "administrator",
    "foreign_clerk",
)
Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def no_counts_left() -> Iterator[None]:
    """Limits count in the cache: every test begins at nought."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client_of(make: Callable[..., User], other_district: Jurisdiction) -> Browser:  # noqa: F811
    """A browser of a kind of reader; faults of the server are answers, not exceptions."""

    def _client_of(kind: str, *, csrf: bool = False) -> Client:
        client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
        if kind != "public":
            role = {"citizen": "", "foreign_clerk": "clerk"}.get(kind, kind)
            user = User.objects.filter(username=kind).first()
            place = {"place": other_district} if kind == "foreign_clerk" else {}
            client.force_login(user or make(kind, role, **place), backend=BACKEND)
        return client

    return _client_of

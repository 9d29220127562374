"""The sample issue as the public reads it, a visitor who has not signed in, and a clerk who has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from tests.factories import City, make_city, publish_sample

from gongkai.base.accounts.models import User
from gongkai.work.library.actions import Admitted


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    """No page of another test lies ready."""
    for name in ("default", "pages"):
        caches[name].clear()
    yield
    for name in ("default", "pages"):
        caches[name].clear()


@pytest.fixture
def city(db: None) -> City:
    """The sample city."""
    return make_city()


@pytest.fixture
def sample(city: City) -> Admitted:
    """The sample issue, published."""
    return publish_sample(city)


@pytest.fixture
def visitor() -> Client:
    """Somebody with an empty browser."""
    return Client()


@pytest.fixture
def clerk(city: City) -> Client:
    """The clerk, signed in."""
    client = Client()
    user = User.objects.get(username="jingban")
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
    return client

"""The sample issue as the public reads it, and a visitor who has not signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from tests.factories import City, make_city, publish_sample

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

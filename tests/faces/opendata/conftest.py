"""The sample issue, published, and beside it a draft that nobody outside may ever see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from tests.factories import City, admit_text, make_city, publish_sample

HIDDEN = "云滨市秘密草稿不得外泄"


@dataclass(frozen=True)
class Record:
    """The published keys of the sample, and the key of the draft."""

    city: City
    keys: tuple[str, ...]
    draft: str


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    for cache in caches.all():
        cache.clear()
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def record(db: None) -> Record:
    city = make_city()
    done = publish_sample(city)
    draft = admit_text(
        city,
        "云滨市人民政府办公室文件",
        "云政办发〔2024〕99号",
        f"关于{HIDDEN}的通知",
        "各区人民政府：",
        f"一、{HIDDEN}。",
        "云滨市人民政府办公室",
        "2024年4月2日",
    )
    return Record(city, tuple(done.keys), draft.keys[0])


@dataclass(frozen=True)
class Asker:
    """Asks the API and gives its JSON."""

    client: Client

    def __call__(self, path: str, status: int = 200, **parameters: Any) -> Any:
        response = self.client.get(f"/api/v1{path}", parameters)
        assert response.status_code == status, response.content.decode()
        return response.json()


@pytest.fixture
def ask(client: Client) -> Asker:
    return Asker(client)

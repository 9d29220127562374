"""A fresh index and register for each test, and the conformance set as documents of the library."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from tests.factories import City, make_city
from tests.search.cases import Document as Case
from tests.search.cases import corpus

from gongkai.base.accounts.models import User
from gongkai.base.files.models import Original
from gongkai.faces.search import naming, reads
from gongkai.faces.search.jobs import rebuild_index
from gongkai.rules.access import Reader
from gongkai.work.library.kinds import kind_of
from gongkai.work.library.models import Clause, Component, Document, Version


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing of another test lies ready."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    reads.engine.cache_clear()
    naming.forget_names()
    shutil.rmtree(settings.GONGKAI_HOME.index, ignore_errors=True)
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def city(db: None) -> City:
    """The sample city."""
    return make_city()


@pytest.fixture
def conformance(city: City) -> City:
    """The conformance set published in the sample city, and indexed; part n of a document is clause p<n>."""
    for case in corpus():
        store(case, city.place)
    rebuild_index()
    return city


def store(case: Case, place: int) -> None:
    """A document of the set as the library holds one that is published."""
    now = timezone.now()
    text = "\n".join(case.parts)
    original = Original.objects.create(
        sha256=case.key.ljust(64, "0"), size=len(text.encode()), media_type="text/plain", stored_at=now
    )
    document = Document.objects.create(
        key=case.key,
        title=case.title,
        number=case.number,
        kind=kind_of(case.title),
        jurisdiction_id=place,
        date_made=case.date,
        state="published",
        published_at=now,
        changed_at=now,
    )
    version = Version.objects.create(
        document=document,
        number=1,
        original=original,
        source_name=f"{case.key}.txt",
        reading_id=0,
        source_text=text,
        source_start=0,
        source_end=len(text),
        facts={"issuers": [case.issuer]},
        record_sha256=case.key.ljust(64, "0"),
        admitted_at=now,
        published_at=now,
    )
    document.current = version
    document.save()
    notice = Component.objects.create(
        version=version, order=0, kind="notice", eid="notice", start=0, end=len(text)
    )
    Clause.objects.bulk_create(
        Clause(
            component=notice,
            version=version,
            order=at,
            kind="paragraph",
            eid=f"p{at}",
            text=words,
            start=0,
            end=0,
        )
        for at, words in enumerate(case.parts)
        if at
    )


@pytest.fixture
def clerk(city: City) -> Client:
    """The clerk, signed in."""
    return signed_in(city.clerk)


def signed_in(reader: Reader) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(
        User.objects.get(pk=reader.user_id or 0), "gongkai.base.accounts.backends.grants.GrantBackend"
    )
    return client

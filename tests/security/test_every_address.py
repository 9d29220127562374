"""Every address, asked for by every kind of reader with real things in it, against the table of who may."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import pytest_django
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from tests.security.addresses import (
    EVERYBODY,
    FAILS_ON_PURPOSE,
    OF_A_PLACE,
    OF_ALL_OFFICES,
    OFFICE_TABLE,
    ONLY_SIGNED_IN,
    OPEN_IN_OFFICE,
    PUBLIC_TABLE,
    SIGNED_IN,
    STAFF,
    STILL_TAKEN,
    WITHOUT_SAMPLE,
    Address,
    every_address,
)
from tests.security.conftest import KINDS
from tests.security.world import SECRETS, Values, World, make_world

from gongkai.base.trail.models import Entry
from gongkai.faces.portal.exporting import TABLES, TYPES
from gongkai.faces.search import naming, reads

pytestmark = pytest.mark.filterwarnings("ignore")
# The shell and the sign-in know only whether one may enter: these kinds stand for all.
FOR_THE_SHELL = ("public", "citizen", "office_head", "administrator")
# Who must not see what the office of the city has not published.
OUTSIDE = ("public", "citizen", "unit_member", "foreign_clerk")
# Answers that change nothing.
REFUSALS = (400, 401, 403, 404, 405)
OPENS = OF_A_PLACE - WITHOUT_SAMPLE  # to the clerk of the place
# Parameters that name a record of the gazette.
OF_RECORDS = frozenset({"key", "number", "pk", "reading", "sha256", "token"})


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forget() -> None:
    """Nothing of another module lies ready: neither pages nor the index."""
    reads.engine.cache_clear()
    naming.forget_names()
    shutil.rmtree(settings.GONGKAI_HOME.index, ignore_errors=True)
    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[World]:
    """One installation for the whole module, for it takes seconds to make."""
    forget()
    with django_db_blocker.unblock(), undone():
        yield make_world()
    forget()


@pytest.fixture(autouse=True)
def taken_back(world: World) -> Iterator[None]:
    """What a test writes is gone for the next."""
    for cache in caches.all():
        cache.clear()
    with undone():
        yield


def who_may(address: Address) -> frozenset[str] | None:
    """The kinds that may ask for ``address``; None where the table says nothing."""
    if address.pattern in OFFICE_TABLE:
        return OFFICE_TABLE[address.pattern]
    if address.pattern.startswith(OPEN_IN_OFFICE):
        return EVERYBODY
    if address.pattern.startswith("office/"):
        return None if address.ours else STAFF
    if address.pattern.startswith(ONLY_SIGNED_IN):
        return EVERYBODY if "authenticate" in address.pattern else SIGNED_IN
    if not address.ours:
        return EVERYBODY
    return EVERYBODY if address.pattern.startswith(PUBLIC_TABLE) or address.pattern == "" else None


def kept_out(response: object) -> bool:
    """Whether the reader was not let in: refused, or sent to sign in or to the first page of the office."""
    target = getattr(response, "headers", {}).get("Location", "")
    status = getattr(response, "status_code", 0)
    return status in (401, 403) or target.startswith("/accounts/login") or target == "/office/"


def asked(kind: str) -> list[Address]:
    """The addresses that a kind of reader asks for: ours, and the shell where it stands for others."""
    return [
        address
        for address in every_address()
        if address.pattern not in FAILS_ON_PURPOSE and (address.ours or kind in FOR_THE_SHELL)
    ]


def body_of(response: Any) -> str:
    """The words of an answer, a file that is streamed included."""
    data: bytes = b"".join(response) if response.streaming else response.content
    return data.decode(errors="replace")


def told(body: str) -> list[str]:
    """The secret words in an answer."""
    return [word for _asked, word in SECRETS if word in body]


def test_every_address_of_ours_stands_in_the_table() -> None:
    unknown = [address.pattern for address in every_address() if who_may(address) is None]
    assert unknown == [], "write them into tests/security/addresses.py, with who may"


def test_the_table_names_no_address_that_is_gone() -> None:
    patterns = {address.pattern for address in every_address()}
    assert (set(OFFICE_TABLE) | OF_A_PLACE) - patterns == set()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_gets_in_where_the_table_keeps_him_out_and_nothing_breaks(world: World, kind: str) -> None:
    client, wrong = world.client(kind), []
    for address in asked(kind):
        path = address.filled(world.values(address.pattern, kind))
        response = client.get(path)
        allowed = who_may(address) or frozenset()
        status, policy = response.status_code, response.headers.get("Content-Security-Policy", "")
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if status >= 500:
            wrong.append(f"{path}: {status}")
        elif kind not in allowed and status == 200:
            wrong.append(f"{path}: open to {kind}")
        elif address.ours and kind in allowed and kept_out(response):
            wrong.append(f"{path}: closed to {kind}")
        elif kind == "foreign_clerk" and address.pattern in OF_A_PLACE and status not in (403, 404, 405):
            wrong.append(f"{path}: {status} for a clerk of another place")
        elif kind == "clerk" and address.pattern in OPENS and status not in (200, 302, 405):
            wrong.append(f"{path}: {status} for the clerk of the place")
        elif page and ("script-src 'self';" not in f"{policy};" or "unsafe" in policy):
            wrong.append(f"{path}: {policy or 'no policy'}")
        elif kind in OUTSIDE and (words := told(body_of(response))):
            wrong.append(f"{path}: tells {words}")
    assert "\n".join(wrong) == ""


def test_an_address_that_leads_to_nothing_breaks_nothing(world: World) -> None:
    client = world.client("office_head")
    wrong = [
        f"{address.path}: {response.status_code}"
        for address in asked("office_head")
        if address.takes and (response := client.get(address.path)).status_code >= 500
    ]
    assert "\n".join(wrong) == ""


def variants(address: Address, values: Values) -> Iterator[str]:
    """The paths of an address with ``values``: each kind of file, each table."""
    for ending in TYPES if "ending" in address.takes else ("",):
        for table in TABLES if "table" in address.takes else ("",):
            yield address.filled({**values, "ending": ending, "table": table})


@pytest.mark.parametrize("state", ["draft", "corrected", "withdrawn", "at the desk"])
@pytest.mark.parametrize("kind", OUTSIDE)
def test_what_is_not_public_has_no_address_for_those_outside(world: World, kind: str, state: str) -> None:
    client, wrong, gone = world.client(kind), [], {404, *([410] if state == "withdrawn" else [])}
    hidden = world.hidden[state].keys()
    for address in (one for one in every_address() if one.ours or one.pattern.startswith("api/")):
        # a reading has addresses at the desk alone; of a corrected document only the new version is hidden
        named = address.takes & OF_RECORDS if state != "corrected" else address.takes & {"version"}
        if not named or not (named & hidden or "pk" in named):
            continue
        values = world.values(address.pattern, kind, state)
        if (
            values == world.values(address.pattern, kind)
            or address.pattern in OFFICE_TABLE.keys() - OF_A_PLACE
        ):
            continue
        for path in variants(address, values):
            response = client.get(path)
            if response.status_code not in gone | {405} and not kept_out(response):
                wrong.append(f"{path}: {response.status_code}")
            wrong += [f"{path}: tells {word}" for word in told(body_of(response))]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("kind", ["public", "unit_member", "foreign_clerk"])
def test_no_list_and_no_search_tells_those_outside_what_is_not_public(world: World, kind: str) -> None:
    client, wrong = world.client(kind), []
    for address in every_address():
        if address.takes or not (address.ours or address.pattern.startswith("api/")):
            continue
        for asked_for, secret in SECRETS:
            body = body_of(client.get(address.path, {"q": asked_for, "query": asked_for, "words": asked_for}))
            wrong += [f"{address.path}?q={asked_for}"] if secret in body else []
    assert "\n".join(wrong) == ""


def test_the_clerk_of_the_place_finds_all_of_it(world: World) -> None:
    client = world.client("clerk")
    pages = [body_of(client.get("/office/search/", {"q": asked_for})) for asked_for, _secret in SECRETS]
    draft, desk = world.hidden["draft"], world.hidden["at the desk"]
    assert told(body_of(client.get(f"/office/library/documents/{draft['key']}/"))) == [SECRETS[0][1]]
    assert told(body_of(client.get(f"/office/intake/{desk['reading']}/"))) == [SECRETS[3][1]]
    assert SECRETS[0][1] in pages[0]
    assert SECRETS[3][1] in pages[3]


@pytest.mark.parametrize("kind", ["public", "office_head"])
def test_a_post_without_the_token_is_refused(world: World, kind: str) -> None:
    client, wrong = world.client(kind, csrf=True), []
    for address in asked(kind):
        path = address.filled(world.values(address.pattern, kind))
        response = client.post(path, {"a": "b"})
        if response.status_code not in REFUSALS and not kept_out(response):
            wrong.append(f"{path}: {response.status_code}")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("kind", ["citizen", "unit_member", "foreign_clerk"])
def test_what_an_outsider_posts_changes_no_record(world: World, kind: str) -> None:
    client, before, wrong = world.client(kind), Entry.objects.count(), []
    for address in every_address():
        if not address.pattern.startswith("office/") or not address.ours:
            continue
        if kind == "foreign_clerk" and address.pattern in OF_ALL_OFFICES:
            continue
        for state in ("", "draft", "at the desk"):
            path = address.filled(world.values(address.pattern, kind, state))
            response = client.post(path, {"why": "理由", "verb": "accept", "name": "名称", "q": "x"})
            if response.status_code >= 500:
                wrong.append(f"{path}: {response.status_code}")
            if Entry.objects.count() != before:
                wrong.append(f"{path}: {Entry.objects.order_by('-sequence')[0].action}")
                before = Entry.objects.count()
    assert "\n".join(wrong) == ""


def test_while_read_only_no_address_takes_a_change(world: World, settings: Any) -> None:
    settings.READ_ONLY = True
    client, before, wrong = world.client("office_head"), Entry.objects.count(), []
    for address in asked("office_head"):
        if address.pattern.startswith(STILL_TAKEN):
            continue
        for method in (client.post, client.put, client.patch, client.delete):
            response = method(address.filled(world.values(address.pattern, "office_head")))
            if response.status_code not in (404, 503):
                wrong.append(f"{address.pattern}: {response.status_code}")
    assert "\n".join(wrong) == ""
    assert Entry.objects.count() == before

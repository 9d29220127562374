"""Every address, asked for by every kind of reader, against the table of who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.security.addresses import (
    EVERYBODY,
    FAILS_ON_PURPOSE,
    OFFICE_TABLE,
    PUBLIC_TABLE,
    SIGNED_IN,
    STAFF,
    WITHOUT_TOKEN,
    Address,
    every_address,
)
from tests.security.conftest import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
Browser = Callable[[str], Client]
# Wagtail's own screens below the office that stand open: a picture of icons, words of the script, sign-in.
OPEN_IN_OFFICE = ("office/sprite/", "office/jsi18n/", "office/login/", "office/password_reset/")
# The shell and the sign-in know only whether one may enter: these kinds stand for all.
FOR_THE_SHELL = ("public", "citizen", "clerk", "administrator")
# Answers that change nothing; 301 is the missing slash at the end of an address.
REFUSALS = (301, 400, 401, 403, 404, 405)
# What each page of signing in asks for, where it is more than being asked.
ONLY_SIGNED_IN = (
    "accounts/2fa/",
    "accounts/sessions/",
    "accounts/password/change/",
    "accounts/password/set/",
)


def is_ours(address: Address) -> bool:
    return address.module.startswith("gongkai.")


def who_may(address: Address) -> frozenset[str] | None:
    """The kinds that may ask for ``address``; None where the table says nothing."""
    if address.pattern in OFFICE_TABLE:
        return OFFICE_TABLE[address.pattern]
    if address.pattern.startswith(OPEN_IN_OFFICE):
        return EVERYBODY
    if address.pattern.startswith("office/"):
        return None if is_ours(address) else STAFF
    if address.pattern.startswith(ONLY_SIGNED_IN):
        return SIGNED_IN | {"public"} if "authenticate" in address.pattern else SIGNED_IN
    if not is_ours(address):
        return EVERYBODY
    return EVERYBODY if address.pattern.startswith(PUBLIC_TABLE) or address.pattern == "" else None


def kept_out(response: HttpResponse) -> bool:
    """Whether the reader was not let in: refused, or sent to sign in or to the first page of the office."""
    target = response.headers.get("Location", "")
    return response.status_code in (401, 403) or target.startswith("/accounts/login") or target == "/office/"


def test_every_address_of_ours_stands_in_the_table() -> None:
    unknown = [address.pattern for address in every_address() if who_may(address) is None]
    assert unknown == [], "write them into tests/security/addresses.py, with who may"


def test_the_table_names_no_address_that_is_gone() -> None:
    assert set(OFFICE_TABLE) - {address.pattern for address in every_address()} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_gets_in_where_the_table_keeps_him_out_and_nothing_breaks(
    client_of: Browser, kind: str
) -> None:
    client = client_of(kind)
    wrong = []
    for address in every_address():
        if address.pattern in FAILS_ON_PURPOSE or (not is_ours(address) and kind not in FOR_THE_SHELL):
            continue
        response = client.get(address.path)
        allowed = who_may(address)
        if response.status_code >= 500 and response.status_code != 503:
            wrong.append(f"{address.path}: {response.status_code}")
        elif allowed is not None and kind not in allowed and response.status_code == 200:
            wrong.append(f"{address.path}: open to {kind}")
        elif is_ours(address) and allowed and kind in allowed and kept_out(response):
            wrong.append(f"{address.path}: closed to {kind}")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("kind", ["public", "office_head"])
def test_a_post_without_the_token_is_refused(client_of: Callable[..., Client], kind: str) -> None:
    client = client_of(kind, csrf=True)
    wrong = [
        f"{address.path}: {response.status_code}"
        for address in every_address()
        if address.pattern not in WITHOUT_TOKEN
        and (response := client.post(address.path, {"a": "b"})).status_code not in REFUSALS
        and not kept_out(response)
    ]
    assert "\n".join(wrong) == ""


def test_every_page_says_which_script_may_run(client_of: Browser) -> None:
    client = client_of("office_head")
    wrong = []
    for address in every_address():
        response = client.get(address.path)
        policy = response.headers.get("Content-Security-Policy", "")
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if page and ("script-src 'self';" not in f"{policy};" or "unsafe" in policy):
            wrong.append(address.path)
    assert "\n".join(wrong) == ""

"""The second factor from the first sign-in to the open office, as production requires it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from gongkai.base.accounts.models import User
from gongkai.base.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
PASSWORD = "a-long-password-2020"  # noqa: S105 (of people made for a test)
SET_UP = "/accounts/2fa/totp/activate/"


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = True


def sign_in(client: Client, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": "wang", "password": PASSWORD, **more})


def test_who_has_none_is_led_to_set_it_up_and_then_into_the_office(
    client: Client, make: Callable[..., User], required: None, django_capture_on_commit_callbacks: Any
) -> None:
    make("wang", "clerk")
    assert sign_in(client).headers["Location"] == "/office/"
    assert client.get("/office/").headers["Location"] == "/accounts/2fa/"
    assert "身份验证器" in client.get("/accounts/2fa/").content.decode()
    again = client.get(SET_UP).headers["Location"]
    assert again.startswith("/accounts/reauthenticate/"), "what changes an account asks for the password"
    page = client.post(again, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert re.fullmatch(r"[A-Z2-7]{16,}", secret)
    assert client.post(SET_UP, {"code": "000000"}).status_code == 200
    assert client.get("/office/").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302
    assert client.get("/office/").status_code == 200
    assert Entry.objects.filter(action="accounts.factor.add").count() >= 1


def test_afterwards_the_password_alone_opens_nothing_and_leads_to_no_other_site(
    client: Client, make: Callable[..., User], required: None
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(make("wang", "clerk"), "JBSWY3DPEHPK3PXP")
    assert sign_in(client, next="https://evil.example/").headers["Location"].startswith("/accounts/2fa/")
    assert client.get("/office/").headers["Location"].startswith("/accounts/login/")
    done = client.post(
        "/accounts/2fa/authenticate/",
        {"code": code_of("JBSWY3DPEHPK3PXP"), "next": "//evil.example/"},
    )
    assert done.headers["Location"] == "/office/"
    assert client.get("/office/").status_code == 200


def test_a_citizen_without_a_role_needs_none(
    client: Client, make: Callable[..., User], required: None
) -> None:
    make("wang", "")
    assert sign_in(client).headers["Location"] == "/"
    assert not Authenticator.objects.exists()

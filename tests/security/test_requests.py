"""What holds for every request: headers, cookies, hosts, redirects, the door of the office, read-only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from gongkai.base.accounts.limits import client_address, within_limit
from gongkai.base.accounts.models import User
from gongkai.base.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
Browser = Callable[..., Client]
PASSWORD = "a-long-password-2020"  # noqa: S105


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def test_a_page_carries_the_headers_of_safety(client: Client) -> None:
    headers = client.get("/accounts/login/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_a_client_names_no_request_unless_a_proxy_stands_between(client: Client, settings: Any) -> None:
    name = "given-by-the-proxy"
    assert client.get("/healthz", headers={"X-Request-ID": name})["X-Request-ID"] != name
    settings.BEHIND_PROXY = True
    assert client.get("/healthz", headers={"X-Request-ID": name})["X-Request-ID"] == name
    assert "\n" not in client.get("/healthz", headers={"X-Request-ID": "a\nb: c"})["X-Request-ID"]


def test_the_cookies_are_out_of_reach_of_script_and_of_other_sites(client: Client, make: Any) -> None:
    make("wang", "clerk")
    cookies = sign_in(client, "wang").cookies
    assert cookies["session"]["httponly"]
    assert cookies["session"]["samesite"] == "Lax"
    assert client.get("/accounts/login/?x").status_code == 302


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80"])
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    assert client.get("/accounts/login/", headers={"host": host}).status_code == 400
    assert client.get("/accounts/password/reset/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(client: Client, make: Any, target: str) -> None:
    make("wang", "clerk")
    assert sign_in(client, "wang", next=target).headers["Location"] == "/office/"


def test_signing_in_leads_back_to_where_one_was(client: Client, make: Any) -> None:
    make("wang", "clerk")
    assert sign_in(client, "wang", next="/office/images/").headers["Location"] == "/office/images/"


def test_the_sign_in_of_the_shell_is_ours(client: Client) -> None:
    response = client.get("/office/login/?next=/office/")
    assert response.headers["Location"] == "/accounts/login/?next=/office/"
    assert client.post("/office/login/", {"username": "a", "password": "b"}).status_code == 302


def test_nobody_signs_up(client: Client) -> None:
    client.post("/accounts/signup/", {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="new").exists()


def test_five_wrong_passwords_lock_the_name_from_that_address_alone(client: Client, make: Any) -> None:
    make("wang", "clerk"), make("li", "clerk")
    answers = [sign_in(client, "wang", "wrong").status_code for _try in range(5)]
    assert answers[-1] == 429
    assert sign_in(client, "wang").status_code == 429
    assert sign_in(client, "li").status_code == 302
    other = Client(REMOTE_ADDR="10.9.8.7")
    assert sign_in(other, "wang").status_code == 302


def test_signing_in_makes_a_new_session_key(client: Client, make: Any) -> None:
    make("wang", "clerk")
    client.get("/accounts/login/")
    client.session["seen"] = 1
    before = client.session.session_key
    sign_in(client, "wang")
    assert client.session.session_key != before


def test_an_ended_grant_closes_the_door_of_an_open_session(client_of: Browser) -> None:
    client = client_of("clerk")
    assert client.get("/office/").status_code == 200
    User.objects.get(username="clerk").grants.all().delete()
    assert client.get("/office/").headers["Location"].startswith("/accounts/login/")


def test_a_closed_account_ends_its_open_sessions(client_of: Browser) -> None:
    client = client_of("clerk")
    User.objects.filter(username="clerk").update(is_active=False)
    assert client.get("/office/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", ["/office/", "/office/people/", "/office/pages/", "/office/account/"])
def test_without_a_second_factor_nothing_of_the_office_opens_where_it_is_required(
    client_of: Browser, settings: Any, address: str
) -> None:
    settings.SECOND_FACTOR = True
    client = client_of("administrator")
    assert client.get(address).headers["Location"] == "/accounts/2fa/"


def test_recovery_codes_alone_are_no_second_factor(client_of: Browser, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client, user = client_of("clerk"), User.objects.get(username="clerk")
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/office/").status_code == 302
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert client.get("/office/").status_code == 200


def test_who_has_a_second_factor_is_asked_for_it_before_anything_opens(client: Client, make: Any) -> None:
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    user = make("wang", "clerk")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(user=user).data)
    assert sign_in(client, "wang").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/office/").headers["Location"].startswith("/accounts/login/")
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", counter))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/office/").status_code == 200


def test_a_password_set_by_others_is_changed_first(client: Client, make: Any) -> None:
    user = make("wang", "clerk")
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    sign_in(client, "wang")
    assert client.get("/office/").headers["Location"] == "/accounts/password/change/"
    new = "another-long-password-7"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/office/").status_code == 200
    assert Entry.objects.filter(action="accounts.password.change").count() == 1


def test_what_changes_an_account_asks_for_the_password_again(client_of: Browser) -> None:
    client = client_of("administrator")
    assert client.get("/office/people/new/").status_code == 200
    response = client.post("/office/people/new/", {"username": "li", "display_name": "李"})
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not User.objects.filter(username="li").exists()
    done = client.post(response.headers["Location"], {"password": PASSWORD}, follow=True)
    assert User.objects.filter(username="li").exists()
    assert "只显示这一次" in done.content.decode()


def test_while_read_only_nothing_is_taken(client_of: Browser, settings: Any) -> None:
    settings.READ_ONLY = True
    client = client_of("administrator")
    response = client.post("/office/people/new/", {"username": "li", "display_name": "李"})
    assert response.status_code == 503
    assert "只读" in response.content.decode()
    assert client.get("/office/people/").status_code == 200


def test_a_monitor_learns_whether_we_live_and_no_more(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    answer = client.get("/readyz")
    assert set(answer.json()) == {"database", "storage", "index"}
    assert set(answer.json().values()) <= {"ok", "failed"}
    assert client.post("/healthz").status_code == 405


def test_a_limit_counts_each_address_for_itself() -> None:
    assert [within_limit("report", "10.0.0.1", 2, 60) for _try in range(3)] == [True, True, False]
    assert within_limit("report", "10.0.0.2", 2, 60)


@pytest.mark.parametrize(
    ("proxied", "header", "seen"),
    [(False, "1.2.3.4", "9.9.9.9"), (True, "6.6.6.6, 1.2.3.4", "1.2.3.4"), (True, "", "9.9.9.9")],
)
def test_the_address_of_a_client_is_what_our_own_proxy_saw(
    rf: Any, settings: Any, proxied: bool, header: str, seen: str
) -> None:
    settings.BEHIND_PROXY = proxied
    request = rf.get("/", REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-For": header} if header else {})
    assert client_address(request) == seen

"""Links to originals: signed, for one person, for five minutes, for staff of the place alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.work.intake.conftest import City, signed_in

from gongkai.base.files import actions, office
from gongkai.rules.access import SYSTEM

WORDS = "云滨市人民政府公报".encode()


@pytest.fixture
def sha256(city: City) -> str:
    incoming = actions.Incoming(WORDS, "公报.html", "command", "", city.place.pk)
    return str(actions.receive(SYSTEM, incoming, "text/html").sha256)


def link_for(client: Client, sha256: str) -> str:
    answer = client.post(reverse("files_link", args=[sha256]))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_clerk_downloads_the_original_as_a_file(city: City, sha256: str) -> None:
    client = signed_in(city.user("王", "clerk"))
    answer = client.get(link_for(client, sha256))
    assert answer.getvalue() == WORDS
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_link_works_for_five_minutes(city: City, sha256: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(city.user("王", "clerk"))
    link = link_for(client, sha256)
    monkeypatch.setattr(office, "SECONDS", -1)
    assert client.get(link).status_code == 404


def test_a_link_is_for_the_person_for_whom_it_was_made(city: City, sha256: str) -> None:
    link = link_for(signed_in(city.user("王", "clerk")), sha256)
    assert signed_in(city.user("李", "clerk")).get(link).status_code == 404


def test_an_altered_link_is_none(city: City, sha256: str) -> None:
    client = signed_in(city.user("王", "clerk"))
    link = link_for(client, sha256)
    assert client.get(link.replace(sha256[:8], "0" * 8)).status_code == 404


@pytest.mark.parametrize(("role", "there"), [("clerk", True), ("unit_member", False)])
def test_people_of_other_offices_get_no_link(city: City, sha256: str, role: str, there: bool) -> None:
    client = signed_in(city.user("外", role, there=there))
    assert client.post(reverse("files_link", args=[sha256])).status_code in (302, 403, 404)
    token = office.SIGNER.sign(f"{sha256}.{city.user('甲', 'clerk').pk}")
    assert client.get(reverse("files_download", args=[token])).status_code in (302, 403, 404)


def test_the_public_is_sent_to_sign_in(sha256: str) -> None:
    answer = Client().post(reverse("files_link", args=[sha256]))
    assert answer.status_code in (302, 403)
    assert "download" not in answer.get("Location", "")


def test_a_link_needs_a_post(city: City, sha256: str) -> None:
    client = signed_in(city.user("王", "clerk"))
    assert client.get(reverse("files_link", args=[sha256])).status_code == 405

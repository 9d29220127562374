"""The register in the office, as staff use it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.base.units.conftest import City

from gongkai.base.accounts.models import Grant, User
from gongkai.base.units import reads
from gongkai.rules.access import SYSTEM

LIST = "/office/units/"
HEAD = "record,code,parent,name,kind\n"
pytestmark = pytest.mark.django_db


def client_of(role: str, city: City) -> Client:
    user = User.objects.create_user(username=role, password="x")  # noqa: S106
    Grant.objects.create(user=user, role=role, jurisdiction_id=city.id)
    client = Client()
    client.force_login(user, backend="gongkai.base.accounts.backends.grants.GrantBackend")
    return client


@pytest.fixture
def head(city: City) -> Client:
    return client_of("office_head", city)


@pytest.fixture
def clerk(city: City) -> Client:
    return client_of("clerk", city)


def test_the_list_is_searched_and_paged(head: Client) -> None:
    page = head.get(LIST, {"words": "发改委"}).content.decode()
    assert "云滨市发展和改革委员会" in page
    assert "云滨市教育局" not in page
    assert "2 / " in head.get(LIST, {"p": "2"}).content.decode()
    assert head.get(LIST, {"place": "nowhere", "on": "never", "p": "-1"}).status_code == 200


def test_a_unit_is_shown_with_its_names_and_members(head: Client) -> None:
    page = head.get(f"{LIST}unit/yunbin-district-governments/").content.decode()
    assert "望澜区人民政府" in page
    assert head.get(f"{LIST}unit/nobody/").status_code == 404


def test_a_new_unit_is_entered_and_renamed(head: Client, city: City) -> None:
    new = {"place": city.id, "code": "new-unit", "name": "云滨市某局", "kind": "department"}
    assert head.post(f"{LIST}new/", new).status_code == 302
    again = head.post(f"{LIST}new/", new)
    assert "已被使用" in again.content.decode()
    typed = {"name": "云滨市某某局", "short_name": "市某某局", "on": "2024-01-01", "why": "改革"}
    assert head.post(f"{LIST}unit/new-unit/rename/", typed).status_code == 302
    page = head.get(f"{LIST}unit/new-unit/").content.decode()
    assert "2023-12-31" in page
    assert "units.body.renamed" in page


def test_a_merger_shows_first_what_it_changes(head: Client) -> None:
    typed = {"into": "yunbin-data", "on": "2024-01-01", "basis": "", "why": "改革"}
    address = f"{LIST}unit/yunbin-sports/merge/"
    preview = head.post(address, typed).content.decode()
    assert "2023-12-31" in preview
    assert reads.unit_page(SYSTEM, "yunbin-sports").body.valid_to is None
    assert head.post(address, {**typed, "confirmed": "1"}).status_code == 302
    assert str(reads.unit_page(SYSTEM, "yunbin-sports").body.valid_to) == "2023-12-31"


ACTS = ["edit", "rename", "merge", "split", "end", "alias", "member"]


@pytest.mark.parametrize("act", ACTS)
def test_a_clerk_sees_the_register_but_changes_nothing(clerk: Client, act: str) -> None:
    assert clerk.get(LIST).status_code == 200
    assert f"/{act}/" not in clerk.get(f"{LIST}unit/yunbin-data/").content.decode()
    before = reads.export_csv(SYSTEM)
    typed = {
        "kind": "department", "name": "新名", "short_name": "", "into": "yunbin-sports",
        "member": "yunbin-sports",
        "parts": ["yunbin-sports", "yunbin-education"], "on": "2024-01-01", "last": "2024-01-01", "why": "试",
        "confirmed": "1",
    }  # fmt: skip
    answer = clerk.post(f"{LIST}unit/yunbin-data/{act}/", typed)
    assert answer.status_code == 200
    assert "只有系统管理员" in answer.content.decode()
    assert reads.export_csv(SYSTEM) == before


def test_a_file_is_previewed_and_then_goes_in(head: Client) -> None:
    text = HEAD + "body,new-unit,9801,云滨市某局,department\n"
    file = SimpleUploadedFile("units.csv", text.encode("gbk"))
    assert "云滨市某局" in head.post(f"{LIST}import/", {"file": file}).content.decode()
    assert reads.listing(SYSTEM, reads.Filters(words="new-unit")).count == 0
    assert head.post(f"{LIST}import/", {"text": text, "why": "新设"}).status_code == 302
    assert reads.listing(SYSTEM, reads.Filters(words="new-unit")).count == 1
    assert head.get(f"{LIST}export.csv").content.decode() == reads.export_csv(SYSTEM)


def test_a_bad_file_is_refused_with_every_fault(head: Client) -> None:
    bad = SimpleUploadedFile("units.csv", (HEAD + "body,a b,7,,ministry\n").encode())
    page = head.post(f"{LIST}import/", {"file": bad}).content.decode()
    assert "没有导入任何内容" in page
    binary = SimpleUploadedFile("units.csv", b"\xff\xff\xff\xfe")
    assert "编码" in head.post(f"{LIST}import/", {"file": binary}).content.decode()


def test_the_public_sees_nothing_of_the_office(city: City) -> None:
    for address in (LIST, f"{LIST}export.csv", f"{LIST}unit/yunbin-data/", "/office/trail/"):
        assert Client().get(address).status_code == 302


def test_the_log_is_for_those_who_may_see_all_of_it(city: City, clerk: Client) -> None:
    assert clerk.get("/office/trail/").status_code in (302, 403)
    administrator = User.objects.create_user(username="root", password="x")  # noqa: S106
    Grant.objects.create(user=administrator, role="administrator")
    client = Client()
    client.force_login(administrator, backend="gongkai.base.accounts.backends.grants.GrantBackend")
    page = client.get("/office/trail/", {"kind": "units.body", "subject": "教育局"}).content.decode()
    assert "云滨市教育局" in page
    assert "云滨市体育局" not in page
    assert "校验通过" in client.post("/office/trail/").content.decode()
    export = b"".join(client.get("/office/trail/export.csv")).decode()
    assert export.count("\r\n") == 106

"""Feeds, sitemap, linked data, yearly files: well-formed, whole, the same for the same record."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from lxml import etree
from pytest_django import Settings
from tests.faces.opendata.conftest import HIDDEN, Record

from gongkai.cli.app import gongkai
from gongkai.config.home import Home
from gongkai.faces.opendata import bulk, crawlers, linked
from gongkai.faces.opendata.checking import faults_of
from gongkai.faces.opendata.jobs import make_bulk
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads as library
from gongkai.work.library.actions import withdraw

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.GONGKAI_HOME = Home(tmp_path)
    return tmp_path / "bulk"


def feed_of(client: Client, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def series_slug() -> str:
    return library.series(PUBLIC)[0].slug


@pytest.mark.parametrize("kind", ["documents", "units/yunbin-government", "series"])
def test_a_feed_has_all_that_the_rules_of_atom_ask_for(record: Record, client: Client, kind: str) -> None:
    path = f"series/{series_slug()}" if kind == "series" else kind
    feed = feed_of(client, f"/feeds/{path}.atom")
    entries = feed.findall("a:entry", ATOM)
    assert entries
    for element in (feed, *entries):
        for name in ("id", "title", "updated", "author/a:name"):
            [found] = element.findall(f"a:{name}", ATOM)[:1]
            assert found.text
    assert len({entry.findtext("a:id", namespaces=ATOM) for entry in entries}) == len(entries)
    [own] = [link for link in feed.findall("a:link", ATOM) if link.get("rel") == "self"]
    assert str(own.get("href")).endswith(f"/feeds/{path}.atom")
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in entries[0].findall("a:link[@rel='alternate']", ATOM)
    ]
    assert len(set(alternates)) == len(alternates)
    assert HIDDEN not in etree.tostring(feed, encoding="unicode")


@pytest.mark.parametrize("path", ["units/nobody", "topics/nothing", "series/none"])
def test_a_feed_of_what_is_not_there_is_not_there(record: Record, client: Client, path: str) -> None:
    assert client.get(f"/feeds/{path}.atom").status_code == 404


def test_the_sitemap_leads_to_every_public_page_and_to_no_other(record: Record, client: Client) -> None:
    index = etree.fromstring(client.get("/sitemap.xml").content)
    places = {"s": crawlers.SITEMAP}
    found: list[str] = []
    for address in index.findall("s:sitemap/s:loc", places):
        part = client.get(str(address.text).removeprefix("http://127.0.0.1:8000"))
        assert part.status_code == 200
        found += [str(loc.text) for loc in etree.fromstring(part.content).findall("s:url/s:loc", places)]
    assert [address for address in found if "/d/" in address] == [
        f"http://127.0.0.1:8000/d/{key}/" for key in sorted(record.keys)
    ]
    statuses = {
        address: client.get(address.removeprefix("http://127.0.0.1:8000")).status_code for address in found
    }
    assert {address: status for address, status in statuses.items() if status != 200} == {}


@pytest.mark.parametrize("part", ["documents-2", "documents-0", "documents-x", "else"])
def test_a_part_of_the_sitemap_that_is_not_named_is_not_there(
    record: Record, client: Client, part: str
) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_office_is_kept_from_crawlers_and_documents_are_not(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /office/", "Disallow: /api/"} <= set(lines)
    assert not any(line.startswith("Disallow: /d/y") or line == "Disallow: /" for line in lines)


def test_the_contact_for_holes_expires_within_a_year(client: Client) -> None:
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert {"Contact", "Expires"} <= set(lines)
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert 0 < left.days < 365


def test_a_document_is_linked_data(record: Record) -> None:
    text = linked.jsonld(PUBLIC, record.keys[0])
    assert text is not None
    told = json.loads(text)
    assert told["@type"] == "Legislation"
    assert told["legislationIdentifier"] == "云政发〔2024〕7号"
    assert told["legislationDate"] == "2024-04-26"
    assert told["legislationPassedBy"][0]["name"] == "云滨市人民政府"
    assert told["isBasedOn"][0]["legislationIdentifier"] == "国办发〔2020〕23号"
    page = library.document(PUBLIC, record.keys[0])
    assert page is not None
    assert len(told["hasPart"]) == len(page.tasks) + len(page.indicators)
    assert linked.jsonld(PUBLIC, record.draft) is None


def test_linked_data_cannot_end_the_element_that_it_stands_in(record: Record) -> None:
    text = linked.jsonld(PUBLIC, record.keys[0])
    assert text is not None
    assert not set(text) & set("<>&")


def test_a_yearly_file_holds_every_document_of_the_year_and_checks(record: Record, home: Path) -> None:
    made = bulk.make(2024, home)
    assert made is not None
    assert made.documents == len(record.keys)
    path = home / made.name
    assert faults_of(path) == []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {f"documents/{key}.json" for key in record.keys} <= set(names)
        assert not any(HIDDEN.encode() in archive.read(name) for name in names)
        manifest = json.loads(archive.read("manifest.json"))
    assert {entry["path"] for entry in manifest["files"]} == set(names) - {"manifest.json"}


def test_the_same_record_gives_the_same_bytes(record: Record, home: Path, tmp_path: Path) -> None:
    first, second = bulk.make(2024, home), bulk.make(2024, tmp_path / "other")
    assert first is not None
    assert second is not None
    assert (home / first.name).read_bytes() == (tmp_path / "other" / second.name).read_bytes()


def test_a_damaged_copy_is_told(record: Record, home: Path, tmp_path: Path) -> None:
    made = bulk.make(2024, home)
    assert made is not None
    whole = (home / made.name).read_bytes()
    copy = tmp_path / "copy.zip"
    copy.write_bytes(whole[: len(whole) // 2])
    assert faults_of(copy)
    with zipfile.ZipFile(home / made.name) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(
                name, data.replace("云滨".encode(), "云宾".encode()) if "tables" in name else data
            )
        target.writestr("more.txt", "more")
    faults = faults_of(copy)
    assert any("tables/tasks.csv" in fault for fault in faults)
    assert any("more.txt" in fault for fault in faults)


def test_the_job_makes_files_and_says_nothing_where_nothing_changed(record: Record, home: Path) -> None:
    assert "1" in make_bulk(NOW)
    [before] = bulk.listing(home)
    assert make_bulk(NOW) == ""
    withdraw(record.city.head, [record.keys[0]], "内容有误")
    assert make_bulk(NOW)
    [after] = bulk.listing(home)
    assert after.documents == before.documents - 1
    assert [path.name for path in home.glob("*.zip")] == [after.name]


def test_a_year_without_documents_leaves_no_file(record: Record, home: Path) -> None:
    make_bulk(NOW)
    withdraw(record.city.head, list(record.keys), "内容有误")
    assert make_bulk(NOW)
    assert bulk.listing(home) == ()
    assert list(home.glob("*.zip")) == []


def test_a_full_disk_leaves_what_was_there(
    record: Record, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_bulk(NOW)
    before = {path.name: path.read_bytes() for path in home.iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.faces.opendata.bulk.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        bulk.make(2024, home)
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def test_the_stable_name_leads_to_the_newest_file(record: Record, client: Client, home: Path) -> None:
    make_bulk(NOW)
    [file] = bulk.listing(home)
    listed = client.get("/data/bulk/").content.decode()
    assert file.sha256 in listed
    moved = client.get("/data/bulk/gongkai-2024.zip")
    assert moved.status_code == 302
    whole = client.get(moved["Location"])
    assert b"".join(whole) == (home / file.name).read_bytes()
    assert "immutable" in whole["Cache-Control"]
    assert client.get("/data/bulk/..%2Findex.json").status_code == 404


def test_the_command_checks_a_copy(record: Record, home: Path) -> None:
    made = bulk.make(2024, home)
    assert made is not None
    run = CliRunner()
    whole = run.invoke(gongkai, ["bulk", "--check", str(home / made.name)], standalone_mode=False)
    assert whole.return_value == 0
    (home / "broken.zip").write_bytes(b"PK")
    broken = run.invoke(gongkai, ["bulk", "--check", str(home / "broken.zip")], standalone_mode=False)
    assert broken.return_value == 1


def test_the_command_makes_the_file_of_a_year(record: Record, home: Path) -> None:
    done = CliRunner().invoke(gongkai, ["bulk", "2024"], standalone_mode=False)
    assert done.return_value == 0
    [file] = bulk.listing(home)
    assert file.sha256 in done.output


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("page", ["/data/", "/data/api/", "/data/fields/", "/data/bulk/"])
def test_the_pages_about_data_stand_in_both_languages(
    record: Record, client: Client, page: str, prefix: str
) -> None:
    response = client.get(prefix + page)
    assert response.status_code == 200
    text = response.content.decode()
    assert f'<html lang="{"en" if prefix else "zh-Hans"}">' in text
    assert text.count("<h1") == 1
    assert "style=" not in text


@pytest.mark.parametrize(
    ("page", "api"),
    [("/gazette", "/api/v1/series"), ("/tasks", "/api/v1/tasks"), ("/units/x", "/api/v1/units/x")],
)
def test_a_page_with_json_behind_it_leads_to_its_data(client: Client, page: str, api: str) -> None:
    response = client.get(f"{page}.json", {"limit": "3"})
    assert (response.status_code, response["Location"]) == (302, f"{api}?limit=3")

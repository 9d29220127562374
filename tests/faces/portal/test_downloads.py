"""Downloads of documents and issues, and of the files in which they came in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree
from tests.factories import City, admit_sample, publish_sample, sample_file

from gongkai.faces.portal import exporting
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads
from gongkai.work.library.actions import Admitted, withdraw

KEY = "yunzhengfa-2024-7"
ISSUE = "/gazette/yunbinshirenminzhengfugongbao/2024/9"
STARTS = {"pdf": b"%PDF-1.", "docx": b"PK\x03\x04", "xml": b"<?xml", "json": b"{", "csv": b"\xef\xbb\xbf"}


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return bytes(answer.getvalue())


@pytest.mark.parametrize("base", [f"/d/{KEY}", f"/d/{KEY}/v1", ISSUE])
@pytest.mark.parametrize("ending", sorted(STARTS))
def test_a_document_and_an_issue_are_had_in_every_kind_of_file(
    sample: Admitted, visitor: Client, base: str, ending: str
) -> None:
    answer = visitor.get(f"{base}.{ending}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == exporting.TYPES[ending]
    assert answer.getvalue().startswith(STARTS[ending])
    assert ("attachment" in answer["Content-Disposition"]) == (ending != "pdf")
    assert f".{ending}" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    again = visitor.get(f"{base}.{ending}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("table", exporting.TABLES)
def test_each_table_of_a_document_is_a_file_of_its_own(sample: Admitted, visitor: Client, table: str) -> None:
    assert body(visitor, f"/d/{KEY}/{table}.csv").count(b"\r\n") > 1


def test_the_record_downloaded_is_the_one_whose_hash_the_page_shows(
    sample: Admitted, visitor: Client
) -> None:
    found = reads.document(PUBLIC, KEY)
    assert found
    record = json.loads(body(visitor, f"/d/{KEY}.json"))
    assert record["key"] == KEY
    assert record["address"].startswith(settings.SITE_URL)
    assert record["original_sha256"] == found.origin.sha256
    assert etree.fromstring(body(visitor, f"/d/{KEY}.xml")).tag.endswith("akomaNtoso")


def test_a_file_is_made_once_for_a_state_of_the_record(sample: Admitted, visitor: Client) -> None:
    folder = Path(settings.GONGKAI_HOME.root) / "exports"
    body(visitor, f"/d/{KEY}.json")
    made = sorted(folder.rglob("*.json"))
    body(visitor, f"/d/{KEY}.json")
    assert sorted(folder.rglob("*.json")) == made
    assert [path for path in folder.rglob("*") if path.suffix in (".part", ".lock")] == []


def test_a_file_that_another_process_makes_is_not_made_twice(sample: Admitted, tmp_path: Path) -> None:
    def build() -> bytes:
        with pytest.raises(exporting.Busy):
            exporting.made("busy", "1", "json", lambda: b"{}")
        return b"{}"

    made = exporting.made("busy", "1", "json", build)
    assert made
    assert made.path.read_bytes() == b"{}"


def test_what_fails_while_a_file_is_made_leaves_nothing(sample: Admitted) -> None:
    def full() -> bytes:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        exporting.made("full", "1", "json", full)
    folder = Path(settings.GONGKAI_HOME.root) / "exports"
    assert [path for path in folder.rglob("*") if path.suffix in (".part", ".lock")] == []


def test_the_original_is_handed_out_byte_for_byte(sample: Admitted, visitor: Client) -> None:
    assert body(visitor, f"/d/{KEY}/original/") == sample_file()
    answer = visitor.get(f"{ISSUE}/original/")
    assert answer.getvalue() == sample_file()
    assert answer["Content-Disposition"] == 'attachment; filename="sample.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_a_pdf_is_shown_as_a_picture(city: City, visitor: Client) -> None:
    publish_sample(city, "pdf")
    assert body(visitor, f"{ISSUE}/pages/2.png").startswith(b"\x89PNG")
    assert visitor.get(f"{ISSUE}/pages/999.png").status_code == 404
    assert "pages/2.png" in visitor.get(f"{ISSUE}/pages/?page=2").content.decode()


def test_a_file_that_holds_a_withdrawn_document_is_no_longer_handed_out(
    city: City, sample: Admitted, visitor: Client
) -> None:
    withdraw(city.reviewer, [KEY], "含有不应公开的内容")
    other = next(key for key in sample.keys if key != KEY)
    assert visitor.get(f"/d/{other}/").status_code == 200
    assert visitor.get(f"/d/{other}/original/").status_code == 404
    assert visitor.get(f"{ISSUE}/original/").status_code == 404


def test_nothing_of_a_draft_is_downloaded(city: City, visitor: Client, clerk: Client) -> None:
    admit_sample(city)
    for address in (
        f"/d/{KEY}.pdf",
        f"/d/{KEY}/tasks.csv",
        f"/d/{KEY}/original/",
        f"{ISSUE}.json",
        f"{ISSUE}/original/",
    ):
        assert visitor.get(address).status_code == 404, address
        assert clerk.get(address).status_code == 404, address

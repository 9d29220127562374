"""Every search box there is, held to the published queries: nothing missed, nothing too much."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from django.core.files.base import ContentFile
from django.test import Client
from tests.faces.search.conftest import signed_in
from tests.factories import City, make_person
from tests.search.cases import Case, cases, corpus
from wagtail.documents.models import Document as File
from wagtail.images.models import Image
from wagtail.models import Page, Site

from gongkai.base.units.models import Jurisdiction
from gongkai.cli.app import gongkai
from gongkai.faces.opendata.assistant import search_documents
from gongkai.faces.portal.models import PlainPage
from gongkai.faces.search import reads
from gongkai.faces.search.engine import Query
from gongkai.rules.access import OFFICE_HEAD, PUBLIC, SYSTEM, Reader

Box = Callable[[str], Iterable[str]]
ADDRESS = re.compile(r'<a href="((?:/en)?/d/[^"]+)"')
MOST = 100
# The smallest picture that there is.
PICTURE = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b"
)


def key_of(address: str) -> str:
    """The key of the part behind an address: ``/d/plan/#p3`` is ``plan/3``."""
    document, _, anchor = address.partition("/d/")[2].partition("/")
    return f"{document}/{anchor.removeprefix('#p') or '0'}"


def wrong(box: Box, chosen: Iterable[Case]) -> list[tuple[str, list[str], list[str]]]:
    """For each query that the box answers wrongly what it misses and what it has too much."""
    found = []
    for case in chosen:
        keys = list(box(case.query))
        if len(keys) != len(set(keys)) or set(keys) != case.expected:
            found.append((case.query, sorted(case.expected - set(keys)), sorted(set(keys) - case.expected)))
    return found


@pytest.mark.parametrize("reader", [PUBLIC, SYSTEM], ids=["public", "program"])
def test_the_reads_answer_every_query_exactly(conformance: City, reader: Reader) -> None:
    def box(query: str) -> list[str]:
        answer = reads.search(reader, Query(query, limit=MOST))
        assert answer.count == len(answer.hits)
        return [key_of(hit.url) for hit in answer.hits]

    assert wrong(box, cases()) == []


def test_every_hit_shows_its_own_words(conformance: City) -> None:
    texts = {key: text for document in corpus() for key, text in document.keyed().items()}
    for case in cases():
        for hit in reads.search(PUBLIC, Query(case.query, limit=MOST)).hits:
            assert hit.snippet is not None
            for piece in hit.snippet.pieces:
                assert piece.text in texts[key_of(hit.url)]


@pytest.mark.parametrize("path", ["/search/", "/en/search/"])
def test_the_page_of_results_answers_every_query_exactly(conformance: City, path: str) -> None:
    assert wrong(lambda query: pages(Client(), path, query), cases()) == []


def test_the_staff_page_answers_every_query_exactly(conformance: City, clerk: Client) -> None:
    assert wrong(lambda query: pages(clerk, "/office/search/", query), cases()) == []


def pages(client: Client, path: str, query: str) -> list[str]:
    """What all pages of results show."""
    found: list[str] = []
    for number in range(1, 9):
        response = client.get(path, {"q": query, "page": str(number), "stay": "1"})
        assert response.status_code == 200
        shown = ADDRESS.findall(response.content.decode())
        found += map(key_of, shown)
        if len(shown) < 20:
            break
    return found


def test_the_table_of_results_answers_every_query_exactly(conformance: City) -> None:
    def box(query: str) -> list[str]:
        response = Client().get("/search/results.csv", {"q": query})
        lines = csv.reader(b"".join(response).decode("utf-8-sig").splitlines())
        return [key_of(line[0]) for line in list(lines)[1:] if line[0].startswith("http")]

    assert wrong(box, cases()) == []


def test_the_feed_answers_every_query_exactly(conformance: City) -> None:
    def box(query: str) -> list[str]:
        response = Client().get("/search/feed/", {"q": query})
        links = ElementTree.fromstring(response.content).iter(  # noqa: S314 - our own
            "{http://www.w3.org/2005/Atom}entry"
        )
        return [key_of(link.findtext("{http://www.w3.org/2005/Atom}id") or "") for link in links]

    assert wrong(box, [case for case in cases() if len(case.expected) <= 50]) == []


def test_the_command_answers_every_query_exactly(conformance: City) -> None:
    def box(query: str) -> list[str]:
        line = ["search", "--format", "json", "--limit", str(MOST), "--", query]
        ran = CliRunner().invoke(gongkai, line, standalone_mode=False)
        told = json.loads(ran.output)
        assert told["count"] == len(told["hits"])
        assert ran.return_value == (0 if told["count"] else 1)
        assert {hit["source"] for hit in told["hits"]} <= {f"{document.key}.txt" for document in corpus()}
        return [key_of(hit["url"]) for hit in told["hits"]]

    assert wrong(box, cases()) == []


def test_the_interface_for_programs_answers_every_query_exactly(conformance: City) -> None:
    def box(query: str) -> list[str]:
        told = Client().get("/api/v1/search", {"q": query, "limit": str(MOST)}).json()
        return [key_of(item["url"]) for item in told["items"]]

    assert wrong(box, cases()) == []


def test_the_tool_for_assistants_answers_every_query_exactly(conformance: City) -> None:
    def box(query: str) -> list[str]:
        told = search_documents(query, 50)
        return [f"{i['document']}/{str(i['clause']).removeprefix('p') or '0'}" for i in told.items]

    assert wrong(box, cases()) == []


@pytest.mark.django_db(transaction=True)
def test_the_command_in_a_process_of_its_own_answers(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("conformance")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gongkai.config.slim"}

    def box(query: str) -> list[str]:
        line = [sys.executable, "-c", "from gongkai.cli import main; main()", "search"]
        ran = subprocess.run(
            [*line, query, "--format", "json", "--public"], env=environment, capture_output=True, check=False
        )
        assert ran.returncode in (0, 1), ran.stderr.decode()
        return [key_of(hit["url"]) for hit in json.loads(ran.stdout)["hits"]]

    few = [case for case in cases() if len(case.expected) <= 10]
    assert wrong(box, few[::40]) == []


def plain_cases() -> list[Case]:
    """The queries as lists of rows answer them: a row is one part, and bears no number of its own."""
    own = {f"{document.key}/0" for document in corpus()}
    numbered = {"document numbers in every spelling", "document numbers that are not there"}
    return [
        Case(case.group, case.query, case.some, case.expected - (own if case.group in numbered else set()))
        for case in cases()
    ]


def parts() -> dict[str, str]:
    return {key: text for document in corpus() for key, text in document.keyed().items()}


def test_the_box_of_pages_answers_every_query_exactly(db: None) -> None:
    root = Page.objects.get(depth=1)
    for at, (key, text) in enumerate(parts().items()):
        root.add_child(instance=PlainPage(title=text[:255], slug=f"part-{at}", seo_title=key))

    def box(query: str) -> list[str]:
        return [page.seo_title for page in PlainPage.objects.all().search(query)]

    assert wrong(box, plain_cases()) == []


def test_the_box_of_pictures_answers_every_query_exactly(db: None) -> None:
    keys = {}
    for key, text in parts().items():
        picture = ContentFile(PICTURE, name="one.gif")
        keys[Image.objects.create(title=text, file=picture, width=1, height=1).pk] = key

    def box(query: str) -> list[str]:
        return [keys[image.pk] for image in Image.objects.all().search(query)]

    assert wrong(box, plain_cases()) == []


def test_the_box_of_files_answers_every_query_exactly(db: None) -> None:
    keys = {}
    for key, text in parts().items():
        keys[File.objects.create(title=text, file=ContentFile(b"x", name="a.txt")).pk] = key

    def box(query: str) -> list[str]:
        return [keys[file.pk] for file in File.objects.all().search(query)]

    assert wrong(box, plain_cases()) == []


def test_the_shell_finds_pages_by_the_same_search(city: City) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=PlainPage(title="待处理事项台账", slug="pending"))
    nation = Jurisdiction.objects.get(code="00")
    client = signed_in(make_person("quanzhan", "全站", OFFICE_HEAD, nation, None))
    for query, there in (("處理", True), ("处事", False)):
        shown = client.get("/office/pages/search/", {"q": query}).content.decode()
        assert ("待处理事项台账" in shown) == there

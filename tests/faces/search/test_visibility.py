"""Who finds what: drafts and what waits at the desk are for the office of their place, in every box."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from django.test import Client
from tests.faces.search.conftest import signed_in
from tests.factories import City, admit_text, make_person, publish_text, start

from gongkai.base.units.models import Jurisdiction
from gongkai.faces.search import reads
from gongkai.faces.search.engine import FACETS, Query
from gongkai.faces.search.jobs import rebuild_index
from gongkai.rules.access import CLERK, OFFICE_HEAD, PUBLIC, SYSTEM, Held, Reader

WORDS = "流动花市"


@dataclass(frozen=True)
class Kept:
    """One published document, one draft and one reading, all with the same words."""

    city: City
    published: str
    draft: str
    waiting: int


def letter(serial: int, tail: str) -> tuple[str, ...]:
    return (
        f"云滨市人民政府关于{WORDS}{tail}管理的通知",
        f"云政发〔2024〕{serial}号",
        "各区、县（市）人民政府：",
        f"一、规范{WORDS}{tail}的设置。",
        "云滨市人民政府",
        f"2024年4月{serial}日",
    )


@pytest.fixture
def kept(city: City) -> Kept:
    published = publish_text(city, *letter(1, "甲"), name="gongbu.txt")
    draft = admit_text(city, *letter(2, "乙"), name="caogao.txt").keys[0]
    waiting = start("\n".join(letter(3, "丙")).encode(), "daihedui.txt", city.place)
    rebuild_index()
    return Kept(city, published, draft, waiting)


def found(reader: Reader) -> set[str]:
    """The documents that a reader finds; counts and facets must agree with the hits."""
    answer = reads.search(reader, Query(WORDS, limit=100, facets=FACETS))
    assert answer.count == len(answer.hits)
    for facet in answer.facets:
        if facet.name in ("issuer", "year", "kind"):
            assert sum(value.count for value in facet.values) == answer.count, facet
    return {hit.document.key for hit in answer.hits}


def test_the_public_finds_what_is_published_and_nothing_else(kept: Kept) -> None:
    assert found(PUBLIC) == {kept.published}


def test_the_office_of_the_place_finds_drafts_and_what_waits(kept: Kept) -> None:
    everything = {kept.published, kept.draft, f"reading-{kept.waiting}"}
    for reader in (*kept.city.office, kept.city.administrator, SYSTEM):
        assert found(reader) == everything


def test_the_office_of_another_place_finds_what_the_public_finds(kept: Kept) -> None:
    other = Jurisdiction.objects.get(code="980121")
    neighbour = make_person("songlan", "松岚经办人", CLERK, other, frozenset({other.pk}))
    assert found(neighbour) == {kept.published}
    shown = signed_in(neighbour).get("/office/search/", {"q": WORDS}).content.decode()
    assert f"{WORDS}甲" in shown
    assert f"{WORDS}乙" not in shown
    assert f"{WORDS}丙" not in shown


def test_a_unit_member_finds_what_the_public_finds_and_has_no_staff_page(kept: Kept) -> None:
    assert found(kept.city.member) == {kept.published}
    assert signed_in(kept.city.member).get("/office/search/").status_code in (302, 403)


def test_what_waits_without_a_place_is_found_by_any_office(city: City) -> None:
    start("\n".join(letter(4, "丁")).replace("云滨", "无名").replace("云政", "无政").encode(), "wuming.txt")
    rebuild_index()
    other = Jurisdiction.objects.get(code="980121")
    neighbour = Reader(99, "松岚", (Held(OFFICE_HEAD, frozenset({other.pk})),))
    assert [hit.source for hit in reads.search(neighbour, Query(WORDS)).hits]
    assert not reads.search(PUBLIC, Query(WORDS)).count


@pytest.mark.parametrize(
    "path",
    ["/search/", "/en/search/", "/search/suggest/", "/search/feed/", "/search/results.csv", "/api/v1/search"],
)
@pytest.mark.parametrize("typed", [WORDS, "云政发2024-2", "云政发2024-3", "花市乙和花市丙该怎样管好呢？"])
def test_no_public_box_lets_a_draft_through(kept: Kept, path: str, typed: str) -> None:
    response = Client().get(path, {"q": typed})
    body = b"".join(response) if response.streaming else response.content
    told = body.decode()
    if path.startswith("/api"):
        told = json.dumps(json.loads(told), ensure_ascii=False)
    assert response.status_code == 200
    for secret in (f"管理{WORDS}乙", f"{WORDS}乙管理", f"{WORDS}丙管理", kept.draft, "reading-"):
        assert secret not in told


def test_a_hit_that_waits_opens_at_the_desk_and_names_its_file(kept: Kept) -> None:
    [hit] = reads.search(kept.city.clerk, Query(f"{WORDS}丙的设置")).hits
    assert hit.url == f"/office/intake/{kept.waiting}/"
    assert hit.source == "daihedui.txt"
    assert hit.document.number == "云政发〔2024〕3号"
    assert hit.document.state == "reading"
    assert signed_in(kept.city.clerk).get(hit.url).status_code == 200


def test_a_number_leads_straight_to_the_reading_for_staff_alone(kept: Kept) -> None:
    assert reads.search(kept.city.clerk, Query("云政发2024-3")).direct == f"/office/intake/{kept.waiting}/"
    assert reads.search(PUBLIC, Query("云政发2024-3")).direct is None

"""The pages of search: facets, paging, the way straight to a document, feed, table, staff pages."""

from __future__ import annotations

import csv
import re
import shutil
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.faces.search.conftest import signed_in
from tests.factories import City, publish_text

from gongkai.base.trail.models import Entry
from gongkai.faces.search import actions, reads
from gongkai.faces.search.engine import Query
from gongkai.faces.search.jobs import rebuild_index
from gongkai.faces.search.models import AskedLine, Pick, SavedSearch
from gongkai.rules.access import PUBLIC, Refused

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ("/search/", "/search/feed/", "/search/results.csv")


def shown(path: str = "/search/", **asked: str) -> str:
    response = Client().get(path, asked)
    assert response.status_code == 200
    return response.content.decode()


def switches(page: str) -> dict[str, tuple[str, int]]:
    """The values of the facets of a page, each with the address of its switch and its figure."""
    found = re.findall(r'<li><a href="(\?[^"]+)"[^>]*>([^<]+)</a> <span class="muted">(\d+)</span>', page)
    return {name: (address.replace("&amp;", "&"), int(count)) for address, name, count in found}


def test_each_value_of_a_facet_says_how_many_hits_its_switch_gives(conformance: City) -> None:
    page = shown(q="市")
    found = switches(page)
    assert {"2020", "2021", "通知"} <= found.keys()
    for address, count in found.values():
        narrowed = Client().get(f"/search/{address}").content.decode()
        assert f"找到 {count} 处" in narrowed


def test_a_facet_is_counted_as_if_it_were_not_narrowed_itself(conformance: City) -> None:
    free = switches(shown(q="市"))
    narrowed = switches(shown(q="市", year="2020"))
    assert narrowed["2021"][1] == free["2021"][1]
    assert narrowed["通知"][1] < free["通知"][1] + 1
    assert "year=2020" not in narrowed["2020"][0]
    assert "year=2020" in narrowed["2021"][0]


def test_pages_follow_each_other_and_a_page_that_is_not_there_is_the_last(conformance: City) -> None:
    pages = [
        re.findall(r'class="hit__title"><a href="([^"]+)"', shown(q="，", page=str(n), stay="1"))
        for n in (1, 2)
    ]
    assert len(pages[0]) == 20
    assert not set(pages[0]) & set(pages[1])
    for odd in ("0", "-1", "x", "９", "99999999999"):
        shown(q="，", page=odd)


def test_one_documents_number_opens_it_unless_the_address_says_stay(conformance: City) -> None:
    assert Client().get("/search/", {"q": "青政发2020-18"}).headers["Location"] == "/d/plan/"
    assert Client().get("/en/search/", {"q": "青政发2020-18"}).headers["Location"] == "/en/d/plan/"
    assert "/d/plan/" in shown(q="青政发2020-18", stay="1")


def test_the_english_page_leads_to_english_pages(conformance: City) -> None:
    assert 'href="/en/d/care/#p2"' in shown("/en/search/", q="完全失能")


def test_the_feed_is_atom_with_the_newest_first(conformance: City) -> None:
    root = ElementTree.fromstring(shown("/search/feed/", q="市"))  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.findtext(ATOM + name)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert "/d/care/" in str(ids[0])


def test_no_cell_of_the_table_is_a_formula(city: City) -> None:
    publish_text(city, "=HYPERLINK(流动花市)", "+流动花市一条街", "流动花市。")
    rebuild_index()
    body = b"".join(Client().get("/search/results.csv", {"q": "流动花市"})).decode("utf-8-sig")
    cells = [cell for line in list(csv.reader(body.splitlines()))[1:] for cell in line]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("path", PAGES)
def test_without_an_index_the_pages_say_so(db: None, path: str) -> None:
    assert Client().get(path, {"q": "公开"}).status_code == 503


def test_suggestions_without_an_index_are_none(db: None) -> None:
    assert Client().get("/search/suggest/", {"q": "公开"}).json()["suggestions"] == []


def test_suggestions_say_what_they_are_and_open_the_document(conformance: City) -> None:
    [first] = Client().get("/search/suggest/", {"q": "养老服务补贴"}).json()["suggestions"]
    assert first["url"] == "/d/care/"
    assert first["name"] == "文件"
    [sound] = Client().get("/en/search/suggest/", {"q": "ylfwbt"}).json()["suggestions"]
    assert sound["pinyin"]
    assert sound["url"] == "/en/d/care/"


def test_a_browser_learns_to_search_here(db: None) -> None:
    root = ElementTree.fromstring(shown("/opensearch.xml"))  # noqa: S314 - our own
    [page, *_] = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert page.get("template") == f"{settings.SITE_URL}/search/?q={{searchTerms}}"
    assert "/opensearch.xml" in shown("/search/help/")


def test_what_was_asked_is_written_down_but_not_where_nothing_is_written(
    conformance: City, settings: Settings
) -> None:
    shown(q="完全失能")
    assert [line.text for line in AskedLine.objects.all()] == ["完全失能"]
    settings.READ_ONLY = True
    shown(q="台账")
    assert AskedLine.objects.count() == 1


def test_a_ranked_page_says_that_the_words_do_not_stand_there(conformance: City) -> None:
    assert "原文里没有这句话" in shown(q="老人失能了每个月可以领多少钱")


def test_a_name_of_a_unit_is_searched_under_its_other_names(city: City) -> None:
    names = next(each for each in _names() if len(each) > 1 and each[0] not in each[1])
    key = publish_text(city, "云滨市关于流动花市的通知", f"一、由{names[0]}负责流动花市。")
    rebuild_index()
    assert not reads.search(PUBLIC, Query(f'"{names[1]}" 负责流动花市')).count or names[1] in names[0]
    answer = reads.search(PUBLIC, Query(f"{names[1]} 负责流动花市"))
    assert {hit.document.key for hit in answer.hits} == {key}
    note = f"“{names[1]}”也检索了"
    told = shown(q=f"{names[1]} 负责流动花市")
    assert (note in told) == (names[1] not in names[0])


def _names() -> tuple[tuple[str, ...], ...]:
    from gongkai.base.units.reads import names_borne

    pairs = ((each[0], other) for each in names_borne() for other in each[1:])
    return tuple(pair for pair in pairs if pair[1] not in pair[0])


def test_editors_put_a_document_first_and_the_trail_knows(conformance: City) -> None:
    head = signed_in(conformance.head)
    head.post("/office/search/picks/add/", {"words": "養老　", "key": "care", "order": "1"})
    [pick] = Pick.objects.all()
    assert pick.words == "养老"
    assert "编辑推荐" in shown(q="养老")
    assert Entry.objects.filter(action="search.pick.set").exists()
    head.post(f"/office/search/picks/{pick.pk}/remove/")
    assert not Pick.objects.exists()


@pytest.mark.parametrize(
    ("words", "key"), [("", "care"), ("养老", "nothing"), (" 　", "care")], ids=["empty", "unknown", "blank"]
)
def test_a_pick_needs_words_and_a_published_document(conformance: City, words: str, key: str) -> None:
    with pytest.raises(Refused):
        actions.pick(conformance.head, words, key, "", 1, known=reads.is_public(key))
    assert not Pick.objects.exists()


def test_a_unit_member_picks_nothing(conformance: City) -> None:
    assert actions.why_not_pick(conformance.member, "养老", "care", known=True)
    assert reads.picks(conformance.member) == ()


def test_a_search_is_kept_under_its_name_and_by_its_owner_alone(conformance: City) -> None:
    clerk, head = signed_in(conformance.clerk), signed_in(conformance.head)
    clerk.post("/office/search/save/", {"name": "我的", "address": "q=养老"})
    clerk.post("/office/search/save/", {"name": "我的", "address": "q=台账"})
    [saved] = SavedSearch.objects.all()
    assert saved.address == "q=台账"
    assert "我的" in clerk.get("/office/search/").content.decode()
    head.post(f"/office/search/forget/{saved.pk}/")
    assert SavedSearch.objects.exists()
    clerk.post(f"/office/search/forget/{saved.pk}/")
    assert not SavedSearch.objects.exists()


def test_nobody_keeps_more_searches_than_allowed_or_one_without_a_name(conformance: City) -> None:
    now = timezone.now()
    for number in range(actions.MOST_SAVED):
        actions.save_search(conformance.clerk, f"第{number}个", "q=水", now)
    for reader, name in ((conformance.clerk, "再一个"), (conformance.clerk, " "), (PUBLIC, "公众")):
        with pytest.raises(Refused):
            actions.save_search(reader, name, "q=水", now)
    assert SavedSearch.objects.count() == actions.MOST_SAVED


def test_the_office_sees_what_is_asked_and_what_finds_nothing(conformance: City) -> None:
    for words in ("养老", "养老", "养狗"):
        shown(q=words)
    page = signed_in(conformance.clerk).get("/office/search/asked/").content.decode()
    assert "养狗" in page
    assert [line.text for line in reads.asked_often(conformance.clerk, without_answer=True)] == ["养狗"]
    assert reads.asked_often(PUBLIC, without_answer=True) == ()


@pytest.mark.parametrize("path", ["", "picks/", "asked/"])
def test_the_staff_pages_are_for_the_office(conformance: City, path: str) -> None:
    assert signed_in(conformance.clerk).get(f"/office/search/{path}").status_code == 200
    for client in (Client(), signed_in(conformance.member)):
        assert client.get(f"/office/search/{path}").status_code in (302, 403)


def test_the_staff_page_without_an_index_says_how_to_build_it(city: City) -> None:
    shutil.rmtree(settings.GONGKAI_HOME.index, ignore_errors=True)
    response = signed_in(city.clerk).get("/office/search/", {"q": "公开"})
    assert response.status_code == 503
    assert "gongkai index rebuild" in response.content.decode()

"""The pages of the site as the public and the office see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import City, admit_sample, admit_text, publish_text

from gongkai.base.units.models import Body
from gongkai.rules.access import PUBLIC
from gongkai.work.library import reads
from gongkai.work.library.actions import Admitted, correct, publish, withdraw
from gongkai.work.library.models import Issue

KEY = "yunzhengfa-2024-7"
ISSUE = "/gazette/yunbinshirenminzhengfugongbao/2024/9/"
PAGES = (
    "/", "/about/", "/accessibility/", "/topics/", "/gazette/yunbinshirenminzhengfugongbao/",
    "/gazette/yunbinshirenminzhengfugongbao/2024/", ISSUE, f"{ISSUE}pages/", f"/d/{KEY}/", f"/d/{KEY}/v1/",
    "/tasks/", "/tasks/?words=公园&role=lead&since=2024-01-01&until=nonsense&page=0", "/indicators/",
    "/units/", "/units/?words=水务",
)  # fmt: skip
TEXT = (
    "云滨市人民政府关于做好防汛工作的通知",
    "云政发〔2024〕31号",
    "各区人民政府：",
    "请做好防汛工作。",
    "云滨市人民政府",
    "2024年6月3日",
)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_may_be_kept_and_carries_no_cookie(
    sample: Admitted, visitor: Client, address: str, language: str
) -> None:
    answer = visitor.get(language + address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["ETag"]
    assert f'<html lang="{"en" if language else "zh-Hans"}">' in answer.content.decode()
    assert "csrf" not in answer.content.decode()


def test_a_page_that_the_reader_has_already_is_not_sent_again(sample: Admitted, visitor: Client) -> None:
    first = visitor.get(f"/d/{KEY}/")
    again = visitor.get(f"/d/{KEY}/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_copy_of_a_document_costs_one_question_to_the_database(
    sample: Admitted, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(visitor, f"/d/{KEY}/")
    with django_assert_num_queries(1):
        page(visitor, f"/d/{KEY}/")


def test_the_whole_page_of_a_document_asks_the_database_a_bounded_number_of_times(
    sample: Admitted, visitor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(45):
        page(visitor, f"/d/{KEY}/")


def test_dates_are_kept_apart_and_what_is_unknown_says_so(sample: Admitted, visitor: Client) -> None:
    words = page(visitor, f"/d/{KEY}/")
    facts = dict(re.findall(r"<dt>(成文日期|印发日期|本站发布)</dt><dd><time[^>]*>([^<]+)</time>", words))
    assert (facts["成文日期"], facts["印发日期"]) == ("2024-04-26", "2024-04-28")
    assert set(facts) == {"成文日期", "印发日期", "本站发布"}
    assert 'badge--unknown">未知' in words


def test_every_clause_has_an_anchor_of_its_own_that_its_page_links(sample: Admitted, visitor: Client) -> None:
    for key in sample.keys:
        words = page(visitor, f"/d/{key}/")
        anchors = re.findall(r'\sid="([^"]+)"', words)
        assert len(anchors) == len(set(anchors))
        links = re.findall(r'class="permalink" href="#([^"]+)"', words)
        assert links
        assert set(links) <= set(anchors)
        for inner in re.findall(r'href="#([^"]+)"', words):
            assert inner in anchors, inner


def test_every_number_of_a_target_leads_to_its_words_on_the_page(sample: Admitted, visitor: Client) -> None:
    found = reads.document(PUBLIC, KEY)
    assert found
    assert found.targets
    assert found.indicators
    words = page(visitor, f"/d/{KEY}/")
    held = [each.excerpt for each in found.targets]
    held += [each.excerpt for each in found.indicators] + [each.excerpt for each in found.tasks]
    for excerpt in held:
        address = f"/d/{KEY}/source/?start={excerpt.start}&amp;end={excerpt.end}#words"
        assert address in words
    target = found.targets[0]
    place = f"start={target.excerpt.start}&end={target.excerpt.end}"
    source = page(visitor, f"/d/{KEY}/source/?{place}")
    marked = "".join(re.findall(r"<mark[^>]*>([^<]*)</mark>", source))
    assert marked.strip() == target.excerpt.words.strip()
    assert '<mark id="words">' in source


@pytest.mark.parametrize(
    "query", ["?start=1&end=2", "?start=x&end=y", "?page=9999", "?start=999999999&end=9999999999", ""]
)
def test_a_place_in_the_source_that_is_not_the_documents_own_breaks_nothing(
    sample: Admitted, visitor: Client, query: str
) -> None:
    assert visitor.get(f"/d/{KEY}/source/{query}").status_code in (200, 404)


def test_a_draft_is_not_there_for_the_public_and_is_there_for_the_office(
    city: City, visitor: Client, clerk: Client
) -> None:
    admit_sample(city)
    for address in (
        f"/d/{KEY}/",
        f"/d/{KEY}/v1/",
        f"/d/{KEY}/source/",
        ISSUE,
        f"/d/{KEY}.json",
        f"/d/{KEY}/report/",
    ):
        assert visitor.get(address).status_code == 404, address
    answer = clerk.get(f"/d/{KEY}/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "尚未发布" in answer.content.decode()
    assert KEY not in page(visitor, "/")


def test_findings_are_for_the_office_alone(sample: Admitted, visitor: Client, clerk: Client) -> None:
    shown = [key for key in sample.keys if "校对提示" in page(clerk, f"/d/{key}/")]
    assert shown
    assert [key for key in sample.keys if "校对提示" in page(visitor, f"/d/{key}/")] == []


def test_what_the_office_sees_is_never_kept_for_the_public(
    sample: Admitted, visitor: Client, clerk: Client
) -> None:
    page(clerk, f"/d/{KEY}/")
    assert "校对提示" not in page(visitor, f"/d/{KEY}/")


def test_a_withdrawn_document_leaves_a_tombstone_at_once(
    city: City, sample: Admitted, visitor: Client
) -> None:
    page(visitor, f"/d/{KEY}/")
    withdraw(city.reviewer, [KEY], "含有不应公开的内容")
    words = page(visitor, f"/d/{KEY}/", 410)
    assert "含有不应公开的内容" in words
    assert visitor.get(f"/d/{KEY}.pdf").status_code == 410
    assert visitor.get(f"/d/{KEY}/source/").status_code == 410


def test_a_correction_shows_at_once_as_a_version_and_can_be_compared(city: City, visitor: Client) -> None:
    key = publish_text(city, *TEXT)
    assert "请做好防汛工作" in page(visitor, f"/d/{key}/")
    found = reads.document(PUBLIC, key)
    assert found
    clause = next(c for part in found.components for c in part.clauses if "防汛工作。" in c.text)
    correct(city.clerk, key, clauses={clause.eid: "请切实做好防汛工作。"}, why="漏二字")
    assert "切实" not in page(visitor, f"/d/{key}/")
    publish(city.reviewer, [key])
    words = page(visitor, f"/d/{key}/")
    assert "请切实做好防汛工作。" in words
    assert "此处文字已更正" in words
    assert "漏二字" in words
    old = page(visitor, f"/d/{key}/v1/")
    assert "不是现行版本" in old
    assert "切实" not in old
    compared = page(visitor, f"/d/{key}/compare/")
    assert "<ins>切实</ins>" in compared
    assert visitor.get(f"/d/{key}/v3/").status_code == 404


def test_a_document_with_one_version_has_nothing_to_compare(sample: Admitted, visitor: Client) -> None:
    assert visitor.get(f"/d/{KEY}/compare/").status_code == 404


def test_hostile_words_of_a_document_are_shown_and_never_run(city: City, visitor: Client) -> None:
    words = (*TEXT[:3], "请做好<script>alert(1)</script>防汛工作“>”。", *TEXT[4:])
    key = admit_text(city, *words).keys[0]
    publish(city.reviewer, [key])
    shown = page(visitor, f"/d/{key}/")
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_the_contents_of_an_issue_stand_in_both_languages(sample: Admitted, visitor: Client) -> None:
    words = page(visitor, ISSUE)
    assert "云滨市人民政府公报2024年第9期" in words
    assert re.search(r'class="lines__english" lang="en">Notice of Yunbin', words)
    assert f'href="/d/{KEY}/"' in words


def test_the_pages_of_an_issue_stand_beside_what_was_read_from_them(
    sample: Admitted, visitor: Client
) -> None:
    words = page(visitor, f"{ISSUE}pages/?page=5")
    assert "页面视图" in words
    assert "阅读视图" in words


def test_the_archive_shows_what_is_missing(city: City, sample: Admitted, visitor: Client) -> None:
    held = Issue.objects.get()
    held.pk, held.number, held.serial = None, 6, 210
    held.save()
    words = page(visitor, "/gazette/yunbinshirenminzhengfugongbao/")
    assert re.findall(r'<li class="gap">第(\d+)期', words) == ["8", "7"]
    assert "收录完整情况" in words


def test_the_only_gazette_is_opened_at_once(sample: Admitted, visitor: Client) -> None:
    answer = visitor.get("/gazette/")
    assert answer["Location"] == "/gazette/yunbinshirenminzhengfugongbao/"


def test_a_unit_says_what_it_issued_and_what_it_must_do(sample: Admitted, visitor: Client) -> None:
    code = Body.objects.get(name="云滨市人民政府").code
    assert "关于印发宜居云滨建设行动计划的通知" in page(visitor, f"/units/{code}/")
    found = reads.tasks(PUBLIC).lines
    lead = next(u.unit for line in found for u in line.task.lead if u.unit)
    words = page(visitor, f"/units/{lead.code}/")
    assert "牵头的任务" in words
    narrowed = reads.tasks(PUBLIC, reads.DutiesAsked(unit=lead.code, role="lead")).count
    assert f"共 {narrowed} 项任务" in page(visitor, f"/tasks/?unit={lead.code}&role=lead")


@pytest.mark.parametrize(
    "address",
    [
        "/d/nothing/", "/gazette/nothing/", "/gazette/yunbinshirenminzhengfugongbao/1999/",
        f"{ISSUE[:-2]}99/", "/units/nothing/", "/topics/nothing/", "/no-page/", "/d/nothing.pdf",
        f"/d/{KEY}.exe", f"/d/{KEY}/secrets.csv",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_page_of_the_site(
    sample: Admitted, visitor: Client, address: str
) -> None:
    for language in ("", "/en"):
        words = page(visitor, language + address, 404)
        assert "masthead" in words


def test_the_other_language_is_one_link_away(sample: Admitted, visitor: Client) -> None:
    assert f'<a href="/en/d/{KEY}/" hreflang="en" lang="en">English</a>' in page(visitor, f"/d/{KEY}/")
    assert f'<a href="/d/{KEY}/" hreflang="zh-Hans" lang="zh-Hans">中文</a>' in page(visitor, f"/en/d/{KEY}/")


def test_a_version_can_be_cited_and_its_time_proved(sample: Admitted, visitor: Client) -> None:
    found = reads.document(PUBLIC, KEY)
    assert found
    words = page(visitor, f"/d/{KEY}/")
    assert f"http://127.0.0.1:8000/d/{KEY}/v1/" in words
    assert "[A/OL]" in words
    assert "@misc{" in words
    assert found.version.record_sha256 in words
    assert found.origin.sha256 in words
    assert "本版登记在发布日志第" in words

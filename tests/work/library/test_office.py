"""The staff pages of the library as clerks, reviewers and heads use them."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.factories import (
    City,
    accept,
    admit_sample,
    admit_text,
    make_person,
    publish_sample,
    publish_text,
    sample_file,
)

from gongkai.base.accounts.models import User
from gongkai.base.trail.models import Entry
from gongkai.base.units.models import Jurisdiction
from gongkai.rules.access import PUBLIC, Reader
from gongkai.work.library import actions
from gongkai.work.library.models import Citation, Document, Issue, ProblemReport, Topic, Version

HOME = "/office/library/"
TITLE = "云滨市人民政府关于加快发展托育服务的意见"
NUMBER = "云政发〔2024〕61号"
HEAD = (NUMBER, TITLE, "各区县人民政府，市政府各部门：")
SIGNED = ("云滨市人民政府", "2024年3月5日")
OLD = ("云政发〔2019〕8号", "云滨市人民政府关于加快发展养老服务的意见", "各区县人民政府，市政府各部门：")
Enter = Callable[[Reader], Client]


@pytest.fixture
def enter() -> Enter:
    """A browser in which somebody has signed in."""

    def _enter(reader: Reader) -> Client:
        client = Client()
        user = User.objects.get(pk=reader.user_id or 0)
        client.force_login(user, backend="gongkai.base.accounts.backends.grants.GrantBackend")
        return client

    return _enter


def text(client: Client, address: str, **asked: str | list[str]) -> str:
    page = client.get(address, asked)
    assert page.status_code == 200, (address, page.status_code)
    return unescape(page.content.decode())


def document(key: str, *more: str) -> str:
    return f"{HOME}documents/{key}/" + "".join(f"{part}/" for part in more)


def one(city: City, *paragraphs: str) -> str:
    """The key of a document of our own words that waits to be published."""
    return admit_text(city, *HEAD, *(paragraphs or ("一、新增托位500个。",)), *SIGNED).keys[0]


LISTS = ("documents/", "issues/", "citations/", "proposals/", "problems/", "series/", "topics/")


@pytest.mark.parametrize("address", LISTS)
def test_a_desk_without_work_says_so(city: City, enter: Enter, address: str) -> None:
    assert "library-empty" in text(enter(city.clerk), HOME + address)


@pytest.mark.parametrize("address", [*LISTS, "", "topics/new/", "documents/bulk/", "documents/x/"])
def test_who_has_no_desk_in_an_office_is_turned_away(city: City, enter: Enter, address: str) -> None:
    assert enter(city.member).get(HOME + address).status_code in (302, 403)
    assert Client().get(HOME + address).status_code == 302


@pytest.mark.parametrize("address", LISTS)
def test_a_desk_with_work_opens(city: City, enter: Enter, address: str) -> None:
    done = publish_sample(city)
    actions.report_problem(PUBLIC, done.keys[0], "第二页的数字有误")
    actions.keep_topic(city.head, "托育", "tuoyu", rule="托育")
    assert "library-list" in text(enter(city.reviewer), HOME + address)


def test_the_list_is_narrowed_by_words_state_and_topic(city: City, enter: Enter) -> None:
    key = one(city)
    clerk = enter(city.clerk)
    assert TITLE in text(clerk, HOME + "documents/", words="云政发2024-61")
    assert TITLE in text(clerk, HOME + "documents/", words="托育 加快", state="waiting", kind="opinion")
    assert TITLE not in text(clerk, HOME + "documents/", state="published")
    assert TITLE not in text(clerk, HOME + "documents/", topic="none")
    assert text(clerk, HOME + "documents/", p="9", year="x", issue="-1", sort="none").count(key) > 0


def test_a_document_shows_why_it_cannot_be_published_by_who_checked_it(city: City, enter: Enter) -> None:
    page = text(enter(city.clerk), document(one(city)))
    assert "您没有此项权限" in page
    assert "publish/" not in page


def test_a_reviewer_publishes_a_document(city: City, enter: Enter) -> None:
    key = one(city)
    reviewer = enter(city.reviewer)
    assert "确认发布" in text(reviewer, document(key, "publish"))
    sent = {"key": f"{key}:draft:1", "offered": key, "act": "publish", "why": "首次发布"}
    assert reviewer.post(document(key, "publish"), sent).status_code == 302
    row = Document.objects.get(key=key)
    assert row.state == "published"
    assert Entry.objects.get(action="library.document.published").why == "首次发布"


def test_who_corrected_a_document_publishes_it_only_with_a_reason(city: City, enter: Enter) -> None:
    key = one(city)
    head = enter(city.head)
    actions.correct(city.head, key, facts={"title": "云滨市人民政府关于托育服务的意见"}, why="漏字")
    page = text(head, document(key, "publish"))
    assert "写明理由才能办理" in page
    assert "单人发布理由" in page
    sent = {"key": f"{key}:draft:2", "offered": key, "act": "publish"}
    refused = head.post(document(key, "publish"), sent)
    assert refused.status_code == 409
    assert "核对人和发布人不能是同一人" in unescape(refused.content.decode())
    assert head.post(document(key, "publish"), {**sent, "forced_why": "只有一人值班"}).status_code == 302
    assert Version.objects.get(document__key=key, number=2).forced_why == "只有一人值班"


def test_words_that_changed_after_the_page_was_shown_are_not_published_unseen(
    city: City, enter: Enter
) -> None:
    key = one(city)
    actions.correct(city.clerk, key, facts={"title": "另一标题"}, why="错")
    sent = {"key": f"{key}:draft:1", "offered": key, "act": "publish"}
    answer = enter(city.reviewer).post(document(key, "publish"), sent)
    assert answer.status_code == 409
    assert "有了变动" in unescape(answer.content.decode())
    assert Document.objects.get(key=key).state == "draft"


def test_withdrawing_asks_for_a_reason_and_can_be_undone(city: City, enter: Enter) -> None:
    key = publish_text(city, *HEAD, "一、新增托位500个。", *SIGNED)
    reviewer = enter(city.reviewer)
    sent = {"key": f"{key}:published:1", "offered": key, "act": "withdraw"}
    assert reviewer.post(document(key, "withdraw"), sent).status_code == 409
    assert reviewer.post(document(key, "withdraw"), {**sent, "why": "含个人信息"}).status_code == 302
    assert Document.objects.get(key=key).withdrawn_why == "含个人信息"
    page = text(reviewer, document(key))
    assert "含个人信息" in page
    assert "restore/" in page
    sent = {"key": f"{key}:withdrawn:1", "offered": key, "act": "restore", "why": "核实后无误"}
    assert reviewer.post(document(key, "restore"), sent).status_code == 302
    row = Document.objects.get(key=key)
    assert row.state == "published"
    assert not row.withdrawn_why
    assert "恢复发布" in text(reviewer, document(key))


def test_many_documents_are_asked_for_once_more_each_with_its_reasons(city: City, enter: Enter) -> None:
    waiting = one(city)
    out = publish_text(city, *OLD, "一、新增床位500张。", "云滨市人民政府", "2019年3月5日", name="old.txt")
    reviewer = enter(city.reviewer)
    page = text(reviewer, HOME + "documents/bulk/", act="publish", key=[waiting, out])
    assert "没有待发布的版本" in page
    sent = {"act": "publish", "offered": [waiting, out], "key": [f"{waiting}:draft:1"]}
    assert reviewer.post(HOME + "documents/bulk/", sent).status_code == 302
    assert Document.objects.filter(state="published").count() == 2
    nothing = reviewer.post(HOME + "documents/bulk/", {"act": "publish", "offered": [waiting]})
    assert nothing.status_code == 409
    assert reviewer.get(HOME + "documents/bulk/", {"act": "publish"}).status_code == 302
    assert reviewer.get(HOME + "documents/bulk/", {"act": "burn", "key": waiting}).status_code == 404


def test_all_that_a_list_found_can_be_filed_under_a_topic(city: City, enter: Enter) -> None:
    key = one(city)
    actions.keep_topic(city.head, "托育", "tuoyu")
    clerk = enter(city.clerk)
    assert TITLE in text(clerk, HOME + "documents/bulk/", act="topics", whole="1", words="托育")
    sent = {"act": "topics", "offered": key, "key": f"{key}:draft:1", "add": "tuoyu"}
    assert clerk.post(HOME + "documents/bulk/", sent).status_code == 302
    assert [topic.slug for topic in Document.objects.get(key=key).topics.all()] == ["tuoyu"]
    both = clerk.post(HOME + "documents/bulk/", {**sent, "remove": "tuoyu"})
    assert both.status_code == 409


def test_back_leads_to_pages_of_this_site_alone(city: City, enter: Enter) -> None:
    key = one(city)
    sent = {"act": "publish", "offered": key, "key": f"{key}:draft:1", "back": "https://example.com/"}
    answer = enter(city.reviewer).post(HOME + "documents/bulk/", sent)
    assert answer["Location"] == HOME + "documents/"


def test_an_accepted_reading_is_shown_and_then_admitted(city: City, enter: Enter) -> None:
    reading = accept(city, sample_file(), "sample.txt")
    clerk = enter(city.clerk)
    assert "含有的文件" in text(clerk, f"{HOME}admit/{reading}/")
    assert clerk.post(f"{HOME}admit/{reading}/").status_code == 302
    issue = Issue.objects.get()
    assert "不能整期发布" in text(clerk, f"{HOME}issues/{issue.pk}/")
    assert "已入库" in text(clerk, f"{HOME}admit/{reading}/")
    assert clerk.get(f"{HOME}admit/999999/").status_code == 404


def test_an_issue_is_published_whole(city: City, enter: Enter) -> None:
    done = admit_sample(city)
    reviewer = enter(city.reviewer)
    address = f"{HOME}issues/{done.issue}/"
    assert "发布整期" in text(reviewer, address)
    seen = [f"{key}:1" for key in done.keys]
    assert "确认发布整期" in text(reviewer, address + "publish/")
    assert reviewer.post(address + "publish/", {"seen": seen[:1]}).status_code == 409
    assert reviewer.post(address + "publish/", {"seen": seen}).status_code == 302
    assert Issue.objects.get().state == "published"
    assert "这一期已经发布" in text(reviewer, address + "publish/")


def test_a_correction_of_clauses_and_head_becomes_a_version(city: City, enter: Enter) -> None:
    key = publish_text(city, *HEAD, "一、新增托位500个。", *SIGNED)
    clerk = enter(city.clerk)
    page = text(clerk, document(key, "correct"), words="托位")
    assert "新增托位500个" in page
    eid = Version.objects.get().clauses.get(text__contains="新增托位").eid
    assert f"clause-{eid}" in text(clerk, document(key, "correct"), eid=eid)
    sent = {"eid": eid, f"clause-{eid}": "新增托位600个。", "seen": "1", "why": "原文为600"}
    facts = {"fact-title": TITLE, "fact-number": NUMBER, "fact-date": "2024-03-06"}
    assert clerk.post(document(key, "correct"), {**sent, **facts}).status_code == 302
    version = Version.objects.get(number=2)
    assert version.corrections["clauses"] == {eid: "新增托位600个。"}
    assert version.corrections["facts"]["date"] == "2024-03-06"
    late = clerk.post(document(key, "correct"), {**sent, **facts})
    assert late.status_code == 409
    assert "已有更新的版本" in unescape(late.content.decode())
    compared = text(enter(city.reviewer), document(key, "compare"))
    assert "<del>500</del>" in compared
    assert "<ins>600</ins>" in compared
    assert "2024-03-06" in compared
    assert clerk.get(document(key, "compare"), {"old": "1", "new": "9"}).status_code == 404


def test_a_waiting_version_is_thrown_away_with_a_reason(city: City, enter: Enter) -> None:
    key = publish_text(city, *HEAD, "一、新增托位500个。", *SIGNED)
    actions.correct(city.clerk, key, facts={"title": "另一标题"}, why="错")
    clerk = enter(city.clerk)
    assert clerk.post(document(key, "discard"), {"why": ""}).status_code == 409
    assert clerk.post(document(key, "discard"), {"why": "改错了"}).status_code == 302
    assert Version.objects.count() == 1
    assert "没有待发布的版本" in text(clerk, document(key, "discard"))


def test_validity_is_set_with_the_act_that_changes_it(city: City, enter: Enter) -> None:
    key = publish_text(city, *HEAD, "一、新增托位500个。", *SIGNED)
    by = publish_text(city, *OLD, "一、新增床位。", "云滨市人民政府", "2019年3月5日", name="old.txt")
    reviewer = enter(city.reviewer)
    wrong = reviewer.post(document(key, "validity"), {"state": "repealed", "by": "nobody"})
    assert wrong.status_code == 409
    sent = {"state": "repealed", "by": by}
    assert reviewer.post(document(key, "validity"), sent).status_code == 302
    assert Document.objects.get(key=key).validity_by == Document.objects.get(key=by)
    assert "您没有此项权限" in text(enter(city.clerk), document(key, "validity"))


@pytest.fixture
def citation(city: City) -> Citation:
    """A citation of a document that came in later under a title of slightly other words."""
    words = "一、根据《云滨市人民政府关于加快发展养老服务的若干意见》（云政发〔2019〕8-1号），新增托位500个。"
    publish_text(city, *HEAD, words, *SIGNED)
    publish_text(city, *OLD, "一、新增床位。", "云滨市人民政府", "2019年3月5日", name="old.txt")
    return Citation.objects.filter(target=None)[0]


def test_a_citation_without_document_is_tied_to_a_likely_one(
    city: City, enter: Enter, citation: Citation
) -> None:
    clerk = enter(city.clerk)
    address = f"{HOME}citations/{citation.pk}/"
    assert "养老服务" in text(clerk, HOME + "citations/")
    key = Document.objects.get(number=OLD[0]).key
    assert f'value="{key}"' in text(clerk, address)
    assert f'value="{key}"' in text(clerk, address, words="养老")
    assert clerk.post(address, {}).status_code == 409
    assert clerk.post(address, {"key": "nobody"}).status_code == 409
    assert clerk.post(address, {"key": key}).status_code == 302
    citation.refresh_from_db()
    assert citation.target is not None
    assert citation.target.key == key
    assert clerk.post(address, {"untie": "1"}).status_code == 302
    citation.refresh_from_db()
    assert citation.target is None


@pytest.fixture
def repeal(city: City) -> Citation:
    """A repeal that a published document states."""
    publish_text(city, *OLD, "一、新增床位。", "云滨市人民政府", "2019年3月5日", name="old.txt")
    words = f"二、《{OLD[1]}》（{OLD[0]}）同时废止。"
    publish_text(city, *HEAD, "一、新增托位500个。", words, *SIGNED)
    found = Citation.objects.get(kind="repeals")
    assert found.target is not None
    return found


def test_a_repeal_is_confirmed_by_a_person(city: City, enter: Enter, repeal: Citation) -> None:
    reviewer = enter(city.reviewer)
    assert OLD[1] in text(reviewer, HOME + "proposals/")
    assert "您没有此项权限" in text(enter(city.clerk), f"{HOME}proposals/{repeal.pk}/")
    assert reviewer.post(f"{HOME}proposals/{repeal.pk}/", {"confirm": "1"}).status_code == 302
    assert Document.objects.get(number=OLD[0]).validity == "repealed"
    assert reviewer.get(f"{HOME}proposals/{repeal.pk}/").status_code == 404


def test_a_repeal_is_set_aside_with_a_reason(city: City, enter: Enter, repeal: Citation) -> None:
    reviewer = enter(city.reviewer)
    address = f"{HOME}proposals/{repeal.pk}/"
    assert reviewer.post(address, {"dismiss": "1"}).status_code == 409
    assert reviewer.post(address, {"dismiss": "1", "why": "只废止附件"}).status_code == 302
    assert "library-empty" in text(reviewer, HOME + "proposals/")


def test_a_report_is_answered_once(city: City, enter: Enter) -> None:
    key = publish_text(city, *HEAD, "一、新增托位500个。", *SIGNED)
    eid = Version.objects.get().clauses.get(text__contains="新增托位").eid
    report = actions.report_problem(PUBLIC, key, "应为600个", eid=eid, contact="13800000000")
    clerk = enter(city.clerk)
    address = f"{HOME}problems/{report}/"
    page = text(clerk, address)
    assert "应为600个" in page
    assert "新增托位500个" in page
    assert f"correct/?eid={eid}" in page
    assert clerk.post(address, {"state": "mended"}).status_code == 409
    assert clerk.post(address, {"state": "mended", "answer": "已更正"}).status_code == 302
    assert ProblemReport.objects.get().state == "mended"
    assert clerk.post(address, {"state": "dismissed", "answer": "又"}).status_code == 409
    assert "应为600个" in text(clerk, HOME + "problems/", state="all", words="600")


def test_a_topic_shows_what_its_words_would_file_before_it_is_kept(city: City, enter: Enter) -> None:
    one(city)
    head = enter(city.head)
    sent = {"name": "托育", "slug": "tuoyu", "rule": "托育\n幼儿"}
    shown = head.post(HOME + "topics/new/", {**sent, "preview": "1"})
    assert TITLE in unescape(shown.content.decode())
    assert not Topic.objects.exists()
    assert head.post(HOME + "topics/new/", sent).status_code == 302
    assert head.post(HOME + "topics/new/", sent).status_code == 409
    assert head.post(HOME + "topics/tuoyu/", {**sent, "name": "托育服务"}).status_code == 302
    assert "托育服务" in text(head, HOME + "topics/")
    assert "您没有此项权限" in text(enter(city.clerk), HOME + "topics/new/")
    assert head.get(HOME + "topics/none/").status_code == 404


def test_the_ledger_shows_gaps(city: City, enter: Enter) -> None:
    publish_sample(city)
    issue = Issue.objects.get()
    page = text(enter(city.clerk), f"{HOME}series/{issue.series.slug}/")
    assert f"issues/{issue.pk}/" in page
    assert "缺期" not in page
    later = Issue.objects.get()
    later.pk, later.number, later.serial, later.date = None, issue.number + 2, (issue.serial or 0) + 2, None
    later.save(force_insert=True)
    page = text(enter(city.clerk), f"{HOME}series/{issue.series.slug}/")
    assert "缺期" in page
    assert f'library-number--gap">{issue.number + 1}<' in page


def test_what_belongs_to_another_place_is_not_there(city: City, enter: Enter) -> None:
    key = one(city)
    other = Jurisdiction.objects.create(code="9999", name="他市", slug="tashi", level="city")
    stranger = make_person("tashi", "他市", "office_head", other, frozenset({other.pk}))
    client = enter(stranger)
    assert key not in text(client, HOME + "documents/")
    for part in ("", "publish", "withdraw", "correct", "compare", "validity", "topics", "discard"):
        assert client.get(document(key, *([part] if part else []))).status_code == 404, part
    sent = {"act": "publish", "offered": key, "key": f"{key}:draft:1"}
    assert client.post(HOME + "documents/bulk/", sent).status_code == 404


def test_the_first_page_of_the_office_tells_what_waits(city: City, enter: Enter) -> None:
    one(city)
    assert "份文件待发布" in text(enter(city.reviewer), "/office/")
    assert "份文件待发布" not in text(enter(city.clerk), "/office/")


def test_the_list_of_documents_asks_as_often_for_many_as_for_few(
    city: City, enter: Enter, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    publish_sample(city)
    clerk = enter(city.clerk)
    clerk.get(HOME + "documents/")
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        clerk.get(HOME + "documents/")

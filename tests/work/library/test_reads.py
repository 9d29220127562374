"""What the library answers: drafts for the office, published documents for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import City, admit_sample, publish_sample, publish_text

from gongkai.formats.export.jsonrecord import digest
from gongkai.rules.access import PUBLIC, Reader
from gongkai.work.library import reads
from gongkai.work.library.actions import withdraw
from gongkai.work.library.models import Clause, Document
from gongkai.work.library.reads import ClauseView, DocumentPage

HEAD = ("云滨市人民政府关于加快发展托育服务的意见", "各区县人民政府，市政府各部门：")
TEXT = ("一、总体要求。坚持普惠优先。", "二、主要任务。到2025年，千人托位数达到4.5个。")
SIGNED = ("云滨市人民政府", "2024年3月5日")


def document(number: str = "云政发〔2024〕61号", *text: str) -> tuple[str, ...]:
    return (number, *HEAD, *(text or TEXT), *SIGNED)


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        work()
    return len(seen)


def page_of(reader: Reader, key: str) -> DocumentPage:
    page = reads.document(reader, key)
    assert page is not None
    return page


def all_clauses(page: DocumentPage) -> list[ClauseView]:
    waiting = [clause for part in page.components for clause in part.clauses]
    found = []
    while waiting:
        clause = waiting.pop()
        found.append(clause)
        waiting.extend(clause.children)
    return found


def test_a_draft_is_for_the_office_of_its_place_alone(city: City) -> None:
    done = admit_sample(city)
    key = done.created[0]
    for reader in city.office:
        assert reads.document(reader, key) is not None
    for reader in (PUBLIC, city.member):
        assert reads.document(reader, key) is None
        assert reads.documents(reader).count == 0
        assert reads.excerpt(reader, key, "notice-p1") is None
        assert reads.source_page(reader, key) is None
        assert reads.publishable(reader, key) is None
        assert reads.tasks(reader).count == 0
        assert reads.home(reader).issues == ()
        assert list(reads.search_documents(reader)) == []


def test_the_page_of_a_document_holds_every_clause_of_its_version(city: City) -> None:
    publish_sample(city)
    for key in Document.objects.values_list("key", flat=True):
        page = page_of(PUBLIC, key)
        eids = sorted(clause.eid for clause in all_clauses(page))
        assert eids == sorted(Clause.objects.filter(version__document__key=key).values_list("eid", flat=True))
        assert page.findings == ()


def test_every_task_target_and_indicator_shows_the_words_it_was_read_from(city: City) -> None:
    publish_sample(city)
    seen = 0
    for key in Document.objects.values_list("key", flat=True):
        page = page_of(PUBLIC, key)
        eids = {clause.eid for clause in all_clauses(page)}
        found = [(task.clause, task.excerpt) for task in page.tasks]
        found += [(target.clause, target.excerpt) for target in page.targets]
        found += [(indicator.clause, indicator.excerpt) for indicator in page.indicators]
        assert {clause for clause, _ in found} <= eids
        assert all(excerpt.words.strip() for _, excerpt in found)
        seen += len(found)
    assert seen > 30


def test_the_number_of_queries_does_not_grow_with_the_document(city: City) -> None:
    long = publish_text(
        city, *document("云政发〔2024〕61号", *(f"{n}.第{n}项。做好工作。" for n in range(1, 10)))
    )
    publish_sample(city)
    biggest = max(
        Document.objects.values_list("key", flat=True), key=lambda key: len(all_clauses(page_of(PUBLIC, key)))
    )
    assert queries(lambda: reads.document(PUBLIC, long)) <= 22
    assert queries(lambda: reads.document(PUBLIC, biggest)) <= 22
    assert queries(lambda: reads.home(PUBLIC)) <= 10
    assert queries(lambda: reads.documents(PUBLIC)) <= 5
    assert queries(lambda: reads.tasks(PUBLIC)) <= 4
    assert queries(lambda: reads.indicators(PUBLIC)) <= 2


def test_the_page_of_an_issue_has_contents_documents_and_neighbours(city: City) -> None:
    publish_sample(city)
    [one] = reads.series(PUBLIC)
    [line] = reads.home(PUBLIC).issues
    page = reads.issue(PUBLIC, one.slug, line.ref.year, line.ref.number)
    assert page is not None
    assert [c.document is not None for c in page.contents] == [True] * 3
    assert len(page.documents) == 3
    assert (page.previous, page.next) == (None, None)
    assert reads.issue(PUBLIC, one.slug, 1999, 1) is None
    archive = reads.archive(PUBLIC, one.slug)
    assert archive is not None
    assert [year.year for year in archive.years] == [line.ref.year]


def test_a_withdrawn_document_leaves_its_name_and_the_reason(city: City) -> None:
    key = publish_text(city, *document())
    withdraw(city.reviewer, [key], "含有个人信息")
    assert reads.document(PUBLIC, key) is None
    assert reads.source_page(PUBLIC, key) is None
    stone = reads.tombstone(PUBLIC, key)
    assert stone is not None
    assert (stone.why, stone.number) == ("含有个人信息", "云政发〔2024〕61号")
    assert [change.kind for change in reads.changes(PUBLIC)] == ["published", "withdrawn"]
    assert list(reads.search_documents(PUBLIC)) == []


def test_the_source_shows_the_span_marked_and_no_other_document(city: City) -> None:
    done = publish_sample(city)
    page = page_of(PUBLIC, done.keys[0])
    task = page.tasks[0]
    shown = reads.source_page(PUBLIC, page.line.key, start=task.excerpt.start, end=task.excerpt.end)
    assert shown is not None
    assert any(part.marked and part.text in task.excerpt.words for part in shown.parts)


def test_lists_are_narrowed_and_counted(city: City) -> None:
    publish_text(city, *document())
    publish_text(city, *document("云政发〔2023〕9号", "同意。"))
    assert reads.documents(PUBLIC, reads.Asked(words="托育")).count == 2
    assert reads.documents(PUBLIC, reads.Asked(words="2023")).count == 1
    assert reads.documents(PUBLIC, reads.Asked(kind="opinion", year=2024)).count == 2
    assert reads.documents(PUBLIC, reads.Asked(kind="reply")).count == 0
    facets = reads.facets(PUBLIC)
    assert [(c.value, c.count) for c in facets.kind] == [("opinion", 2)]
    assert [(c.value, c.count) for c in facets.year] == [("2024", 2)]
    assert facets.issuer[0].count == 2


def test_the_index_gets_every_clause_once_and_the_title(city: City) -> None:
    publish_sample(city)
    found = list(reads.search_documents(PUBLIC))
    assert len(found) == 3
    for one in found:
        keys = [entry.key for entry in one.entries]
        assert len(keys) == len(set(keys))
        assert one.entries[0].text == one.title
        assert all(entry.text.strip() for entry in one.entries)
        assert (one.source, one.staff) == ("sample.txt", False)


def test_a_download_is_sealed_with_its_digest(city: City) -> None:
    done = publish_sample(city)
    for key in done.keys:
        record = reads.publishable(PUBLIC, key, base="https://example.org/")
        assert record is not None
        assert record.record_sha256 == digest(record)
    [line] = reads.home(PUBLIC).issues
    issue = reads.publishable_issue(PUBLIC, line.ref.series, line.ref.year, line.ref.number)
    assert issue is not None
    assert len(issue.documents) == 3


def test_a_unit_shows_what_it_issued_and_what_it_must_do(city: City) -> None:
    publish_sample(city)
    named = reads.tasks(PUBLIC, size=100).lines
    unit = next(u.unit for line in named for u in (*line.task.lead, *line.task.responsible) if u.unit)
    page = reads.unit(PUBLIC, unit.code)
    assert page is not None
    assert page.leads_count + page.helps_count > 0
    assert reads.unit(PUBLIC, "no-such-unit") is None


def test_changes_come_in_order_and_go_on_behind_a_position(city: City) -> None:
    publish_text(city, *document())
    [first] = reads.changes(PUBLIC)
    publish_text(city, *document("云政发〔2024〕62号"))
    [second] = reads.changes(PUBLIC, since=first.position)
    assert second.document.number == "云政发〔2024〕62号"
    assert second.position > first.position


def test_the_ledger_of_one_issue_has_no_gap(city: City) -> None:
    publish_sample(city)
    [one] = reads.series(PUBLIC)
    found = reads.ledger(PUBLIC, one.slug, date(2026, 1, 1))
    assert found is not None
    assert [year.missing for year in found.years] == [()]
    assert reads.ledger(PUBLIC, "no-such-gazette", date(2026, 1, 1)) is None

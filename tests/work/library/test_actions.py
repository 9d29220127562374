"""Published with four eyes, corrected as a new version, never half done."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from tests.factories import (
    City,
    accept,
    admit_file,
    admit_sample,
    admit_text,
    publish_sample,
    publish_text,
    sample_file,
    start,
)

from gongkai.base.trail.models import Entry, Event, Leaf
from gongkai.rules.access import PUBLIC, SYSTEM, Refused
from gongkai.work.intake.models import Reading
from gongkai.work.library import actions, reads
from gongkai.work.library.models import (
    Citation,
    Clause,
    Document,
    Indicator,
    Issue,
    OldAddress,
    Series,
    Task,
    Topic,
    Version,
)

# the actions bear the names of their modules
ADMIT = import_module("gongkai.work.library.actions.admit")
PUBLISH = import_module("gongkai.work.library.actions.publish")
HEAD = ("云滨市人民政府关于加快发展托育服务的意见", "各区县人民政府，市政府各部门：")
SIGNED = ("云滨市人民政府", "2024年3月5日")
NUMBER = "云政发〔2024〕61号"


def opinion(number: str = NUMBER, *text: str) -> tuple[str, ...]:
    return (number, *HEAD, *(text or ("一、总体要求。坚持普惠优先。", "二、主要任务。办好服务。")), *SIGNED)


def words(key: str, eid: str) -> str:
    page = reads.document(PUBLIC, key)
    assert page is not None
    [clause] = [c for part in page.components for c in part.clauses if c.eid == eid]
    return clause.text


def test_who_accepted_the_words_does_not_publish_them(city: City) -> None:
    done = admit_text(city, *opinion())
    document = Document.objects.get()
    assert actions.why_not_publish(city.clerk, document) != []
    assert actions.why_not_publish(city.reviewer, document) == []
    Version.objects.update(admitted_by=city.reviewer.user_id)
    with pytest.raises(Refused):
        actions.publish(city.reviewer, done.keys)
    actions.publish(city.reviewer, done.keys, forced_why="单位只有一人")
    page = reads.document(PUBLIC, document.key)
    assert page is not None
    assert page.version.forced_why == "单位只有一人"


def test_a_publication_is_in_the_trail_the_events_and_the_log(city: City) -> None:
    key = publish_text(city, *opinion())
    version = Version.objects.get()
    assert key == "yunzhengfa-2024-61"
    assert Entry.objects.filter(action="library.document.published", subject_id=key).count() == 1
    assert Event.objects.get(kind="library.document.published").payload["sha256"] == version.record_sha256
    leaf = Leaf.objects.get()
    assert (leaf.kind, leaf.address, leaf.record_sha256) == ("published", key, version.record_sha256)


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(city: City) -> None:
    key = publish_text(city, *opinion())
    number = actions.correct(
        city.clerk, key, clauses={"notice-1": "总体要求。坚持普惠优先、安全优先。"}, why="漏字"
    )
    assert number == 2
    assert words(key, "notice-1") == "总体要求。坚持普惠优先。"
    with pytest.raises(Refused):
        actions.publish(city.clerk, [key])
    actions.publish(city.reviewer, [key])
    assert words(key, "notice-1") == "总体要求。坚持普惠优先、安全优先。"
    row = Clause.objects.get(version__number=2, eid="notice-1")
    assert row.raw == "总体要求。坚持普惠优先。"
    old = reads.document(PUBLIC, key, 1)
    assert old is not None
    assert not old.is_current
    assert [change.kind for change in reads.changes(PUBLIC)] == ["published", "corrected"]
    [entry] = [e for d in reads.search_documents() for e in d.entries if e.eid == "notice-1"]
    assert ("安全优先" in entry.text, "安全优先" in entry.raw) == (True, False)


@pytest.mark.parametrize(
    ("clauses", "facts", "why"),
    [
        ({}, {}, "无"),
        ({"notice-1": "好"}, {}, ""),
        ({"notice-1": "好"}, {}, " "),
        ({"no-such": "好"}, {}, "有"),
        ({"notice-1": " "}, {}, "有"),
        ({}, {"date": "三月"}, "有"),
        ({}, {"title": ""}, "有"),
        ({}, {"nothing": "x"}, "有"),
        ({}, {"issuers": "云滨市人民政府"}, "有"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    city: City, clauses: dict[str, str], facts: dict[str, object], why: str
) -> None:
    key = publish_text(city, *opinion())
    with pytest.raises(Refused):
        actions.correct(city.clerk, key, clauses=clauses, facts=facts, why=why)
    assert Version.objects.count() == 1


def test_a_correction_of_an_older_version_than_the_newest_is_refused(city: City) -> None:
    key = publish_text(city, *opinion())
    actions.correct(city.clerk, key, facts={"date": "2024-03-06"}, why="日期误", seen=1)
    with pytest.raises(Refused):
        actions.correct(city.clerk, key, facts={"date": "2024-03-07"}, why="日期误", seen=1)


def test_a_corrected_number_moves_the_address_and_the_old_one_leads_there(city: City) -> None:
    key = publish_text(city, *opinion())
    actions.correct(city.clerk, key, facts={"number": "云政发〔2024〕16号"}, why="文号误")
    actions.publish(city.reviewer, [key])
    assert reads.moved(key) == "yunzhengfa-2024-16"
    assert OldAddress.objects.count() == 1
    assert reads.document(PUBLIC, "yunzhengfa-2024-16") is not None


def test_a_version_that_waits_can_be_thrown_away(city: City) -> None:
    key = publish_text(city, *opinion())
    actions.correct(city.clerk, key, facts={"date": "2024-03-06"}, why="日期误")
    actions.discard(city.clerk, key, "原文无误")
    assert Version.objects.get().number == 1
    with pytest.raises(Refused):
        actions.discard(city.clerk, key, "再删")


def test_other_words_under_the_same_number_are_a_new_version(city: City) -> None:
    first = admit_text(city, *opinion())
    second = admit_text(
        city, *opinion(NUMBER, "一、总体要求。坚持普惠优先。", "二、主要任务。办好各项服务。"), name="b.txt"
    )
    assert (second.updated, second.created) == (first.created, ())
    assert Version.objects.count() == 2
    again = admit_text(city, *opinion(), "", name="c.txt")
    assert again.keys == first.keys


def test_a_document_without_number_is_known_by_its_words(city: City) -> None:
    text = (HEAD[0], HEAD[1], "做好服务工作。", *SIGNED)
    first = admit_text(city, *text)
    assert first.created[0].startswith("d-")
    second = admit_text(city, "", *text, name="b.txt")
    assert second.same == first.created


def test_citations_find_their_document_whichever_comes_first(city: City) -> None:
    citing = publish_text(
        city,
        *opinion(
            "云政发〔2024〕62号",
            "根据《云滨市人民政府关于加快发展托育服务的意见》（云政发[2024]61号）要求，做好工作。",
        ),
    )
    assert Citation.objects.get().target is None
    cited = publish_text(city, *opinion())
    page = reads.document(PUBLIC, cited)
    assert page is not None
    assert [c.source.key for c in page.cited_by] == [citing]
    later = publish_text(city, *opinion("云政发〔2024〕63号", "按照云政发〔2024〕61号文件执行。"))
    page = reads.document(PUBLIC, later)
    assert page is not None
    assert [c.target.key for c in page.cites if c.target] == [cited]


def test_a_draft_is_no_target_that_the_public_sees(city: City) -> None:
    admit_text(city, *opinion())
    later = publish_text(city, *opinion("云政发〔2024〕63号", "按照云政发〔2024〕61号文件执行。"))
    page = reads.document(PUBLIC, later)
    assert page is not None
    assert [c.target for c in page.cites] == [None]


def test_a_citation_mended_by_hand_stays_so_when_all_is_built_again(city: City) -> None:
    cited = publish_text(city, *opinion())
    citing = publish_text(city, *opinion("云政发〔2024〕63号", "按照《托育意见》执行。"))
    citation = Citation.objects.get()
    actions.mend_citation(city.clerk, citation.pk, cited)
    assert all(one.same for one in actions.rebuild(SYSTEM))
    again = Citation.objects.get()
    assert again.target is not None
    assert (again.target.key, again.version.document.key) == (cited, citing)


def test_everything_derived_comes_out_the_same_when_built_again(city: City) -> None:
    publish_sample(city)
    key = publish_text(city, *opinion())
    actions.correct(city.clerk, key, clauses={"notice-1": "总体要求。坚持安全优先。"}, why="漏字")
    actions.publish(city.reviewer, [key])

    def state() -> tuple[object, ...]:
        return (
            list(Document.objects.order_by("pk").values_list("key", "state", "published_at")),
            list(Version.objects.order_by("pk").values_list("record_sha256", flat=True)),
            list(Clause.objects.order_by("version_id", "order").values_list("eid", "text", "raw")),
            list(
                Task.objects.order_by("version_id", "order").values_list("eid", "text", "clause__eid", "due")
            ),
            list(Citation.objects.order_by("version_id", "order").values_list("as_written", "target")),
            Indicator.objects.count(),
        )

    before = state()
    Clause.objects.filter(version__document__key=key).delete()
    done = list(actions.rebuild(SYSTEM))
    assert len(done) == 5
    assert all(one.same for one in done)
    assert state() == before


@pytest.mark.parametrize("step", ["fill", "resolve", "contents", "record"])
def test_an_admission_that_is_cut_off_leaves_nothing(
    city: City, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr(ADMIT, step, cut)
    with pytest.raises(RuntimeError):
        admit_sample(city)
    assert (Document.objects.count(), Version.objects.count(), Issue.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    assert len(actions.admit(city.clerk, Reading.objects.get().pk).created) == 3


@pytest.mark.parametrize("step", ["resolve", "told", "log_publication"])
def test_a_publication_that_is_cut_off_leaves_a_draft(
    city: City, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = admit_text(city, *opinion())

    def cut(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr(PUBLISH, step, cut)
    with pytest.raises(RuntimeError):
        actions.publish(city.reviewer, done.keys)
    assert Document.objects.get().state == "draft"
    assert Version.objects.get().published_at is None
    assert not Leaf.objects.exists()


def test_one_document_that_cannot_be_published_holds_back_all(city: City) -> None:
    first, second = (
        admit_text(city, *opinion()),
        admit_text(city, *opinion("云政发〔2024〕62号"), name="b.txt"),
    )
    actions.publish(city.reviewer, first.keys)
    with pytest.raises(Refused):
        actions.publish(city.reviewer, [*first.keys, *second.keys])
    assert Document.objects.filter(state="published").count() == 1


def test_a_repeal_is_a_proposal_until_a_person_says_so(city: City) -> None:
    cited = publish_text(city, *opinion())
    ending = publish_text(city, *opinion("云政发〔2025〕1号", "云政发〔2024〕61号文件同时废止。"))
    assert Citation.objects.get().kind == "repeals"
    assert Document.objects.get(key=cited).validity == "unknown"
    with pytest.raises(Refused):
        actions.set_validity(city.clerk, cited, "repealed", by=ending)
    actions.set_validity(city.reviewer, cited, "repealed", by=ending)
    page = reads.document(PUBLIC, cited)
    assert page is not None
    assert (page.line.validity, page.validity_by and page.validity_by.key) == ("repealed", ending)


def test_topics_are_given_by_the_words_of_a_title_and_by_hand(city: City) -> None:
    actions.keep_topic(city.head, "托育", "tuoyu", rule="托育\n婴幼儿照护")
    actions.keep_topic(city.head, "民生", "minsheng")
    key = publish_text(city, *opinion())
    assert list(Topic.objects.filter(documents__key=key).values_list("slug", flat=True)) == ["tuoyu"]
    assert actions.assign_topics(city.clerk, [key], add=["minsheng"], remove=["tuoyu"]) == 1
    assert actions.assign_topics(city.clerk, [key], add=["minsheng"]) == 0
    with pytest.raises(Refused):
        actions.keep_topic(city.head, "民生", "minsheng", parent="minsheng")


def test_a_problem_is_reported_by_anybody_and_settled_by_the_office(city: City) -> None:
    key = publish_text(city, *opinion())
    report = actions.report_problem(PUBLIC, key, "第二条有错字", eid="notice-2", contact="13800000000")
    with pytest.raises(Refused):
        actions.settle_problem(PUBLIC, report, "mended", "已更正")
    actions.settle_problem(city.clerk, report, "dismissed", "原文如此")
    with pytest.raises(Refused):
        actions.settle_problem(city.clerk, report, "mended", "再改")
    assert not Entry.objects.filter(after__contact__isnull=False).exists()
    with pytest.raises(Refused):
        actions.report_problem(PUBLIC, "no-such-document", "错")


def test_the_ledger_shows_gaps_duplicates_and_what_is_late(city: City) -> None:
    publish_sample(city)
    first = Issue.objects.get()
    for number, serial in (
        (first.number + 2, (first.serial or 1) + 2),
        (first.number + 3, (first.serial or 1) + 2),
    ):
        Issue.objects.create(
            series=first.series, title=first.title, year=first.year, number=number, serial=serial,
            date=date(first.year, 6, number), original=first.original, source_name="x", reading_id=0,
            source_text="", state="published", published_at=first.published_at,
        )  # fmt: skip
    Series.objects.update(days_between=30)
    found = reads.ledger(PUBLIC, first.series.slug, date(first.year + 1, 1, 1))
    assert found is not None
    assert found.years[0].missing == (first.number + 1,)
    assert found.missing_serials == ((first.serial or 1) + 1,)
    assert [note.kind for note in found.notes] == ["duplicate"]
    assert found.overdue
    assert found.expected == date(first.year, 6, first.number + 3) + timedelta(days=30)


def test_the_real_gazette_becomes_three_documents(city: City, shared: Path) -> None:
    path = shared / "seed" / "gazette-2020-16.txt"
    done = admit_file(city, path.read_bytes(), path.name)
    assert len(done.created) == 3
    assert "shenzhengfa-2020-18" in done.created
    actions.publish(city.reviewer, done.keys)
    page = reads.document(PUBLIC, "shenzhengfa-2020-18")
    assert page is not None
    assert len(page.indicators) > 25
    assert len(page.tasks) > 15
    assert any("婴儿死亡率" in indicator.excerpt.words for indicator in page.indicators)


def test_a_reading_that_nobody_accepted_stays_out(city: City) -> None:
    reading = start(sample_file(), "sample.txt", city.place)
    assert actions.why_not_admit(city.clerk, reading) != []
    with pytest.raises(Refused):
        actions.admit(city.clerk, reading)


def test_a_citizen_admits_nothing(city: City) -> None:
    reading = accept(city, "\n".join(opinion()).encode(), "a.txt")
    for reader in (PUBLIC, city.member):
        with pytest.raises(Refused):
            actions.admit(reader, reading)

"""The index follows the events; it is a copy that can be lost, repeated and rebuilt without harm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from tests.factories import City, accept, admit_text, publish_sample, start

from gongkai.base.trail import reads as trail
from gongkai.base.trail.models import Cursor
from gongkai.faces.search import jobs, reads
from gongkai.faces.search.engine import Engine, Folder, Query, rebuild
from gongkai.faces.search.entries import every_entry
from gongkai.faces.search.models import AskedLine
from gongkai.rules.access import PUBLIC, SYSTEM, Reader
from gongkai.work.intake.actions import reject_reading
from gongkai.work.library.actions import admit, publish

TEXT = (
    "云滨市人民政府关于流动花市管理的通知",
    "云政发〔2024〕7号",
    "各区、县（市）人民政府：",
    "一、规范流动花市的设置。",
    "云滨市人民政府",
    "2024年4月2日",
)


def update() -> str:
    return jobs.update_index(timezone.now())


def sources(reader: Reader = SYSTEM, words: str = "流动花市") -> set[str]:
    return {hit.document.key for hit in reads.search(reader, Query(words, limit=100)).hits}


def agreed() -> bool:
    """Whether the index is what the database says."""
    return jobs.check_index() == ([], [], [])


def test_a_missing_index_is_built_and_a_second_run_says_nothing(city: City) -> None:
    publish_sample(city)
    assert "份文件" in update()
    assert update() == ""
    assert agreed()


def test_a_file_is_found_from_its_arrival_on_and_only_once(city: City) -> None:
    update()
    reading = start("\n".join(TEXT).encode(), "huashi.txt", city.place)
    update()
    assert sources() == {f"reading-{reading}"}
    assert sources(PUBLIC) == set()


def test_what_was_accepted_is_found_until_the_library_has_it(city: City) -> None:
    update()
    reading = accept(city, "\n".join(TEXT).encode(), "huashi.txt")
    update()
    assert sources() == {f"reading-{reading}"}
    done = admit(city.clerk, reading)
    update()
    assert sources() == set(done.keys)
    assert sources(PUBLIC) == set()
    publish(city.reviewer, done.keys)
    update()
    assert sources(PUBLIC) == set(done.keys)
    assert agreed()


def test_what_was_sent_back_is_found_no_more(city: City) -> None:
    update()
    reading = start("\n".join(TEXT).encode(), "huashi.txt", city.place)
    update()
    reject_reading(city.clerk, reading, "不是公文")
    update()
    assert sources() == set()
    assert agreed()


def test_every_document_of_a_gazette_that_waits_is_found_by_itself(city: City) -> None:
    from tests.factories import sample_file

    reading = start(sample_file(), "gongbao.txt", city.place)
    update()
    keys = {entry.key for entry in every_entry()}
    assert f"reading-{reading}" in keys
    assert f"reading-{reading}-1" in keys
    assert agreed()


def test_no_word_of_a_waiting_file_is_lost(city: City) -> None:
    lines = ["随手写的一行", *TEXT, "页脚之外还有这样一句补记"]
    start("\n".join(lines).encode(), "huashi.txt", city.place)
    update()
    for line in lines:
        assert reads.search(SYSTEM, Query(f'"{line}"')).count, line


def test_a_kill_between_index_and_cursor_repeats_harmlessly(city: City) -> None:
    update()
    before = trail.position("search")
    admit_text(city, *TEXT)
    update()
    Cursor.objects.filter(consumer="search").update(position=before)
    found = sources()
    update()
    assert sources() == found
    assert agreed()


def test_an_index_that_cannot_be_read_is_built_anew(city: City) -> None:
    admit_text(city, *TEXT)
    update()
    (settings.GONGKAI_HOME.index / "current").write_text("gen-000099 1\n")
    assert "份文件" in update()
    assert len(sources()) == 1


def test_the_old_index_serves_while_a_new_one_is_built(city: City) -> None:
    admit_text(city, *TEXT)
    update()
    with rebuild(jobs.folder(), lambda keys: []):
        assert len(sources()) == 1
    assert sources() == set()
    jobs.rebuild_index()
    assert len(sources()) == 1


def test_the_check_names_what_is_lacking_too_many_and_stale(city: City) -> None:
    keys = admit_text(city, *TEXT).keys
    jobs.rebuild_index()
    [entry] = list(every_entry())
    with rebuild(jobs.folder(), lambda _: []) as writer:
        from dataclasses import replace

        writer.add(replace(entry, version="old"))
        writer.add(replace(entry, key="gone", parts=()))
    assert jobs.check_index() == ([], ["gone"], list(keys))
    with rebuild(jobs.folder(), lambda _: []):
        pass
    assert jobs.check_index() == (list(keys), [], [])


def test_old_lines_of_the_log_go_by_schedule(db: None) -> None:
    now = timezone.now()
    AskedLine.objects.create(at=now - timezone.timedelta(days=181), text="旧", mode="phrase", count=1)  # type: ignore[attr-defined]
    AskedLine.objects.create(at=now, text="新", mode="phrase", count=1)
    assert jobs.forget_asked(now)
    assert [line.text for line in AskedLine.objects.all()] == ["新"]
    assert jobs.forget_asked(now) == ""


@pytest.mark.usefixtures("db")
def test_the_state_of_the_index_is_told(tmp_path: Path) -> None:
    assert reads.index_state().fault
    jobs.rebuild_index()
    assert reads.index_state().documents == 0
    assert Engine(Folder(settings.GONGKAI_HOME.index)).held() == {}
    shutil.rmtree(settings.GONGKAI_HOME.index)
    assert reads.index_state().fault

"""The watched folder: what is complete is taken once, nothing is moved, nothing half is read."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from gongkai.base.files import actions
from gongkai.base.files.models import Arrival
from gongkai.formats.sniff import media_type
from gongkai.rules.access import SYSTEM
from gongkai.work.intake import jobs
from gongkai.work.intake.models import Reading

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=10)
WORDS = "云滨市人民政府通知\n云政发〔2021〕7号\n各区人民政府：\n现将有关事项通知如下。\n2021年3月1日\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path


def take(inbox: Path) -> list[str]:
    return [taken.name for taken in jobs.take_new(SYSTEM, inbox, timezone.now() + LATER)]


def test_a_file_is_taken_once_and_stays_where_it_is(inbox: Path) -> None:
    (inbox / "a.txt").write_text(WORDS, encoding="utf-8")
    assert take(inbox) == ["a.txt"]
    assert take(inbox) == []
    assert (inbox / "a.txt").exists()
    assert (Reading.objects.count(), Arrival.objects.get().source) == (1, "folder")


def test_a_file_that_is_still_written_waits(inbox: Path) -> None:
    (inbox / "a.txt").write_text(WORDS, encoding="utf-8")
    assert list(jobs.new_files(inbox, timezone.now())) == []
    assert list(jobs.new_files(inbox, timezone.now() + LATER)) == [inbox / "a.txt"]


def test_hidden_files_and_those_of_word_are_left(inbox: Path) -> None:
    for name in (".part", "~$a.docx"):
        (inbox / name).write_text(WORDS, encoding="utf-8")
    (inbox / ".tmp").mkdir()
    (inbox / ".tmp" / "b.txt").write_text(WORDS, encoding="utf-8")
    assert take(inbox) == []


def test_a_file_with_new_words_under_the_old_name_is_taken_too(inbox: Path) -> None:
    (inbox / "a.txt").write_text(WORDS, encoding="utf-8")
    take(inbox)
    (inbox / "a.txt").write_text(WORDS.replace("7号", "18号"), encoding="utf-8")
    assert take(inbox) == ["a.txt"]
    assert Reading.objects.count() == 2


def test_what_is_no_gazette_is_put_aside_once(inbox: Path) -> None:
    (inbox / "a.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert take(inbox) == ["a.pdf"]
    assert take(inbox) == []
    assert Arrival.objects.get().state == "quarantined"


def test_a_file_that_a_run_left_behind_is_read_by_the_scheduled_work(inbox: Path) -> None:
    receipt = actions.receive(
        SYSTEM, actions.Incoming(WORDS.encode(), "a.txt", "command"), media_type(WORDS.encode())
    )
    assert jobs.take_inbox(timezone.now()) is None
    said = jobs.take_inbox(timezone.now() + jobs.LEFT_BEHIND + LATER)
    assert said == "读入 1 个文件，隔离 0 个"
    assert Arrival.objects.get(pk=receipt.arrival).state == "read"


def test_the_scheduled_work_watches_the_inbox_of_the_installation() -> None:
    path = settings.GONGKAI_HOME.inbox / "通知.txt"
    path.write_text(WORDS, encoding="utf-8")
    try:
        assert jobs.take_inbox(timezone.now() + LATER) == "读入 1 个文件，隔离 0 个"
        assert jobs.take_inbox(timezone.now() + LATER) is None
    finally:
        os.unlink(path)

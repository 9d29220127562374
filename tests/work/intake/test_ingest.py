"""Files on their way to the desk: once, in order, each at its own risk."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.base.files.models import Arrival, Original
from gongkai.rules.access import SYSTEM
from gongkai.rules.interchange import to_json
from gongkai.samples import write_sample
from gongkai.work.intake import actions, reads
from gongkai.work.intake.ingest import files_in, take_paths
from gongkai.work.intake.models import Fact, Item, Reading
from gongkai.work.intake.reader import Taken


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [path] = write_sample(tmp_path_factory.mktemp("sample"), ["txt"])
    return path


def take(*paths: Path) -> list[Taken]:
    return list(take_paths(SYSTEM, files_in(paths), source="command", method="fork"))


@pytest.mark.django_db
def test_a_gazette_becomes_one_original_one_arrival_and_one_open_reading(sample: Path) -> None:
    [taken] = take(sample)
    assert (taken.known, taken.code) == (False, "")
    reading = Reading.objects.get()
    assert (reading.pk, reading.state) == (taken.reading, "open")
    assert Arrival.objects.get().state == "read"
    assert Original.objects.get().pk == reading.original_id
    assert Item.objects.filter(kind="task").exists()


@pytest.mark.django_db
def test_the_same_file_twice_is_one_record(sample: Path) -> None:
    [first] = take(sample)
    [second] = take(sample)
    assert (second.reading, second.known) == (first.reading, True)
    assert (Original.objects.count(), Arrival.objects.count(), Reading.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_an_accepted_reading_without_corrections_is_the_record_as_read(sample: Path) -> None:
    [taken] = take(sample)
    assert taken.reading is not None
    with pytest.raises(reads.NotAccepted):
        reads.accepted(SYSTEM, taken.reading)
    actions.accept_unseen(SYSTEM, taken.reading, "可信来源")
    accepted = reads.accepted(SYSTEM, taken.reading)
    assert to_json(accepted.gazette) == Reading.objects.get().record
    assert accepted.corrections == ()
    assert not Fact.objects.filter(state="pending").exists()

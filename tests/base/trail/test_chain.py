"""The chain of entries: it holds, and whatever is done to it is found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from gongkai.base.trail import commands, guards, reads
from gongkai.base.trail.actions import Subject, record
from gongkai.base.trail.models import Entry, Event, Head, Leaf
from gongkai.base.trail.reads.verifying import Fault
from gongkai.rules.access import SYSTEM, Reader

THING = Subject("test.thing", "7", "某物")


def write(count: int) -> list[Entry]:
    with transaction.atomic():
        return [
            record(
                SYSTEM, "test.changed", THING, before={"n": n}, after={"n": n + 1}, event="test.thing.changed"
            )
            for n in range(count)
        ]


@pytest.fixture
def unguarded(db: None) -> None:
    """What somebody does who owns the database; the test's transaction puts the guards back."""
    guards.remove(connection)


def change() -> None:
    Entry.objects.filter(sequence=3).update(why="别的理由")


def remove_one() -> None:
    Event.objects.filter(entry=3).delete()
    Entry.objects.filter(sequence=3).delete()


def remove_last() -> None:
    Event.objects.filter(entry=6).delete()
    Entry.objects.filter(sequence=6).delete()


def swap() -> None:
    Event.objects.all().delete()
    for old, new in ((3, 100), (4, 3), (100, 4)):
        Entry.objects.filter(sequence=old).update(sequence=new)


def rehash_one() -> None:
    from gongkai.base.trail.chain import link

    entry = Entry.objects.get(sequence=3)
    entry.why = "改过并重算"
    Entry.objects.filter(sequence=3).update(why=entry.why, hash=link(entry))


def forge_behind() -> None:
    from gongkai.base.trail.chain import link

    last = Entry.objects.get(sequence=6)
    last.sequence, last.previous = 7, last.hash
    last.hash = link(last)
    last.save(force_insert=True)


def forge_head() -> None:
    Head.objects.update(hash="0" * 64)


DAMAGE: list[tuple[Callable[[], None], int, str]] = [
    (change, 3, "changed"),
    (remove_one, 3, "removed"),
    (remove_last, 6, "end_removed"),
    (swap, 3, "changed"),
    (rehash_one, 4, "inserted"),
    (forge_behind, 7, "behind_end"),
    (forge_head, 6, "end_removed"),
]


@pytest.mark.django_db
def test_an_empty_trail_and_a_whole_one_hold() -> None:
    assert reads.verify().holds
    entries = write(5)
    verdict = reads.verify()
    assert (verdict.count, verdict.hash, verdict.holds) == (5, entries[-1].hash, True)
    assert entries[1].previous == entries[0].hash


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("damage", "sequence", "fault"), DAMAGE, ids=[d[0].__name__ for d in DAMAGE])
def test_damage_is_found_at_its_first_link(damage: Callable[[], None], sequence: int, fault: str) -> None:
    write(6)
    damage()
    verdict = reads.verify()
    assert verdict.first_break is not None
    assert (verdict.first_break.sequence, verdict.first_break.fault) == (sequence, fault)
    code, line = commands.verify_trail()
    assert code == 1
    assert str(sequence) in line


@pytest.mark.django_db
def test_a_chain_made_anew_lacks_the_hash_that_somebody_noted() -> None:
    noted = write(3)[1].hash
    assert reads.verify(noted).holds
    assert reads.verify("f" * 64).first_break == reads.Break(3, Fault.NOT_KNOWN)


ODD = [
    {"float": 0.1, "large": 1e22, "nan": float("nan"), "minus": -0.0, "whole": 2.0, "big": 2**70},
    {"nul": "a\x00b", "half": "\ud800", "emoji": "😀", "中文": "（甲）"},
    {"day": date(2024, 5, 17), "amount": Decimal("1.50"), "nested": {"list": [(1, 2), {"a": None}]}, 3: True},
]


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_any_value_is_hashed_as_the_database_gives_it_back(odd: dict[object, object]) -> None:
    with transaction.atomic():
        record(Reader(None, "名\x00"), "test.odd", Subject("t", "1", "x" * 600), after=odd, why="\ud800")  # type: ignore[arg-type]
    assert reads.verify().holds


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_kept_with_its_change_or_not_at_all() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(SYSTEM, "test.changed", THING)

    def fail() -> None:
        with transaction.atomic():
            record(SYSTEM, "test.changed", THING, event="test.thing.changed")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (Entry.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain_and_lose_nothing() -> None:
    writers, each = 6, 8
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(each):
                write(1)
        except IntegrityError as error:  # pragma: no cover - what the test is to show impossible
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Entry.objects.count() == Event.objects.count() == writers * each
    assert reads.verify().holds
    positions = list(Event.objects.order_by("pk").values_list("entry_id", flat=True))
    assert positions == sorted(positions)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Entry, Event])
@pytest.mark.parametrize("way", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_what_is_written(model: type[Entry], way: str) -> None:
    write(2)
    table = model._meta.db_table
    statement = f"update {table} set at = at" if way == "update" else f"delete from {table}"  # noqa: S608
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_trail() -> None:
    write(1)
    refused = pytest.raises((IntegrityError, InternalError))
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"truncate {Leaf._meta.db_table}")


@pytest.mark.django_db
def test_the_log_is_exported_as_lines_that_can_be_hashed_again() -> None:
    import hashlib
    import json

    from gongkai.base.trail.chain import canonical

    write(3)
    lines = [json.loads(line) for line in commands.export_trail()]
    assert len(lines) == 3
    for line in lines:
        given = line.pop("hash")
        assert hashlib.sha256(canonical(line)).hexdigest() == given
    assert len(list(commands.export_trail(since=2))) == 1


@pytest.mark.django_db
def test_the_history_of_a_thing_shows_each_field_before_and_after() -> None:
    write(2)
    with transaction.atomic():
        record(SYSTEM, "test.other", Subject("test.thing", "8", "别物"))
    lines = reads.history(SYSTEM, "test.thing", "7")
    assert [line.changes for line in lines] == [
        (reads.FieldChange("n", 1, 2),),
        (reads.FieldChange("n", 0, 1),),
    ]
    found = reads.listing(SYSTEM, reads.Filters(action="test.other", who="系统"))
    assert [line.subject_id for line in found.lines] == ["8"]
    assert reads.listing(SYSTEM, reads.Filters(since=date(2999, 1, 1))).count == 0
    assert [line.subject_id for line in reads.entries(SYSTEM, reads.Filters(subject="别"))] == ["8"]

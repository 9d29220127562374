"""Files in processes apart: order, isolation, and what a dead process costs."""

from __future__ import annotations

import os
import signal
import time

import pytest

from gongkai.cli.many import outcomes
from gongkai.cli.reading import READ, UNUSABLE, Outcome


def reader(file: str) -> Outcome:
    """Stands for the real reader; what it does is said by the file's name."""
    if file.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if file.startswith("fault"):
        raise ZeroDivisionError(file)
    if file.startswith("slow"):
        time.sleep(0.6)
    return Outcome(file, READ, file.encode())


def no_tick() -> None:
    """Nobody waits for a sign."""


def read(files: list[str], jobs: int) -> list[Outcome]:
    return list(outcomes(files, reader, jobs, no_tick))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_files(jobs: int) -> None:
    files = ["slow-1", *(f"file-{number}" for number in range(12))]
    assert [outcome.file for outcome in read(files, jobs)] == files


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("position", [0, 3, 8])
def test_a_file_that_kills_its_process_costs_no_other_file(jobs: int, position: int) -> None:
    files = [f"file-{number}" for number in range(9)]
    files[position] = "die"
    found = read(files, jobs)
    assert [outcome.file for outcome in found] == files
    assert [outcome.file for outcome in found if outcome.status == UNUSABLE] == ["die"]
    assert "意外终止" in (found[position].problem or "")


def test_two_deaths_are_two_outcomes() -> None:
    found = read(["a", "die-1", "b", "c", "d", "e", "die-2", "f"], 2)
    assert [outcome.status for outcome in found] == [READ, UNUSABLE, READ, READ, READ, READ, UNUSABLE, READ]


def test_a_fault_of_the_program_is_the_outcome_of_its_file() -> None:
    found = read(["a", "fault", "b"], 2)
    assert [outcome.status for outcome in found] == [READ, UNUSABLE, READ]
    assert "ZeroDivisionError" in (found[1].problem or "")


def test_a_sign_of_life_is_given_while_a_file_takes_long() -> None:
    ticks = []
    list(outcomes(["slow"], reader, 1, lambda: ticks.append(1)))
    assert ticks


def test_no_file_no_process() -> None:
    assert read([], 2) == []

"""Progress: a bar for a person, few lines for a log, nothing for one file."""

from __future__ import annotations

import sys

import pytest

from gongkai.cli import progress
from gongkai.cli.progress import Progress


def test_one_file_of_a_log_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1) as bar:
        bar.tick()
        bar.advance(None)
    assert capsys.readouterr().err == ""


def test_a_log_of_many_files_gets_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(500) as bar:
        for _ in range(500):
            bar.advance(None)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert (lines[0], lines[-1]) == ("已读 50/500", "已读 500/500")


def test_a_problem_is_always_said(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1) as bar:
        bar.advance("a.pdf：文件是空的")
    assert capsys.readouterr().err == "a.pdf：文件是空的\n"


def test_a_person_sees_a_bar_that_is_gone_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress(4) as bar:
        bar.advance(None)
        bar.advance("b.pdf：坏")
    shown = capsys.readouterr().err
    assert "[######" in shown
    assert "2/4" in shown
    assert "b.pdf：坏\n" in shown
    assert shown.endswith("\r\033[K")


def test_a_person_who_waits_for_one_file_is_told_after_a_while(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress(1) as bar:
        bar.tick()
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "PATIENCE", 0.0)
        bar.tick()
        assert "0/1" in capsys.readouterr().err

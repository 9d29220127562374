"""`gongkai read` from file to record: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.samples import write_sample

GONGKAI = Path(sys.executable).with_name("gongkai")
NOTICE = """云城市人民政府办公室关于做好春耕工作的通知

云政办发〔2021〕7号

各区人民政府：

一、备足种子

6月底前备足种子。（牵头部门：市农业农村局；责任部门：市财政局）

云城市人民政府办公室

2021年3月1日
"""
Valid = Callable[[dict[str, Any]], None]


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [path] = write_sample(tmp_path_factory.mktemp("sample"), ["txt"])
    return path


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([GONGKAI, *arguments], stdout=pipe, stderr=pipe, **options)


def test_one_file_is_printed_as_one_record(command: Any, notice: Path, valid: Valid) -> None:
    ended = command("read", notice)
    assert (ended.code, ended.err) == (0, "")
    record = json.loads(ended.text)
    valid(record)
    assert record["source"]["file"] == "通知.txt"
    assert record["documents"][0]["tasks"][0]["lead"] == ["市农业农村局"]


def test_several_files_are_printed_one_record_a_line_in_their_order(
    command: Any, notice: Path, sample: Path, valid: Valid
) -> None:
    ended = command("read", notice, sample, notice, "--jobs", "2")
    records = [json.loads(line) for line in ended.text.splitlines()]
    assert [record["source"]["file"] for record in records] == ["通知.txt", "sample.txt", "通知.txt"]
    for record in records:
        valid(record)


def test_the_text_is_the_one_that_spans_point_into(command: Any, sample: Path) -> None:
    text = command("read", sample, "--format", "text").text
    record = json.loads(command("read", sample).text)
    assert len(text) == record["source"]["characters"]
    targets = [
        target for document in record["documents"] for task in document["tasks"] for target in task["targets"]
    ]
    assert targets
    for target in targets:
        start, end = target["span"]["start"], target["span"]["end"]
        # a page number may stand between the words
        letters = iter(text[start:end])
        assert all(letter in letters for letter in "".join(target["as_written"].split()))


@pytest.mark.parametrize(("form", "mark"), [("md", "# "), ("html", "<!DOCTYPE html>")])
def test_a_report_names_every_lead_unit(command: Any, sample: Path, form: str, mark: str) -> None:
    text = command("read", sample, "--format", form).text
    assert text.startswith(mark)
    record = json.loads(command("read", sample).text)
    leads = {lead for document in record["documents"] for task in document["tasks"] for lead in task["lead"]}
    assert leads
    assert [lead for lead in leads if lead not in text] == []


def test_results_go_into_the_folder_and_it_is_made(
    command: Any, notice: Path, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "out"
    ended = command("read", notice, sample, "--out", out, "--format", "md")
    assert (ended.code, ended.out) == (0, b"")
    assert sorted(path.name for path in out.iterdir()) == ["sample.txt.md", "通知.txt.md"]


def test_several_files_as_a_report_need_a_folder(command: Any, notice: Path) -> None:
    ended = command("read", notice, notice, "--format", "html")
    assert (ended.code, ended.out) == (2, b"")
    assert "--out" in ended.err


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_read(
    command: Any, notice: Path, tmp_path: Path
) -> None:
    empty, missing = tmp_path / "empty.pdf", tmp_path / "missing.docx"
    empty.touch()
    ended = command("read", empty, notice, missing)
    assert ended.code == 2
    assert len(ended.text.splitlines()) == 1
    first, second = ended.err.splitlines()
    assert first.startswith(f"{empty}：文件是空的")
    assert second.startswith(f"{missing}：文件打不开")


def test_a_folder_that_cannot_be_written_is_a_clear_error(command: Any, notice: Path) -> None:
    ended = command("read", notice, "--out", notice)
    assert ended.code == 2
    assert "写不进" in ended.err


def test_the_schema_is_printed(command: Any) -> None:
    assert json.loads(command("schema").text)["title"] == "gongkai.gazette/1"


def test_a_closed_pipe_ends_the_command_quietly(sample: Path) -> None:
    process = start("read", sample, sample, sample)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_ctrl_c_ends_the_command_without_a_trace(sample: Path, tmp_path: Path) -> None:
    process = start("read", *[sample] * 200, "--out", tmp_path / "out", "--jobs", "2", start_new_session=True)
    deadline = time.monotonic() + 30
    while not (tmp_path / "out").is_dir() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    assert messages.decode().strip().splitlines()[-1] == "已停止。"
    assert "Traceback" not in messages.decode()
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(("language", "words"), [("en_US.UTF-8", "cannot be opened"), ("C", "文件打不开")])
def test_the_command_speaks_the_language_of_the_environment(
    language: str, words: str, tmp_path: Path
) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    }
    ended = subprocess.run(
        [GONGKAI, "read", tmp_path / "missing"],
        env={**environment, "LANG": language},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert words in ended.stderr.decode()


def test_help_is_there_before_any_reader_is_loaded() -> None:
    script = (
        "import sys\nfrom gongkai.cli.app import run\n"
        "assert run(['--help']) == 0\n"
        "heavy = {'lxml', 'pypdfium2', 'pdfplumber', 'docx', 'selectolax', 'typst', 'gongkai.rules'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)

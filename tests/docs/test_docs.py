"""The documentation is held to the code: commands, options, exit codes, fields, make targets, links."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

from gongkai.cli import app, output, reading
from gongkai.config.options import OPTIONS
from gongkai.config.schedule import JOBS
from gongkai.rules.interchange import INTERCHANGE_FIELDS
from gongkai.rules.records import Comparator, ReferenceKind, Scope

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
INTERCHANGE = (ROOT / "docs" / "interchange.md").read_text(encoding="utf-8")
COMMANDS = app.gongkai.commands


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def name_of(path: object) -> str:
    return path.relative_to(ROOT).as_posix() if isinstance(path, Path) else str(path)


def table_under(heading: str, text: str) -> list[str]:
    """The first cells, without code marks, of the first table under a heading."""
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    table = re.search(r"(?:^\|.*\n)+", section, flags=re.MULTILINE)
    assert table, f"no table under {heading}"
    return [line.split("|")[1].strip().strip("`") for line in table[0].splitlines()[2:]]


def finding_codes() -> Iterator[str]:
    """The codes that the code can raise: first arguments of Finding and Note."""
    for path in [*(PACKAGE / "rules").rglob("*.py"), *(PACKAGE / "formats").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(called, ast.Name)
                and called.id in ("Finding", "Note")
                and isinstance(node, ast.Call)
            ):
                first = (
                    node.args[0]
                    if node.args
                    else next((k.value for k in node.keywords if k.arg == "code"), None)
                )
                if isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"gongkai {command}" in page("README.md")


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, parameter.opts[0])
        for name, command in sorted(COMMANDS.items())
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ],
)
def test_every_option_stands_in_the_documentation(command: str, option: str) -> None:
    assert re.search(rf"gongkai {command}[^\n]*{re.escape(option)}\b", EVERYTHING)


def test_the_documentation_calls_no_command_and_no_option_that_is_not_there() -> None:
    for line in re.findall(r"^(?:\.venv/bin/)?gongkai .*$", EVERYTHING, flags=re.MULTILINE):
        verb, *rest = line.removeprefix(".venv/bin/").split()[1:]
        assert verb in COMMANDS, line
        command = COMMANDS[verb]
        if isinstance(command, click.Group) and rest and rest[0] in command.commands:
            command = command.commands[rest[0]]
        known = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z]+", " ".join(rest))) <= known, line


def test_the_settings_are_those_of_the_operators_page() -> None:
    rows = re.findall(
        r"^\| `(GONGKAI_\w+|DATABASE_URL)` \| (?:`([^`]*)`|—) \| (.*) \|$", page("docs/operator.md"), re.M
    )
    assert rows == [(option.name, option.default, option.meaning) for option in OPTIONS]


def test_the_scheduled_work_is_that_of_the_operators_page() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) s \| (.*) \|$", page("docs/operator.md"), re.M)
    assert rows == [(job.name, str(job.every), job.meaning) for job in JOBS]


def test_every_format_stands_in_the_readme() -> None:
    [form] = [parameter for parameter in COMMANDS["read"].params if parameter.name == "form"]
    assert isinstance(form.type, click.Choice)
    assert "|".join(form.type.choices) in page("README.md").replace("\\|", "|")


def test_the_exit_codes_are_those_of_the_code() -> None:
    codes = {reading.READ, reading.PAGES_LOST, reading.UNUSABLE, app.STOPPED, output.CLOSED_PIPE}
    text = page("docs/citizen-and-api.md")
    assert {int(code) for code in table_under("退出码 · Exit codes", text)} == codes


@pytest.mark.parametrize(("record", "fields"), INTERCHANGE_FIELDS.items())
def test_the_format_page_explains_exactly_the_fields_of_a_record(
    record: type, fields: dict[str, object]
) -> None:
    assert table_under(record.__name__, INTERCHANGE) == list(fields)


def test_the_finding_codes_are_those_that_the_code_can_raise() -> None:
    assert set(table_under("Finding codes", INTERCHANGE)) == set(finding_codes())


@pytest.mark.parametrize("word", [*get_args(Comparator), *get_args(ReferenceKind), *get_args(Scope)])
def test_every_word_of_the_format_is_explained(word: str) -> None:
    assert f"`{word}`" in INTERCHANGE


def test_the_make_targets_are_those_of_the_developers_page() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", page("Makefile"), flags=re.MULTILINE))
    assert {
        row.removeprefix("make ") for row in table_under("Commands", page("docs/developer.md"))
    } == targets
    assert (
        set(re.findall(r"make ([a-z]+)(?= |`|$)", "\n".join(re.findall(r"`make [a-z]+", EVERYTHING))))
        <= targets
    )


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    targets = re.findall(r"^([a-z]+):.*## ", page("Makefile"), flags=re.MULTILINE)
    assert re.findall(r"^  make ([a-z]+) ", listed.stdout, flags=re.MULTILINE) == targets
    assert targets[0] == "help"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_decision_is_listed_and_numbered_without_a_gap() -> None:
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("0*.md"))
    assert [name[:4] for name in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    assert [name for name in records if f"({name})" not in page("docs/adr/README.md")] == []


def test_the_terms_of_the_glossary_stand_in_order() -> None:
    text = page("docs/rules/glossary.md")
    terms = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")][1:]
    assert terms == sorted(terms)


def test_the_python_of_the_citizens_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", page("docs/citizen-and-api.md"), flags=re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        compile(block, "citizen-and-api.md", "exec")

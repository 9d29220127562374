"""What the import contracts cannot see in the rooms: who writes, who asks the clock, who touches tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
FLOORS = ("base", "work", "faces")
CODE = sorted(
    path for floor in FLOORS for path in (PACKAGE / floor).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted(path for floor in FLOORS for path in (PACKAGE / floor).rglob("templates/**/*.html"))
WRITES = frozenset({"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"})
QUERY_WRITES = frozenset({"create", "update", "delete"})
CLOCKS = frozenset({"now", "today", "localdate", "localtime", "utcnow"})
# Who may ask the clock: those who act, and those who answer a request or a command and pass the day on.
ASK_THE_CLOCK = frozenset(
    {
        "actions",
        "jobs",
        "pages",
        "office",
        "api",
        "middleware",
        "commands",
        "backends",
        "adapter",
        "feeds",
        "wagtail_hooks",
    }
)
VIEWS = frozenset({"pages", "office", "api", "feeds", "wagtail_hooks"})

BAD_WRITES = ["task.save()", "Task.objects.create(a=1)", "Task.objects.filter(a=1).update(b=2)"]
GOOD_WRITES = [
    "seen.update(names)",
    "factory.create()",
    "Task.objects.filter(a=1)",
    "task.saved",
    "storage.save(a)",
]


def roles_of(path: Path) -> set[str]:
    """The names under which the house law knows a file: its own and those of the folders in its room."""
    inside = path.relative_to(PACKAGE).parts[2:]
    return {part.removesuffix(".py") for part in inside}


def chain(node: ast.expr) -> Iterator[str]:
    """The names of a dotted expression, calls left out: ``A.objects.filter(x).update`` gives them all."""
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Name):
            yield node.id
            return
        else:
            return


def writes(tree: ast.AST) -> list[str]:
    """The calls that write to tables."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called, names = node.func.attr, list(chain(node.func))
        if "storage" in names:  # a file, not a table
            continue
        if called in WRITES or (called in QUERY_WRITES and "objects" in names):
            found.append(f"{'.'.join(reversed(names))} in line {node.lineno}")
    return found


def clocks(tree: ast.AST) -> list[str]:
    """The calls that ask the time of day."""
    return [
        f"{node.func.attr} in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]


def name_of(path: object) -> str:
    return path.relative_to(PACKAGE).as_posix() if isinstance(path, Path) else str(path)


@pytest.mark.parametrize("line", BAD_WRITES)
def test_the_check_sees_a_write(line: str) -> None:
    assert writes(ast.parse(line))


@pytest.mark.parametrize("line", GOOD_WRITES)
def test_the_check_lets_what_only_looks_like_a_write_pass(line: str) -> None:
    assert writes(ast.parse(line)) == []


@pytest.mark.parametrize("path", [p for p in CODE if "actions" not in roles_of(p)], ids=name_of)
def test_only_actions_write(path: Path) -> None:
    assert writes(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", [p for p in CODE if not roles_of(p) & ASK_THE_CLOCK], ids=name_of)
def test_a_day_is_an_argument_below_actions_and_views(path: Path) -> None:
    assert clocks(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", [p for p in CODE if roles_of(p) & VIEWS], ids=name_of)
def test_a_view_touches_no_table(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [m for m in modules if m.startswith("gongkai.") and "models" in m.split(".")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_builds_on_its_own_room_and_the_common_look_alone(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[1]
    used = re.findall(r"{%\s*(?:extends|include)\s+\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    allowed = (f"{room}/", "ui/", "wagtailadmin/", "account/", "mfa/", "allauth/", "usersessions/")
    assert [name for name in used if not name.startswith(allowed)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_holds_no_script_and_no_style_of_its_own(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", words)
    assert not re.search(r"<style\b|\sstyle=\"|\son[a-z]+=\"", words)

"""What the import contracts cannot see: clocks, chance, files, sizes, swallowed errors."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
# migrations are written by Django
CODE = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
RULES = sorted((PACKAGE / "rules").rglob("*.py"))
LONGEST_FILE = 450
LONGEST_FUNCTION = 60
OPEN_FILES = frozenset({"open", "input", "print", "exec", "eval", "compile", "__import__"})
CLOCKS = frozenset({"today", "now", "utcnow", "localtime", "gmtime"})

BAD_LINES = ["date.today()", "datetime.now()", "datetime.datetime.utcnow()", "open('x')", "eval('1')"]
GOOD_LINES = ["date(2020, 1, 1)", "today + timedelta(1)", "re.compile('x')", "span.open", "table.now"]


def calls_forbidden_in_rules(tree: ast.AST) -> list[str]:
    """The calls of a rules module that reach for a clock, a file or the screen."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in OPEN_FILES:
            found.append(f"{called.id} in line {node.lineno}")
        if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
            found.append(f"{called.attr} in line {node.lineno}")
    return found


def ids(path: object) -> str:
    return path.relative_to(ROOT).as_posix() if isinstance(path, Path) else str(path)


@pytest.mark.parametrize("line", BAD_LINES)
def test_the_check_of_the_rules_sees_a_clock_or_a_file(line: str) -> None:
    assert calls_forbidden_in_rules(ast.parse(line))


@pytest.mark.parametrize("line", GOOD_LINES)
def test_the_check_of_the_rules_lets_plain_values_pass(line: str) -> None:
    assert not calls_forbidden_in_rules(ast.parse(line))


@pytest.mark.parametrize("path", RULES, ids=ids)
def test_a_rule_asks_no_clock_and_opens_no_file(path: Path) -> None:
    assert calls_forbidden_in_rules(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", CODE, ids=ids)
def test_a_file_is_short_enough_to_be_about_one_thing(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=ids)
def test_a_function_is_short_enough_to_be_read_at_once(path: Path) -> None:
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", CODE, ids=ids)
def test_no_error_is_swallowed_by_a_broad_except(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
            names = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
            assert not names & {"Exception", "BaseException"}, f"broad except in line {node.lineno}"


@pytest.mark.parametrize("path", CODE, ids=ids)
def test_no_work_is_put_off_in_a_comment(path: Path) -> None:
    # the words are put together here so that this file does not name them
    words = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))
    assert not re.search(rf"#\s*({words})\b", path.read_text(encoding="utf-8"))

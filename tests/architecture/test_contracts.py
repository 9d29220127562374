"""The import contracts of pyproject.toml, and the page that names every package."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports

import gongkai

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


# What every room is made of; the architecture page explains these once for all rooms.
INNER = frozenset(
    {
        "actions",
        "api",
        "backends",
        "migrations",
        "models",
        "office",
        "pages",
        "reads",
        "staff",
        "templatetags",
    }
)


def packages() -> list[str]:
    return sorted(
        path.parent.relative_to(PACKAGE.parent).as_posix().replace("/", ".")
        for path in PACKAGE.rglob("__init__.py")
        if path.parent.name != "migrations"
    )


def rooms_and_floors() -> list[str]:
    return [package for package in packages() if package.rsplit(".", 1)[-1] not in INNER]


def test_every_import_contract_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_logo=True, no_cache=True) == 0


def test_no_contract_has_an_exception() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    assert contracts
    assert [contract["id"] for contract in contracts if "ignore_imports" in contract] == []


@pytest.mark.parametrize("package", rooms_and_floors())
def test_the_architecture_page_names_every_package(package: str) -> None:
    assert f"`{package}`" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("package", packages())
def test_a_package_says_in_its_first_lines_what_it_holds(package: str) -> None:
    path = PACKAGE.parent.joinpath(*package.split(".")) / "__init__.py"
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_the_version_is_the_same_in_code_and_package() -> None:
    assert gongkai.__version__ == PYPROJECT["project"]["version"] == version("gongkai")


def test_the_pip_lock_names_the_versions_of_the_uv_lock() -> None:
    parts = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    locked = {part["name"]: part for part in parts}
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    in_pip = {line.split()[0].split(";")[0] for line in lines if "==" in line and not line.startswith(" ")}
    ours = locked["gongkai"]
    groups = [ours["dependencies"], *ours["dev-dependencies"].values()]
    wanted = reachable(locked, [need for group in groups for need in group])
    # uv writes the lock for every platform, the export likewise; `uv export` of CONTRIBUTING mends it
    assert in_pip == {f"{part['name']}=={part['version']}" for part in parts if part["name"] in wanted}


def reachable(locked: dict[str, dict[str, Any]], needs: list[dict[str, Any]]) -> set[str]:
    """The packages that are needed, and what those need; what only our own extras need is left out."""
    found: set[tuple[str, str]] = set()
    waiting = list(needs)
    while waiting:
        need = waiting.pop()
        for extra in ("", *need.get("extra", ())):
            if (need["name"], extra) in found:
                continue
            found.add((need["name"], extra))
            part = locked[need["name"]]
            own = (
                part.get("optional-dependencies", {}).get(extra, [])
                if extra
                else part.get("dependencies", [])
            )
            waiting += own
    return {name for name, _extra in found}

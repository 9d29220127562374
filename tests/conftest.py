"""What all tests share: golden files, the published format, the real documents where they lie near."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from hypothesis import settings
from jsonschema import Draft202012Validator
from tests.database import postgres_copy, postgres_wanted, sqlite_copy

ROOT = Path(__file__).resolve().parents[1]
# No property times itself: a busy machine would fail it.
settings.register_profile(
    "untimed", settings.get_profile("ci" if "CI" in os.environ else "default"), deadline=None
)
settings.load_profile("untimed")
REWRITE = os.environ.get("GONGKAI_GOLDEN") == "1"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The migrated database of this process: a copy, for migrating takes half a minute."""
    from django.db import connections

    if postgres_wanted():
        postgres_copy(*os.environ["DATABASE_URL"].rsplit("/", 1))
    else:
        sqlite_copy(Path(os.environ["GONGKAI_HOME"]))
    from tests.emptying import flush_empties_the_trail

    flush_empties_the_trail()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "golden: compares with a file that `make golden` rewrites")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that read it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared) do not lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def rewrite() -> bool:
    """Whether golden files are to be written instead of compared."""
    return REWRITE


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with GONGKAI_GOLDEN=1 write the file instead."""

    def compare(path: Path, actual: str) -> None:
        if REWRITE:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if expected != actual:
            lines = difflib.unified_diff(
                expected.splitlines(), actual.splitlines(), path.name, "now", lineterm=""
            )
            pytest.fail("run `make golden` and review:\n" + "\n".join(list(lines)[:60]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def valid() -> Callable[[dict[str, Any]], None]:
    """Fail where a record does not satisfy the JSON Schema that the package publishes."""
    path = ROOT / "src" / "gongkai" / "schema" / "gazette-1.schema.json"
    validator = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))

    def check(record: dict[str, Any]) -> None:
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(record)]
        assert errors == []

    return check

"""A run that is killed leaves the old or the new state, and the next run completes it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.database import sqlite_copy

from gongkai.samples.variants import variants

GONGKAI = Path(sys.executable).with_name("gongkai")
FILES = 25
FEW = 5


@pytest.fixture(scope="module")
def gazettes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gazettes")
    for number, variant in enumerate(variants(FILES, seed=5)):
        (folder / f"{number:03}.txt").write_bytes(variant.files["txt"])
    return folder


def halves(database: Path) -> list[int]:
    """How many things are there in part: read without reading, readings without all their items."""
    rows = sqlite3.connect(database)
    questions = (
        "select count(*) from files_arrival a where state='read' and not exists"
        " (select 1 from intake_reading r where r.original_id=a.original_id)",
        "select count(*) from intake_reading r where not exists"
        " (select 1 from intake_item i where i.reading_id=r.id)",
        "select count(*) from intake_reading r join files_arrival a on a.original_id=r.original_id"
        " where a.state<>'read'",
    )
    found = [rows.execute(question).fetchone()[0] for question in questions]
    rows.close()
    return found


@pytest.mark.parametrize("seconds", [3.2, 4.0, 5.5])
def test_a_killed_run_is_completed_by_the_next(gazettes: Path, tmp_path: Path, seconds: float) -> None:
    sqlite_copy(tmp_path)
    environment = {**os.environ, "GONGKAI_HOME": str(tmp_path), "DATABASE_URL": "",
                   "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}  # fmt: skip
    command = [str(GONGKAI), "ingest", str(gazettes), "--jobs", "2"]
    run = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert halves(tmp_path / "gongkai.sqlite3") == [0, 0, 0]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL, timeout=300)
    rows = sqlite3.connect(tmp_path / "gongkai.sqlite3")
    numbers = [
        rows.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - names of ours
        for table in ("files_original", "files_arrival", "intake_reading")
    ]
    rows.close()
    assert numbers == [FILES, FILES, FILES]
    assert halves(tmp_path / "gongkai.sqlite3") == [0, 0, 0]
    checked = subprocess.run([GONGKAI, "files", "check"], env=environment, capture_output=True, text=True)
    assert "齐全" in checked.stdout


# A city and the head of its office, in whose name the files are published.
HEAD = """
from gongkai.config.start import start
start()
from gongkai.base.accounts.models import Grant, User
from gongkai.base.units.models import Jurisdiction
place = Jurisdiction.objects.create(code="9801", name="云滨市", slug="yunbin-x", level="city")
Grant.objects.create(user=User.objects.create_user("head"), role="office_head", jurisdiction=place)
"""
PUBLISHED = (
    # each line counts what stands half way: accepted but not admitted, admitted but not published
    "select count(*) from intake_reading where state='accepted' and id not in"
    " (select reading_id from library_version where reading_id is not null)",
    "select count(*) from library_version where published_at is null",
    "select count(*) from library_document where state<>'published'",
    "select count(*) from intake_reading where state='open' and id in"
    " (select reading_id from library_version where reading_id is not null)",
)


def unpublished(database: Path) -> list[int]:
    rows = sqlite3.connect(database)
    found = [rows.execute(question).fetchone()[0] for question in PUBLISHED]
    rows.close()
    return found


@pytest.mark.parametrize("published", [1, 3])
def test_a_killed_run_that_accepts_leaves_no_file_half_published(
    gazettes: Path, tmp_path: Path, published: int
) -> None:
    sqlite_copy(tmp_path)
    folder = tmp_path / "few"
    folder.mkdir()
    for path in sorted(gazettes.iterdir())[:FEW]:
        shutil.copy(path, folder)
    environment = {**os.environ, "GONGKAI_HOME": str(tmp_path), "DATABASE_URL": "",
                   "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}  # fmt: skip
    database = tmp_path / "gongkai.sqlite3"
    subprocess.run([sys.executable, "-c", HEAD], env=environment, check=True)
    wishes = ["--accept", "--as", "head", "--why", "可信来源", "--jurisdiction", "9801"]
    command = [str(GONGKAI), "ingest", str(folder), *wishes]
    run = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    rows = sqlite3.connect(database)
    while run.poll() is None:
        if rows.execute("select count(*) from library_document").fetchone()[0] >= published:
            break
        time.sleep(0.01)
    rows.close()
    assert run.returncode is None
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert unpublished(database) == [0, 0, 0, 0]
    subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, timeout=300, check=True)
    assert unpublished(database) == [0, 0, 0, 0]
    assert halves(database) == [0, 0, 0]
    rows = sqlite3.connect(database)
    assert rows.execute("select count(*) from intake_reading where state='accepted'").fetchone()[0] == FEW
    rows.close()
    checked = subprocess.run([GONGKAI, "trail", "verify"], env=environment, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout

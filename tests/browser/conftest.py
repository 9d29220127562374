"""A real server with the sample issue, and Debian's Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from tests.database import postgres_copy, postgres_wanted, sqlite_copy

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LOAD = """
import sys
import django
django.setup()
from pathlib import Path
from tests.factories import make_city, publish_sample, admit_file
from gongkai.faces.search.jobs import rebuild_index
from gongkai.work.library.actions import publish_issue
city = make_city()
publish_sample(city, "pdf")
for name in sys.argv[1:]:
    done = admit_file(city, Path(name).read_bytes(), Path(name).name)
    publish_issue(city.reviewer, done.issue, forced_why="样本")
rebuild_index()
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens pages in Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium)")
                )


@dataclass(frozen=True)
class Site:
    """A running installation: its address, and whether the real gazette lies in it beside the sample."""

    address: str
    seed: bool


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation of its own with the sample issue, served as in production."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "GONGKAI_HOME": str(home),
        "GONGKAI_SITE_URL": address,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
    }
    if postgres_wanted():
        server = os.environ["GONGKAI_TEST_SERVER"]
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        environment["DATABASE_URL"] = postgres_copy(server, f"gongkai_browser_{worker}")
    else:
        sqlite_copy(home)
    seed = ROOT.parent / "shared" / "seed" / "gazette-2020-16.txt"
    files = [str(seed)] if seed.is_file() else []
    subprocess.run([sys.executable, "-c", LOAD, *files], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--log-level", "error", "gongkai.config.wsgi:application"], cwd=ROOT, env=environment
    ) as serving:
        try:
            wait_for(f"{address}/about/", serving)
            yield Site(address, bool(files))
        finally:
            serving.terminate()


def wait_for(address: str, serving: subprocess.Popen[bytes]) -> None:
    """Return when the server answers. Raises RuntimeError where it ends before, or never does."""
    for _ in range(300):
        if serving.poll() is not None:
            raise RuntimeError(f"the server ended with {serving.returncode}")
        try:
            with urlopen(address) as answer:  # noqa: S310 (our own server)
                answer.read()
                return
        except URLError:
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")

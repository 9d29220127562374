"""An installation prepared or brought up to this version; every step may be repeated without harm."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.config.start import start


def prepare(*, demo: bool) -> Iterator[str]:
    """Prepare the installation, and say each step that was taken.

    ``demo`` adds the units of the sample city, its gazette and an account for each role.
    """
    start()
    from django.conf import settings

    yield f"GONGKAI_HOME  {settings.GONGKAI_HOME.root}"
    if _migrate():
        yield "数据库已升级 / database migrated"
    if settings.PRODUCTION:
        _collect()
        yield "样式文件已收集 / static files collected"
    if demo:
        from gongkai.config.demo import load_demo

        yield from load_demo()
    from django.utils import timezone

    from gongkai.faces.search.jobs import update_index

    done = update_index(timezone.now())
    if done:
        yield done


def _migrate() -> bool:
    """Apply the migrations that are missing; whether there were any."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def _collect() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)

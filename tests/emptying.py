"""Transactional tests empty the database behind them; the trail refuses that unless its guards step aside."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from gongkai.base.trail import guards


def flush_empties_the_trail() -> None:
    """Let the flush behind a transactional test, and nothing else, take the guards of the trail away."""
    flush = connection.ops.execute_sql_flush

    def unguarded(statements: Iterable[str]) -> None:
        guards.remove(connection)
        try:
            flush(statements)
        finally:
            guards.install(connection)

    connection.ops.execute_sql_flush = unguarded  # type: ignore[assignment, method-assign]

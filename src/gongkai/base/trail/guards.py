"""What the database itself refuses: rows of the trail can be added, not changed or removed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("trail_entry", "trail_event", "trail_leaf", "trail_node", "trail_treehead")
_MESSAGE = "the trail is append-only"

_POSTGRESQL_FUNCTION = f"""
create or replace function trail_refuse() returns trigger language plpgsql as $$
begin raise exception '{_MESSAGE}' using errcode = 'integrity_constraint_violation'; end $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse every change of what the trail holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in TABLES:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away: for undoing the migration, and for tests that empty the database."""
    where = {"postgresql": " on {}", "sqlite": ""}.get(connection.vendor, "")
    with connection.cursor() as cursor:
        for table in TABLES:
            for kind in _kinds(connection.vendor):
                cursor.execute(f"drop trigger if exists {table}_no_{kind}{where.format(table)}")


def _kinds(vendor: str) -> tuple[str, ...]:
    return ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"create trigger {table}_no_{kind} before {kind} on {table} "
            f"for each statement execute function trail_refuse()"
            for kind in _kinds(vendor)
        ]
    return [
        f"create trigger {table}_no_{kind} before {kind} on {table} "
        f"begin select raise(abort, '{_MESSAGE}'); end"
        for kind in _kinds(vendor)
    ]

"""What the database lets the role do that serves pages, as PostgreSQL is told it.

It owns no table. It reads and writes what people enter; of releases it reads what is published
and the rest of the snapshot; it never learns who was counted in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from reports.releases.models import (
    CountedAppraisal,
    Publication,
    Release,
    ReleasedGroup,
    ReleasedRow,
)

READ_ONLY: tuple[type[Model], ...] = (
    Release,
    Publication,
    ReleasedGroup,
    ReleasedRow,
    MigrationRecorder.Migration,
)
UNREADABLE: tuple[type[Model], ...] = (CountedAppraisal,)


class Unfit(ValueError):
    """The role, or the database, is none that this can be done with; says why."""


def grant(role: str) -> tuple[str, ...]:
    """Let a role serve pages, and return the statements that did it. It can be repeated."""
    check(role)
    done = tuple(statements(role))
    with connection.cursor() as cursor:
        for statement in done:
            cursor.execute(statement)
    return done


def statements(role: str) -> Iterator[str]:
    """Yield what PostgreSQL is told: everything is taken away, then given piece by piece."""
    to = connection.ops.quote_name(role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to}, PUBLIC"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {to}, PUBLIC"
    yield f"REVOKE CREATE ON SCHEMA public FROM {to}, PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {to}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {to}"
    for table in connection.introspection.table_names():
        if given := _given(table):
            yield f"GRANT {given} ON {connection.ops.quote_name(table)} TO {to}"


def _given(table: str) -> str:
    if table in tables(UNREADABLE):
        return ""
    return "SELECT" if table in tables(READ_ONLY) else "SELECT, INSERT, UPDATE, DELETE"


def tables(models: tuple[type[Model], ...]) -> set[str]:
    return {model._meta.db_table for model in models}


def check(role: str) -> None:
    """Refuse, in words, what would make the grants worthless."""
    if connection.vendor != "postgresql":
        raise Unfit("Roles are PostgreSQL's. This database is SQLite, which has none.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise Unfit(
                f"There is no role “{role}”. Make it first, as a superuser of PostgreSQL: "
                f"CREATE ROLE {connection.ops.quote_name(role)} LOGIN;"
            )
        if found[0]:
            raise Unfit(f"“{role}” is a superuser: no right can be kept from it.")
        cursor.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public' "
            "AND pg_has_role(%s, tableowner, 'MEMBER')",
            [role],
        )
        if owner := cursor.fetchone():
            raise Unfit(
                f"“{role}” may act as “{owner[0]}”, which owns tables: whoever owns a table may "
                "do anything with it. Migrate as another role, and let this one only serve pages."
            )

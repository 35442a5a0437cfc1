"""The role that serves pages may do what pages need, and nothing to a release."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client

from appraisal.conclusion import conclude
from appraisal.models import Appraisal
from reports.national.release import Release as Built
from reports.releases.keeping import keep, publish
from reports.releases.reader import published
from reports.releases.web_role import READ_ONLY, UNREADABLE, tables
from tests.landscape.browser import Browser, address
from tests.releases.sharing import QUARTER

SNAPSHOTS = [model for model in READ_ONLY if model._meta.app_label == "reports"]
SECRET_TABLES = sorted(tables(UNREADABLE))

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Roles are PostgreSQL's"
)


@pytest.fixture
def web(db: None) -> str:
    """A role with the rights that the command gives."""
    role = f"web-{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{role}" LOGIN')
    call_command("grant_web_role", role, stdout=io.StringIO())
    return role


@contextmanager
def connected_as(role: str) -> Iterator[None]:
    """Be that role for the database, as if it had connected: not only in name, as SET ROLE."""
    with connection.cursor() as cursor:
        cursor.execute(f'SET SESSION AUTHORIZATION "{role}"')
        try:
            yield
        finally:
            cursor.execute("RESET SESSION AUTHORIZATION")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


@on_postgresql
@pytest.mark.parametrize("model", SNAPSHOTS)
def test_it_reads_releases_and_cannot_change_them(web, built: Built, model: type[Model]):
    keep(built.bytes, built.members)
    publish(QUARTER)
    table, key = model._meta.db_table, model._meta.pk.column

    with connected_as(web):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            assert cursor.fetchone()[0]
        for statement in (
            f"UPDATE {table} SET {key} = {key}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
            f"INSERT INTO {table} DEFAULT VALUES",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TABLE {table} CASCADE",
        ):
            assert refused(statement), statement


@on_postgresql
@pytest.mark.parametrize("table", SECRET_TABLES)
def test_it_never_learns_who_was_counted(web, built: Built, table):
    keep(built.bytes, built.members)

    with connected_as(web):
        for statement in (
            f"SELECT * FROM {table}",
            f"SELECT COUNT(*) FROM {table}",
            f"INSERT INTO {table} DEFAULT VALUES",
            f"UPDATE {table} SET version = ''",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"CREATE VIEW seen AS SELECT * FROM {table}",
        ):
            assert refused(statement), statement


@on_postgresql
def test_it_may_make_and_own_nothing(web):
    with connected_as(web):
        assert refused("CREATE TABLE mine (id integer)")
        assert refused("DELETE FROM django_migrations")
        assert refused("SET ROLE postgres") or refused("DELETE FROM reports_release")


@on_postgresql
def test_pages_work_as_that_role(web, built: Built, settings):
    """Start, answer, conclude, look, share nothing, and delete: all that belongs to it goes."""
    settings.SECURE_SSL_REDIRECT = False
    keep(built.bytes, built.members)
    publish(QUARTER)
    amina = Browser()

    with connected_as(web):
        appraisal = amina.start()
        amina.save(appraisal, {"provider_count": "2"})
        conclude(appraisal, None)
        assert Client().get("/").status_code == 200
        assert amina.client.get(f"/reports/{appraisal.reference}/").status_code == 200
        reader = published()
        assert reader.latest
        assert any(each.tables for each in reader.groups(reader.latest))
        assert amina.client.post(address(appraisal, "delete/")).status_code == 302

    assert not Appraisal.objects.filter(pk=appraisal.pk).exists()


# What would make it worthless is refused


@on_postgresql
@pytest.mark.parametrize(
    ("make", "words"),
    [
        ("", "There is no role"),
        ('CREATE ROLE "web-unfit" SUPERUSER', "is a superuser"),
        ('CREATE ROLE "web-unfit" IN ROLE {owner}', "which owns tables"),
    ],
)
def test_an_unfit_role_is_refused_in_words(db, make, words):
    if make:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'reports_release'")
            owner = connection.ops.quote_name(cursor.fetchone()[0])
            cursor.execute(make.format(owner=owner))

    with pytest.raises(CommandError, match=words):
        call_command("grant_web_role", "web-unfit")


@on_postgresql
def test_the_sql_can_be_read_before_it_is_run(web):
    out = io.StringIO()

    call_command("grant_web_role", web, "--dry-run", stdout=out)

    assert f'GRANT SELECT ON "reports_release" TO "{web}";' in out.getvalue()
    assert "reports_countedappraisal" not in out.getvalue()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has no roles")
def test_on_sqlite_it_says_that_there_are_no_roles(db):
    with pytest.raises(CommandError, match="This database is SQLite, which has none"):
        call_command("grant_web_role", "web")

"""What a balancer and the monitoring are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from appraisal import demonstration
from appraisal.models import Outcome
from config.health import Migrated
from reports.models import Document


@pytest.fixture
def unknown_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a process that has just been started."""
    monkeypatch.setattr(Migrated, "seen", False)


def test_a_process_lives_whatever_the_database_does():
    # Without the fixture for it, a test that touches the database fails.
    response = Client().get("/healthz")

    assert (response.status_code, response.json()) == (200, {"process": "ok"})


def test_a_machine_is_ready_when_its_tables_are_there(db: None, unknown_yet: None):
    response = Client().get("/readyz")

    assert response.status_code == 200
    assert response.json() == dict.fromkeys(["database", "migrations", "saving", "documents"], "ok")
    assert Migrated.seen


def test_a_balancer_needs_neither_https_nor_a_name_of_ours(db: None):
    for path in ("/healthz", "/readyz"):
        response = Client().get(path, headers={"host": "10.0.0.17:8000"})

        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]


def test_no_request_is_wanted_without_a_database(monkeypatch: pytest.MonkeyPatch):
    def refuse() -> str:
        raise OperationalError("connection refused: password canary")

    monkeypatch.setattr("config.health.migrations", refuse)
    response = Client().get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "does not answer"}


def test_no_request_is_wanted_before_the_tables_are_as_this_version_wants_them(
    db: None, unknown_yet: None
):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reports'")
        cursor.execute("ALTER TABLE reports_document RENAME TO not_there_yet")
    response = Client().get("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "database": "ok",
        "migrations": "missing: run manage.py prepare",
    }
    assert not Migrated.seen


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite does not tell.")
def test_that_nothing_can_be_saved_is_told_but_all_can_be_read(transactional_db: None):
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        response = Client().get("/readyz")
        cursor.execute("SET default_transaction_read_only = off")

    assert response.status_code == 200
    assert response.json()["database"] == "ok"
    assert response.json()["saving"] == "refused: the database can only be read"


def test_that_nobody_prints_is_told_but_all_else_is_served(db: None, waiting: Document):
    assert Client().get("/readyz").json()["documents"] == "ok"

    waited = timezone.now() - timedelta(minutes=3)
    Document.objects.filter(pk=waiting.pk).update(asked_at=waited)
    response = Client().get("/readyz")

    assert response.status_code == 200
    assert response.json()["documents"] == "waiting: is print_documents running?"


@pytest.fixture
def waiting(db: None) -> Any:
    """A document that somebody has just asked for."""
    demonstration.load()
    outcome = Outcome.objects.get()
    return Document.objects.create(
        outcome=outcome, format="pdf", edition="full", fingerprint="f" * 64
    )

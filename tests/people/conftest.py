from typing import Any

import pytest

from tests.people.cast import Someone


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def committed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do at once what waits for a commit: the transaction around a test never commits."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, *args, **said: act())


@pytest.fixture
def amina(db: None) -> Someone:
    return Someone("amina@wiltshire.example")


@pytest.fixture
def ben(db: None) -> Someone:
    return Someone("ben@kent.example")


@pytest.fixture
def carys(db: None) -> Someone:
    return Someone("carys@lga.example")

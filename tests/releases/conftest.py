from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from people import councils
from reports.national.release import Release as Built
from tests.landscape.browser import Browser
from tests.releases.sharing import SECRET, built_of, share_many


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NATIONAL_SECRET_FILE", raising=False)
    monkeypatch.setenv("NATIONAL_SECRET", SECRET.decode())


@pytest.fixture
def amina(db: None) -> Browser:
    return Browser()


@pytest.fixture
def sector(db: None) -> None:
    """Twenty councils that share a result each: enough for the nation, for no region."""
    councils.load()
    share_many(20)


@pytest.fixture(scope="session")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """The first release of that sector, built once: a build takes seconds."""
    with django_db_blocker.unblock():
        yield built_of(20)

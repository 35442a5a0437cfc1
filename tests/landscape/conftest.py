"""The cast: Amina commissions, Ben works for another council, Carys reviews for the LGA."""

from typing import Any

import pytest

from appraisal.models import Appraisal
from tests.landscape.browser import Browser


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def amina(db: None) -> Browser:
    return Browser()


@pytest.fixture
def ben(db: None) -> Browser:
    return Browser()


@pytest.fixture
def home_care(amina: Browser) -> Appraisal:
    """Amina's appraisal, on the full route, with nothing answered yet."""
    return amina.start()

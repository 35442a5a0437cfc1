"""The cast: Amina commissions, Ben works for another council, Carys reviews for the LGA."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False

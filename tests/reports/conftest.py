"""The cast: Amina commissions, Ben works for another council."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from appraisal.conclusion import conclude
from appraisal.models import Appraisal, Outcome
from people.visitor import COOKIE, hashed
from reports import pdf
from tests.reports.outcomes import METHOD


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """Let the press take its time: other tests keep the machine busy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "MOST_SECONDS", 120)
        yield


@pytest.fixture
def amina(db: None) -> Client:
    client = Client()
    client.cookies[COOKIE] = "amina's browser"
    return client


@pytest.fixture
def ben(db: None) -> Client:
    client = Client()
    client.cookies[COOKIE] = "ben's browser"
    return client


def begin(**said: Any) -> Appraisal:
    """Return Amina's appraisal, with nothing answered yet."""
    facts = {"title": "Home care", "route": "full", "method_version": METHOD.version} | said
    appraisal = Appraisal(browser=hashed("amina's browser"), **facts)
    appraisal.begin()
    return appraisal


def save(appraisal: Appraisal, answers: dict[str, Any]) -> None:
    """Store answers, each page's as its next revision."""
    for page in METHOD.pages:
        found = {key: answers[key] for key in page.questions if key in answers}
        if found:
            number = appraisal.agreed.revisions.filter(step=page.key).count() + 1
            appraisal.agreed.revisions.create(
                step=page.key,
                number=number,
                answers=found,
                method_version=METHOD.version,
                token=uuid.uuid4(),
            )


def concluded(answers: dict[str, Any], **said: Any) -> Outcome:
    """Return the outcome of an appraisal of Amina's, found for these answers."""
    appraisal = begin(**said)
    save(appraisal, answers)
    return conclude(appraisal, by=None)

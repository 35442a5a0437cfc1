"""A copy that others can reach is not taken for finished while its letters lead nowhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from people.checks import letters_come_from_an_address, letters_lead_here

ROOT = Path(__file__).resolve().parents[2]
HOSTS = ["appraisal.example.org", ".example.net"]
COMPLETE = {
    "SECRET_KEY": "xJ7-long-and-random-enough-for-the-check-of-django-itself-0123456789",
    "DATABASE_URL": "postgres:///appraisal",
    "ALLOWED_HOSTS": "appraisal.example.org",
    "SITE_URL": "https://appraisal.example.org",
    "EMAIL_FROM": "appraisal@example.org",
}


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("https://appraisal.example.org", True),
        ("https://tool.example.net:8443", True),
        ("http://appraisal.example.org", False),
        ("http://127.0.0.1:8000", False),
        ("https://elsewhere.example.org", False),
        ("appraisal.example.org", False),
    ],
)
def test_links_in_letters_have_to_lead_to_this_copy(settings: Any, address: str, is_right: bool):
    settings.ALLOWED_HOSTS, settings.SITE_URL = HOSTS, address

    assert [each.id for each in letters_lead_here()] == ([] if is_right else ["people.E002"])


@pytest.mark.parametrize(
    ("sender", "is_right"),
    [
        ("appraisal@example.org", True),
        ("Options appraisal <appraisal@example.org>", True),
        ("appraisal@localhost", False),
        ("Options appraisal <appraisal@localhost>", False),
        ("appraisal", False),
    ],
)
def test_letters_have_to_come_from_an_address_that_is_one(
    settings: Any, sender: str, is_right: bool
):
    settings.DEFAULT_FROM_EMAIL = sender

    assert [each.id for each in letters_come_from_an_address()] == (
        [] if is_right else ["people.E003"]
    )


@pytest.mark.parametrize(
    ("missing", "told"), [(set(), []), ({"SITE_URL", "EMAIL_FROM"}, ["people.E002", "people.E003"])]
)
def test_the_check_before_a_start_says_so(missing: set[str], told: list[str]):
    said = {name: text for name, text in COMPLETE.items() if name not in missing}
    kept = {name: text for name, text in os.environ.items() if name not in COMPLETE}

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | said,
        capture_output=True,
        text=True,
    )

    assert done.returncode == (1 if told else 0), done.stderr
    assert re.findall(r"people\.E\d+", done.stderr) == told

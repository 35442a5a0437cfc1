"""An analyst at the national picture: signing in, every kind of page, and a file to take away."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looking import DESKTOP, Look
from tests.browser.person import Person
from tests.browser.server import ROOT, Server
from tests.people.cast import app_code

pytestmark = pytest.mark.browser

EMAIL = "carys@lga.example"
# Three releases: in the last some regions are shown, and others are not.
PUBLISH = """
import django
django.setup()
from reports.releases.models import Release
from tests.releases.sectors import publish_all, series
if not Release.objects.exists():
    publish_all(series(3), is_synthetic=True)
"""
EVERY_KIND = (
    "/national/",
    "/national/tables/",
    "/national/tables/needs/",
    "/national/tables/market/regions/",
    "/national/tables/readiness/types/",
    "/national/tables/verdict/over-time/",
    "/national/tables/readiness/over-time/",
    "/national/tables/leading/over-time/region-north-east/",
    "/national/releases/",
    "/reports/EXAMPLE/national/",
    "/guide/how-the-national-picture-is-made/",
)


@pytest.fixture
def carys(chromium: Browser, server: Server) -> Iterator[Person]:
    """Carys of the LGA, who has set up her second step, where a made-up sector is published."""
    for command in (
        [sys.executable, "-c", PUBLISH],
        [sys.executable, "manage.py", "appoint", EMAIL, "--analyst"],
    ):
        done = subprocess.run(
            command, cwd=ROOT, env=server.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    carys = Person(chromium, server.url)
    carys.go("/account/sign-in/")
    carys.sign_in(EMAIL, server)
    carys.press("Set up an authenticator app")
    carys.page.get_by_text("I cannot scan it").click()
    secret = carys.page.locator("details strong").inner_text()
    carys.field("Code that the app shows now").fill(app_code(secret))
    carys.press("Set up")
    yield carys
    carys.leave()


def test_an_analyst_finds_the_picture_and_takes_a_file_away(carys: Person) -> None:
    carys.go("/")
    carys.follow("The national picture")
    carys.sees_heading("The picture in a minute")
    expect(carys.page.locator(".app-synthetic")).to_be_visible()
    carys.follow("Releases and files")
    with carys.page.expect_download() as downloading:
        carys.page.get_by_role("link", name="One line for each cell of 2027-Q3").click()
    with downloading.value.path().open(encoding="utf-8-sig", newline="") as lines:
        below = [line for line in lines if not line.startswith("#")]
    assert "Relational" in {row["answer"] for row in csv.DictReader(below)}

    faults = []
    for address in EVERY_KIND:
        carys.go(address)
        look = Look(carys.page)
        look.unfolded()
        faults += [f"{address}: {each}" for each in look.faults]
        carys.page.set_viewport_size({"width": DESKTOP, "height": 900})

    assert not faults, "\n".join(faults)

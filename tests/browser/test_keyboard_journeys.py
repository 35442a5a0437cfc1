"""What people do with a result, with the keyboard alone: with JavaScript and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.browser.desk import answered_in_full, conclude, result_of
from tests.browser.person import METHOD, Person
from tests.browser.server import Server
from tests.browser.test_keyboard import press_tab_until

pytestmark = pytest.mark.browser

TRUST = METHOD.question_by_key["provider_trust"].text
HOSTILE = METHOD.question_by_key["provider_trust"].level(1).label


@pytest.fixture(scope="module")
def concluded(chromium: Browser, server: Server) -> tuple[StorageState, str]:
    """Amina's browser with one appraisal that has a result, and the address of it."""
    amina = Person(chromium, server.url, javascript=False)
    appraisal = answered_in_full(amina)
    conclude(amina, appraisal)
    remembered = amina.context.storage_state()
    amina.leave()
    return remembered, appraisal


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def amina(
    chromium: Browser, server: Server, concluded: tuple[StorageState, str], request: Any
) -> Iterator[Person]:
    amina = Person(chromium, server.url, javascript=request.param, remembered=concluded[0])
    yield amina
    amina.leave()


@pytest.fixture
def appraisal(concluded: tuple[StorageState, str]) -> str:
    return concluded[1]


def test_something_is_supposed_and_kept(amina: Person, appraisal: str) -> None:
    amina.go(result_of(appraisal))
    follow(amina, "What if")

    press_tab_until(amina, "Answers: market")
    amina.page.keyboard.press("Enter")
    press_tab_until(amina, TRUST)
    amina.page.keyboard.type(HOSTILE[:7])
    follow(amina, "Show what changes")
    expect(amina.page.locator("#comparison")).to_contain_text("instead of Relational alone")

    press_tab_until(amina, "Name of the scenario")
    amina.page.keyboard.type("No trust")
    follow(amina, "Keep as a scenario")

    amina.sees_heading("No trust")
    expect(amina.field(TRUST)).to_have_value("1")


def test_two_appraisals_are_compared(amina: Person) -> None:
    amina.go("/example/")
    follow(amina, "Compare")

    press_tab_until(amina, "First")
    amina.page.keyboard.type("Community")
    press_tab_until(amina, "Then")
    amina.page.keyboard.type("Home care for")
    press_tab_until(amina, "Compare")
    follow(amina, "Compare", "button")

    for each in ("Community equipment across the city", "Home care for older people"):
        expect(amina.page.locator(".app-beside").get_by_text(each)).to_be_visible()


def test_a_decision_is_recorded(amina: Person) -> None:
    yesterday = date.today() - timedelta(days=1)
    conclude(amina, amina.start())

    follow(amina, "Back to the task list")
    follow(amina, "Record what was decided")

    press_tab_until(amina, "", "input[type=radio]")
    amina.page.keyboard.press("ArrowDown")
    for label, words in (
        ("Who decided?", "Cabinet"),
        ("Day", str(yesterday.day)),
        ("Month", str(yesterday.month)),
        ("Year", str(yesterday.year)),
        ("Why?", "It fits, and trust is there."),
    ):
        press_tab_until(amina, label)
        amina.page.keyboard.type(words)
    follow(amina, "Record the decision", "button")

    expect(amina.page.get_by_role("heading", name="What was decided")).to_be_visible()
    expect(amina.page.get_by_text("It fits, and trust is there.")).to_be_visible()


def test_an_appraisal_is_started_from_another(amina: Person) -> None:
    amina.start(title="Supported living")

    follow(amina, "Start again from this one")
    press_tab_until(amina, "What will the new one be called?")
    amina.page.keyboard.press("Control+A")
    amina.page.keyboard.type("Supported living, a year later")
    follow(amina, "Start the new one")

    amina.sees_heading("Supported living, a year later")


def test_what_a_picture_shows_is_chosen(amina: Person) -> None:
    amina.go("/example/")
    follow(amina, "Why")
    press_tab_until(amina, "How is")
    amina.page.keyboard.type("Comp")
    follow(amina, "Show", "button")

    press_tab_until(amina, "The figures of: Competitive against Place-based")
    amina.page.keyboard.press("Enter")
    expect(amina.page.get_by_role("table", name="Competitive against Place-based")).to_be_visible()

    follow(amina, "How sure")
    press_tab_until(amina, "See how the scores move with one weight")
    amina.page.keyboard.type("Money")
    follow(amina, "Show", "button")
    press_tab_until(amina, "The figures of: The weight of: Money and risk")
    amina.page.keyboard.press("Enter")
    expect(amina.page.get_by_role("table", name="The weight of: Money and risk")).to_be_visible()


def follow(amina: Person, name: str, kind: str = "") -> None:
    """Press Tab until a link or button, then Enter, and wait for where it leads."""
    press_tab_until(amina, name, kind)
    with amina.page.expect_navigation():
        amina.page.keyboard.press("Enter")

"""The pages of a result, without JavaScript and without a mouse."""

import pytest
from playwright.sync_api import expect

from reports.pages import PAGES
from tests.browser.person import Person
from tests.browser.test_keyboard import press_tab_until

pytestmark = pytest.mark.browser


def test_every_page_is_reached_from_the_overview_without_javascript(
    amina_without_javascript: Person,
) -> None:
    amina = amina_without_javascript
    for page in PAGES:
        amina.go("/example/")
        amina.follow(page.name)

        current = amina.page.locator("[aria-current=page]")
        expect(current.filter(has_text=page.name)).to_be_visible()
        expect(amina.page.get_by_role("heading", level=1)).to_have_count(1)


def test_two_approaches_and_one_weight_are_chosen_with_the_keyboard_alone(amina: Person) -> None:
    amina.go("/example/")
    press_tab_until(amina, "Why")
    with amina.page.expect_navigation():
        amina.page.keyboard.press("Enter")

    press_tab_until(amina, "How is")
    amina.page.keyboard.type("Comp")
    press_tab_until(amina, "Show")
    with amina.page.expect_navigation():
        amina.page.keyboard.press("Enter")

    expect(amina.page.get_by_text("Competitive against Place-based").first).to_be_visible()
    press_tab_until(amina, "The figures of: Competitive against Place-based")
    amina.page.keyboard.press("Enter")
    expect(amina.page.get_by_role("table", name="Competitive against Place-based")).to_be_visible()

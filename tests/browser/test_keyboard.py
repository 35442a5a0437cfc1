"""The product without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import METHOD, Person

pytestmark = pytest.mark.browser

# More than any page has.
MOST_STOPS = 200
IS_CALLED = """([name, kind]) => {
    const focused = document.activeElement;
    const words = [focused, ...(focused.labels ?? [])].map((each) => each.textContent);
    return focused.matches(kind || "a, button, input, select, textarea, summary") &&
        words.some((each) => each.replace(/\\s+/g, " ").includes(name));
}"""


def test_the_skip_link_leads_past_the_header(amina: Person) -> None:
    amina.go("/")

    amina.page.keyboard.press("Tab")
    skip = amina.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    amina.page.keyboard.press("Enter")

    expect(amina.page.get_by_role("main")).to_be_focused()
    amina.page.keyboard.press("Tab")
    expect(amina.page.get_by_role("button", name="Start now")).to_be_focused()


def test_the_error_summary_has_the_focus_and_its_links_lead_to_the_fields(amina: Person) -> None:
    appraisal = amina.start()
    amina.go(f"{appraisal}who-could-deliver/")
    figure = amina.figure("market_concentration")

    figure.fill("lots")
    figure.press("Enter")

    expect(amina.page).to_have_title(
        "Error: Who could deliver – Strategic Commissioning Options Appraisal"
    )
    summary = amina.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    amina.page.keyboard.press("Tab")
    expect(summary.get_by_role("link")).to_be_focused()
    amina.page.keyboard.press("Enter")
    expect(figure).to_be_focused()
    expect(figure).to_have_value("lots")
    expect(figure).to_have_accessible_description(re.compile("must be a number from 0 to 100"))


def test_enter_in_a_figure_goes_on_and_not_back(amina: Person) -> None:
    enter_in_a_figure_goes_on(amina)


def test_enter_goes_on_without_javascript_too(amina_without_javascript: Person) -> None:
    enter_in_a_figure_goes_on(amina_without_javascript)


def enter_in_a_figure_goes_on(amina: Person) -> None:
    appraisal = amina.start()
    amina.go(f"{appraisal}who-could-deliver/")

    amina.figure("provider_count").fill("7")
    amina.figure("provider_count").press("Enter")

    amina.sees_heading("Prices and exits")
    amina.go(f"{appraisal}who-could-deliver/")
    expect(amina.figure("provider_count")).to_have_value("7")


def test_a_page_is_answered_with_the_keyboard_alone(amina: Person) -> None:
    appraisal = amina.start()
    amina.go(f"{appraisal}relationships/")
    keys = amina.page.keyboard

    press_tab_until(amina, "Save and go back")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    press_tab_until(amina, "How sure are you? Add a note or a source")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Space")
    press_tab_until(amina, "Note")
    keys.type("Said at the forum.")
    press_tab_until(amina, "Save and continue")
    keys.press("Enter")

    amina.sees_heading("Place and voluntary sector")
    amina.go(f"{appraisal}check-answers/")
    trust = METHOD.question_by_key["provider_trust"]
    for words in (trust.levels[2].label, "I have seen evidence", "Said at the forum."):
        expect(amina.page.get_by_text(words)).to_be_visible()


def press_tab_until(amina: Person, name: str, kind: str = "") -> None:
    """Press Tab until what has the focus is called so, and is of this kind if one is given."""
    for _ in range(MOST_STOPS):
        amina.page.keyboard.press("Tab")
        if amina.page.evaluate(IS_CALLED, [name, kind]):
            return
    pytest.fail(f"The Tab key never comes to “{name}”.")

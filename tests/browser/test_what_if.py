"""What if, in a browser: shown in place with JavaScript, and by the button without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.person import METHOD, Person

pytestmark = pytest.mark.browser

EXAMPLE = "/reports/EXAMPLE/what-if/"
TRUST = METHOD.question_by_key["provider_trust"].text
HOSTILE = METHOD.question_by_key["provider_trust"].level(1).label
FOLLOWS = "would be joint first, instead of Relational alone"


def distrust(person: Person) -> None:
    person.page.locator("summary", has_text="Answers: market").click()
    person.field(TRUST).focus()
    person.field(TRUST).select_option(label=HOSTILE)


def test_with_javascript_a_change_is_shown_in_place_and_said(amina: Person) -> None:
    amina.go(EXAMPLE)
    said = amina.page.get_by_role("status")
    expect(said).to_be_empty()

    distrust(amina)

    expect(said).to_contain_text(FOLLOWS)
    expect(amina.page.locator("#comparison")).to_contain_text(FOLLOWS)
    expect(amina.field(TRUST)).to_be_focused()
    assert amina.page.url.endswith(EXAMPLE)


def test_without_javascript_the_button_shows_the_same(amina_without_javascript: Person) -> None:
    amina = amina_without_javascript
    amina.go(EXAMPLE)

    distrust(amina)
    amina.press("Show what changes")

    expect(amina.page.locator("#comparison")).to_contain_text(FOLLOWS)
    expect(amina.field(TRUST)).to_have_value("1")
    assert amina.page.url.endswith(EXAMPLE)

    with amina.page.expect_navigation():
        amina.page.get_by_role("button", name=re.compile("^Undo.*How much do providers")).click()

    expect(amina.page.locator("#comparison")).to_contain_text("Nothing is changed yet")
    expect(amina.field(TRUST)).not_to_have_value("1")


def test_enter_in_a_box_shows_and_undoes_nothing(amina_without_javascript: Person) -> None:
    amina = amina_without_javascript
    amina.go(EXAMPLE)
    distrust(amina)
    amina.press("Show what changes")
    amina.page.locator("summary", has_text="Weights").click()

    amina.field("Share of fit in the score").fill("50")
    with amina.page.expect_navigation():
        amina.field("Share of fit in the score").press("Enter")

    expect(amina.button("Undo all 2")).to_be_visible()


def test_what_cannot_be_used_is_said_in_place_and_leads_to_its_box(amina: Person) -> None:
    amina.go(EXAMPLE)
    amina.page.locator("summary", has_text="Weights").click()

    amina.field("Needs").fill("50")
    amina.field("Needs").blur()

    expect(amina.page.get_by_role("status")).to_contain_text("add up to 120%")
    amina.page.get_by_role("link", name=re.compile("take 20 off")).click()
    expect(amina.field("Needs")).to_be_focused()
    expect(amina.field("Needs")).to_have_value("50")


def test_a_later_change_wins_over_an_earlier_one_that_is_still_asked_for(amina: Person) -> None:
    amina.go(EXAMPLE)
    amina.page.locator("summary", has_text="Weights").click()
    asked: list[Request] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route.request)
        if len(asked) > 1:
            route.continue_()

    amina.page.route(f"**{EXAMPLE}", hold_the_first)

    for share in ("20", "100"):
        amina.field("Share of fit in the score").fill(share)
        amina.field("Share of fit in the score").blur()

    expect(amina.page.locator("#comparison")).to_contain_text("100%")
    assert len(asked) == 2
    assert asked[0].failure == "net::ERR_ABORTED"


def test_when_it_fails_nothing_is_said_and_the_button_remains(amina: Person) -> None:
    amina.expect(503)
    amina.go(EXAMPLE)
    amina.page.route(f"**{EXAMPLE}", lambda route: route.fulfill(status=503, body="Out of order"))

    with amina.page.expect_response(f"**{EXAMPLE}"):
        distrust(amina)

    expect(amina.page.get_by_role("status")).to_be_empty()
    expect(amina.page.locator("#comparison")).to_contain_text("Nothing is changed yet")
    amina.page.unroute_all()
    amina.press("Show what changes")
    expect(amina.page.locator("#comparison")).to_contain_text(FOLLOWS)


@pytest.mark.parametrize("who", ["amina", "amina_without_javascript"])
def test_a_scenario_is_kept_changed_and_deleted(who: str, request: pytest.FixtureRequest) -> None:
    amina: Person = request.getfixturevalue(who)
    appraisal = amina.start(route="full")
    amina.go(f"{appraisal}check-answers/")
    amina.press("Show the result")
    amina.follow("What if")

    distrust(amina)
    amina.field("Name of the scenario").fill("No trust")
    amina.press("Keep as a scenario")

    amina.sees_heading("No trust")
    assert re.fullmatch(r".*/reports/\w{8}/what-if/\w{8}/", amina.page.url)
    expect(amina.field(TRUST)).to_have_value("1")

    amina.field("Name of the scenario").fill("No trust at all")
    amina.press("Save the scenario")
    amina.sees_heading("No trust at all")

    amina.follow("Delete this scenario")
    amina.press("Delete for good")
    amina.sees_heading("What if")
    expect(amina.page.get_by_text("Scenarios that were kept")).to_have_count(0)

"""What can go wrong between pressing a button and seeing the next page."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk import FIGURES, text_of
from tests.browser.person import METHOD, Person

pytestmark = pytest.mark.browser

LIFE = "what-life-is-like"


def test_going_back_from_the_page_that_says_sorry_finds_what_was_typed(amina: Person) -> None:
    appraisal = amina.start()
    amina.go(f"{appraisal}{LIFE}/")
    amina.field(text_of("life_now")).fill("Nobody asked us.")

    amina.expect(500)
    amina.page.route(f"**/{LIFE}/", say_sorry)
    amina.press("Save and continue")
    amina.sees_heading("Sorry, something went wrong")
    amina.page.unroute_all()
    amina.page.go_back()

    expect(amina.field(text_of("life_now"))).to_have_value("Nobody asked us.")
    amina.press("Save and continue")
    amina.sees_heading("Team, money and time")


def say_sorry(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=500, content_type="text/html", body=SORRY)
    else:
        route.continue_()


SORRY = "<!DOCTYPE html><html lang='en'><title>Sorry</title><h1>Sorry, something went wrong</h1>"


def test_what_could_not_be_checked_is_sent_again_by_a_button(
    amina_without_javascript: Person,
) -> None:
    amina = amina_without_javascript
    appraisal = amina.start()
    amina.go(f"{appraisal}{LIFE}/")
    amina.field(text_of("life_now")).fill("Nobody asked us.")
    amina.context.clear_cookies(name="csrftoken")

    amina.expect(403)
    amina.press("Save and continue")
    amina.sees_heading("Not saved yet: we could not check that this came from you")
    amina.press("Send it again")

    amina.sees_heading("Team, money and time")
    amina.go(f"{appraisal}{LIFE}/")
    expect(amina.field(text_of("life_now"))).to_have_value("Nobody asked us.")


def test_a_double_click_goes_on_as_a_single_one_does(amina_without_javascript: Person) -> None:
    amina = amina_without_javascript
    appraisal = amina.start()
    amina.go(f"{appraisal}{FIGURES}/")
    amina.choose("provider_count", "2 or 3 providers")

    amina.button("Save and continue").dblclick()

    amina.sees_heading("Prices and exits")
    amina.go(f"{appraisal}check-answers/")
    expect(amina.page.get_by_text("2 or 3 providers")).to_be_visible()


def test_back_and_come_back_later_save_what_was_typed_even_if_it_is_wrong(amina: Person) -> None:
    appraisal = amina.start()
    for button in ("Save and go back", "Save and come back later"):
        amina.go(f"{appraisal}{FIGURES}/")
        amina.figure("market_concentration").fill(f"lots, {button}")

        amina.press(button)

        amina.go(appraisal)
        expect(amina.page.get_by_text("Has a mistake to mend")).to_be_visible()
        amina.follow(next(page.title for page in METHOD.pages if page.key == FIGURES))
        expect(amina.figure("market_concentration")).to_have_value(f"lots, {button}")


def test_what_goes_wrong_in_the_browser_is_noticed(amina: Person) -> None:
    amina.go("/")

    with amina.page.expect_response("**/missing.js"), amina.page.expect_event("pageerror"):
        amina.page.evaluate("""() => {
            document.body.append(Object.assign(document.createElement("script"), {text: "1"}));
            document.body.append(
                Object.assign(document.createElement("script"), {src: "/missing.js"}));
            setTimeout(() => { throw new Error("broken"); });
        }""")
    with amina.page.expect_event("requestfailed", lambda each: "example.org" in each.url):
        amina.page.evaluate("() => { location = 'http://example.org/'; }")

    troubles = "\n".join(amina.troubles)
    for words in ("Content Security Policy", "missing.js gave 404", "broken", "another host"):
        assert words in troubles
    amina.troubles.clear()

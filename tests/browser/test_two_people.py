"""Two people at two browsers on one page: both texts are kept, and each is told of the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

PAGE = "relationships"
TRUST = "provider_trust"


@pytest.fixture
def ben(chromium: Browser, server: Server) -> Iterator[Person]:
    ben = Person(chromium, server.url)
    yield ben
    ben.leave()


def test_a_colleague_who_saved_first_is_named_and_both_notes_are_there(
    amina: Person, ben: Person, server: Server
) -> None:
    appraisal = share_with_ben(amina, ben, server)
    for person, note in ((amina, "Amina heard it at the forum"), (ben, "Ben read the survey")):
        person.go(f"{appraisal}{PAGE}/")
        person.question(TRUST).get_by_text("How sure are you?").first.click()
        person.note(TRUST).fill(note)

    ben.press("Save and continue")
    amina.expect(409)
    amina.press("Save and continue")

    amina.sees_heading("Two versions of “Relationships”")
    main = amina.page.locator("main")
    expect(main).to_contain_text("saved by ben@example.org")
    expect(main).to_contain_text("Amina heard it at the forum")
    expect(main).to_contain_text("Ben read the survey")
    amina.page.get_by_role("radio", name="Keep what was saved in the meantime").check()
    amina.press("Save what I chose")
    ben.go(f"{appraisal}check-answers/")
    expect(ben.page.locator("main")).to_contain_text("Ben read the survey")


def test_the_trail_tells_who_changed_what(amina: Person, ben: Person, server: Server) -> None:
    appraisal = share_with_ben(amina, ben, server)
    ben.go(f"{appraisal}{PAGE}/")
    ben.choose(TRUST, "Polite but cautious")
    ben.press("Save and continue")

    amina.go(f"{appraisal}trail/")

    row = amina.page.get_by_role("row").filter(has_text="Polite but cautious")
    expect(row).to_contain_text("ben@example.org")
    expect(row).to_contain_text("Not answered yet")


def share_with_ben(amina: Person, ben: Person, server: Server) -> str:
    """Return Amina's appraisal, which Ben may edit, with both of them signed in."""
    appraisal = amina.start()
    amina.go(f"{appraisal}people/share/")
    amina.sign_in("amina@example.org", server)
    amina.go(f"{appraisal}people/share/")
    amina.field("E-mail address").fill("ben@example.org")
    amina.press("Share")
    ben.go("/account/sign-in/")
    ben.sign_in("ben@example.org", server)
    ben.sees_heading("Find the commissioning approach that suits your situation")
    return appraisal

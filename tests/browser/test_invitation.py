"""Amina asks three people for their view, each of whom comes their own way, and settles."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.person import METHOD, Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

ROLES = {role.key: role.name for role in METHOD.roles}
TRUST = "provider_trust"
LINK = r"\S+/invitations/[0-9a-f]{64}/"


@pytest.fixture
def people(chromium: Browser, server: Server) -> Iterator[dict[str, Person]]:
    """A provider with JavaScript, one without, and a person who draws on support on a phone."""
    cast = {
        "provider": Person(chromium, server.url),
        "second provider": Person(chromium, server.url, javascript=False),
        "person who draws on support": Person(chromium, server.url),
    }
    cast["person who draws on support"].page.set_viewport_size({"width": 375, "height": 800})
    yield cast
    for person in cast.values():
        person.leave()


def test_inviting_answering_and_settling(
    amina: Person, people: dict[str, Person], server: Server
) -> None:
    appraisal = amina.start()
    amina.follow("Ask for other people’s views, and share with colleagues")
    with amina.page.expect_navigation():
        amina.button("Sign in to invite people").click()
    amina.sign_in("amina@example.org", server)
    amina.sees_heading("Invite people")

    by_email(amina, "provider", "first@example.org")
    opens(people["provider"], server.letter_to("first@example.org", LINK))
    link = by_link(amina, appraisal, "provider")
    opens(people["second provider"], link)
    opens(
        people["person who draws on support"],
        by_link(amina, appraisal, "person_drawing_on_support"),
    )

    answers(people["provider"], "Hostile, with fee disputes not forgotten", "Paid late for a year")
    answers(people["second provider"], "Mostly open, with some subjects still off limits", "")
    answers(people["person who draws on support"], "I don’t know yet", "")
    a_used_link_opens_nothing(amina, server)

    amina.go(f"{appraisal}people/")
    expect(amina.page.get_by_text("Answers handed in")).to_be_visible()
    amina.follow("See what they say, and agree answers")
    expect(amina.page.get_by_text("3 people have handed in answers")).to_be_visible()
    settles(amina)
    result_tells_who_was_heard(amina, appraisal)


def by_email(amina: Person, role: str, email: str) -> None:
    amina.field("Whom do you ask?").select_option(label=ROLES[role])
    amina.page.get_by_label("One person, by e-mail").check()
    amina.field("E-mail address, for one person").fill(email)
    amina.press("Invite")
    amina.sees_heading("Who takes part")
    expect(amina.page.get_by_text("Not opened yet")).to_be_visible()


def by_link(amina: Person, appraisal: str, role: str) -> str:
    amina.go(f"{appraisal}invitations/new/")
    amina.field("Whom do you ask?").select_option(label=ROLES[role])
    amina.page.get_by_label("Any number of people, by a link").check()
    amina.press("Invite")
    return amina.page.locator(".app-address").inner_text()


def opens(person: Person, link: str) -> None:
    person.go(link)
    person.sees_heading("You are asked for your view")
    person.press("I understand, start")


def answers(person: Person, trust: str, note: str) -> None:
    person.follow("Relationships")
    person.choose(TRUST, trust)
    if note:
        person.question(TRUST).get_by_text("How sure are you?").first.click()
        person.note(TRUST).fill(note)
    person.press("Save and come back later")
    person.press("Check and hand in my answers")
    person.press("Hand in my answers")
    expect(person.page.get_by_text("Your answers are handed in.")).to_be_visible()


def a_used_link_opens_nothing(amina: Person, server: Server) -> None:
    amina.expect(410)
    amina.go(server.letter_to("first@example.org", LINK))
    amina.sees_heading("This link has been used")


def settles(amina: Person) -> None:
    amina.follow(METHOD.question_by_key[TRUST].text)
    expect(amina.page.get_by_text("Paid late for a year")).to_be_visible()
    amina.page.get_by_role("radio", name="Polite but cautious").check()
    amina.press("Save")
    expect(amina.page.get_by_role("alert")).to_contain_text("why you settled on this answer")
    amina.note(TRUST).fill("Agreed at the forum")
    amina.press("Save")
    amina.sees_heading("Where people differ")


def result_tells_who_was_heard(amina: Person, appraisal: str) -> None:
    amina.go(f"{appraisal}check-answers/")
    amina.press("Show the result")
    page = amina.page.locator("main")
    expect(page).to_contain_text("Providers")
    expect(page).not_to_contain_text("Paid late for a year")

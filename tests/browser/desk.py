"""What the pages are looked at with: Amina's browser, and appraisals that no page changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Browser, StorageState

from appraisal.method.model import Question
from tests.browser.person import COUNCIL, METHOD, Person
from tests.browser.server import Server

FIGURES = "who-could-deliver"


@dataclass(frozen=True)
class Desk:
    """Amina's browser with several appraisals in it, by their addresses.

    She is signed in, has asked providers for their view, and has answered as one of them herself.
    ``decided`` is answered in full, has two results, a scenario and a decision, and was changed
    since. Whoever looks at a page leaves all of these as they are, so that every page can be
    looked at in any order; only invitations are made, for the one called ``inviting``.
    """

    remembered: StorageState
    answered: str
    mistaken: str
    untouched: str
    inviting: str
    decided: str
    scenario: str
    copied: str
    link: str
    contribution: str


def furnished(chromium: Browser, server: Server) -> Desk:
    amina = Person(chromium, server.url, javascript=False)
    untouched = amina.start(title="Respite for carers")
    inviting = amina.start(title="Equipment at home")
    mistaken = amina.start(title="Day support", route="full")
    make_mistakes(amina, mistaken)
    answered = amina.start(route="full")
    answer_some(amina, answered)
    link = ask_providers(amina, server, answered)
    contribution = contribute(amina, link)
    decided = answered_in_full(amina)
    scenario = suppose_and_decide(amina, decided)
    desk = Desk(
        amina.context.storage_state(),
        answered=answered,
        mistaken=mistaken,
        untouched=untouched,
        inviting=inviting,
        decided=decided,
        scenario=scenario,
        copied=start_again(amina, answered),
        link=link,
        contribution=contribution,
    )
    amina.leave()
    return desk


def ask_providers(amina: Person, server: Server, appraisal: str) -> str:
    """Return the link that providers are to open, and ask one of them by e-mail as well."""
    amina.go(f"{appraisal}invitations/new/")
    amina.sign_in("amina@example.org", server)
    server.let_join("amina@example.org", COUNCIL)
    for way in ("One person, by e-mail", "Any number of people, by a link"):
        amina.go(f"{appraisal}invitations/new/")
        amina.field("Whom do you ask?").select_option(label="Provider")
        amina.page.get_by_label(way).check()
        if way.startswith("One person"):
            amina.field("E-mail address, for one person").fill("provider@example.org")
        amina.press("Invite")
    return urlsplit(amina.page.locator(".app-address").inner_text()).path


def contribute(amina: Person, link: str) -> str:
    amina.go(link)
    amina.press("I understand, start")
    contribution = urlsplit(amina.page.url).path
    amina.go(f"{contribution}relationships/")
    amina.choose("provider_trust", "Polite but cautious")
    amina.question("provider_trust").get_by_text("How sure are you?").first.click()
    amina.note("provider_trust").fill("n" * 300)
    amina.press("Save and continue")
    amina.go(f"{contribution}hand-in/")
    amina.press("Hand in my answers")
    return contribution


def make_mistakes(amina: Person, appraisal: str) -> None:
    amina.go(f"{appraisal}{FIGURES}/")
    amina.choose("provider_count", "None or one")
    amina.figure("provider_count").fill("70")
    amina.figure("market_concentration").fill("lots")
    amina.press("Save and come back later")
    amina.go(f"{appraisal}goal-points/")
    amina.field(METHOD.goals[0].text).fill("a hundred")
    amina.press("Save and continue")


def answer_some(amina: Person, appraisal: str) -> None:
    amina.go(f"{appraisal}{FIGURES}/")
    amina.figure("provider_count").fill("7")
    amina.choose("market_concentration", "I don’t know yet")
    amina.question("ease_of_entry").get_by_text("How sure are you?").first.click()
    amina.note("ease_of_entry").fill("x" * 300 + "\nAsked brokerage.")
    amina.press("Save and continue")
    amina.go(f"{appraisal}what-life-is-like/")
    amina.field(text_of("life_now")).fill("People wait.\n\n" + "w" * 200)
    amina.press("Save and continue")
    amina.go(f"{appraisal}goal-points/")
    for goal in METHOD.goals:
        amina.field(goal.text).fill("40")
    amina.press("Save and continue")
    amina.press("Show the result")


def text_of(key: str) -> str:
    question: Question = METHOD.question_by_key[key]
    return question.text


def answered_in_full(amina: Person) -> str:
    """Return the address of an appraisal in which everything is answered."""
    amina.go("/example/")
    amina.press("Change its answers yourself")
    return urlsplit(amina.page.url).path


def suppose_and_decide(amina: Person, appraisal: str) -> str:
    """Keep a scenario, decide, think again and again; return the scenario's address."""
    conclude(amina, appraisal)
    amina.follow("What if")
    suppose(amina, "Share of fit in the score", "20")
    amina.field("Name of the scenario").fill("Readiness first, " + "n" * 60)
    amina.press("Keep as a scenario")
    scenario = urlsplit(amina.page.url).path
    decide(amina, appraisal)
    change_trust(amina, appraisal, 1)
    conclude(amina, appraisal)
    change_trust(amina, appraisal, 5)
    return scenario


def conclude(amina: Person, appraisal: str) -> None:
    amina.go(f"{appraisal}check-answers/")
    amina.press("Show the result")


def suppose(amina: Person, what: str, value: str) -> None:
    amina.page.locator("summary", has_text="Weights").click()
    amina.field(what).fill(value)


def decide(amina: Person, appraisal: str) -> None:
    yesterday = date.today() - timedelta(days=1)
    amina.go(f"{appraisal}decision/")
    amina.page.get_by_role("radio", name="Something else").check()
    amina.field("What exactly? (optional)").fill("d" * 300)
    amina.field("Who decided?").fill("Cabinet")
    for part in ("Day", "Month", "Year"):
        amina.field(part).fill(str(getattr(yesterday, part.lower())))
    amina.field("Why?").fill("w" * 300)
    amina.press("Record the decision")


def change_trust(amina: Person, appraisal: str, level: int) -> None:
    amina.go(f"{appraisal}relationships/")
    amina.choose("provider_trust", METHOD.question_by_key["provider_trust"].level(level).label)
    amina.press("Save and continue")


def start_again(amina: Person, appraisal: str) -> str:
    amina.go(f"{appraisal}start-again/")
    amina.press("Start the new one")
    return urlsplit(amina.page.url).path


def alone(amina: Person) -> str:
    """Start an appraisal that may be changed, where nobody is signed in; return its address."""
    amina.context.clear_cookies()
    return amina.start(title="Supported living")


def result_of(appraisal: str) -> str:
    return appraisal.replace("appraisals", "reports")

"""Every page of the product there is to look at, and how to come to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, StorageState

from appraisal.method.model import Question
from tests.browser.person import METHOD, Person
from tests.browser.server import Server

FIGURES = "who-could-deliver"


@dataclass(frozen=True)
class Desk:
    """Amina's browser with three appraisals in it, by their addresses.

    She is signed in, has asked providers for their view, and has answered as one of them herself.
    """

    remembered: StorageState
    answered: str
    mistaken: str
    untouched: str
    link: str
    contribution: str


def furnished(chromium: Browser, server: Server) -> Desk:
    amina = Person(chromium, server.url, javascript=False)
    untouched = amina.start(title="Respite for carers")
    mistaken = amina.start(title="Day support", route="full")
    make_mistakes(amina, mistaken)
    answered = amina.start(route="full")
    answer_some(amina, answered)
    link = ask_providers(amina, server, answered)
    contribution = contribute(amina, link)
    remembered = amina.context.storage_state()
    amina.leave()
    return Desk(remembered, answered, mistaken, untouched, link, contribution)


def ask_providers(amina: Person, server: Server, appraisal: str) -> str:
    """Return the link that providers are to open, and ask one of them by e-mail as well."""
    amina.go(f"{appraisal}invitations/new/")
    amina.sign_in("amina@example.org", server)
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


def at(address: str) -> Callable[[Person, Desk], None]:
    """Return the way to a page by its address, with the appraisals' own put in."""

    def go(amina: Person, desk: Desk) -> None:
        amina.go(
            address.format(
                answered=desk.answered,
                mistaken=desk.mistaken,
                untouched=desk.untouched,
                link=desk.link,
                contribution=desk.contribution,
                result=desk.answered.replace("appraisals", "reports"),
                no_result=desk.untouched.replace("appraisals", "reports"),
            )
        )

    return go


def first_visit(amina: Person, desk: Desk) -> None:
    amina.context.clear_cookies()
    amina.go("/")


def start_with_errors(amina: Person, desk: Desk) -> None:
    amina.go("/start/")
    amina.field("Day").fill("32")
    amina.press("Save and continue")


def all_zero(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.untouched}goal-points/")
    amina.field(METHOD.goals[0].text).fill("0")
    amina.press("Save and continue")


def two_versions(amina: Person, desk: Desk) -> None:
    """Open a page, save it in another tab, then send it."""
    amina.expect(409)
    address = f"{desk.untouched}{FIGURES}/"
    amina.go(address)
    amina.choose("provider_count", "2 or 3 providers")
    amina.figure("market_concentration").fill("many")
    other = amina.in_another_tab()
    other.go(address)
    other.choose("provider_count", "10 to 24 providers")
    other.figure("market_concentration").fill("20")
    other.press("Save and continue")
    other.page.close()
    amina.press("Save and continue")


def changed_since(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}relationships/")
    amina.choose("provider_trust", "I don’t know yet")
    amina.press("Save and continue")
    at("{result}")(amina, desk)


def invite_with_errors(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}invitations/new/")
    amina.page.get_by_label("One person, by e-mail").check()
    amina.press("Invite")


def new_link(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.mistaken}invitations/new/")
    amina.field("Whom do you ask?").select_option(label="Finance")
    amina.page.get_by_label("Any number of people, by a link").check()
    amina.press("Invite")


def manage(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}people/")
    with amina.page.expect_navigation():
        amina.page.get_by_role("link", name="Manage invitation 1").click()


def access(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}people/")
    with amina.page.expect_navigation():
        amina.page.get_by_role("link", name="Change what amina@example.org may do").click()


def settle_with_error(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}views/provider_trust/")
    amina.page.get_by_role("radio", name="Polite but cautious").check()
    amina.note("provider_trust").fill("")
    amina.press("Save")


def two_scopes(amina: Person, desk: Desk) -> None:
    amina.expect(409)
    amina.go(f"{desk.untouched}details/")
    amina.field("What are you appraising?").fill("Respite, mine")
    other = amina.in_another_tab()
    other.go(f"{desk.untouched}details/")
    other.field("What are you appraising?").fill("Respite, theirs")
    other.press("Save")
    other.page.close()
    amina.press("Save")


def two_compared(amina: Person, desk: Desk) -> None:
    """Find a second result, and set it beside the first."""
    amina.go(f"{desk.answered}{FIGURES}/")
    amina.figure("provider_count").fill("60")
    amina.press("Save and continue")
    at("{answered}check-answers/")(amina, desk)
    amina.press("Show the result")
    at("{result}compare/")(amina, desk)


def what_if_with_changes(amina: Person, desk: Desk) -> None:
    at("{result}what-if/")(amina, desk)
    suppose(amina, "Share of fit in the score", "20")
    amina.press("Show what changes")


def what_if_with_error(amina: Person, desk: Desk) -> None:
    at("{result}what-if/")(amina, desk)
    suppose(amina, "Needs", "50")
    amina.press("Show what changes")


def suppose(amina: Person, what: str, value: str) -> None:
    amina.page.locator("summary", has_text="Weights").click()
    amina.field(what).fill(value)


def scenario(amina: Person, desk: Desk) -> None:
    at("{result}what-if/")(amina, desk)
    suppose(amina, "Share of fit in the score", "20")
    amina.field("Name of the scenario").fill("Readiness first, " + "n" * 60)
    amina.press("Keep as a scenario")


def delete_scenario(amina: Person, desk: Desk) -> None:
    scenario(amina, desk)
    amina.follow("Delete this scenario")


def decision_with_errors(amina: Person, desk: Desk) -> None:
    at("{answered}decision/")(amina, desk)
    amina.field("Blended with another approach?").select_option(label="Relational")
    amina.press("Record the decision")


def decided(amina: Person, desk: Desk) -> None:
    """Record a decision, which the result then shows."""
    at("{mistaken}check-answers/")(amina, desk)
    amina.press("Show the result")
    at("{mistaken}decision/")(amina, desk)
    amina.page.get_by_role("radio", name="Something else").check()
    amina.field("What exactly? (optional)").fill("d" * 300)
    amina.field("Who decided?").fill("Cabinet")
    for part, value in (("Day", "1"), ("Month", "11"), ("Year", "2026")):
        amina.field(part).fill(value)
    amina.field("Why?").fill("w" * 300)
    amina.press("Record the decision")


def decision_again(amina: Person, desk: Desk) -> None:
    decided(amina, desk)
    at("{mistaken}decision/")(amina, desk)


def start_again(amina: Person, desk: Desk) -> None:
    at("{answered}start-again/")(amina, desk)
    amina.press("Start the new one")


def check_copied(amina: Person, desk: Desk) -> None:
    start_again(amina, desk)
    amina.go(f"{urlsplit(amina.page.url).path}check-answers/")


def trial(amina: Person, desk: Desk) -> None:
    amina.go("/example/")
    amina.press("Change its answers yourself")


def stranger_to_a_link(amina: Person, desk: Desk) -> None:
    amina.context.clear_cookies()
    amina.go(desk.link)


def not_found(amina: Person, desk: Desk) -> None:
    amina.expect(404)
    amina.go("/appraisals/NOWHERE/")


def no_cookie(amina: Person, desk: Desk) -> None:
    amina.expect(403)
    amina.go(f"{desk.untouched}what-life-is-like/")
    amina.field(text_of("life_now")).fill("Nobody asked us.")
    amina.context.clear_cookies(name="csrftoken")
    amina.press("Save and continue")


PAGES: dict[str, Callable[[Person, Desk], None]] = {
    "home, first visit": first_visit,
    "home": at("/"),
    "start": at("/start/"),
    "start with errors": start_with_errors,
    "details": at("{answered}details/"),
    "task list": at("{answered}"),
    "task list with mistakes": at("{mistaken}"),
    "choices": at("{answered}what-is-appraised/"),
    "scales": at("{answered}results-and-quality/"),
    "texts": at("{answered}what-life-is-like/"),
    "figures": at("{answered}who-could-deliver/"),
    "figures with errors": at("{mistaken}who-could-deliver/"),
    "goal points": at("{answered}goal-points/"),
    "goal points with error": at("{mistaken}goal-points/"),
    "goal points all zero": all_zero,
    "check answers": at("{answered}check-answers/"),
    "check answers with mistakes": at("{mistaken}check-answers/"),
    "two versions": two_versions,
    "result": at("{result}"),
    "result, answers changed": changed_since,
    "why": at("{result}why/"),
    "how sure": at("{result}sure/"),
    "what to find out": at("{result}find-out/"),
    "what to build": at("{result}build/"),
    "how to do it": at("{result}how/"),
    "continue as now": at("{result}as-now/"),
    "example, how sure": at("/reports/EXAMPLE/sure/"),
    "example, too early": at("/reports/EXAMPLE4/"),
    "annex": at("{result}annex/"),
    "two compared": two_compared,
    "nothing to compare": at("/reports/EXAMPLE4/compare/"),
    "what if": at("{result}what-if/"),
    "what if with changes": what_if_with_changes,
    "what if with an error": what_if_with_error,
    "a scenario": scenario,
    "delete a scenario": delete_scenario,
    "no result": at("{no_result}"),
    "example": at("/example/"),
    "example annex": at("/reports/EXAMPLE/annex/"),
    "a copy of the example": trial,
    "details changed twice": two_scopes,
    "who takes part": at("{answered}people/"),
    "access": access,
    "share": at("{answered}people/share/"),
    "invite": at("{answered}invitations/new/"),
    "invite with errors": invite_with_errors,
    "a new link": new_link,
    "manage an invitation": manage,
    "decision": at("{answered}decision/"),
    "decision with errors": decision_with_errors,
    "decision without a result": at("{untouched}decision/"),
    "result with a decision": decided,
    "another decision": decision_again,
    "start again": at("{answered}start-again/"),
    "started again": start_again,
    "check copied answers": check_copied,
    "views": at("{answered}views/"),
    "views of nobody": at("{mistaken}views/"),
    "settle": at("{answered}views/provider_trust/"),
    "settle with an error": settle_with_error,
    "trail": at("{answered}trail/"),
    "delete": at("{untouched}delete/"),
    "welcome": stranger_to_a_link,
    "contribution": at("{contribution}"),
    "contribution page": at("{contribution}relationships/"),
    "hand in": at("{contribution}hand-in/"),
    "withdraw": at("{contribution}withdraw/"),
    "what this is": at("/guide/"),
    "approaches": at("/guide/approaches/"),
    "an approach": at("/guide/approaches/relational/"),
    "a further approach": at("/guide/approaches/human_learning/"),
    "forms of agreement": at("/guide/mechanisms/"),
    "a form of agreement": at("/guide/mechanisms/in_house/"),
    "the method": at("/guide/method/"),
    "a chapter with sums": at("/guide/method/how-a-score-is-made/"),
    "a chapter with rules": at("/guide/method/gates/"),
    "a chapter with figures": at("/guide/method/the-method-audits-itself/"),
    "the sources": at("/guide/method/sources/"),
    "what influences rest on": at("/guide/evidence/"),
    "how the questions were chosen": at("/guide/how-questions-were-chosen/"),
    "glossary": at("/guide/glossary/"),
    "all questions": at("/guide/questions/"),
    "on paper": at("/guide/on-paper/"),
    "blank form": at("/guide/on-paper/short-form/"),
    "workshop": at("/guide/on-paper/workshop/"),
    "privacy": at("/privacy/"),
    "cookies": at("/cookies/"),
    "not found": not_found,
    "not sent from here": no_cookie,
}

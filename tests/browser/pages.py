"""Every page of the product there is to look at, and how to come to it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from tests.browser.desk import (
    FIGURES,
    Desk,
    alone,
    answered_in_full,
    result_of,
    suppose,
    text_of,
)
from tests.browser.downloading import READY, SECONDS
from tests.browser.person import METHOD, Person


def at(address: str) -> Callable[[Person, Desk], None]:
    """Return the way to a page by its address, with the appraisals' own put in."""

    def go(amina: Person, desk: Desk) -> None:
        amina.go(
            address.format(
                answered=desk.answered,
                mistaken=desk.mistaken,
                untouched=desk.untouched,
                decided=desk.decided,
                scenario=desk.scenario,
                copied=desk.copied,
                link=desk.link,
                contribution=desk.contribution,
                result=result_of(desk.answered),
                two_results=result_of(desk.decided),
                no_result=result_of(desk.untouched),
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


def bring_in(amina: Person, **said: object) -> None:
    """Choose a file of an appraisal that leaves much behind, and send it."""
    document = {
        "format": "commissioning-appraisal 1",
        "reference": "K7M2",
        "method_version": METHOD.version,
        "appraised": {"title": "t" * 120, "council": "C" * 120, "route": "short"},
        "agreed": {"answers": {"provider_count": {"value": 3, "exempt": True}}},
        "contributions": [{}, {}],
        "outcomes": [{}],
        "decisions": [{}],
        **said,
    }
    amina.go("/bring-in/")
    amina.field("The file of the appraisal").set_input_files(
        {
            "name": "appraisal.json",
            "mimeType": "application/json",
            "buffer": json.dumps(document).encode(),
        }
    )
    amina.press("Bring it in")


def bring_in_with_errors(amina: Person, desk: Desk) -> None:
    bring_in(amina, appraised={}, agreed={"answers": {"n" * 200: 1, "provider_count": 9}})


def brought_in(amina: Person, desk: Desk) -> None:
    amina.context.clear_cookies()
    bring_in(amina)


def all_zero(amina: Person, desk: Desk) -> None:
    amina.go(f"{alone(amina)}goal-points/")
    amina.field(METHOD.goals[0].text).fill("0")
    amina.press("Save and continue")


def two_versions(amina: Person, desk: Desk) -> None:
    """Open a page, save it in another tab, then send it."""
    amina.expect(409)
    address = f"{alone(amina)}{FIGURES}/"
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


def invite_with_errors(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.answered}invitations/new/")
    amina.page.get_by_label("One person, by e-mail").check()
    amina.press("Invite")


def new_link(amina: Person, desk: Desk) -> None:
    amina.go(f"{desk.inviting}invitations/new/")
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
    own = alone(amina)
    amina.go(f"{own}details/")
    amina.field("What are you appraising?").fill("Respite, mine")
    other = amina.in_another_tab()
    other.go(f"{own}details/")
    other.field("What are you appraising?").fill("Respite, theirs")
    other.press("Save")
    other.page.close()
    amina.press("Save")


def what_if_with_changes(amina: Person, desk: Desk) -> None:
    amina.go("/reports/EXAMPLE/what-if/")
    suppose(amina, "Share of fit in the score", "20")
    amina.press("Show what changes")


def what_if_with_error(amina: Person, desk: Desk) -> None:
    amina.go("/reports/EXAMPLE/what-if/")
    suppose(amina, "Needs", "50")
    amina.press("Show what changes")


def ready_document(amina: Person, desk: Desk) -> None:
    amina.go("/reports/EXAMPLE/documents/")
    amina.page.get_by_role("radio", name="Short report").check()
    amina.press("Prepare the file")
    latest = time.monotonic() + SECONDS
    while not amina.page.get_by_role("heading", name=READY).is_visible():
        assert time.monotonic() < latest, "Nobody prints."
        time.sleep(0.5)
        amina.page.reload()


def decision_with_errors(amina: Person, desk: Desk) -> None:
    at("{answered}decision/")(amina, desk)
    amina.field("Blended with another approach?").select_option(label="Relational")
    amina.press("Record the decision")


def share_nationally_with_error(amina: Person, desk: Desk) -> None:
    at("{answered}national/")(amina, desk)
    amina.press("Share with the national picture")


def trial(amina: Person, desk: Desk) -> None:
    answered_in_full(amina)


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
    "bring in": at("/bring-in/"),
    "bring in with errors": bring_in_with_errors,
    "brought in": brought_in,
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
    "result": at("/example/"),
    "result with a decision, changed since": at("{two_results}"),
    "result, too early": at("{result}"),
    "result, no clear difference": at("/reports/EXAMPLE3/"),
    "why": at("/reports/EXAMPLE/why/"),
    "why, too early": at("{result}why/"),
    "how sure": at("/reports/EXAMPLE/sure/"),
    "how sure, too early": at("{result}sure/"),
    "how sure, no clear difference": at("/reports/EXAMPLE3/sure/"),
    "what to find out": at("/reports/EXAMPLE/find-out/"),
    "what to find out, too early": at("{result}find-out/"),
    "what to build": at("/reports/EXAMPLE/build/"),
    "what to build, too early": at("{result}build/"),
    "how to do it": at("/reports/EXAMPLE/how/"),
    "how to do it, too early": at("{result}how/"),
    "how to do it, no clear difference": at("/reports/EXAMPLE3/how/"),
    "continue as now": at("/reports/EXAMPLE/as-now/"),
    "continue as now, too early": at("{result}as-now/"),
    "beside the published picture": at("/reports/EXAMPLE/national/"),
    "beside the published picture, too early": at("{result}national/"),
    "annex": at("/reports/EXAMPLE/annex/"),
    "annex, too early": at("{result}annex/"),
    "two compared": at("{two_results}compare/"),
    "nothing to compare": at("/reports/EXAMPLE4/compare/"),
    "what if": at("/reports/EXAMPLE/what-if/"),
    "what if, too early": at("{result}what-if/"),
    "what if with changes": what_if_with_changes,
    "what if with an error": what_if_with_error,
    "a scenario": at("{scenario}"),
    "delete a scenario": at("{scenario}delete/"),
    "reports to download": at("/reports/EXAMPLE/documents/"),
    "reports to download, none yet": at("{result}documents/"),
    "a report to download": ready_document,
    "no result": at("{no_result}"),
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
    "another decision": at("{decided}decision/"),
    "start again": at("{answered}start-again/"),
    "started again": at("{copied}"),
    "check copied answers": at("{copied}check-answers/"),
    "sharing nationally": at("{answered}national/"),
    "sharing nationally with an error": share_nationally_with_error,
    "sharing nationally without a result": at("{untouched}national/"),
    "what would be contributed": at("{result}contributed/"),
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
    "how the national picture is made": at("/guide/how-the-national-picture-is-made/"),
    "privacy": at("/privacy/"),
    "cookies": at("/cookies/"),
    "not found": not_found,
    "not sent from here": no_cookie,
}

"""A session that ends while a page stands open, and other ways to be a stranger to one's own work.

Whatever was typed stays: on its page after signing in again, or to copy.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from appraisal.models import Appraisal, Perspective
from people.visitor import COOKIE
from tests.landscape.browser import FULL_PAGE, Browser, address, revisions, stored, text_of
from tests.landscape.invited import invite, link_in, sent_on

AMINA, BEN = "amina@example.org", "ben@example.org"
TYPED = {"provider_count": "2", "provider_count-note": "Typed for\r\na “quarter” of an hour <b>"}
NOTE = "Typed for\na “quarter” of an hour <b>"
NOTICE = "You were signed out before this page was saved"


def sign_in(browser: Browser, email: str, at: str = "/account/sign-in/") -> Any:
    """Sign in as people do, with the code from the e-mail, and return where that leads."""
    asked: Any = browser.client.post(at, {"email": email, **hidden_in(browser.client.get(at))})
    code = re.search(r"Your code: (\S+)", str(mail.outbox[-1].body))
    assert code and mail.outbox[-1].to == [email]
    enter = asked.headers["Location"]
    hidden = hidden_in(browser.client.get(enter))
    return browser.client.post(enter, {**hidden, "code": code[1]})


def hidden_in(response: Any) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def home_care(amina: Browser) -> Appraisal:
    """Amina's appraisal, which she began signed in."""
    sign_in(amina, AMINA)
    return amina.start()


def end_of_session(browser: Browser) -> None:
    """End the session as time does: the browser still sends its cookie."""
    key = browser.client.cookies[settings.SESSION_COOKIE_NAME].value
    assert Session.objects.filter(session_key=key).delete()[0] == 1


def sign_in_again(browser: Browser, refused: Any, email: str) -> Any:
    """Press the button of the page that says so, and sign in."""
    pressed: Any = browser.client.post("/sign-in-again/", hidden_in(refused))
    assert pressed.headers["Location"].startswith("/account/sign-in/?next=/appraisals/")
    return sign_in(browser, email, at=pressed.headers["Location"])


def sent_too_late(amina: Browser, appraisal: Appraisal) -> Any:
    """Return the answer to a page that was sent after its session had ended."""
    page = amina.open(appraisal)
    end_of_session(amina)
    return amina.send(page, TYPED)


def test_what_was_sent_after_the_session_had_ended_stands_on_its_page_again(amina, home_care):
    refused = sent_too_late(amina, home_care)
    assert refused.status_code == 404
    assert NOTE in text_of(refused).replace("\r", "")

    onward = sign_in_again(amina, refused, AMINA)

    assert onward.headers["Location"] == address(home_care, f"{FULL_PAGE}/")
    page = amina.open(home_care)
    assert NOTICE in page.text and NOTE in page.text and 'value="2" checked' in page.text
    assert revisions(home_care) == 0


def test_it_is_saved_when_it_is_sent_and_the_notice_is_gone(amina, home_care):
    sign_in_again(amina, sent_too_late(amina, home_care), AMINA)
    page = amina.open(home_care)

    response = amina.send(page, TYPED)

    assert response.status_code == 302
    assert stored(home_care)["provider_count"] == {"value": 2, "note": NOTE}
    again = amina.open(home_care)
    assert NOTICE not in again.text and NOTE in again.text


def test_it_waits_until_it_is_saved_however_often_the_page_is_opened(amina, home_care):
    sign_in_again(amina, sent_too_late(amina, home_care), AMINA)

    amina.get(home_care)
    amina.open(home_care, "relationships")

    assert NOTE in amina.open(home_care).text
    assert NOTICE not in amina.open(home_care, "relationships").text


def test_it_does_not_overwrite_what_somebody_saved_in_the_meantime(amina, home_care):
    home_care.access.create(email=BEN, level="editor")
    colleague = Browser()
    sign_in(colleague, BEN)
    refused = sent_too_late(amina, home_care)
    colleague.save(home_care, {"provider_count": "5", "provider_count-note": "Saved meanwhile"})
    sign_in_again(amina, refused, AMINA)

    response = amina.send(amina.open(home_care), TYPED)

    page = text_of(response)
    assert response.status_code == 409
    assert NOTE in page.replace("\r", "") and "Saved meanwhile" in page
    assert stored(home_care)["provider_count"]["note"] == "Saved meanwhile"


def test_what_had_been_saved_and_is_sent_again_after_signing_in_is_saved_once(amina, home_care):
    page = amina.open(home_care)
    amina.send(page, TYPED)
    end_of_session(amina)
    sign_in_again(amina, amina.send(page, TYPED), AMINA)

    response = amina.send(amina.open(home_care), TYPED)

    assert response.status_code == 302
    assert revisions(home_care) == 1


def test_somebody_else_who_signs_in_there_does_not_get_to_see_it(amina, home_care):
    refused = sent_too_late(amina, home_care)

    onward = sign_in_again(amina, refused, BEN)

    pages = [onward.headers["Location"], "/", "/account/", "/account/export/", address(home_care)]
    for path in pages:
        assert "quarter" not in text_of(amina.client.get(path))
    assert amina.client.get(onward.headers["Location"]).status_code == 404


def test_it_is_gone_once_somebody_else_has_signed_in_and_out(amina, home_care):
    sign_in_again(amina, sent_too_late(amina, home_care), BEN)
    amina.client.post("/account/sign-out/")

    sign_in(amina, AMINA)

    assert NOTICE not in amina.open(home_care).text
    assert not any("held" in session.get_decoded() for session in Session.objects.all())


@pytest.mark.parametrize("rest", ["details/", "views/provider_count/", "people/share/"])
def test_elsewhere_what_was_typed_stands_there_to_copy(amina, home_care, rest):
    end_of_session(amina)

    response = amina.client.post(address(home_care, rest), {"title": "x", "scope": NOTE, "a": "b"})

    assert response.status_code == 404
    assert NOTE in text_of(response).replace("\r", "")


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "https://evil.example/",
        "//evil.example/appraisals/ABCDEFGH/goal-points/",
        "/\\evil.example/",
        "/account/sign-out/",
        "/admin/",
        "/appraisals/ABCDEFGH/delete/",
        "/appraisals/ABCDEFGH/goal-points/?next=https://evil.example/",
        "/appraisals/ABCDEFGH/goal-points/\r\nLocation: https://evil.example/",
        "javascript:alert(1)",
        "appraisals/ABCDEFGH/goal-points/",
    ],
)
def test_a_forged_address_leads_nowhere_else(amina, forged):
    response = amina.client.post("/sign-in-again/", {"address": forged, "life_now": NOTE})

    assert response.headers["Location"] == "/"
    assert not Session.objects.exists()


def test_an_address_of_nobodys_leads_to_no_page(amina):
    response = amina.client.post(
        "/sign-in-again/", {"address": "/appraisals/ABCDEFGH/goal-points/", "life_now": NOTE}
    )

    onward = sign_in(amina, AMINA, at=response.headers["Location"])

    assert amina.client.get(onward.headers["Location"]).status_code == 404


# Contributors


@pytest.fixture
def contribution(amina: Browser, home_care: Appraisal) -> tuple[Browser, str]:
    contributor = Browser(enforce_csrf_checks=False)
    link = link_in(text_of(invite(amina, home_care)))
    return contributor, sent_on(contributor, link)


def test_a_failed_check_keeps_what_a_contributor_typed_and_it_can_be_sent_again(contribution):
    contributor, mine = contribution
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = contributor.client.cookies
    path = f"{mine}{FULL_PAGE}/"
    sent = {"revision": "0", "action": "later", **TYPED}

    refused: Any = strict.post(path, sent, headers={"Origin": "http://testserver"})

    assert refused.status_code == 403
    assert NOTE in text_of(refused).replace("\r", "")
    page = refused.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token and f'action="{path}"' in page
    again = strict.post(path, {**hidden_in(refused), "csrfmiddlewaretoken": token[1]})
    assert again.headers["Location"] == mine
    (kept,) = Perspective.objects.contributions().get().current_revisions().values()
    assert kept.answers["provider_count"]["note"] == NOTE


def test_a_contributor_who_has_lost_the_cookie_gets_back_what_was_typed(contribution):
    contributor, mine = contribution
    del contributor.client.cookies[COOKIE]

    response = contributor.client.post(f"{mine}{FULL_PAGE}/", {"revision": "0", **TYPED})

    assert response.status_code == 404
    assert NOTE in text_of(response).replace("\r", "")
    assert "Sign in again" not in text_of(response)


# Starting


def test_a_double_click_on_start_without_cookies_is_one_browsers_one_appraisal(db):
    page = Client().get("/start/")
    sent = {"title": "Home care", "route": "full", **hidden_in(page)}

    first, second = Client(), Client()
    one, two = first.post("/start/", sent), second.post("/start/", sent)

    assert one.headers["Location"] == two.headers["Location"]
    assert one.cookies[COOKIE].value == two.cookies[COOKIE].value
    assert Appraisal.objects.count() == 1
    assert first.get(one.headers["Location"]).status_code == 200
    assert second.get(two.headers["Location"]).status_code == 200


def test_another_page_to_start_on_starts_another_browser(db):
    first, second = Client(), Client()
    for browser in (first, second):
        page = browser.get("/start/")
        browser.post("/start/", {"title": "Home care", "route": "full", **hidden_in(page)})

    assert first.cookies[COOKIE].value != second.cookies[COOKIE].value
    assert Appraisal.objects.count() == 2


def test_the_token_of_somebody_elses_start_page_opens_nothing_of_theirs(amina, home_care):
    """Only a browser without a cookie of its own gets one from the page's token."""
    stranger = Browser()
    stranger.start(title="Respite")

    response = stranger.client.post(
        "/start/", {"title": "Mine", "route": "full", "token": str(home_care.token)}
    )

    assert response.status_code == 404
    assert Appraisal.objects.filter(title="Mine").count() == 0

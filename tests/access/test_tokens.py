"""The secrets in links: each opens what it is for, while it is for that, and is kept nowhere."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from appraisal.models import Appraisal, Invitation, Perspective
from people.models import User
from people.visitor import COOKIE
from tests.access.scene import begun, signed_in
from tests.landscape.browser import FULL_PAGE, address, text_of
from tests.landscape.invited import SECTIONS, link_in


@pytest.fixture
def home_care(db: None) -> Appraisal:
    return begun(by=User.objects.create_user("amina@example.org"))


@pytest.fixture
def amina(home_care: Appraisal) -> Client:
    return signed_in(User.objects.get())


def invite(amina: Client, appraisal: Appraisal, token: UUID | None = None, **said: Any) -> str:
    """Return the link that comes of inviting, as a path."""
    day = timezone.localdate() + timedelta(days=7)
    fields: dict[str, Any] = {
        "role": "provider",
        "by": "link",
        "sections": SECTIONS,
        "deadline_day": day.day,
        "deadline_month": day.month,
        "deadline_year": day.year,
        "token": str(token or uuid4()),
    }
    page = amina.post(address(appraisal, "invitations/new/"), fields | said)
    by_letter = (fields | said)["by"] == "email"
    return link_in(str(mail.outbox[-1].body) if by_letter else text_of(page))


def manage(amina: Client, appraisal: Appraisal, action: str) -> Any:
    number = Invitation.objects.get().pk
    return amina.post(address(appraisal, f"invitations/{number}/"), {"action": action})


def opens(link: str) -> bool:
    """Tell whether a link opens in a browser that has never seen it."""
    browser = Client()
    seen, pressed = browser.get(link), browser.post(link)
    onward = pressed.headers.get("Location", "")
    begins = onward.startswith("/contributions/") and browser.get(onward).status_code == 200
    assert begins == (seen.status_code == 200)
    assert begins or seen.status_code in (404, 410)
    return bool(begins)


# Replayed


def test_a_link_to_send_on_opens_for_everyone_until_it_is_closed(amina, home_care):
    link = invite(amina, home_care)
    assert opens(link) and opens(link)

    manage(amina, home_care, "close")

    assert not opens(link)


def test_a_personal_link_opens_once(amina, home_care):
    link = invite(amina, home_care, by="email", email="ben@example.org")
    assert opens(link)

    assert not opens(link)


@pytest.mark.parametrize("kind", ["link", "email"])
def test_a_link_opens_nothing_after_the_last_day(amina, home_care, kind):
    link = invite(amina, home_care, by=kind, email="ben@example.org" if kind == "email" else "")

    Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=1))

    assert not opens(link)


@pytest.mark.parametrize("kind", ["link", "email"])
def test_a_new_link_ends_the_old_one(amina, home_care, kind):
    old = invite(amina, home_care, by=kind, email="ben@example.org" if kind == "email" else "")

    page = manage(amina, home_care, "link")

    new = link_in(str(mail.outbox[-1].body) if kind == "email" else text_of(page))
    assert Client().get(old).status_code == Client().post(old).status_code == 404
    assert Client().post(f"{old}new-link/").status_code == 404
    assert opens(new)


def test_no_new_link_is_sent_once_an_invitation_is_closed(amina, home_care):
    link = invite(amina, home_care, by="email", email="ben@example.org")
    manage(amina, home_care, "close")
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=1))

    Client().post(f"{link}new-link/")
    manage(amina, home_care, "link")

    assert len(mail.outbox) == 1


def test_who_has_withdrawn_from_a_personal_link_does_not_open_it_again(amina, home_care):
    link = invite(amina, home_care, by="email", email="ben@example.org")
    browser = Client()
    mine = browser.post(link).headers["Location"]

    browser.post(f"{mine}withdraw/")

    assert browser.get(mine).status_code == 404
    assert browser.get(link).status_code == 410
    assert not opens(link)
    assert not Perspective.objects.contributions().exists()


def test_with_an_appraisal_its_links_and_what_they_opened_are_gone(amina, home_care):
    link = invite(amina, home_care)
    browser = Client()
    mine = browser.post(link).headers["Location"]

    amina.post(address(home_care, "delete/"))

    assert not opens(link)
    for path in (link, mine, f"{mine}{FULL_PAGE}/", f"{mine}hand-in/", f"{mine}withdraw/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"{mine}{FULL_PAGE}/", {"provider_count": "1"}).status_code == 404


def test_the_token_of_the_page_that_invited_is_no_link(amina, home_care):
    token = uuid4()

    invite(amina, home_care, token=token)

    for guess in (str(token), token.hex, Invitation.objects.get().token_hash):
        assert Client().get(f"/invitations/{guess}/").status_code == 404


def test_another_browser_cannot_go_on_with_what_a_link_began(amina, home_care):
    link = invite(amina, home_care)
    browser, other = Client(), Client()
    mine, others = (each.post(link).headers["Location"] for each in (browser, other))

    assert mine != others
    for path in (mine, f"{mine}{FULL_PAGE}/", f"{mine}hand-in/", f"{mine}withdraw/"):
        assert other.get(path).status_code == 404
        assert other.post(path, {"provider_count": "1"}).status_code == 404


# Kept nowhere


def everything_stored() -> str:
    """Return every row of every table, as text."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows.append((table, cursor.fetchall()))
    # What a session holds is packed.
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return str((rows, sessions))


def test_no_token_is_stored_or_logged_after_all_that_can_be_done_with_it(amina, home_care, caplog):
    """Invite both ways, answer, ask for new links, be refused, sign in, and be signed out."""
    caplog.set_level("DEBUG")
    links = [invite(amina, home_care), invite(amina, home_care, by="email", email="b@example.org")]
    people = [Client(), Client()]
    for person, link in zip(people, links, strict=True):
        person.get(link)
        mine = person.post(link).headers["Location"]
        person.get(mine)
        person.post(f"{mine}{FULL_PAGE}/", {"revision": "0", "provider_count": "2"})
        person.post(f"{mine}hand-in/")
        Client(enforce_csrf_checks=True).post(link)
        Client().post(f"{link}new-link/")
        Client().get(f"{link}nowhere/")
    # One of them has an account too, and signs in where the link was opened.
    people[1].post("/account/sign-in/", {"email": "b@example.org", "next": links[1]})
    assert token_in(links[1]) not in everything_stored()
    code = re.search(r"Your code: (\S+)", str(mail.outbox[-1].body))
    assert code
    people[1].post(f"/account/sign-in/code/?next={links[1]}", {"code": code[1]})
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=1))
    Client().post(f"{links[1]}new-link/")
    links.append(link_in(str(mail.outbox[-1].body)))
    for number in Invitation.objects.values_list("pk", flat=True):
        path = address(home_care, f"invitations/{number}/")
        amina.post(path, {"action": "link"})
        amina.post(path, {"action": "close"})
    for page in ("people/", "trail/", "trail.csv", "export.json"):
        shown = text_of(amina.get(address(home_care, page)))
        assert not any(token_in(link) in shown for link in links)

    browsers = [person.cookies[COOKIE].value for person in people]
    secrets = [*map(token_in, links), *browsers, code[1], code[1].replace("-", "")]

    stored = everything_stored()
    assert "amina@example.org" in stored and "account_authentication_methods" in stored
    assert not [secret for secret in secrets if secret in stored]
    assert len(set(secrets)) == len(secrets) == 7
    logged = caplog.text
    assert not [secret for secret in secrets if secret in logged]


def token_in(link: str) -> str:
    return link.split("/")[2]

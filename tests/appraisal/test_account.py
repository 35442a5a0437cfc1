"""An account's appraisals: told before it is deleted, given as a file, and gone with it."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from appraisal.conclusion import conclude
from appraisal.inviting import Asked, accept, find, hand_in, invite, link_token
from appraisal.models import Access, Appraisal, Invitation
from appraisal.sharing import share_with
from landscape.trail import trail
from landscape.work import Submission, Work
from people.account_data import delete, export, foretold
from people.models import User
from people.visitor import Visitor

pytestmark = pytest.mark.django_db

PAGE = "who-could-deliver"


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def amina() -> User:
    return User.objects.create_user("amina@example.org")


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben@example.org")


def begun(title: str, by: User) -> Appraisal:
    appraisal = Appraisal(title=title, method_version="2026.1")
    appraisal.begin(by)
    return appraisal


def answer(appraisal: Appraisal, by: User, note: str, based_on: int = 0) -> None:
    said = {"provider_count": {"value": 2, "note": note}}
    Work(appraisal.agreed).save(PAGE, Submission(based_on, uuid4(), said, {}), by)


def asked_for_view(appraisal: Appraisal, email: str, by: User) -> str:
    """Return the token of the link that the address is sent."""
    token = uuid4()
    day = timezone.localdate() + timedelta(days=7)
    invite(appraisal, Asked("provider", (), day, email), token, by)
    return link_token(token)


def titles() -> list[str]:
    return list(Appraisal.objects.order_by("title").values_list("title", flat=True))


# Everything to take away


def test_the_file_holds_what_a_person_owns_in_full_and_names_what_others_let_them_into(amina, ben):
    mine = begun("Home care", amina)
    answer(mine, amina, "Asked brokerage")
    conclude(mine, amina)
    theirs = begun("Respite", ben)
    answer(theirs, ben, "Ben's own note")
    share_with(theirs, amina.email, Access.Level.VIEWER, by=ben)
    asked_for_view(theirs, amina.email, by=ben)

    held = json.loads(json.dumps(export(amina)))["appraisals"]

    (owned,) = held["owned"]
    assert owned["reference"] == mine.reference
    assert owned["appraised"]["title"] == "Home care"
    assert owned["agreed"]["answers"]["provider_count"]["note"] == "Asked brokerage"
    assert len(owned["outcomes"]) == 1
    (shared,) = held["shared_with_you"]
    assert (shared["reference"], shared["level"]) == (theirs.reference, "viewer")
    (asked,) = held["asked_for_your_view"]
    assert (asked["reference"], asked["role"]) == (theirs.reference, "provider")
    assert "Ben's own note" not in json.dumps(held)


def test_the_file_can_be_downloaded_by_whoever_is_signed_in(amina):
    begun("Home care", amina)
    browser = Client()
    browser.force_login(amina)

    response = browser.get("/account/export/")

    assert response.json()["appraisals"]["owned"][0]["appraised"]["title"] == "Home care"


# What is said before


def test_the_page_says_before_which_appraisals_go_and_for_how_many_others(amina, ben):
    begun("Day support", amina)
    shared = begun("Home care", amina)
    share_with(shared, ben.email, Access.Level.EDITOR, by=amina)
    asked_for_view(begun("Respite", ben), amina.email, by=ben)
    kept = begun("Equipment", amina)
    share_with(kept, ben.email, Access.Level.OWNER, by=amina)

    first, second, third, fourth = foretold(amina)

    assert first.startswith("“Day support” (") and first.endswith("nobody but you owns it.")
    assert second.startswith("“Home care” (")
    assert "1 other person can open it now. To keep it for them" in second
    assert third.startswith("You can no longer open 1 appraisal that others own.")
    assert fourth.startswith("Where you were asked for your view by e-mail")


def test_somebody_without_any_appraisal_is_told_nothing_about_appraisals(amina):
    assert foretold(amina) == []


# Deleting


def test_what_a_person_alone_owns_goes_and_what_others_own_too_stays(amina, ben):
    begun("Home care", amina)
    shared = begun("Equipment", amina)
    share_with(shared, ben.email, Access.Level.OWNER, by=amina)
    theirs = begun("Respite", ben)
    share_with(theirs, amina.email, Access.Level.EDITOR, by=ben)

    delete(amina)

    assert titles() == ["Equipment", "Respite"]
    assert set(Access.objects.values_list("email", flat=True)) == {"ben@example.org"}


def test_an_editor_does_not_keep_an_appraisal_that_loses_its_only_owner(amina, ben):
    shared = begun("Home care", amina)
    share_with(shared, ben.email, Access.Level.EDITOR, by=amina)

    delete(amina)

    assert titles() == []


def test_the_answers_and_history_of_others_stay_and_name_the_person_no_more(amina, ben):
    theirs = begun("Respite", ben)
    share_with(theirs, amina.email, Access.Level.EDITOR, by=ben)
    answer(theirs, amina, "Asked brokerage")
    conclude(theirs, amina)

    delete(amina)

    revision = theirs.agreed.current_revisions()[PAGE]
    assert revision.answers["provider_count"]["note"] == "Asked brokerage"
    assert revision.saved_by is None
    assert theirs.outcomes.get().found_by is None
    told = [f"{line.who} {line.about}" for line in trail(theirs)]
    assert "ben@example.org an account that was deleted (editor)" in told
    assert not any("amina" in line for line in told)


def test_where_they_were_asked_for_their_view_no_address_stays_but_what_they_said_does(amina, ben):
    theirs = begun("Respite", ben)
    link = asked_for_view(theirs, amina.email, by=ben)
    browser = Visitor(token="of Amina’s browser")
    contribution = accept(link, browser)
    hand_in(contribution)

    delete(amina)

    assert Invitation.objects.get().email == ""
    with pytest.raises(Invitation.DoesNotExist):
        find(link)
    assert theirs.perspectives.contributed_by(browser, contribution.reference).is_handed_in


def test_pressing_the_button_deletes_the_account_with_its_appraisals(amina):
    begun("Home care", amina)
    browser = Client()
    browser.force_login(amina)
    assert "“Home care” (" in browser.get("/account/delete/").content.decode()

    browser.post("/account/delete/")

    assert titles() == []
    assert not User.objects.exists()


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="A database in memory has but one connection."
)
@pytest.mark.django_db(transaction=True)
def test_when_two_owners_leave_at_once_no_appraisal_stays_behind_without_an_owner(amina, ben):
    for title in ("Home care", "Respite", "Equipment"):
        shared = begun(title, amina)
        share_with(shared, ben.email, Access.Level.OWNER, by=amina)
    barrier = threading.Barrier(2)

    def leave(user: User) -> None:
        try:
            barrier.wait()
            delete(user)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[user]) for user in (amina, ben)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not User.objects.exists()
    assert titles() == []
    assert not Access.objects.exists()


def test_nothing_that_is_stored_names_a_person_who_has_left(amina, ben):
    theirs = begun("Respite", ben)
    share_with(theirs, amina.email, Access.Level.EDITOR, by=ben)
    share_with(theirs, amina.email, Access.Level.VIEWER, by=ben)
    answer(theirs, amina, "Asked brokerage")
    asked_for_view(theirs, amina.email, by=ben)
    begun("Home care", amina)

    delete(amina)

    assert "amina" not in everything_stored()


def everything_stored() -> str:
    rows = (list(model._default_manager.values_list()) for model in apps.get_models())
    return str(list(rows))

"""Whatever has outlived its time is deleted by the daily command, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from appraisal import inviting, retention
from appraisal.inviting import Asked, Closed, accept, extend, find, invite, link_token
from appraisal.models import Access, Appraisal, Invitation, Perspective
from appraisal.retention import in_words
from appraisal.sharing import share_with
from people.models import MembershipInvitation, Organisation, User
from people.visitor import Visitor

pytestmark = pytest.mark.django_db

NOTHING_DUE = """\
Deleted 0: copies of the example, begun 24 hours ago
Deleted 0: appraisals without an account, unchanged for 30 days
Deleted 0: appraisals with an owner, unchanged for 7 years
Deleted 0: e-mail addresses of people asked for their view, 90 days after the end
Deleted 0: invitations to organisations, unanswered for 90 days
Deleted 0: accounts that own nothing, unused for 3 years
Deleted 0: sessions that have ended
Deleted 0: counts of tries to sign in that no longer matter
"""


def ago(**said: float) -> Any:
    return timezone.now() - timedelta(**said)


def begun(title: str, by: User | None = None, **said: Any) -> Appraisal:
    """Return an appraisal as somebody began it; ``said`` is what has become of it since."""
    appraisal = Appraisal(title=title, method_version="2026.1", browser="" if by else "a")
    appraisal.begin(by)
    Appraisal.objects.filter(pk=appraisal.pk).update(**said)
    return appraisal


def titles() -> list[str]:
    return list(Appraisal.objects.order_by("title").values_list("title", flat=True))


@pytest.fixture
def amina() -> User:
    return User.objects.create_user("amina@example.org")


def invited(by: User, email: str = "ben@example.org", **said: Any) -> tuple[Invitation, str]:
    """Return an invitation and the token of its link."""
    appraisal, token = begun("Home care", by), uuid4()
    asked = Asked("provider", (), timezone.localdate(), email)
    invitation, _ = invite(appraisal, asked, token, by)
    Invitation.objects.update(**said)
    return invitation, link_token(token)


# Appraisals


def test_work_without_an_account_goes_thirty_days_after_its_last_change(amina, capsys):
    begun("Forgotten", changed_at=ago(days=31))
    begun("Recent", changed_at=ago(days=29))
    begun("Owned", amina, changed_at=ago(days=31))
    begun("Demonstration", changed_at=ago(days=31), browser="", is_demonstration=True)

    call_command("delete_expired")

    assert titles() == ["Demonstration", "Owned", "Recent"]
    assert capsys.readouterr().out == NOTHING_DUE.replace(
        "0: appraisals without", "1: appraisals without"
    )


def test_a_copy_of_the_example_goes_a_day_after_its_start_however_much_it_is_changed():
    begun("Yesterday's", started_at=ago(hours=25), is_trial=True)
    begun("Today's", started_at=ago(hours=23), is_trial=True)

    call_command("delete_expired")

    assert titles() == ["Today's"]


def test_what_somebody_owns_goes_seven_years_after_its_last_change_but_never_the_demonstration(
    amina,
):
    begun("Old", amina, changed_at=ago(days=7 * 365 + 1))
    begun("Not so old", amina, changed_at=ago(days=7 * 365 - 1))
    begun("Demonstration", changed_at=ago(days=9999), browser="", is_demonstration=True)

    call_command("delete_expired")

    assert titles() == ["Demonstration", "Not so old"]


def test_expired_work_can_no_longer_be_opened_though_it_has_not_been_deleted_yet():
    visitor = Visitor(token="of Amina’s browser")
    appraisal = begun("Forgotten", browser=visitor.browser)
    assert Appraisal.objects.editable_by(visitor).contains(appraisal)

    Appraisal.objects.update(changed_at=ago(days=31))

    assert not Appraisal.objects.editable_by(visitor).exists()


def test_what_somebody_changed_after_the_command_began_stays(monkeypatch):
    begun("Forgotten", changed_at=ago(days=31))
    rescued = begun("Rescued", changed_at=ago(days=31))
    delete = Appraisal.delete

    def delete_while_somebody_works(appraisal: Appraisal) -> Any:
        rescued.touch()
        return delete(appraisal)

    retention.end_each(retention.unclaimed_appraisals, delete_while_somebody_works)

    assert titles() == ["Rescued"]


# Addresses of people who were invited


@pytest.mark.parametrize(
    "end",
    [
        lambda days: {"deadline": timezone.localdate() - timedelta(days=days)},
        lambda days: {"closed_at": ago(days=days)},
    ],
    ids=["last day", "closed"],
)
def test_the_address_of_somebody_invited_goes_ninety_days_after_the_end(amina, end):
    invitation, _ = invited(amina)
    Invitation.objects.update(**end(89))
    call_command("delete_expired")
    assert Invitation.objects.get().email == "ben@example.org"

    Invitation.objects.update(**end(91))
    call_command("delete_expired")

    invitation.refresh_from_db()
    assert (invitation.email, invitation.role) == ("", "provider")


def test_answers_stay_when_the_address_goes_and_their_browser_still_opens_them(amina):
    visitor = Visitor(token="of Ben’s browser")
    _, link = invited(amina)
    contribution = accept(link, visitor)
    assert Invitation.objects.get().used_at
    Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=91))

    call_command("delete_expired")

    assert Perspective.objects.contributed_by(visitor, contribution.reference) == contribution


def test_a_link_that_was_used_opens_nothing_when_its_address_is_gone_and_the_last_day_is_moved(
    amina,
):
    invitation, link = invited(amina)
    accept(link, Visitor(token="of Ben’s browser"))
    Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=91))
    call_command("delete_expired")
    invitation.refresh_from_db()

    extend(invitation, timezone.localdate() + timedelta(days=7), amina)

    with pytest.raises(Invitation.DoesNotExist):
        find(link)
    with pytest.raises(Invitation.DoesNotExist):
        accept(link, Visitor(token="of whoever found the letter"))
    anew = inviting.new_link(invitation, amina)
    assert accept(anew, Visitor(token="of Ben’s new browser"))


def test_an_anonymous_invitation_never_had_an_address_and_stays_closed(amina):
    token = uuid4()
    asked = Asked("provider", (), timezone.localdate(), is_anonymous=True)
    invitation, _ = invite(begun("Home care", amina), asked, token, amina)
    Invitation.objects.update(deadline=timezone.localdate() - timedelta(days=91))
    hash_before = invitation.token_hash

    call_command("delete_expired")

    invitation.refresh_from_db()
    assert invitation.token_hash == hash_before
    with pytest.raises(Closed):
        extend(invitation, timezone.localdate(), amina)


def test_an_invitation_to_an_organisation_goes_when_nobody_answers_it(amina):
    council = Organisation.objects.add("Northshire", "county council", by=amina)
    for email, days in (("new@example.org", 89), ("old@example.org", 91)):
        council.invitations.create(email=email, invited_by=amina, invited_at=ago(days=days))

    call_command("delete_expired")

    assert MembershipInvitation.objects.get().email == "new@example.org"


# Accounts


def test_an_account_goes_when_nobody_has_used_it_for_three_years_and_it_owns_nothing(amina):
    long_ago, lately = ago(days=3 * 365 + 1), ago(days=3 * 365 - 1)
    for name, seen in (("signed in", long_ago), ("never", None), ("lately", lately)):
        User.objects.create_user(f"{name.replace(' ', '')}@example.org", last_login=seen)
    owner = User.objects.create_user("owner@example.org", last_login=long_ago)
    begun("Home care", owner)
    User.objects.exclude(email="amina@example.org").update(joined_at=long_ago)

    call_command("delete_expired")

    kept = User.objects.order_by("email").values_list("email", flat=True)
    assert list(kept) == ["amina@example.org", "lately@example.org", "owner@example.org"]


def test_with_an_unused_account_goes_its_access_to_the_work_of_others(amina):
    ben = User.objects.create_user("ben@example.org", last_login=ago(days=3 * 365 + 1))
    appraisal = begun("Home care", amina)
    share_with(appraisal, ben.email, Access.Level.EDITOR, by=amina)

    call_command("delete_expired")

    assert list(appraisal.access.values_list("email", flat=True)) == ["amina@example.org"]
    assert not appraisal.events.filter(details__email="ben@example.org").exists()


def test_an_account_goes_on_the_day_on_which_its_last_appraisal_goes():
    owner = User.objects.create_user("owner@example.org", last_login=ago(days=8 * 365))
    begun("Old", owner, changed_at=ago(days=8 * 365))

    call_command("delete_expired")

    assert not User.objects.exists()


# Sessions, and who tried to sign in


def test_sessions_that_have_ended_go():
    for key, end in (("ended", ago(minutes=1)), ("open", ago(days=-1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)

    call_command("delete_expired")

    assert Session.objects.get().session_key == "open"


def test_counts_of_tries_to_sign_in_go_when_they_are_past():
    cache.clear()
    cache.set("from-192.0.2.1-long-ago", [1], timeout=600)
    cache.set("from-192.0.2.2-just-now", [1], timeout=600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key LIKE %s", past())

    call_command("delete_expired")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert cursor.fetchall() == [(":1:from-192.0.2.2-just-now",)]


def past() -> list[Any]:
    return [connection.ops.adapt_datetimefield_value(ago(minutes=1)), "%192.0.2.1%"]


# The command


def test_a_dry_run_says_what_would_go_and_deletes_nothing(amina, capsys):
    begun("Forgotten", changed_at=ago(days=31))
    invited(amina, deadline=timezone.localdate() - timedelta(days=91))

    call_command("delete_expired", dry_run=True)

    out = capsys.readouterr().out
    assert "Would delete 1: appraisals without an account, unchanged for 30 days" in out
    assert "Would delete 1: e-mail addresses of people asked for their view" in out
    assert out.count("Would delete 0") == 6
    assert titles() == ["Forgotten", "Home care"]
    assert Invitation.objects.get().email == "ben@example.org"


def test_a_second_run_finds_nothing_more(amina, capsys):
    begun("Forgotten", changed_at=ago(days=31))
    invited(amina, deadline=timezone.localdate() - timedelta(days=91))
    call_command("delete_expired")
    capsys.readouterr()

    call_command("delete_expired")

    assert capsys.readouterr().out == NOTHING_DUE


def test_the_settings_decide_how_long(settings, capsys):
    settings.KEEP_UNCLAIMED_DAYS = 1
    begun("Two days old", changed_at=ago(days=2))

    call_command("delete_expired")

    assert "Deleted 1: appraisals without an account, unchanged for 1 day\n" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"days": 1}, "1 day"),
        ({"days": 90}, "90 days"),
        ({"days": 365}, "1 year"),
        ({"days": 400}, "400 days"),
        ({"days": 1095}, "3 years"),
        ({"hours": 24}, "24 hours"),
        ({"days": 0}, "0 days"),
    ],
)
def test_times_are_said_as_people_say_them(said, words):
    assert in_words(**said) == words

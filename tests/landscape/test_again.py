"""An appraisal can be started from another: next year's, or a part after a split."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from appraisal.conclusion import conclude
from appraisal.copying import COPIED, start_from, title_of_copy
from appraisal.demonstration import copy_to_try, load
from appraisal.export import exported
from appraisal.models import Access, Appraisal, StepRevision
from appraisal.sharing import share_with
from people.models import User
from tests.landscape.browser import Browser, Opened, address, stored, text_of
from tests.landscape.invited import contribute, invite, link_in, sign_in

YEAR = str(timezone.localdate().year)


@pytest.fixture
def answered(amina: Browser, home_care: Appraisal) -> Appraisal:
    """Amina's appraisal with an answer, its note, points and a result."""
    amina.save(home_care, {"provider_count": "2", "provider_count-note": "Asked brokerage."})
    amina.save(home_care, {"prevention": "60"}, step="goal-points")
    conclude(home_care, by=None)
    return home_care


def start_again(browser: Browser, source: Appraisal, **said: str) -> Appraisal:
    page = Opened(address(source, "start-again/"), browser.get(source, "start-again/"))
    sent = {"title": "Home care, again", "token": page.field("token"), **said}
    response = browser.client.post(page.address, sent)
    assert response.status_code == 302, text_of(response)
    return Appraisal.objects.get(reference=response.headers["Location"].split("/")[2])


def test_answers_notes_and_points_come_along_as_first_revisions(amina, answered):
    amina.save(answered, {"provider_count": "3"})

    copy = start_again(amina, answered)

    assert copy.pk != answered.pk
    assert copy.started_from == answered
    assert copy.agreed.answers_file() == answered.agreed.answers_file()
    assert stored(copy)["provider_count"]["note"] == "Asked brokerage."
    assert {each.number for each in copy.agreed.revisions.all()} == {1}
    assert (copy.title, copy.route, copy.method_version) == ("Home care, again", "full", "2026.1")


def test_people_results_and_decisions_stay_behind(amina, answered):
    user = sign_in(amina, "amina@example.org")
    answered.claim(user)
    share_with(answered, "ed@example.org", Access.Level.EDITOR, user)
    link = link_in(text_of(invite(amina, answered, token=uuid4())))
    contribute(link, {"provider_count": "4"})

    copy = start_again(amina, answered)

    assert list(copy.access.values_list("email", "level")) == [("amina@example.org", "owner")]
    assert not copy.invitations.exists() and not copy.outcomes.exists()
    assert copy.perspectives.count() == 1
    assert copy.decision_date is None


def test_an_editor_who_starts_again_owns_the_new_one(amina, answered):
    owner = User.objects.create_user("owner@example.org")
    answered.claim(owner)
    editor = sign_in(amina, "ed@example.org")
    share_with(answered, editor.email, Access.Level.EDITOR, owner)

    copy = start_again(amina, answered)

    assert list(copy.access.values_list("email", "level")) == [("ed@example.org", "owner")]


def test_the_source_is_left_as_it_was(amina, answered):
    before = exported(Appraisal.objects.get(pk=answered.pk))

    start_again(amina, answered)

    assert exported(Appraisal.objects.get(pk=answered.pk)) == before


def test_the_copy_goes_on_when_its_source_is_deleted(amina, answered):
    copy = start_again(amina, answered)

    answered.delete()

    copy.refresh_from_db()
    assert copy.started_from is None
    assert stored(copy)["provider_count"]["value"] == 2


def test_pressing_the_button_twice_starts_one(amina, answered):
    token = str(uuid4())

    assert start_again(amina, answered, token=token) == start_again(amina, answered, token=token)

    assert Appraisal.objects.count() == 2


def test_it_needs_a_title(amina, answered):
    response = amina.client.post(address(answered, "start-again/"), {"title": " "})

    assert "Give the new appraisal a title" in text_of(response)
    assert Appraisal.objects.count() == 1


def test_a_copy_to_try_out_is_nothing_to_start_from(amina, answered):
    trial = copy_to_try(load(), answered.browser)

    assert amina.get(trial, "start-again/").status_code == 404
    assert "start-again" not in text_of(amina.get(trial))


def test_the_title_says_which_year_or_that_it_is_a_copy(db):
    named = {
        "Home care": f"Home care ({YEAR})",
        f"Home care {YEAR}": f"Home care {YEAR} (copy)",
        "x" * 120: f"{'x' * 113} ({YEAR})",
    }
    for title, copied in named.items():
        assert title_of_copy(Appraisal(title=title)) == copied
        assert len(copied) <= 120


# Still true?


def test_the_check_page_asks_of_each_copied_page_whether_it_is_still_true(amina, answered):
    copy = start_again(amina, answered)
    given = timezone.localtime(answered.agreed.revisions.get(step="goal-points").saved_at)

    asked = text_of(amina.get(copy, "check-answers/"))
    assert asked.count(f"From {given:%-d %B %Y}, copied. Still true?") == 2

    amina.save(copy, {"provider_count": "2"})
    asked = text_of(amina.get(copy, "check-answers/"))
    assert asked.count("copied. Still true?") == 1


def test_a_copy_of_a_copy_says_when_the_answers_were_given_at_first(amina, answered):
    copy = start_again(amina, answered)
    given = answered.agreed.revisions.get(step="goal-points").saved_at

    again = start_again(amina, copy)

    assert again.agreed.revisions.get(step="goal-points").given_at == given


# What was known before


def test_a_copy_tells_whose_result_was_known_even_through_another_copy(amina, answered):
    copy = start_again(amina, answered)
    again = start_again(amina, copy)

    assert copy.events.get(what=COPIED).details == {"from": answered.reference, "results": 1}
    assert again.events.get(what=COPIED).details == {
        "from": answered.reference,
        "results": 1,
        "through": copy.reference,
    }


def test_the_trail_says_where_it_was_started_from(amina, answered):
    copy = start_again(amina, answered)

    trail = text_of(amina.get(copy, "trail/"))

    assert "Started from another appraisal" in trail
    assert answered.reference in trail


def test_without_any_answers_there_is_still_something_to_start_from(amina, home_care):
    copy = start_from(home_care, "Again", uuid4(), None, home_care.browser)

    assert not StepRevision.objects.filter(perspective__appraisal=copy).exists()
    assert exported(copy)["started_from"] == home_care.reference

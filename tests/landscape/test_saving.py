"""Nothing that was typed is lost: what goes wrong with stock form wizards goes right here."""

import re
import threading
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from appraisal.models import Appraisal, StepRevision
from landscape.work import Saved, Stale, Submission, Work
from tests.landscape.browser import (
    FULL_PAGE,
    Browser,
    address,
    draft,
    revisions,
    stored,
    text_of,
)

# Reading


def test_looking_at_pages_writes_nothing(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})
    before = (revisions(home_care), Appraisal.objects.get().changed_at)

    for rest in ("", f"{FULL_PAGE}/", "goal-points/", "check-answers/", "details/", "conclude/"):
        amina.get(home_care, rest)
    amina.client.get(address(home_care, f"{FULL_PAGE}/?reset=1"))
    amina.client.get("/")

    assert (revisions(home_care), Appraisal.objects.get().changed_at) == before
    assert stored(home_care) == {"provider_count": {"value": 2}}


def test_nothing_sits_in_a_session_or_a_cookie_but_the_browsers_token(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})
    amina.get(home_care)

    assert set(amina.client.cookies) <= {"__Host-browser", "__Host-csrftoken"}
    assert not Session.objects.exists()


def test_a_saved_page_is_shown_as_it_was_left_without_errors(amina, home_care):
    amina.save(home_care, {"provider_count": "2"})

    page = amina.open(home_care).text

    assert 'name="provider_count" type="radio" value="2" checked' in page
    assert "There is a problem" not in page


# Steps


@pytest.mark.parametrize("step", ["nowhere", "1", "wizard", "done", "goal_points", "%00", "../x"])
def test_a_forged_step_is_not_found(amina, home_care, step):
    assert amina.get(home_care, f"{step}/").status_code == 404
    posted = amina.client.post(address(home_care, f"{step}/"), {"provider_count": "1"})
    assert posted.status_code == 404
    assert revisions(home_care) == 0


def test_a_page_is_saved_as_itself_whatever_step_the_posted_data_names(amina, home_care):
    forged = {
        "provider_count": "2",
        "wizard-current_step": "relationships",
        "-current_step": "relationships",
        "wizard_goto_step": "relationships",
    }

    response = amina.save(home_care, forged)

    assert response.url == address(home_care, "prices-and-exits/")
    assert set(home_care.agreed.current_revisions()) == {FULL_PAGE}
    assert stored(home_care) == {"provider_count": {"value": 2}}


def test_a_page_keeps_no_answers_to_another_pages_questions(amina, home_care):
    amina.save(home_care, {"provider_count": "2", "provider_trust": "5"})

    assert stored(home_care) == {"provider_count": {"value": 2}}


def test_two_appraisals_in_one_browser_never_mix(amina):
    first, second = amina.start(title="Home care"), amina.start(title="Respite")
    page_of_first, page_of_second = amina.open(first), amina.open(second)

    amina.send(page_of_first, {"provider_count": "1"})
    amina.send(page_of_second, {"provider_count": "5"})

    assert stored(first) == {"provider_count": {"value": 1}}
    assert stored(second) == {"provider_count": {"value": 5}}


# Incomplete and wrong pages


def test_an_incomplete_page_is_stored(amina, home_care):
    response = amina.save(home_care, {"provider_count": "2"})

    assert response.status_code == 302
    assert stored(home_care) == {"provider_count": {"value": 2}}


@pytest.mark.parametrize("action", ["continue", "later", "back"])
def test_every_button_saves_what_is_right_and_keeps_what_is_wrong(amina, home_care, action):
    amina.save(
        home_care, {"provider_count": "2", "market_concentration-number": "lots"}, action=action
    )

    assert stored(home_care) == {"provider_count": {"value": 2}}
    assert draft(home_care) == {"market_concentration-number": "lots"}
    again = amina.open(home_care).text
    assert 'value="lots"' in again
    assert "must be a number from 0 to 100" in again
    assert "<title>Error: " in again


def test_a_mistake_can_be_mended_from_the_page_that_showed_it(amina, home_care):
    page = amina.open(home_care)
    response = amina.send(page, {"market_concentration-number": "lots"})
    page.response = response
    assert page.hidden["revision"] == "1"

    response = amina.send(page, {"market_concentration-number": "12"})

    assert response.status_code == 302
    assert stored(home_care)["market_concentration"] == {"value": 5, "number": "12"}
    assert draft(home_care) == {}


def test_a_mistake_does_not_undo_the_answer_that_was_there(amina, home_care):
    amina.save(home_care, {"market_concentration-number": "12"})

    amina.save(home_care, {"market_concentration-number": "lots"})

    assert stored(home_care)["market_concentration"] == {"value": 5, "number": "12"}


def test_a_mistake_stays_until_it_is_mended_even_if_its_field_is_not_sent(amina, home_care):
    amina.save(home_care, {"market_concentration-number": "lots"})

    amina.save(home_care, {"provider_count": "2"})

    assert draft(home_care) == {"market_concentration-number": "lots"}


# Twice


def test_a_double_click_saves_once_and_leads_to_the_same_place(amina, home_care):
    page = amina.open(home_care)

    first = amina.send(page, {"provider_count": "2"})
    second = amina.send(page, {"provider_count": "2"})

    assert first.url == second.url
    assert revisions(home_care) == 1


def test_a_retry_long_after_later_saves_changes_nothing(amina, home_care):
    page = amina.open(home_care)
    amina.send(page, {"provider_count": "2"})
    amina.save(home_care, {"provider_count": "4"})

    retried = amina.send(page, {"provider_count": "2"})

    assert retried.status_code == 302
    assert revisions(home_care) == 2
    assert stored(home_care) == {"provider_count": {"value": 4}}


def test_a_double_click_on_a_wrong_page_saves_once_and_shows_it_again(amina, home_care):
    page = amina.open(home_care)

    first = amina.send(page, {"market_concentration-number": "lots"})
    second = amina.send(page, {"market_concentration-number": "lots"})

    assert first.status_code == second.status_code == 200
    assert 'name="revision" value="1"' in text_of(second)
    assert revisions(home_care) == 1


def test_going_back_in_the_browser_and_changing_an_answer_keeps_the_change(amina, home_care):
    page = amina.open(home_care)
    amina.send(page, {"provider_count": "2", "ease_of_entry": "1"})

    response = amina.send(page, {"provider_count": "3", "ease_of_entry": "1"})

    assert response.status_code == 302
    assert stored(home_care) == {"provider_count": {"value": 3}, "ease_of_entry": {"value": 1}}
    assert revisions(home_care) == 2


def test_a_second_copy_of_a_page_undoes_nothing_that_it_does_not_send(amina, home_care):
    page = amina.open(home_care)
    amina.send(page, {"provider_count": "2"})

    amina.send(page, {"ease_of_entry": "1", "provider_count-note": ""})

    assert stored(home_care) == {"provider_count": {"value": 2}, "ease_of_entry": {"value": 1}}


def test_a_second_copy_of_a_page_that_would_undo_an_answer_is_a_conflict(amina, home_care):
    amina.save(home_care, {"provider_count": "1"})
    page = amina.open(home_care)
    amina.send(page, {"provider_count": "2"})

    response = amina.send(page, {"provider_count": "1", "ease_of_entry": "1"})

    assert response.status_code == 409
    assert stored(home_care) == {"provider_count": {"value": 2}}


# Two at once


def test_two_tabs_do_not_overwrite_each_other(amina, home_care):
    one, two = amina.open(home_care), amina.open(home_care)
    amina.send(one, {"provider_count": "2", "provider_count-note": "from tab one"})

    response = amina.send(two, {"provider_count": "4", "market_concentration-number": "lots"})

    assert response.status_code == 409
    page = text_of(response)
    assert "from tab one" in page
    assert "10 to 24 providers" in page
    assert "2 or 3 providers" in page
    assert "Typed, but not used until mended: “lots”" in page
    assert stored(home_care)["provider_count"] == {"value": 2, "note": "from tab one"}
    assert revisions(home_care) == 1


def resend(browser: Browser, response, **choices: str):
    """Send the page with two versions, as it stands, with these choices."""
    page = response.content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'name="(keep-[^"]*)" type="radio" value="([^"]*)" checked', page))
    fields |= {f"keep-{key}": choice for key, choice in choices.items()}
    return browser.client.post(response.request["PATH_INFO"], fields)


def two_versions(amina, home_care):
    one, two = amina.open(home_care), amina.open(home_care)
    amina.send(one, {"provider_count": "2", "ease_of_entry": "1"})
    return amina.send(two, {"provider_count": "4", "ease_of_entry": "5", "in_house_capacity": "3"})


def test_without_a_choice_what_was_just_sent_is_kept(amina, home_care):
    response = resend(amina, two_versions(amina, home_care))

    assert response.url == address(home_care, "prices-and-exits/")
    assert stored(home_care) == {
        "provider_count": {"value": 4},
        "ease_of_entry": {"value": 5},
        "in_house_capacity": {"value": 3},
    }
    assert revisions(home_care) == 2


def test_each_answer_can_be_chosen_from_either_version(amina, home_care):
    resend(amina, two_versions(amina, home_care), provider_count="theirs")

    assert stored(home_care) == {
        "provider_count": {"value": 2},
        "ease_of_entry": {"value": 5},
        "in_house_capacity": {"value": 3},
    }


def test_an_answer_i_did_not_touch_is_proposed_as_the_other_left_it(amina, home_care):
    amina.save(home_care, {"provider_count": "1", "ease_of_entry": "1"})
    one, two = amina.open(home_care), amina.open(home_care)
    amina.send(one, {"provider_count": "2", "ease_of_entry": "1"})

    response = amina.send(two, {"provider_count": "1", "ease_of_entry": "5"})
    resend(amina, response)

    assert response.status_code == 409
    assert stored(home_care) == {"provider_count": {"value": 2}, "ease_of_entry": {"value": 5}}


def test_a_third_version_meanwhile_is_shown_in_turn(amina, home_care):
    response = two_versions(amina, home_care)
    amina.save(home_care, {"provider_count": "5"})

    again = resend(amina, response)

    assert again.status_code == 409
    assert stored(home_care)["provider_count"] == {"value": 5}


def test_a_conflict_keeps_line_breaks_and_quotes_of_what_was_sent(amina, home_care):
    one, two = (
        amina.open(home_care, "what-life-is-like"),
        amina.open(home_care, "what-life-is-like"),
    )
    amina.send(one, {"life_now": "first"})

    response = amina.send(two, {"life_now": 'line\r\n"quoted" & <b>'})

    assert 'value="line\n&quot;quoted&quot; &amp; &lt;b&gt;"' in response.content.decode()


def test_the_same_answers_from_two_tabs_are_no_conflict(amina, home_care):
    one, two = amina.open(home_care), amina.open(home_care)

    amina.send(one, {"provider_count": "2"})
    response = amina.send(two, {"provider_count": "2"})

    assert response.status_code == 302
    assert revisions(home_care) == 1


def test_different_pages_never_conflict(amina, home_care):
    one, two = amina.open(home_care), amina.open(home_care, "relationships")

    assert amina.send(one, {"provider_count": "2"}).status_code == 302
    assert amina.send(two, {"provider_trust": "2"}).status_code == 302


@pytest.mark.parametrize("revision", ["", "-1", "99", "x", "1" * 50, "²"])
def test_a_page_without_an_honest_revision_number_overwrites_nothing(amina, home_care, revision):
    amina.save(home_care, {"provider_count": "2"})

    response = amina.client.post(
        address(home_care, f"{FULL_PAGE}/"),
        {"revision": revision, "token": "not one", "provider_count": "4"},
    )

    assert response.status_code == 409
    assert stored(home_care) == {"provider_count": {"value": 2}}


def test_a_token_of_another_page_saves_nothing_twice(amina, home_care):
    page = amina.open(home_care)
    amina.send(page, {"provider_count": "2"})
    page.address = address(home_care, "relationships/")

    response = amina.send(page, {"provider_trust": "2"})

    assert response.status_code in (302, 409)
    assert stored(home_care) == {"provider_count": {"value": 2}}


def submission(number: int) -> Submission:
    return Submission(0, uuid4(), {"provider_count": {"value": number}}, {})


def test_the_database_judges_who_was_first(home_care):
    one, two = Work(home_care.agreed), Work(Appraisal.objects.get().agreed)
    assert one.revision(FULL_PAGE).number == two.revision(FULL_PAGE).number == 0

    first = one.save(FULL_PAGE, submission(1), None)
    second = two.save(FULL_PAGE, submission(2), None)

    assert isinstance(first, Saved)
    assert isinstance(second, Stale)
    assert second.theirs == first.revision
    assert stored(home_care) == {"provider_count": {"value": 1}}


def test_a_retry_that_overtakes_the_first_try_is_recognised(home_care):
    one, two = Work(home_care.agreed), Work(Appraisal.objects.get().agreed)
    sent = submission(1)
    assert one.revisions == two.revisions == {}

    results = [work.save(FULL_PAGE, sent, None) for work in (one, two)]

    assert all(isinstance(result, Saved) for result in results)
    assert revisions(home_care) == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="A database in memory has but one connection."
)
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_saved_and_all_others_see_both_versions():
    appraisal = Appraisal(title="Home care", method_version="2026.1")
    appraisal.begin()
    barrier = threading.Barrier(8)
    results = []

    def save(number: int) -> None:
        try:
            work = Work(Appraisal.objects.get(pk=appraisal.pk).agreed)
            assert work.revisions == {}
            barrier.wait()
            results.append(work.save(FULL_PAGE, submission(number % 5 + 1), None))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 8
    assert StepRevision.objects.count() == 1
    kept = StepRevision.objects.get()
    assert all(
        (result.revision if isinstance(result, Saved) else result.theirs) == kept
        for result in results
    )


def test_a_save_that_fails_half_way_leaves_nothing_behind(home_care, monkeypatch):
    before = Appraisal.objects.get().changed_at

    def fail(*args: object, **said: object) -> None:
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(StepRevision, "save", fail)
    with pytest.raises(RuntimeError):
        Work(home_care.agreed).save(FULL_PAGE, submission(1), None)

    assert Appraisal.objects.get().changed_at == before


def test_saving_keeps_the_appraisal_for_another_30_days(amina, home_care):
    before = home_care.changed_at

    amina.save(home_care, {"provider_count": "2"})

    home_care.refresh_from_db()
    assert home_care.changed_at > before

"""Marking a note, a source or own words as exempt: kept out of the public report, seen by those
who may open the appraisal."""

from __future__ import annotations

import pytest

from landscape.questions import EXEMPT_NOTE, EXEMPT_WORDS
from tests.landscape.browser import FULL_PAGE, address, draft, stored, text_of
from tests.landscape.invited import contribute, invite, link_in, sign_in
from tests.landscape.test_pages import LIFE

NOTE = {"provider_count": "3", "provider_count-note": "Acme is about to hand back"}
MARKED = {"value": 3, "note": "Acme is about to hand back", "exempt": True}
TICKED = ["", "exempt"]  # what a ticked box sends, after the hidden field before it
MEANS = "What “exempt” means"


@pytest.fixture
def marked(amina, home_care):
    amina.save(home_care, {**NOTE, "provider_count-exempt": "exempt"})
    return home_care


def test_a_box_below_every_note_asks_whether_it_is_exempt(amina, home_care):
    page = amina.open(home_care).text

    assert page.count(EXEMPT_NOTE) == page.count("How sure are you? Add a note or a source")
    assert page.count(MEANS) == 1


def test_a_box_below_own_words_asks_the_same(amina, home_care):
    assert amina.open(home_care, LIFE).text.count(EXEMPT_WORDS) == 3

    amina.save(home_care, {"life_now": "As Ann says", "life_now-exempt": "exempt"}, step=LIFE)

    assert stored(home_care, LIFE)["life_now"] == {"value": "As Ann says", "exempt": True}


def test_the_page_of_points_has_nothing_to_exempt(amina, home_care):
    assert MEANS not in amina.open(home_care, "goal-points").text


def test_what_is_ticked_is_stored_and_shown_ticked_and_open(amina, home_care):
    page = amina.open(home_care)
    amina.client.post(page.address, {**page.hidden, **NOTE, "provider_count-exempt": TICKED})

    assert stored(home_care)["provider_count"] == MARKED
    again = amina.open(home_care).text
    assert 'value="exempt" checked' in again
    assert "govuk-details" in again and " open" in again


def test_a_tick_is_taken_back(amina, marked):
    amina.save(marked, {**NOTE, "provider_count-exempt": ""})

    assert "exempt" not in stored(marked)["provider_count"]


def test_a_page_without_the_box_changes_no_mark(amina, marked):
    amina.save(marked, {"provider_count": "4"})

    assert stored(marked)["provider_count"] == {**MARKED, "value": 4}


def test_a_mark_is_kept_while_a_note_that_is_too_long_is_mended(amina, home_care):
    fields = {"provider_count-note": "x" * 5_001, "provider_count-exempt": "exempt"}

    amina.save(home_care, fields)

    assert stored(home_care)["provider_count"] == {"exempt": True}
    assert set(draft(home_care)) == {"provider_count-note"}


def test_the_check_page_shows_what_is_exempt(amina, marked):
    assert text_of(amina.get(marked, "check-answers/")).count(">\n  Exempt\n<") == 1


def test_the_trail_says_when_something_was_marked(amina, marked):
    amina.save(marked, {"provider_count-exempt": ""})

    trail = text_of(amina.get(marked, "trail.csv"))

    assert trail.count("Marked exempt") == 2  # once after, once before


def test_two_who_mark_otherwise_choose_between_two_versions(amina, home_care):
    mine, theirs = amina.open(home_care), amina.open(home_care)
    amina.send(theirs, {**NOTE, "provider_count-exempt": "exempt"})

    response = amina.send(mine, {**NOTE, "provider_count-exempt": ""})

    assert response.status_code == 409
    assert text_of(response).count(">\n  Exempt\n<") == 1
    response = amina.client.post(
        mine.address,
        {
            **{"revision": "1", "token": mine.hidden["token"], "action": "continue"},
            **NOTE,
            "keep-provider_count": "theirs",
        },
    )
    assert stored(home_care)["provider_count"] == MARKED


def test_settling_a_question_marks_it_too(amina, home_care):
    response = amina.client.get(address(home_care, "views/provider_count/"))
    assert EXEMPT_NOTE in text_of(response)

    sent = {**NOTE, "revision": "0", "provider_count-exempt": TICKED}
    amina.client.post(address(home_care, "views/provider_count/"), sent)

    assert stored(home_care)["provider_count"] == MARKED


def test_own_words_are_marked_where_they_are_settled(amina, home_care):
    assert EXEMPT_WORDS in text_of(amina.client.get(address(home_care, "views/life_now/")))


def test_a_new_appraisal_started_from_this_one_keeps_its_marks(amina, marked):
    response = amina.client.post(address(marked, "start-again/"), {"title": "Next year"})

    copy = amina.client.get(f"{response.url}{FULL_PAGE}/")
    assert 'value="exempt" checked' in text_of(copy)


def test_contributors_mark_nothing_since_no_report_shows_their_words(amina, home_care):
    sign_in(amina, "amina@example.org")
    link = link_in(text_of(invite(amina, amina.start("Shared"))))

    ben = contribute(link, {**NOTE, "provider_count-exempt": "exempt"}, hand_in=False)

    page = text_of(ben.client.get(f"{ben.client.post(link).headers['Location']}{FULL_PAGE}/"))
    assert "Acme" in page
    assert EXEMPT_NOTE not in page and MEANS not in page

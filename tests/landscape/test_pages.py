"""Asking questions and keeping the answers."""

from uuid import uuid4

import pytest

from appraisal.method.content import method
from appraisal.models import Appraisal
from appraisal.scoring.answers import read_landscape
from landscape.questions import DOES_NOT_APPLY, DONT_KNOW
from tests.landscape.browser import FULL_PAGE, address, draft, stored, text_of
from tests.landscape.test_texts import NAUGHTY

RATINGS = "results-and-quality"
LIFE = "what-life-is-like"


def test_no_choice_of_the_method_is_mistaken_for_dont_know():
    for question in method("2026.1").questions:
        assert not {DONT_KNOW, DOES_NOT_APPLY} & {str(key) for key in question.level_keys}


def test_a_page_asks_its_questions_with_all_that_helps_to_answer(amina, home_care):
    question = method("2026.1").question_by_key["provider_count"]

    page = amina.open(home_care).text

    assert "Page 8 of 15" in page
    for words in (question.text, question.hint, question.why, question.where):
        assert words in page
    for level in question.levels:
        assert level.label in page
    assert "I don’t know yet" in page
    assert page.count("<h1") == 1


def test_an_answer_is_stored_typed_and_cleaned_with_empty_parts_left_out(amina, home_care):
    amina.save(
        home_care,
        {
            "provider_count": "3",
            "provider_count-number": " 4 ",
            "provider_count-confidence": "guess",
            "provider_count-note": "Asked brokerage.\r\nTwice.",
            "provider_count-source-title": "Contracts register",
            "provider_count-source-address": "www.example.org",
            "provider_count-source-date": "2026",
            "ease_of_entry": "5",
            "ease_of_entry-note": "",
        },
    )

    assert stored(home_care) == {
        "provider_count": {
            "value": 3,
            "number": "4",
            "confidence": "guess",
            "note": "Asked brokerage.\nTwice.",
            "source": {
                "title": "Contracts register",
                "address": "https://www.example.org",
                "date": "2026",
            },
        },
        "ease_of_entry": {"value": 5},
    }


def test_dont_know_does_not_apply_and_not_answered_are_three_different_facts(amina, home_care):
    amina.save(
        home_care,
        {"waiting_for_start": "dont_know", "quality_ratings": "not_applicable"},
        step=RATINGS,
    )

    answers = stored(home_care, RATINGS)
    assert answers == {"waiting_for_start": {"value": None}, "quality_ratings": {"value": "n/a"}}


def test_does_not_apply_is_offered_only_where_the_method_allows_it(amina, home_care):
    page = amina.open(home_care, RATINGS).text

    allowed = [
        question.key
        for question in method("2026.1").questions
        if question.page == RATINGS and question.not_applicable
    ]
    assert page.count('value="not_applicable"') == len(allowed) > 0


def test_a_choice_is_stored_by_its_key(amina, home_care):
    amina.save(home_care, {"service": "homecare"}, step="what-is-appraised")

    assert stored(home_care, "what-is-appraised") == {"service": {"value": "homecare"}}


def test_what_is_stored_can_be_scored(amina, home_care):
    amina.save(home_care, {"provider_count-number": "4", "provider_count-note": "x"})
    amina.save(home_care, {"ease_of_entry-note": "No answer, only a note"})
    amina.save(home_care, {"life_now": "n/a"}, step=LIFE)
    amina.save(home_care, {"prevention": "100", "joined_up": "12.5"}, step="goal-points")

    landscape = read_landscape(method("2026.1"), home_care.agreed.answers_file())

    assert landscape.answers["provider_count"].value == 3
    assert landscape.answers["ease_of_entry"].value is None
    assert landscape.answers["life_now"].value == "n/a"
    assert landscape.goals["joined_up"] == 12.5


# Figures and bands


def test_a_figure_alone_picks_its_band(amina, home_care):
    amina.save(home_care, {"market_concentration-number": "12.5%"})

    assert stored(home_care)["market_concentration"] == {"value": 5, "number": "12.5"}


@pytest.mark.parametrize("typed", ["lots", "101", "-3", "1,2,3"])
def test_a_figure_that_cannot_be_is_refused_and_says_what_to_type(amina, home_care, typed):
    page = text_of(amina.save(home_care, {"market_concentration-number": typed}))

    assert "<title>Error: Who could deliver" in page
    assert "must be a number from 0 to 100, like 12.5" in page
    assert 'href="#market_concentration-number"' in page
    assert f'value="{typed}"' in page
    assert stored(home_care) == {}


def test_a_choice_counts_even_if_the_figure_beside_it_cannot_be_read(amina, home_care):
    amina.save(home_care, {"market_concentration": "5", "market_concentration-number": "about 12"})

    assert stored(home_care)["market_concentration"] == {"value": 5}
    assert draft(home_care) == {"market_concentration-number": "about 12"}


def test_a_figure_that_contradicts_the_choice_is_an_error_that_names_both(amina, home_care):
    bands = method("2026.1").question_by_key["market_concentration"].levels

    page = text_of(
        amina.save(home_care, {"market_concentration": "1", "market_concentration-number": "12"})
    )

    assert f"you chose “{bands[0].label}”, but the figure 12% belongs to “{bands[4].label}”" in page
    assert stored(home_care) == {}
    assert draft(home_care) == {
        "market_concentration": "1",
        "market_concentration-number": "12",
    }


def test_a_figure_goes_ill_with_dont_know(amina, home_care):
    page = text_of(
        amina.save(
            home_care,
            {"market_concentration": "dont_know", "market_concentration-number": "12"},
        )
    )

    assert "you chose “I don’t know yet”, but the figure 12%" in page


def test_a_new_choice_drops_an_old_figure_that_was_overtyped_with_nonsense(amina, home_care):
    amina.save(home_care, {"market_concentration-number": "12"})

    amina.save(home_care, {"market_concentration": "1", "market_concentration-number": "nonsense"})

    assert stored(home_care)["market_concentration"] == {"value": 1}


# Texts


@pytest.mark.parametrize("text", NAUGHTY)
def test_odd_texts_come_back_as_they_were_written(amina, home_care, text):
    amina.save(home_care, {"life_now": text}, step=LIFE)

    assert stored(home_care, LIFE)["life_now"] == {"value": text}
    assert text in amina.open(home_care, LIFE).text
    assert "<script>alert" not in amina.open(home_care, LIFE).response.content.decode()
    assert text in text_of(amina.get(home_care, "check-answers/"))


def test_characters_that_the_database_refuses_do_no_harm(amina, home_care):
    amina.save(home_care, {"life_now": "be\x00fore\x07", "life_changing": "\x00" * 3}, step=LIFE)
    amina.save(home_care, {"provider_count-number": "\x00no"})

    assert stored(home_care, LIFE) == {"life_now": {"value": "before"}}
    assert draft(home_care) == {"provider_count-number": "no"}


def test_a_text_that_is_too_long_is_kept_whole_as_typed(amina, home_care):
    long = "x" * 5_001

    page = text_of(amina.save(home_care, {"life_now": long, "life_changing": "ok"}, step=LIFE))

    assert "5,000 characters or fewer. Take out 1" in page
    assert long in page
    assert stored(home_care, LIFE) == {"life_changing": {"value": "ok"}}
    assert draft(home_care, LIFE) == {"life_now": long}


def test_an_appraisal_holds_150000_characters_and_says_so(amina, home_care):
    home_care.agreed.revisions.create(
        step=FULL_PAGE,
        number=1,
        answers={"provider_count": {"value": 1, "note": "x" * 147_000}},
        method_version="2026.1",
        token=uuid4(),
    )

    page = text_of(
        amina.save(home_care, {"life_now": "y" * 2_000, "life_changing": "z" * 2_000}, step=LIFE)
    )

    assert "together must be 150,000 characters or fewer. Shorten this one, or others, by" in page
    assert set(stored(home_care, LIFE)) == {"life_now"}
    assert draft(home_care, LIFE) == {"life_changing": "z" * 2_000}
    assert "z" * 2_000 in amina.open(home_care, LIFE).text


def test_a_source_address_must_be_on_the_web(amina, home_care):
    page = text_of(
        amina.save(
            home_care,
            {"provider_count": "1", "provider_count-source-address": "javascript:alert(1)"},
        )
    )

    assert "must be a web address, like https://" in page
    assert stored(home_care) == {"provider_count": {"value": 1}}


def test_a_forged_choice_is_refused(amina, home_care):
    page = text_of(
        amina.save(home_care, {"provider_count": "6", "provider_count-confidence": "certain"})
    )

    assert "Choose one of the answers" in page
    assert "Choose how sure you are" in page
    assert stored(home_care) == {}


# What is folded stays in sight when it holds something


def test_a_note_is_unfolded_when_there_is_one(amina, home_care):
    closed = amina.open(home_care).text.count("<details")
    amina.save(home_care, {"provider_count-note": "Asked brokerage"})

    page = amina.open(home_care).text

    assert page.count("<details") == closed
    assert page.count(" open>") == 1


# Absent is not cleared


def test_a_field_that_was_not_sent_keeps_its_answer(amina, home_care):
    amina.save(
        home_care,
        {"provider_count": "3", "provider_count-number": "4", "provider_count-note": "kept"},
    )

    amina.save(home_care, {"ease_of_entry": "2"})

    assert stored(home_care) == {
        "provider_count": {"value": 3, "number": "4", "note": "kept"},
        "ease_of_entry": {"value": 2},
    }


def test_a_text_that_was_sent_empty_is_cleared(amina, home_care):
    amina.save(home_care, {"provider_count": "3", "provider_count-note": "gone"})
    amina.save(home_care, {"life_now": "gone"}, step=LIFE)

    amina.save(home_care, {"provider_count-note": ""})
    amina.save(home_care, {"life_now": ""}, step=LIFE)

    assert stored(home_care) == {"provider_count": {"value": 3}}
    assert stored(home_care, LIFE) == {}


# Short and full route


def test_the_short_route_asks_only_its_own_questions(amina):
    short = amina.start(route="short")

    page = amina.open(short).text

    assert 'name="provider_count"' in page
    assert 'name="ease_of_entry"' not in page


def test_a_question_that_was_answered_is_asked_on_the_short_route_too(amina, home_care):
    amina.save(home_care, {"ease_of_entry": "4"})
    Appraisal.objects.update(route="short")

    assert 'name="ease_of_entry" type="radio" value="4" checked' in amina.open(home_care).text
    check = text_of(amina.get(home_care, "check-answers/"))
    assert method("2026.1").question_by_key["ease_of_entry"].text in check


def test_what_was_typed_on_the_full_route_is_saved_though_the_route_is_short_by_now(
    amina, home_care
):
    page = amina.open(home_care)
    Appraisal.objects.update(route="short")

    amina.send(page, {"ease_of_entry": "4", "provider_count": "1"})

    assert stored(home_care) == {"ease_of_entry": {"value": 4}, "provider_count": {"value": 1}}


def test_every_page_of_the_full_route_can_be_opened(amina, home_care):
    for page in method("2026.1").pages:
        assert amina.open(home_care, page.key).response.status_code == 200


# Where the buttons lead


def test_continue_leads_to_the_next_page_and_from_the_last_one_to_the_check(amina, home_care):
    assert amina.save(home_care, {}).url == address(home_care, "prices-and-exits/")
    last = amina.save(home_care, {}, step="goal-points")
    assert last.url == address(home_care, "check-answers/")


def test_come_back_later_leads_to_the_task_list(amina, home_care):
    assert amina.save(home_care, {}, action="later").url == address(home_care)


def test_back_saves_and_leads_to_the_page_before(amina, home_care):
    response = amina.save(home_care, {"provider_count": "2"}, action="back")

    assert response.url == address(home_care, "timing-and-measures/")
    assert stored(home_care) == {"provider_count": {"value": 2}}


def test_back_from_the_first_page_leads_to_the_task_list(amina, home_care):
    response = amina.save(home_care, {}, step="what-is-appraised", action="back")

    assert response.url == address(home_care)


def test_a_change_from_the_check_page_leads_back_there(amina, home_care):
    page = amina.open(home_care)
    page.address += "?change"

    assert amina.send(page, {}).url == address(home_care, "check-answers/")
    page = amina.open(home_care)
    page.address += "?change"
    assert amina.send(page, {}, action="back").url == address(home_care, "check-answers/")

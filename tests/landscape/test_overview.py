"""The task list, the check page and concluding."""

import re

from appraisal.method.content import method
from appraisal.models import Appraisal
from tests.landscape.browser import FULL_PAGE, address, text_of

ALL_ANSWERED = {
    "provider_count": "2",
    "market_concentration": "dont_know",
    "ease_of_entry": "1",
    "in_house_capacity": "5",
}


def status(amina, appraisal: Appraisal, step: str) -> str:
    """Return what the task list says of a page, without its markup."""
    page = text_of(amina.get(appraisal))
    found = re.search(rf'id="{step}-status">(.*?)</div>', page, re.DOTALL)
    assert found
    return " ".join(re.sub("<[^>]*>", " ", found[1]).split())


def test_the_task_list_shows_all_sections_in_order(amina, home_care):
    page = text_of(amina.get(home_care))

    headings = re.findall(r'<h2 class="govuk-heading-m">([^<]*)</h2>', page)
    assert headings == [
        "Current situation",
        "Goals",
        "Market",
        "Stakeholders",
        "Weights",
        "Check answers",
        "Decide",
        "Work on it together",
        "What is kept",
    ]
    assert "0 of 55 questions answered" in page


def test_a_page_goes_from_not_started_to_completed(amina, home_care):
    assert status(amina, home_care, FULL_PAGE) == "Not started"

    amina.save(home_care, {"provider_count": "2"})
    assert status(amina, home_care, FULL_PAGE) == "In progress"
    assert "1 of 4 answered" in text_of(amina.get(home_care))

    amina.save(home_care, ALL_ANSWERED)
    assert status(amina, home_care, FULL_PAGE) == "Completed"
    assert "4 of 55 questions answered" in text_of(amina.get(home_care))


def test_a_note_alone_is_no_answer(amina, home_care):
    amina.save(home_care, {"provider_count-note": "To be asked"})

    assert status(amina, home_care, FULL_PAGE) == "Not started"


def test_a_mistake_shows_on_the_task_list(amina, home_care):
    amina.save(home_care, ALL_ANSWERED | {"provider_count-number": "lots"}, action="later")

    assert status(amina, home_care, FULL_PAGE) == "Has a mistake to mend"


def test_points_for_any_goal_complete_the_weights(amina, home_care):
    amina.save(home_care, {"prevention": "100"}, step="goal-points")

    assert status(amina, home_care, "goal-points") == "Completed"


def test_the_short_route_counts_only_what_it_asks(amina):
    short = amina.start(route="short")

    asked = sum(question.short_route for question in method("2026.1").questions)
    assert f"0 of {asked} questions answered" in text_of(amina.get(short))


def test_the_check_page_shows_every_answer_in_words(amina, home_care):
    amina.save(
        home_care,
        {
            "provider_count-number": "4",
            "provider_count-confidence": "guess",
            "provider_count-note": "Asked brokerage",
            "provider_count-source-title": "Contracts register",
            "market_concentration": "dont_know",
        },
    )

    page = text_of(amina.get(home_care, "check-answers/"))

    for words in (
        "4 to 9 providers",
        "Figure: 4 providers",
        "How sure: It is a guess",
        "Note: Asked brokerage",
        "Source: Contracts register",
        "I don’t know yet",
        "Not answered yet",
    ):
        assert words in page
    for question in method("2026.1").questions:
        assert question.text in page


def test_every_answer_has_a_link_to_its_question(amina, home_care):
    page = text_of(amina.get(home_care, "check-answers/"))

    assert f'href="{address(home_care, FULL_PAGE)}/?change#provider_count"' in page
    assert 'id="provider_count"' in amina.open(home_care).text
    for question in method("2026.1").questions:
        assert f'id="{question.key}"' in amina.open(home_care, question.page).text


def test_goal_points_are_shown_with_their_share(amina, home_care):
    amina.save(
        home_care, {"prevention": "100", "joined_up": "50", "innovation": "0"}, step="goal-points"
    )

    page = text_of(amina.get(home_care, "check-answers/"))

    assert "100 points: 67% of the weight" in page
    assert "50 points: 33% of the weight" in page
    assert "No points" in page


def test_what_was_not_accepted_is_shown_as_not_used(amina, home_care):
    amina.save(home_care, {"market_concentration-number": "lots"}, action="later")

    page = text_of(amina.get(home_care, "check-answers/"))

    assert "“Who could deliver” has a mistake to mend" in page
    assert "not used in the result" in page
    assert "Typed, but not used until mended: “lots”" in page


def test_an_incomplete_appraisal_can_be_concluded(amina, home_care):
    amina.save(home_care, {"provider_count": "2", "market_concentration-number": "lots"})

    response = amina.client.post(address(home_care, "conclude/"))

    assert response.status_code == 302
    outcome = home_care.outcomes.get()
    assert outcome.verdict == "too_early"
    assert outcome.landscape["answers"] == {"provider_count": {"value": 2}}


def test_looking_at_the_address_of_concluding_concludes_nothing(amina, home_care):
    response = amina.get(home_care, "conclude/")

    assert response.url == address(home_care, "check-answers/")
    assert not home_care.outcomes.exists()

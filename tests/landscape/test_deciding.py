"""A decision is recorded with the result it was taken on, and may differ from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import deciding
from appraisal.conclusion import conclude
from appraisal.export import exported
from appraisal.models import Appraisal, Decision, Outcome
from landscape.deciding import first
from tests.landscape.browser import Browser, Opened, address, text_of
from tests.landscape.invited import sign_in

TODAY = timezone.localdate()
SAID = {
    "outcome": "1",
    "what": "relational",
    "taken_by": "Cabinet",
    "taken_on_day": str(TODAY.day),
    "taken_on_month": str(TODAY.month),
    "taken_on_year": str(TODAY.year),
    "why": "Trust has been built over years.",
}


@pytest.fixture
def decided_on(amina: Browser, home_care: Appraisal) -> Outcome:
    """A result that puts the competitive approach first."""
    return concluded(home_care, leader="competitive")


def concluded(appraisal: Appraisal, leader: str, joint: tuple[str, ...] = ()) -> Outcome:
    """Return an outcome that says just this."""
    outcome = conclude(appraisal, by=None)
    outcome.result |= {
        "verdict": "no_clear_difference" if joint else "clear",
        "leader": leader,
        "joint_first": list(joint),
    }
    outcome.save()
    return outcome


def record(browser: Browser, on: Outcome, **said: Any) -> Any:
    page = Opened(address(on.appraisal, "decision/"), browser.get(on.appraisal, "decision/"))
    token = said.pop("token", page.field("token"))
    return browser.client.post(page.address, {**SAID, "token": token, **said})


def test_a_decision_is_recorded_with_who_took_it_when_and_why(amina, decided_on):
    response = record(amina, decided_on, what="competitive", dissent="The carers’ forum: too fast.")

    assert response.url == f"/reports/{decided_on.appraisal.reference}/"
    recorded = Decision.objects.get()
    assert (recorded.outcome, recorded.approach, recorded.taken_by) == (
        decided_on,
        "competitive",
        "Cabinet",
    )
    assert recorded.taken_on == TODAY
    assert recorded.dissent == "The carers’ forum: too fast."
    assert recorded.recorded_by is None


def test_it_says_who_recorded_it_in_the_trail_without_its_words(amina, decided_on):
    user = sign_in(amina, "amina@example.org")
    decided_on.appraisal.claim(user)

    record(amina, decided_on, what="competitive")

    assert Decision.objects.get().recorded_by == user
    trail = text_of(amina.get(decided_on.appraisal, "trail/"))
    assert "Decision recorded" in trail and "On result 1" in trail
    assert "Trust has been built" not in trail


# Differing from the result


def test_a_decision_that_differs_from_the_result_needs_a_reason(amina, decided_on):
    refused = record(amina, decided_on)

    assert "Say why something else was decided: result 1 says Competitive" in text_of(refused)
    assert "Trust has been built over years." in text_of(refused)
    assert not Decision.objects.exists()

    record(amina, decided_on, why_differs="Nobody would bid.")
    assert Decision.objects.get().differs


@pytest.mark.parametrize(
    "said",
    [
        {"what": "competitive"},
        {"what": "relational", "blended_with": "competitive"},
    ],
)
def test_a_decision_that_holds_what_the_result_puts_first_needs_none(amina, decided_on, said):
    record(amina, decided_on, **said)

    assert not Decision.objects.get().differs


@pytest.mark.parametrize(
    "said",
    [
        {"what": "as_now"},
        {"what": "integrated"},
        {"what": "relational", "blended_with": "place_based"},
        {"what": "something_else", "in_words": "Wait a year."},
    ],
)
def test_anything_else_does(amina, decided_on, said):
    record(amina, decided_on, **said)
    assert not Decision.objects.exists()

    record(amina, decided_on, why_differs="The budget.", **said)
    assert Decision.objects.get().differs


def test_to_continue_as_now_agrees_with_the_result_when_today_is_closest_to_it(amina, decided_on):
    decided_on.result["continue_as_now"]["approach"] = "competitive"
    decided_on.save()

    record(amina, decided_on, what="as_now")

    assert not Decision.objects.get().differs


def test_without_a_clear_difference_any_of_the_joint_first_agrees(amina, home_care):
    outcome = concluded(home_care, "competitive", joint=("competitive", "relational"))

    record(amina, outcome)

    assert not Decision.objects.get().differs


def test_when_it_is_too_early_to_say_nothing_differs(amina, home_care):
    outcome = conclude(home_care, by=None)

    record(amina, outcome)

    assert not Decision.objects.get().differs
    assert first(outcome) == "too early to say"


# What has to be said


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"what": ""}, "Choose what was decided"),
        ({"what": "nothing"}, "Choose what was decided from the list"),
        ({"taken_by": " "}, "Say which body or role decided"),
        ({"taken_by": "x" * 121}, "Who decided must be 120 characters or fewer"),
        ({"why": ""}, "Say why it was decided"),
        ({"why": "x" * 5001}, "Why must be 5,000 characters or fewer"),
        ({"taken_on_day": ""}, "The date must include a day"),
        ({"taken_on_year": str(TODAY.year + 1)}, "The date must be today or earlier"),
        ({"what": "blend"}, "Choose what was decided from the list"),
        ({"blended_with": "relational"}, "Choose one approach of the blend under"),
        ({"what": "as_now", "blended_with": "relational"}, "Choose one approach of the blend"),
        ({"blended_with": "nothing"}, "Choose an approach from the list"),
        ({"what": "something_else"}, "Say in a sentence or two what was decided"),
        ({"outcome": "2"}, "Choose one of the results"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(amina, decided_on, said, complaint):
    response = record(amina, decided_on, dissent="The carers’ forum.", **said)

    assert complaint in text_of(response)
    assert "The carers’ forum." in text_of(response)
    assert not Decision.objects.exists()


def test_without_a_result_there_is_nothing_to_decide_on(amina, home_care):
    page = text_of(amina.get(home_care, "decision/"))

    assert "There is no result yet" in page


def test_the_result_it_was_taken_on_may_be_an_earlier_one(amina, decided_on):
    amina.save(decided_on.appraisal, {"provider_count": "3"})
    later = concluded(decided_on.appraisal, leader="relational")

    record(amina, decided_on, outcome="1", what="competitive")
    record(amina, decided_on, outcome="2", what="relational")

    assert [each.outcome for each in Decision.objects.order_by("pk")] == [decided_on, later]


# Again


def test_pressing_the_button_twice_records_one_decision(amina, decided_on):
    token = str(uuid4())

    for _ in range(2):
        assert record(amina, decided_on, what="competitive", token=token).status_code == 302

    assert Decision.objects.count() == 1
    assert decided_on.appraisal.events.filter(what="decision recorded").count() == 1


def test_going_back_to_put_something_right_records_another_and_loses_neither(amina, decided_on):
    token = str(uuid4())

    record(amina, decided_on, what="competitive", token=token)
    record(amina, decided_on, what="competitive", token=token, why="Two could deliver.")

    assert [each.why for each in Decision.objects.order_by("pk")] == [
        "Trust has been built over years.",
        "Two could deliver.",
    ]


def test_the_loser_of_a_race_gets_the_decision_that_was_recorded(amina, decided_on, monkeypatch):
    token = uuid4()
    record(amina, decided_on, what="competitive", token=str(token))
    recorded = Decision.objects.get()
    again = Decision.objects.get()
    again.pk, again._state.adding = None, True
    # As if the other press had not been seen yet.
    monkeypatch.setattr(deciding, "known", lambda decision: None)

    assert deciding.record(again, by=None) == recorded


def test_earlier_decisions_stay_and_the_latest_counts(amina, decided_on):
    record(amina, decided_on, what="competitive")
    record(amina, decided_on, what="as_now", why_differs="The budget.")

    page = text_of(amina.get(decided_on.appraisal, "decision/"))

    assert page.index("Continue as now. Cabinet") < page.index("Competitive. Cabinet")
    assert "(this one counts)" in page


def test_there_is_an_end_to_how_many_are_recorded(amina, decided_on, monkeypatch):
    monkeypatch.setattr(deciding, "MOST", 1)
    record(amina, decided_on, what="competitive")

    response = record(amina, decided_on, what="competitive")

    assert "decisions have been recorded already" in text_of(response)
    assert Decision.objects.count() == 1


def test_everything_can_be_taken_away(amina, decided_on):
    record(amina, decided_on, what="competitive", blended_with="relational")

    [taken] = exported(decided_on.appraisal)["decisions"]

    assert taken["outcome"] == 1
    assert taken["approaches"] == ["competitive", "relational"]
    assert taken["taken_on"] == TODAY.isoformat()
    assert taken["why"] == "Trust has been built over years."


def test_a_page_is_shown_and_recorded_with_few_queries(
    amina, decided_on, django_assert_max_num_queries
):
    for _ in range(4):
        record(amina, decided_on, what="competitive")

    with django_assert_max_num_queries(6):
        amina.get(decided_on.appraisal, "decision/")
    with django_assert_max_num_queries(12):
        record(amina, decided_on, what="competitive")


# Facts that belong together


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"what": "approach"}, "a_decision_for_one_approach_names_it"),
        ({"what": "blend", "approach": "relational"}, "a_decision_for_a_blend_names_two"),
        (
            {"what": "blend", "approach": "relational", "blended_with": "relational"},
            "a_decision_for_a_blend_names_two",
        ),
        ({"what": "as_now", "approach": "relational"}, "a_decision_for_anything_else_names_no"),
        ({"what": "something_else"}, "a_decision_for_something_else_says_what"),
    ],
)
def test_the_database_keeps_what_belongs_together(decided_on, said, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Decision.objects.create(
            outcome=decided_on, taken_by="Cabinet", taken_on=TODAY, why="So.", token=uuid4(), **said
        )


def test_a_decision_cannot_be_taken_tomorrow(amina, decided_on):
    tomorrow = TODAY + timedelta(days=1)

    response = record(
        amina,
        decided_on,
        taken_on_day=tomorrow.day,
        taken_on_month=tomorrow.month,
        taken_on_year=tomorrow.year,
    )

    assert "The date must be today or earlier" in text_of(response)

"""What if: what would follow from other answers, weights or points, and that nothing is changed."""

from __future__ import annotations

import logging
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from appraisal.demonstration import load
from appraisal.models import Appraisal, Event, Outcome, Scenario, StepRevision
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from reports.stored import found
from reports.what_if.changes import NOTHING, Changes, kept, supposed
from reports.what_if.comparing import NOTHING_CHANGED, compare
from reports.what_if.form import WhatIfForm
from tests.reports.conftest import begin, concluded, save
from tests.reports.outcomes import METHOD, demonstrated, outcome
from tests.reports.reading import squeezed

PATH = "/reports/EXAMPLE/what-if/"
MOST_QUERIES = 15
DISTRUST = {"answer-provider_trust": "1"}


@pytest.fixture
def example(db: None) -> Outcome:
    return load().outcomes.get()


def suppose(outcome: Outcome, **changes: Any) -> Outcome:
    return supposed(outcome, found(outcome).landscape, Changes(**changes))


def fresh(outcome: Outcome, **parts: Any) -> dict[str, Any]:
    """Return what the core finds for an outcome's own answers with some parts of them others."""
    document = {**outcome.landscape, **parts}
    return as_document(appraise(METHOD, read_landscape(METHOD, document)))


# What would follow


def test_with_nothing_changed_the_recorded_result_follows_exactly():
    recorded = demonstrated()

    assert suppose(recorded).result == recorded.result
    assert suppose(recorded).landscape == recorded.landscape


def test_another_answer_gives_what_a_fresh_appraisal_of_it_would():
    recorded = demonstrated()

    after = suppose(recorded, answers={"provider_trust": 1, "kind_of_place": "urban"})

    answers = recorded.landscape["answers"]
    others = {"provider_trust": {"value": 1}, "kind_of_place": {"value": "urban"}}
    assert after.result == fresh(recorded, answers=answers | others)


def test_only_the_share_of_fit():
    recorded = demonstrated()

    after = suppose(recorded, weights={"lambda": Fraction(1)})

    assert after.result == fresh(recorded, weights={"lambda": 1})
    for each in after.result["approaches"]:
        assert each["score"] == each["fit"]


def test_only_the_goals():
    recorded = demonstrated()
    one, two = list(recorded.landscape["goals"])[:2]

    after = suppose(recorded, goals={one: None, two: Fraction(5, 2)})

    goals = {key: each for key, each in recorded.landscape["goals"].items() if key != one}
    assert after.result == fresh(recorded, goals=goals | {two: 2.5})


def test_all_weights_of_a_group():
    recorded = demonstrated()
    weights = {"goals": "0.1", "needs": "0.2", "market": "0.3", "timing": "0.4"}

    after = suppose(recorded, weights={key: Fraction(each) for key, each in weights.items()})

    assert after.result == fresh(recorded, weights=weights)


def test_weights_that_were_recorded_otherwise_stay_as_they_were_recorded():
    own = {"lambda": "0.5", "goals": 3, "needs": 1, "market": 1, "timing": 1}
    recorded = demonstrated()
    recorded.landscape["weights"] = own
    recorded.result = fresh(recorded)

    after = suppose(recorded, weights={"lambda": Fraction(7, 10)})

    assert suppose(recorded).result == recorded.result
    assert after.result == fresh(recorded, weights=own | {"lambda": "0.7"})


@pytest.mark.parametrize("value", [None, "n/a"])
def test_what_is_not_known_and_what_does_not_apply(value: str | None):
    recorded = demonstrated()
    key = next(each.key for each in METHOD.questions if each.scored and each.not_applicable)

    after = suppose(recorded, answers={key: value})

    answers = recorded.landscape["answers"] | {key: {"value": value}}
    assert after.result == fresh(recorded, answers=answers)


def test_what_was_a_guess_is_supposed_as_known():
    recorded = outcome({"provider_trust": {"value": 4, "confidence": "guess", "note": "Told so"}})

    after = suppose(recorded, answers={"provider_trust": 5})

    assert after.landscape["answers"]["provider_trust"] == {"value": 5}


def test_what_others_said_is_still_there():
    recorded = demonstrated()
    recorded.landscape["perspectives"] = [
        {"name": "Provider 1", "group": "provider", "answers": {"provider_trust": 1}, "goals": {}}
    ]

    after = suppose(recorded, answers={"provider_trust": 5})

    assert "perspectives" in after.result


def test_changes_come_back_from_where_they_are_kept_as_they_were():
    changes = Changes(
        answers={"provider_trust": 1, "kind_of_place": "urban", "self_funders": None},
        goals={"prevention": Fraction(5, 2), "inequality": None},
        weights={"lambda": Fraction("0.333"), "goals": Fraction(0)},
    )

    assert kept(changes.stored()) == changes


# In words


def test_the_sentence_says_who_would_come_first_and_who_moves():
    recorded = demonstrated()

    told = compare(recorded, found(recorded), Changes(answers={"provider_trust": 1}))

    assert told.says == (
        "Relational and Place-based would be joint first, instead of Relational alone. "
        "The verdict would be “no clear difference”, instead of “leaning”."
    )
    assert told.moves == "Relational goes from 60.6 to 58.4 and Outcome-based from 50.2 to 49.5."
    assert told.standings == ("Relational would be not yet ready, instead of ready with actions.",)


def test_when_the_leader_stays_the_sentence_says_so():
    recorded = demonstrated()

    told = compare(recorded, found(recorded), Changes(answers={"last_tested": None}))

    assert told.says == "Relational would still come first."
    assert told.moves == "None of the four scores would change by as much as 0.1."


def test_when_too_little_is_left_it_would_be_too_early():
    recorded = demonstrated()
    unknown = {question.key: None for question in METHOD.questions if question.kind != "text"}

    told = compare(recorded, found(recorded), Changes(answers=unknown))

    assert told.says == "It would be too early to say."
    assert [row.place_before for row in told.core] == ["1", "2", "3", "4"]
    assert {row.place_after for row in told.core} == {""}


def test_from_too_early_it_would_still_be_so_or_somebody_would_come_first():
    recorded = outcome({"provider_trust": {"value": 4}})
    middle = {
        question.key: 3
        for question in METHOD.questions
        if question.kind in ("scale", "banded number")
    }

    early = compare(recorded, found(recorded), Changes(answers={"provider_trust": 5}))
    enough = compare(recorded, found(recorded), Changes(answers=middle))

    assert early.says == "It would still be too early to say."
    assert "instead of ." not in enough.says
    assert "The verdict would be" in enough.says


def test_every_change_is_told_with_what_was_recorded():
    recorded = demonstrated()
    changes = Changes(
        answers={"provider_trust": None},
        goals={"prevention": None},
        weights={"lambda": Fraction(1, 2), "goals": Fraction("0.4"), "needs": Fraction("0.2")},
    )

    told = compare(recorded, found(recorded), changes).differences

    assert [(each.field, each.before, each.after) for each in told] == [
        ("weight-lambda", "60%", "50%"),
        ("weight-goals", "30%", "40%"),
        ("weight-needs", "30%", "20%"),
        ("goal-prevention", told[3].before, "none given"),
        ("answer-provider_trust", "Polite but cautious", "Don’t know yet"),
    ]


# What is typed


def form(recorded: Outcome, **typed: str) -> WhatIfForm:
    sent = {name.replace("__", "-"): text for name, text in typed.items()}
    return WhatIfForm(sent, found=found(recorded))


def test_only_what_differs_counts_however_it_is_typed():
    same = form(demonstrated(), weight__lambda=" 60.0 % ", weight__goals="30%")

    assert same.changes() == NOTHING
    assert form(demonstrated()).changes() == NOTHING


def test_a_form_as_it_was_shown_changes_nothing():
    recorded = demonstrated()
    recorded.landscape["weights"] = {"goals": 1, "needs": 1, "market": 1, "timing": 0}
    shown = WhatIfForm(found=found(recorded)).initial

    assert WhatIfForm(shown, found=found(recorded)).changes() == NOTHING


def test_weights_that_add_up_to_nearly_all_are_taken():
    typed = form(
        demonstrated(),
        weight__goals="33.3",
        weight__needs="33.3",
        weight__market="33.3",
        weight__timing="0",
    )

    assert set(typed.changes().weights) == {"goals", "needs", "market", "timing"}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (
            {"weight__goals": "50"},
            "The weights within fit add up to 120%. They must add up to 100%: take 20 off",
        ),
        (
            {"weight__people": "0"},
            "The weights within readiness add up to 87.5%. They must add up to 100%: add 12.5",
        ),
        ({"weight__lambda": "lots"}, "The share of fit must be a number from 0 to 100, like 40"),
        ({"weight__lambda": ""}, "Enter the share of fit, like 60"),
        ({"weight__lambda": "nan"}, "The share of fit must be a number from 0 to 100, like 40"),
        ({"weight__needs": "-1"}, "The weight of “Needs” must be a number from 0 to 100, like 40"),
        ({"weight__needs": ""}, "Enter the weight of “Needs”, like 10"),
        ({"answer__provider_trust": "6"}, "Choose one of the answers to “How much do providers"),
        ({"answer__provider_trust": ""}, "Choose an answer to “How much do providers"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_way_to_mend_it(typed: dict[str, str], problem: str):
    wrong = form(demonstrated(), **typed)

    assert wrong.changes() == NOTHING
    (told,) = [message for messages in wrong.errors.values() for message in messages]
    assert str(told).startswith(problem)


def test_points_over_a_hundred_and_no_points_at_all_are_refused():
    recorded = demonstrated()
    none = {f"goal__{goal.key}": "0" for goal in METHOD.goals}

    assert "must be a number from 0 to 100" in str(form(recorded, goal__prevention="101").errors)
    assert "Give at least one goal some points" in str(form(recorded, **none).errors)


def test_all_points_left_blank_are_not_known():
    blank = form(demonstrated(), **{f"goal__{goal.key}": "" for goal in METHOD.goals})

    assert set(blank.changes().goals.values()) == {None}


# On the page


def test_without_a_change_the_page_shows_the_recorded_result(client: Client, example: Outcome):
    html = client.get(PATH).content.decode()

    assert NOTHING_CHANGED in html
    assert "Would be" not in html
    for finding in found(example).core:
        assert f"{finding.score:.1f}" in html


def test_the_page_shows_both_results_and_keeps_what_was_chosen(client: Client, example: Outcome):
    html = client.post(PATH, DISTRUST).content.decode()

    assert "Relational and Place-based would be joint first" in html
    assert "Polite but cautious (recorded)" in html
    assert '<option value="1" selected>Hostile, with fee disputes not forgotten' in html
    assert "Recorded: leaning" in html
    assert "What would follow: no clear difference" in html


def test_a_change_can_be_undone_and_all_of_them(client: Client, example: Outcome):
    changed = {**DISTRUST, "weight-lambda": "50"}

    one = client.post(PATH, {**changed, "undo": "weight-lambda"}).content.decode()
    all_of_them = client.post(PATH, {**changed, "undo": "everything"}).content.decode()
    nonsense = client.post(PATH, {**changed, "undo": "csrf"}).content.decode()

    assert 'name="undo" value="weight-lambda"' not in one
    assert 'name="undo" value="answer-provider_trust"' in one
    assert "would be joint first" in one
    assert NOTHING_CHANGED in all_of_them
    assert "Undo all 2" in nonsense


def test_what_is_wrong_is_kept_as_it_was_typed(client: Client, example: Outcome):
    html = client.post(PATH, {"weight-goals": "lots <b>"}).content.decode()

    assert "<title>Error: What if" in html
    assert "There is a problem" in html
    assert 'value="lots &lt;b&gt;"' in html
    assert "Nothing is compared until this is put right" in html


def test_the_script_is_given_the_comparison_alone(client: Client, example: Outcome):
    html = client.post(PATH, DISTRUST, headers={"X-Part": "comparison"}).content.decode()

    assert "would be joint first" in html
    assert "<html" not in html
    assert "<select" not in html


def test_nothing_is_changed_and_nothing_stored(client: Client, example: Outcome):
    before = everything_stored()

    client.post(PATH, {**DISTRUST, "weight-lambda": "10"})

    assert everything_stored() == before


def everything_stored() -> list[Any]:
    models = (Appraisal, Outcome, StepRevision, Event, Scenario)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_no_answer_stands_in_an_address_or_a_log(
    client: Client, example: Outcome, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        response = client.post(PATH, {**DISTRUST, "weight-goals": "a secret"})

    assert response.status_code == 200
    assert "Location" not in response.headers
    assert "a secret" not in caplog.text
    assert "Hostile" not in caplog.text


def test_an_edited_method_is_owned_up_to(client: Client, example: Outcome):
    assert "has been edited since" not in client.get(PATH).content.decode()

    Outcome.objects.update(method_hash="0" * 64)

    assert "has been edited since" in client.get(PATH).content.decode()


def test_without_a_result_there_is_nothing_to_suppose(amina: Client):
    appraisal = begin()

    html = amina.get(f"/reports/{appraisal.reference}/what-if/").content.decode()

    assert "There is no result yet" in html


def test_answers_changed_since_are_pointed_out(amina: Client):
    recorded = concluded({"provider_trust": {"value": 4}})
    save(recorded.appraisal, {"provider_trust": {"value": 5}})

    html = amina.get(f"/reports/{recorded.appraisal.reference}/what-if/").content.decode()

    assert "Answers have changed since this result was found" in html


@pytest.mark.parametrize("sent", [None, DISTRUST])
def test_a_page_is_shown_with_few_queries(
    amina: Client, sent: dict[str, str] | None, django_assert_max_num_queries: Any
):
    path = f"/reports/{concluded({'provider_trust': {'value': 4}}).appraisal.reference}/what-if/"

    with django_assert_max_num_queries(MOST_QUERIES):
        response = amina.get(path) if sent is None else amina.post(path, sent)

    assert response.status_code == 200
    assert squeezed("How much do providers trust the council?") in squeezed(
        response.content.decode()
    )

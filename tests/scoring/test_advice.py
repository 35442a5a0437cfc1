"""What follows from a result: warnings, blends, forms of agreement, law, continuing as now."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from appraisal.method.advice import Condition, LegalRoute, Rule
from appraisal.scoring.advice import (
    MechanismAdvice,
    blend_of,
    legal_advice,
    mechanism_advice,
)
from appraisal.scoring.as_now import continue_as_now
from appraisal.scoring.result import appraise
from appraisal.scoring.rules import Finding
from tests.scoring.landscapes import METHOD, SCORED, all_answered, landscape

FITS_RELATIONAL = {"lives_vary": 5, "harm_of_change": 5, "specification_stable": 1}


def said(**answers):
    return landscape({"answers": answers})


def advice_for(answers, goals=None, method=METHOD):
    return appraise(method, landscape({"answers": answers, "goals": goals or {}}, method)).advice


def warnings(answers, goals=None):
    return [gate.key for gate in advice_for(answers, goals).warnings]


# Warnings about the whole


def answered_but(unknown):
    """Return all answered but the last few, which are none of those that may not apply."""
    return dict(list(all_answered().items())[:-unknown])


def test_more_than_a_fifth_unknown_is_thin_evidence():
    assert len(SCORED) == 47
    assert "evidence" in warnings(answered_but(10))
    assert "evidence" not in warnings(answered_but(9))


def test_more_than_half_guesses_is_thin_evidence():
    answers = all_answered()
    guessed = {
        key: {"value": level, "confidence": "guess"} if at * 2 < len(answers) + 1 else level
        for at, (key, level) in enumerate(answers.items())
    }

    assert "evidence" in warnings(guessed)
    assert "evidence" not in warnings(answers)


def test_what_does_not_apply_is_not_unknown():
    inapplicable = [question.key for question in SCORED if question.not_applicable]

    assert "evidence" in warnings({**answered_but(8), **dict.fromkeys(inapplicable)})
    assert "evidence" not in warnings({**answered_but(8), **dict.fromkeys(inapplicable, "n/a")})


CONTRADICTORY = replace(
    next(blend for blend in METHOD.blends if blend.advice == "contradictory"),
    pair=frozenset({"place_based", "outcome_based"}),
)
# Under this method every pair of core approaches but one may be blended.
AT_ODDS = replace(METHOD, blends=(CONTRADICTORY,))


@pytest.mark.parametrize(
    ("word", "warned"),
    [("leaning", True), ("no_clear_difference", True), ("clear", False), ("too_early", False)],
)
def test_a_contradictory_pair_warns_unless_one_is_clearly_ahead(word, warned):
    # All is in the middle, so the first two of the method tie; thresholds decide the word.
    limits = {
        "leaning": {"leaning_lead": Fraction(0), "leaning_share": Fraction(0)},
        "clear": {"clear_lead": Fraction(0), "clear_share": Fraction(0)},
        "too_early": {"enough_coverage": Fraction(2)},
        "no_clear_difference": {},
    }[word]
    method = replace(AT_ODDS, thresholds=replace(METHOD.thresholds, **limits))
    middle = {part.key: 3 for part in SCORED if part.kind != "choice"}

    found = appraise(method, landscape({"answers": middle}, method))

    assert found.verdict.word == word
    assert ("contradiction" in [gate.key for gate in found.advice.warnings]) is warned


# Blends


def test_a_pair_is_found_in_either_order():
    one = blend_of(METHOD, ("relational", "competitive"))

    assert one is blend_of(METHOD, ("competitive", "relational"))
    assert one is not None and one.advice == "contradictory"


def test_of_a_pair_that_is_not_named_nothing_is_said():
    assert blend_of(METHOD, ("place_based", "outcome_based")) is None


# Forms of agreement


@pytest.mark.parametrize(
    ("use", "avoid", "consider"),
    [
        (True, False, True),
        (True, None, None),
        (True, True, False),
        (None, False, None),
        (None, None, None),
        (None, True, False),
        (False, False, False),
        (False, None, False),
        (False, True, False),
    ],
)
def test_a_form_is_considered_when_all_speaks_for_it_and_nothing_against(use, avoid, consider):
    advice = MechanismAdvice(METHOD.mechanisms[0], Finding(use, ()), Finding(avoid, ()))

    assert advice.verdict is consider


def shown(in_play, **answers):
    return {
        found.mechanism.key: found.verdict
        for found in mechanism_advice(METHOD, said(**answers), frozenset(in_play))
    }


def test_a_form_is_shown_with_the_approaches_it_goes_with():
    of_relational = {
        part.key
        for part in METHOD.mechanisms
        if "relational" in part.approaches or not part.approaches
    }

    assert set(shown(["relational"])) == of_relational
    assert "alliance" not in shown(["competitive"])


def test_a_form_that_goes_with_any_approach_is_shown_when_one_is_in_play():
    anywhere = replace(METHOD.mechanisms[0], approaches=())
    method = replace(METHOD, mechanisms=(anywhere,))

    assert mechanism_advice(method, said(), frozenset({"competitive"}))
    assert not mechanism_advice(method, said(), frozenset())


def test_an_alliance_is_considered_where_trust_time_and_skill_are_known():
    strong = {
        "provider_collaboration": 4,
        "trusted_partnership": 4,
        "commissioning_team": 5,
        "provider_count": 4,
        "contract_end": "m19_36",
        "provider_trust": 4,
    }

    assert shown(["relational"], **strong)["alliance"] is True
    assert shown(["relational"], **{**strong, "provider_trust": 2})["alliance"] is False
    assert shown(["relational"], **{**strong, "provider_trust": None})["alliance"] is None


def test_every_form_has_conditions_for_it_of_which_all_and_against_it_of_which_any():
    for mechanism in METHOD.mechanisms:
        assert (mechanism.use.need, mechanism.avoid.need) == ("all", "any")
        assert mechanism.use.conditions and mechanism.avoid.conditions


# Law


def route(key, approaches=(), rule=None):
    return LegalRoute(key, "", "", approaches, rule, "", "2026-11-01", True, "")


HEALTH = Rule("any", (Condition("health_care_in_scope", ("yes",)),))
LAW = replace(
    METHOD,
    legal_routes=(
        route("always"),
        route("of_relational", ("relational",)),
        route("of_health", (), HEALTH),
    ),
)


@pytest.mark.parametrize(
    ("in_play", "health", "expected"),
    [
        ([], "no", ["always"]),
        (["relational"], "no", ["always", "of_relational"]),
        (["competitive"], "yes", ["always", "of_health"]),
        (["competitive"], None, ["always", "of_health"]),
    ],
)
def test_law_is_shown_for_what_is_in_play_and_when_an_answer_is_not_known(
    in_play, health, expected
):
    found = legal_advice(LAW, said(health_care_in_scope=health), frozenset(in_play))

    assert [advice.route.key for advice in found] == expected


def test_law_that_always_applies_hangs_on_no_answer():
    always, *_ = legal_advice(LAW, said(), frozenset())

    assert always.finding is None


# What is in play


def test_a_further_approach_that_scores_above_the_first_is_in_play():
    answers = {question.key: 3 for question in SCORED if question.kind != "choice"}

    found = appraise(METHOD, landscape({"answers": answers, "goals": {"choice_and_control": 100}}))

    of_personalised = {part.key for part in METHOD.mechanisms if "personalised" in part.approaches}
    assert max(found.fits, key=lambda fit: fit.score).approach.key == "personalised"
    assert of_personalised <= {each.mechanism.key for each in found.advice.mechanisms}


def test_plans_are_for_the_leader_and_for_the_best_fit():
    found = appraise(METHOD, said(**{**all_answered(3), **FITS_RELATIONAL}))

    assert set(found.advice.plans) == {found.verdict.leader, found.advice.best.fit} - {None}


# Continue as now


def test_today_is_the_approach_it_is_closest_to():
    assert continue_as_now(METHOD, said(current_approach="competitive")).approach == "competitive"


@pytest.mark.parametrize("answer", ["mixed", None])
def test_a_mix_or_what_is_not_known_is_no_approach(answer):
    assert continue_as_now(METHOD, said(current_approach=answer)).approach is None
    assert continue_as_now(METHOD, said()).approach is None


def test_carrying_on_is_told_what_follows_only_where_it_is_known_to():
    found = continue_as_now(METHOD, said(provider_exits=1, fee_against_cost=5))

    assert [consequence.key for consequence, _ in found.consequences] == ["providers_leave"]
    [(_, finding)] = found.consequences
    assert [(trigger.question, trigger.level) for trigger in finding.triggers] == [
        ("provider_exits", 1)
    ]

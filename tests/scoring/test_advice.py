"""What follows from a result: warnings, blends, forms of agreement, law, continuing as now."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from appraisal.method.advice import Condition, LegalRoute, Rule
from appraisal.scoring.advice import (
    MechanismAdvice,
    blend_of,
    blends_among,
    legal_advice,
    mechanism_advice,
)
from appraisal.scoring.as_now import continue_as_now
from appraisal.scoring.document import as_document
from appraisal.scoring.gates import gate_findings
from appraisal.scoring.result import appraise
from appraisal.scoring.rules import Finding, Trigger
from appraisal.scoring.scores import fits
from tests.scoring.landscapes import METHOD, SCORED, all_answered, landscape

FITS_RELATIONAL = {"lives_vary": 5, "harm_of_change": 5, "specification_stable": 1}


def said(**answers):
    return landscape({"answers": answers})


def advice_for(answers, goals=None, method=METHOD):
    return appraise(method, landscape({"answers": answers, "goals": goals or {}}, method)).advice


def warnings(answers, goals=None):
    return warned_of(advice_for(answers, goals))


def warned_of(advice):
    return [found.gate.key for found in advice.warnings if found.finding.truth]


# Warnings about the whole


def answered_but(unknown):
    """Return all answered but the last few, which are none of those that may not apply."""
    return dict(list(all_answered().items())[:-unknown])


def test_more_than_a_fifth_unknown_is_thin_evidence():
    assert len(SCORED) == 47
    weighed = {"prevention": 1}
    assert "evidence" in warnings(answered_but(10), weighed)
    assert "evidence" not in warnings(answered_but(9), weighed)


def test_goals_without_points_count_as_one_more_unknown():
    assert "evidence" in warnings(answered_but(9))
    assert "evidence" not in warnings(answered_but(8))


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

    assert "evidence" in warnings({**answered_but(7), **dict.fromkeys(inapplicable)})
    assert "evidence" not in warnings({**answered_but(7), **dict.fromkeys(inapplicable, "n/a")})


CONTRADICTORY = replace(
    next(blend for blend in METHOD.blends if blend.advice == "contradictory"),
    pair=frozenset({"place_based", "outcome_based"}),
)
MIDDLE = {part.key: 3 for part in SCORED if part.kind != "choice"}
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

    found = appraise(method, landscape({"answers": MIDDLE}, method))

    assert found.verdict.word == word
    assert ("contradiction" in warned_of(found.advice)) is warned


@pytest.mark.parametrize("pair", [("outcome_based", "competitive"), ("place_based", "relational")])
def test_any_two_that_are_joint_first_may_contradict(pair):
    method = replace(METHOD, blends=(replace(CONTRADICTORY, pair=frozenset(pair)),))

    found = appraise(method, landscape({"answers": MIDDLE}, method))

    assert len(found.verdict.joint_first) == 4
    assert "contradiction" in warned_of(found.advice)


def test_a_warning_is_told_whether_it_is_met_or_not():
    found = as_document(appraise(METHOD, said()))

    told = {gate["key"]: gate for gate in found["gates"] if gate["kind"] == "warning"}
    assert {key: gate["met"] for key, gate in told.items()} == {
        "evidence": True,
        "contradiction": False,
    }
    assert found["warnings"] == ["evidence"]
    assert told["evidence"]["says"].startswith("Much here is not known")


# Blends


def test_a_pair_is_found_in_either_order():
    one = blend_of(METHOD, ("relational", "competitive"))

    assert one is blend_of(METHOD, ("competitive", "relational"))
    assert one is not None and one.advice == "contradictory"


def test_of_a_pair_that_is_not_named_nothing_is_said():
    assert blend_of(METHOD, ("place_based", "outcome_based")) is None


def test_every_two_of_several_are_told_in_the_order_given():
    found = blends_among(METHOD, ["competitive", "relational", "place_based"])

    assert [(each.pair, each.blend and each.blend.advice) for each in found] == [
        (("competitive", "relational"), "contradictory"),
        (("competitive", "place_based"), "needs care"),
        (("relational", "place_based"), "compatible"),
    ]


def pairs(answers, goals=None):
    found = appraise(METHOD, landscape({"answers": answers, "goals": goals or {}}))
    told = as_document(found)
    assert [tuple(each["pair"]) for each in told["blends"]] == [
        each.pair for each in found.advice.blends
    ]
    return found, {each.pair for each in found.advice.blends}


def test_the_first_and_the_second_are_told_even_when_one_is_clearly_ahead():
    found, told = pairs({**all_answered(3), **FITS_RELATIONAL, "provider_trust": 5})

    first, second, *_ = (fit.approach.key for fit in found.fits)
    assert found.verdict.joint_first == ()
    assert (first, second) in told


def test_a_further_approach_above_the_leader_is_told_with_each_in_play():
    found, told = pairs(MIDDLE, {"choice_and_control": 100})

    above = [fit.approach.key for fit in found.fits if fit.score > found.fits[0].score]
    assert above
    assert {(one, found.fits[0].approach.key) for one in above} <= told


def test_no_two_are_told_of_when_it_is_too_early():
    assert pairs({})[1] == set()


# Forms of agreement


@pytest.mark.parametrize(
    ("use", "avoid", "advice"),
    [
        (True, False, "consider"),
        (True, None, "not known"),
        (True, True, "avoid"),
        (None, False, "not known"),
        (None, None, "not known"),
        (None, True, "avoid"),
        (False, False, "not indicated"),
        (False, None, "not known"),
        (False, True, "avoid"),
    ],
)
def test_a_form_is_considered_when_all_speaks_for_it_and_nothing_against(use, avoid, advice):
    found = MechanismAdvice(METHOD.mechanisms[0], Finding(use, ()), Finding(avoid, ()))

    assert found.advice == advice


def shown(in_play, **answers):
    return {
        found.mechanism.key: found.advice
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

    assert shown(["relational"], **strong)["alliance"] == "consider"
    assert shown(["relational"], **{**strong, "provider_trust": 2})["alliance"] == "avoid"
    assert shown(["relational"], **{**strong, "provider_trust": None})["alliance"] == "not known"
    assert shown(["relational"], **{**strong, "trusted_partnership": 2})["alliance"] == (
        "not indicated"
    )


@pytest.mark.parametrize(
    ("exits", "ratings", "advice"),
    [
        (1, 5, "consider"),
        (5, 2, "consider"),
        (5, "n/a", "not indicated"),
        (5, None, "not known"),
        (1, None, "consider"),
    ],
)
def test_in_house_needs_providers_leaving_or_failed_quality(exits, ratings, advice):
    answers = {"harm_of_change": 4, "in_house_capacity": 4, "provider_exits": exits}

    assert shown(["relational"], **answers, quality_ratings=ratings)["in_house"] == advice


def test_a_form_tells_which_answers_speak_for_it():
    answers = {"harm_of_change": 4, "provider_exits": 1, "quality_ratings": 5}

    found = mechanism_advice(METHOD, said(**answers), frozenset({"relational"}))

    [in_house] = [each for each in found if each.mechanism.key == "in_house"]
    assert in_house.use == Finding(
        True, (Trigger("harm_of_change", 4, True), Trigger("provider_exits", 1, True))
    )


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


def carry_on(**answers):
    given = said(**answers)
    return continue_as_now(METHOD, given, fits(METHOD, given), gate_findings(METHOD, given))


def test_today_has_the_score_of_the_approach_it_is_closest_to():
    found = as_document(appraise(METHOD, said(current_approach="competitive", volume=5)))

    [competitive] = [each for each in found["approaches"] if each["key"] == "competitive"]
    today = found["continue_as_now"]
    assert today["approach"] == "competitive"
    for part in ("score", "fit", "readiness", "gates"):
        assert today[part] == competitive[part]


def test_too_little_time_to_start_something_new_does_not_speak_against_carrying_on():
    found = carry_on(current_approach="relational", contract_end="lt6", provider_trust=4)

    codes = [gate.gate.code for gate in found.gates]
    assert "G5" in codes
    assert "G6" not in codes
    assert found.status == "not known"


@pytest.mark.parametrize("answers", [{"current_approach": "mixed"}, {"current_approach": None}, {}])
def test_a_mix_or_what_is_not_known_is_no_approach(answers):
    found = carry_on(**answers)

    assert (found.fit, found.status, found.gates) == (None, None, ())


def test_a_notice_is_told_as_controls_and_not_as_a_smaller_budget():
    efs, saving = (carry_on(budget_position=level) for level in ("efs", "save5"))

    assert [each.key for each, _ in efs.consequences] == ["spending_controlled"]
    assert [each.key for each, _ in saving.consequences] == ["money_shrinks"]


def test_carrying_on_is_told_what_follows_only_where_it_is_known_to():
    found = carry_on(provider_exits=1, fee_against_cost=5)

    assert [consequence.key for consequence, _ in found.consequences] == ["providers_leave"]
    [(_, finding)] = found.consequences
    assert [(trigger.question, trigger.level) for trigger in finding.triggers] == [
        ("provider_exits", 1)
    ]

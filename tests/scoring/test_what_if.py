"""What an answer could change: every figure is checked by scoring again with other answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appraisal.method.model import GOALS
from appraisal.scoring.answers import Answer
from appraisal.scoring.development import development_plan
from appraisal.scoring.information import lead_of, worth_knowing
from appraisal.scoring.leaving_out import (
    optimism_test,
    without_each_criterion,
    without_each_question,
)
from appraisal.scoring.moves import leader_of
from appraisal.scoring.scores import chances, fits, shares
from tests.scoring.landscapes import METHOD, SCORED, documents, landscape, tried, tried_a_little
from tests.scoring.small_method import choice, goal, scale, small_method

READINESS = [
    key
    for criterion in METHOD.criteria
    if criterion.group == "readiness"
    for key in criterion.questions
]
BY_KEY = METHOD.question_by_key
READINESS_SCALES = [key for key in READINESS if BY_KEY[key].kind != "choice"]


def core_fits(given, method=METHOD):
    return tuple(fit for fit in fits(method, given) if fit.approach.core)


def core_scores(given, method=METHOD):
    return {fit.approach.key: fit.score for fit in core_fits(given, method)}


def with_level(given, key, level):
    return replace(given, answers={**given.answers, key: Answer(level)})


# What to find out first

# One question each way. Of the fit, oak's and elm's, each answer to "pace" is worth by its level
# 10 * 3/5 * (level - 3) / 2 / sigma, where sigma squared = 1/2: about 4.24 a level.
DUEL = small_method(
    approaches=["oak", "elm"],
    weights={
        "goals": ("fit", Fraction(0)),
        "needs": ("fit", Fraction(1)),
        "craft": ("readiness", Fraction(1)),
    },
    questions=[scale("pace", "needs", {"oak": 1, "elm": -1}), scale("idle", "craft", {})],
    goals=[goal("east", {})],
)
STEP = Fraction(3) / Fraction("0.707107")


def test_an_unknown_answer_is_worth_what_it_is_on_paper():
    found = {each.question: each for each in worth_knowing(DUEL, landscape({}, DUEL), even())}

    # The better of two is 2, 1, 0, 1, 2 steps above 50 at levels 1 to 5: 6/5 on average, and
    # neither is above 50 on average.
    assert found["pace"].value == STEP * Fraction(6, 5)
    assert found["pace"].changes == (1, 2, 4, 5)
    assert found["idle"].value == 0
    assert found["idle"].changes == ()


def even():
    return {"oak": Fraction(50), "elm": Fraction(50)}


def test_a_guess_is_worth_what_it_is_on_paper():
    guess = {"answers": {"pace": {"value": 3, "confidence": "guess"}}}

    worth, *_ = worth_knowing(DUEL, landscape(guess, DUEL), even())

    # Levels 2 and 4 with a chance of a quarter each put one a step above 50.
    assert (worth.question, worth.value, worth.changes) == ("pace", STEP / 2, (2, 4))


def test_a_known_answer_is_not_worth_finding_out():
    given = landscape({"answers": {"pace": 4}, "goals": {"east": 1}}, DUEL)

    found = worth_knowing(DUEL, given, core_scores(given, DUEL))

    assert [each.question for each in found] == ["idle"]


def test_when_no_answer_changes_the_leader_the_one_that_narrows_the_lead_most_comes_first():
    # Reach is worth as much as pace, but to ash alone, which is far behind.
    method = small_method(
        approaches=["oak", "elm"],
        weights={
            "goals": ("fit", Fraction(3, 5)),
            "needs": ("fit", Fraction(2, 5)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[
            scale("slow", "needs", {"elm": 0.5}),
            scale("pace", "needs", {"elm": 1}),
            scale("idle", "craft", {}),
        ],
        goals=[goal("east", {"oak": 2}), goal("west", {"elm": 1})],
    )
    given = landscape({"goals": {"east": 1}}, method)

    found = worth_knowing(method, given, core_scores(given, method))

    assert [each.value for each in found] == [0, 0, 0]
    assert [each.question for each in found] == ["pace", "slow", "idle"]
    assert found[0].narrows > found[1].narrows > found[2].narrows == 0


@tried
@given(documents(), st.data())
def test_what_knowing_an_answer_is_worth_can_be_redone_by_scoring_every_level(document, data):
    given = landscape(document)
    now = core_scores(given)
    found = [each for each in worth_knowing(METHOD, given, now) if each.question != GOALS]
    assume(found)
    worth = data.draw(st.sampled_from(found))
    question = BY_KEY[worth.question]

    odds = chances(question, given.answer(question))
    after = {level: core_scores(with_level(given, question.key, level)) for level in odds}

    best_then = sum(odds[level] * max(after[level].values()) for level in odds)
    means = [sum(odds[level] * after[level][key] for level in odds) for key in now]
    assert worth.value == best_then - max(means) >= 0
    leader = leader_of(now)
    assert worth.changes == tuple(level for level in odds if leader_of(after[level]) != leader)
    assert worth.narrows == max(
        lead_of(now, leader) - lead_of(then, leader) for then in after.values()
    )


@tried_a_little
@given(documents())
def test_every_unknown_or_guessed_answer_is_told_once_the_most_worth_knowing_first(document):
    given = landscape(document)

    found = worth_knowing(METHOD, given, core_scores(given))

    unsure = {
        part.key
        for part in SCORED
        if given.answer(part).value is None or given.answer(part).is_guess
    }
    if not given.goals:
        unsure.add(GOALS)
    assert len(found) == len(unsure)
    assert {each.question for each in found} == unsure
    order = [(-each.value, -each.narrows) for each in found]
    assert order == sorted(order)


TWO_GOALS = small_method(
    approaches=["oak", "elm"],
    weights={
        "goals": ("fit", Fraction(1)),
        "craft": ("readiness", Fraction(1)),
    },
    questions=[scale("pace", "craft", {"oak": 1})],
    goals=[goal("east", {"oak": 2, "elm": -2}), goal("west", {"oak": -2, "elm": 2})],
)


def test_goals_without_points_are_worth_what_they_are_on_paper():
    given = landscape({"answers": {"pace": 3}}, TWO_GOALS)

    [worth] = worth_knowing(TWO_GOALS, given, core_scores(given, TWO_GOALS))

    # With w the share of east, oak gets (2w - 1) times all it can, and elm the opposite. The
    # better of the two gets |2w - 1| of it: half on average, w being uniform.
    most = core_scores(landscape({"goals": {"east": 1}}, TWO_GOALS), TWO_GOALS)["oak"] - 50
    assert (worth.question, worth.changes) == (GOALS, ())
    assert float(worth.value) == pytest.approx(float(most / 2), rel=0.02)


def test_goals_that_cannot_change_the_leader_are_worth_nothing_but_may_narrow_the_lead():
    document = {"answers": {"pace": 5}, "weights": {"lambda": 0.1}}
    given = landscape(document, TWO_GOALS)
    now = core_scores(given, TWO_GOALS)

    [worth] = worth_knowing(TWO_GOALS, given, now)

    worst = core_scores(landscape({**document, "goals": {"west": 1}}, TWO_GOALS), TWO_GOALS)
    assert worth.value == 0
    assert worth.narrows == lead_of(now, "oak") - lead_of(worst, "oak") > 0


@tried_a_little
@given(documents())
def test_goals_without_points_narrow_the_lead_as_the_worst_single_goal_does(document):
    given = landscape({**document, "goals": {}})
    now = core_scores(given)
    leader = leader_of(now)

    [worth] = [each for each in worth_knowing(METHOD, given, now) if each.question == GOALS]

    single = [core_scores(replace(given, goals={goal.key: Fraction(1)})) for goal in METHOD.goals]
    assert worth.value >= 0
    assert worth.narrows == max(lead_of(now, leader) - lead_of(then, leader) for then in single)


# Leaving out


@tried
@given(documents(), st.data())
def test_leaving_out_a_question_is_not_knowing_its_answer(document, data):
    given = landscape(document)
    found = without_each_question(METHOD, given, core_fits(given))
    questions = [out for out in found if out.what in BY_KEY]
    assume(questions)
    out = data.draw(st.sampled_from(questions))

    without = core_scores(with_level(given, out.what, None))

    leader = leader_of(core_scores(given))
    assert out.leader == leader_of(without)
    assert out.lead == lead_of(without, leader)
    assert out.changes == (out.leader != leader)


@tried_a_little
@given(documents(), st.sampled_from(METHOD.criteria))
def test_leaving_out_a_criterion_is_knowing_nothing_of_it(document, criterion):
    given = landscape(document)

    [out] = [
        out for out in without_each_criterion(METHOD, core_fits(given)) if out.what == criterion.key
    ]

    without = given
    if criterion.key == GOALS:
        without = replace(given, goals={})
    for key in criterion.questions:
        if key in BY_KEY and given.answer(BY_KEY[key]).value != "n/a":
            without = with_level(without, key, None)
    after = core_scores(without)
    leader = leader_of(core_scores(given))
    assert (out.leader, out.lead) == (leader_of(after), lead_of(after, leader))


@tried
@given(documents())
def test_what_is_left_out_is_told_with_the_most_telling_first(document):
    given = landscape(document)
    core = core_fits(given)

    for found in (
        without_each_question(METHOD, given, core),
        without_each_criterion(METHOD, core),
    ):
        leads = [out.lead for out in found]
        assert leads == sorted(leads)
        assert len({out.what for out in found}) == len(found)


@tried
@given(documents(), st.data())
def test_leaving_out_a_goal_is_giving_it_no_points(document, data):
    given = landscape(document)
    found = without_each_question(METHOD, given, core_fits(given))
    goals = [out for out in found if out.what in METHOD.goal_by_key]
    assume(goals)
    out = data.draw(st.sampled_from(goals))

    rest = {key: points for key, points in given.goals.items() if key != out.what}
    after = core_scores(replace(given, goals=rest if any(rest.values()) else {}))

    leader = leader_of(core_scores(given))
    assert out.leader == leader_of(after)
    assert out.lead == lead_of(after, leader)
    assert out.changes == (out.leader != leader)


def test_every_goal_with_points_is_left_out_once():
    given = landscape({"goals": {"prevention": 60, "contestability": 40, "innovation": 0}})

    found = without_each_question(METHOD, given, core_fits(given))

    assert {out.what for out in found} == {"prevention", "contestability"}


def test_without_its_only_goal_a_council_has_not_weighed_its_goals():
    given = landscape({"answers": {"provider_count": 5}, "goals": {"prevention": 60}})

    found = without_each_question(METHOD, given, core_fits(given))

    [out] = [each for each in found if each.what == "prevention"]
    unweighed = core_scores(replace(given, goals={}))
    assert out.leader == leader_of(unweighed)
    assert out.lead == lead_of(unweighed, leader_of(core_scores(given)))


def test_goals_that_carry_nothing_are_not_left_out():
    given = landscape({"goals": {"prevention": 60}, "weights": {"goals": 0}})

    assert without_each_question(METHOD, given, core_fits(given)) == ()


# Optimism


@tried
@given(documents())
def test_the_optimism_test_is_scoring_again_with_hopeful_answers_one_level_lower(document):
    given = landscape(document)
    now = core_scores(given)

    found = optimism_test(METHOD, given, now, [])

    hopeful = {
        key: int(given.answers[key].value or 0) - 1
        for key in READINESS
        if BY_KEY[key].kind != "choice"
        and key in given.answers
        and given.answers[key].value in (4, 5)
        and given.answers[key].confidence != "evidence"
    }
    lower = given
    for key, level in hopeful.items():
        lower = with_level(lower, key, level)
    after = core_scores(lower)
    assert set(found.questions) == set(hopeful)
    assert found.leader == leader_of(after)
    assert found.lead == lead_of(after, leader_of(now))
    assert found.changes == (leader_of(after) != leader_of(now))


@pytest.mark.parametrize(
    ("confidence", "hopeful"),
    [("evidence", ()), ("judgement", ("provider_trust",)), ("guess", ("provider_trust",))],
)
def test_a_high_answer_is_hopeful_unless_evidence_was_seen(confidence, hopeful):
    answers = {"provider_trust": {"value": 4, "confidence": confidence}, "lives_vary": 5}
    given = landscape({"answers": answers})

    assert optimism_test(METHOD, given, core_scores(given), []).questions == hopeful


# Development plan


@tried
@given(documents(), st.sampled_from(METHOD.core))
def test_each_step_of_the_plan_gains_what_scoring_again_gains(document, approach):
    given = landscape(document)
    [fit] = [fit for fit in core_fits(given) if fit.approach is approach]

    plan = development_plan(METHOD, given, fit)

    raised, reached = given, fit.score
    for step in plan[:4]:
        alone = core_scores(with_level(given, step.question, 4))[approach.key]
        assert step.gain == alone - fit.score > 0
        raised = with_level(raised, step.question, 4)
        reached += step.gain
        assert step.reaches == reached == core_scores(raised)[approach.key]
    gains = [step.gain for step in plan]
    assert gains == sorted(gains, reverse=True)


@tried
@given(documents(), st.sampled_from(METHOD.core))
def test_the_plan_holds_every_weak_readiness_answer_that_matters_to_the_approach(
    document, approach
):
    given = landscape(document)
    [fit] = [fit for fit in core_fits(given) if fit.approach is approach]

    plan = development_plan(METHOD, given, fit)

    carried = shares(METHOD, given)
    assert {step.question for step in plan} == {
        influence_of.key
        for influence_of in (BY_KEY[key] for key in READINESS)
        if given.answer(influence_of).value in (1, 2) and carried.of(influence_of.key)
        for influence in influence_of.influences
        if influence.approach == approach.key and influence.strength >= 1
    }
    assert all(step.action.do and step.action.owner and step.action.months for step in plan)


def test_what_carries_nothing_is_no_step_of_the_plan():
    given = landscape({"answers": dict.fromkeys(READINESS_SCALES, 1), "weights": {"lambda": 1}})

    plans = [development_plan(METHOD, given, fit) for fit in core_fits(given)]

    assert plans == [(), (), (), ()]


def test_a_lead_of_nobody_is_nothing():
    assert lead_of({"oak": Fraction(1), "elm": Fraction(1)}, None) == 0


def test_a_choice_counts_for_what_knowing_it_is_worth_too():
    method = small_method(
        approaches=["oak", "elm"],
        weights={
            "goals": ("fit", Fraction(0)),
            "needs": ("fit", Fraction(1)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[
            choice("shape", "needs", {"round": {"oak": 1}, "flat": {"elm": 1}}),
            scale("idle", "craft", {}),
        ],
        goals=[goal("east", {})],
    )
    given = landscape({"answers": {"shape": {"value": "round", "confidence": "guess"}}}, method)

    worth, *_ = worth_knowing(method, given, core_scores(given, method))

    # Half and half: six points either way for each, so the best is six above 50 on average.
    assert worth.value == 6
    assert worth.changes == ("flat",)

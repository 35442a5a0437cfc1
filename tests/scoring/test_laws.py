"""Laws that hold for any answers, goals and weights."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.method.model import GOALS, GROUPS, Approach, Method
from appraisal.method.spread import spread
from appraisal.scoring.answers import Weights
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from appraisal.scoring.sampling import readings
from appraisal.scoring.scores import core_scores, coverage, fits, shares
from appraisal.scoring.values import group_of
from tests.scoring.landscapes import (
    METHOD,
    SCALES,
    SCORED,
    as_bytes,
    documents,
    fits_by_key,
    goal_points,
    landscape,
    levels,
    scores,
    tried,
    tried_a_little,
    with_answer,
)
from tests.scoring.small_method import goal, scale, small_method

# A score and its parts


@tried
@given(documents())
def test_a_score_is_fifty_and_the_sum_of_the_contributions_shown(document):
    found = fits_by_key(document).values()

    assert len(found) == 8
    for fit in found:
        assert sum(part.points for part in fit.contributions) == fit.score - 50


@tried
@given(documents())
def test_a_score_is_fit_and_readiness_weighed_by_lambda(document):
    weight = landscape(document).weights.fit

    found = fits_by_key(document).values()

    for fit in found:
        assert fit.score == weight * fit.fit + (1 - weight) * fit.readiness


@tried
@given(documents())
def test_a_core_score_worked_out_alone_is_the_same(document):
    found = fits_by_key(document)

    assert core_scores(METHOD, landscape(document)) == {
        approach.key: found[approach.key].score for approach in METHOD.core
    }


@tried
@given(documents())
def test_the_gap_between_two_approaches_is_the_sum_of_the_gaps_of_their_contributions(document):
    found = fits_by_key(document)
    one, other = found["relational"], found["competitive"]

    gaps = [
        mine.points - theirs.points
        for mine, theirs in zip(one.contributions, other.contributions, strict=True)
    ]

    assert sum(gaps) == one.score - other.score
    assert [part.question for part in one.contributions] == [
        part.question for part in other.contributions
    ]


@tried
@given(documents())
def test_a_contribution_can_be_redone_from_the_share_the_effect_and_the_spread(document):
    group_of = {
        member: criterion.group for criterion in METHOD.criteria for member in criterion.questions
    }

    found = fits_by_key(document)

    for key, fit in found.items():
        for part in fit.contributions:
            sigma = spread(METHOD)[group_of[part.question]][key]
            assert part.points * sigma == 10 * part.share * part.centred


# Knowing nothing


def test_knowing_nothing_scores_every_approach_exactly_fifty():
    found = fits_by_key({})

    assert len(found) == 8
    assert all(fit.score == fit.fit == fit.readiness == 50 for fit in found.values())


def test_answers_all_in_the_middle_tie_at_exactly_fifty():
    middle = {question.key: 3 for question in SCALES}

    found = scores({"answers": middle})

    assert set(found.values()) == {Fraction(50)}


@tried
@given(documents(), st.sampled_from(SCORED))
def test_dont_know_neither_gives_nor_takes(document, question):
    document = with_answer(document, question.key, None)

    for fit in fits_by_key(document).values():
        parts = [part for part in fit.contributions if part.question == question.key]
        assert [part.points for part in parts] == [0]


@tried
@given(documents(), st.sampled_from(SCORED))
def test_dont_know_is_worth_as_much_as_not_answered(document, question):
    said = with_answer(document, question.key, None)
    unsaid = {**said, "answers": {k: v for k, v in said["answers"].items() if k != question.key}}

    assert fits_by_key(said) == fits_by_key(unsaid)


# Who is compared does not matter, nor in what order


@tried_a_little
@given(documents(), st.permutations(METHOD.approaches), st.integers(2, 8))
def test_taking_out_or_reordering_approaches_changes_no_other_score(document, shuffled, kept):
    fewer = replace(METHOD, approaches=tuple(shuffled[:kept]))

    found = fits_by_key(document, fewer)

    everyone = fits_by_key(document)
    assert found == {approach.key: everyone[approach.key] for approach in fewer.approaches}


@tried_a_little
@given(documents())
def test_adding_an_approach_changes_no_other_score(document):
    newcomer = replace(METHOD.approaches[0], key="newcomer", core=False)
    more = replace(METHOD, approaches=(newcomer, *METHOD.approaches))

    found = fits_by_key(document, more)

    assert found.pop("newcomer").score == 50
    assert found == fits_by_key(document)


@tried_a_little
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_questions_goals_and_criteria_is_irrelevant(document, randomly):
    other = in_another_order(METHOD, randomly)

    found = appraise(other, landscape(document, other))

    expected = appraise(METHOD, landscape(document))
    assert {fit.approach.key: fit.score for fit in found.fits} == scores(document)
    assert found.readings == expected.readings
    assert found.verdict == expected.verdict


def in_another_order(chosen: Method, randomly: random.Random) -> Method:
    def shuffled(parts):
        return tuple(randomly.sample(parts, len(parts)))

    criteria = [
        replace(criterion, questions=shuffled(criterion.questions)) for criterion in chosen.criteria
    ]
    return replace(
        chosen,
        questions=shuffled(chosen.questions),
        goals=shuffled(chosen.goals),
        criteria=shuffled(criteria),
    )


@tried_a_little
@given(documents(), st.randoms(use_true_random=False))
def test_the_same_answers_in_any_order_give_the_same_bytes(document, randomly):
    answers = list(document["answers"].items())
    shuffled = {**document, "answers": dict(randomly.sample(answers, len(answers)))}

    first = as_bytes(as_document(appraise(METHOD, landscape(document))))
    second = as_bytes(as_document(appraise(METHOD, landscape(shuffled))))

    assert first == second


# Answers move scores the way they should


@tried
@given(documents(), st.data())
def test_raising_an_answer_never_lowers_what_it_favours_nor_raises_what_it_counts_against(
    document, data
):
    question = data.draw(st.sampled_from(SCALES))
    lower, higher = sorted(data.draw(st.tuples(levels(question), levels(question))))

    before = scores(with_answer(document, question.key, lower))
    after = scores(with_answer(document, question.key, higher))

    for influence in question.influences:
        gain = after[influence.approach] - before[influence.approach]
        assert gain * influence.strength >= 0
    untouched = set(before) - {influence.approach for influence in question.influences}
    assert all(after[key] == before[key] for key in untouched)


@tried
@given(documents(), st.sampled_from(METHOD.approaches))
def test_no_goals_suit_an_approach_better_than_the_goal_it_serves_best(document, approach):
    best = max(METHOD.goals, key=lambda goal: goal.effect(approach.key))

    after = scores({**document, "goals": {best.key: 100}})

    assert after[approach.key] >= scores(document)[approach.key]


@tried
@given(documents(), st.data())
def test_answering_what_was_unknown_keeps_every_score_within_its_interval(document, data):
    before = fits_by_key(document)

    answers = dict(document["answers"])
    for question in SCORED:
        if answers.get(question.key) is None:
            answers[question.key] = data.draw(levels(question))
    goals = document["goals"] or data.draw(goal_points())
    after = scores({**document, "answers": answers, "goals": goals})

    for key, fit in before.items():
        assert fit.low <= after[key] <= fit.high


@tried
@given(documents(), st.data())
def test_a_guess_that_turns_out_one_level_off_keeps_every_score_within_its_interval(document, data):
    question = data.draw(st.sampled_from(SCORED))
    guessed = data.draw(levels(question))
    if question.kind == "choice":
        turned_out = data.draw(levels(question))
    else:
        neighbours = [key for key in question.level_keys if abs(int(key) - int(guessed)) == 1]
        turned_out = data.draw(st.sampled_from(neighbours))
    guess = {"value": guessed, "confidence": "guess"}

    before = fits_by_key(with_answer(document, question.key, guess))
    after = scores(with_answer(document, question.key, turned_out))

    for key, fit in before.items():
        assert fit.low <= after[key] <= fit.high


@tried
@given(documents())
def test_the_interval_closes_when_everything_is_known(document):
    answers = {question.key: question.level_keys[-1] for question in SCORED}
    known = {**document, "answers": answers, "goals": {"prevention": 1}}

    for fit in fits_by_key(known).values():
        assert fit.low == fit.score == fit.high


# Weights


@tried
@given(documents())
def test_what_the_questions_carry_adds_up_to_one_in_each_group_and_overall(document):
    carried = shares(METHOD, landscape(document))

    for group in GROUPS:
        members = [key for key, of in carried.groups.items() if of == group]
        assert sum(carried.in_group[key] for key in members) == 1
    assert sum(carried.of(key) for key in carried.in_group) == 1


@tried
@given(documents(), st.floats(0, 1), st.floats(0, 1), st.fractions(0, 1))
def test_a_score_is_linear_in_lambda(document, one, other, part):
    read = landscape(document)
    one, other = Fraction(one), Fraction(other)

    def scores_at(weight: Fraction) -> list[Fraction]:
        weights = replace(read.weights, fit=weight)
        return [fit.score for fit in fits(METHOD, replace(read, weights=weights))]

    between = scores_at(part * one + (1 - part) * other)

    ends = zip(scores_at(one), scores_at(other), strict=True)
    assert between == [part * a + (1 - part) * b for a, b in ends]


@tried
@given(documents(), documents(), st.fractions(0, 1))
def test_a_score_is_linear_in_the_weights_of_criteria(document, other_document, part):
    read = landscape(document)
    one, other = read.weights.criteria, landscape(other_document).weights.criteria

    def scores_at(criteria) -> list[Fraction]:
        weights = Weights(fit=read.weights.fit, criteria=criteria)
        return [fit.score for fit in fits(METHOD, replace(read, weights=weights))]

    between = scores_at({key: part * one[key] + (1 - part) * other[key] for key in one})

    ends = zip(scores_at(one), scores_at(other), strict=True)
    assert between == [part * a + (1 - part) * b for a, b in ends]


@tried_a_little
@given(documents())
def test_the_weights_a_council_gives_do_not_change_the_spread(document):
    found = as_document(appraise(METHOD, landscape(document)))

    assert found["spread"] == as_document(appraise(METHOD, landscape({})))["spread"]


def test_criterion_weights_count_by_their_proportions():
    answers = {"benefits_due": "lt12", "lives_vary": 1, "provider_count": 4}
    tenths = {"goals": 0.3, "needs": 0.3, "market": 0.3, "timing": 0.1}
    points = {"goals": 30, "needs": 30, "market": 30, "timing": 10}

    one = scores({"answers": answers, "weights": tenths})
    other = scores({"answers": answers, "weights": points})

    assert one == other == scores({"answers": answers})


# Not applicable


def test_a_question_that_does_not_apply_leaves_its_share_to_its_criterion():
    carried = shares(METHOD, landscape({"answers": {"self_funders": "n/a"}}))

    assert "self_funders" not in carried.in_group
    assert carried.in_group["provider_count"] == Fraction(3, 10) / 8
    assert carried.in_group["service"] == Fraction(3, 10) / 11


def test_a_criterion_in_which_nothing_applies_leaves_its_weight_to_its_group():
    skippable = replace(
        METHOD,
        questions=tuple(replace(question, not_applicable=True) for question in METHOD.questions),
    )
    document = {"answers": {"benefits_due": "n/a", "year_one_cash": "n/a"}}

    carried = shares(skippable, landscape(document, skippable))

    assert carried.in_group[GOALS] == Fraction(1, 3)
    assert carried.in_group["provider_count"] == Fraction(1, 3) / 9
    assert carried.in_group["coproduction"] == Fraction(1, 8) / 3


def test_a_group_in_which_nothing_applies_stays_in_the_middle_and_out_of_coverage():
    skippable = replace(
        METHOD,
        questions=tuple(replace(question, not_applicable=True) for question in METHOD.questions),
    )
    readiness = [criterion for criterion in METHOD.criteria if criterion.group == "readiness"]
    inapplicable = {key: "n/a" for criterion in readiness for key in criterion.questions}
    answers = {question.key: question.level_keys[0] for question in SCORED} | inapplicable

    found = appraise(
        skippable, landscape({"answers": answers, "goals": {"prevention": 1}}, skippable)
    )

    assert {fit.readiness for fit in found.fits} == {Fraction(50)}
    assert found.coverage == 1


def test_not_applicable_does_not_lower_coverage():
    answered = {question.key: question.level_keys[0] for question in SCORED}
    document = {"answers": {**answered, "self_funders": "n/a"}, "goals": {"prevention": 100}}

    assert appraise(METHOD, landscape(document)).coverage == 1


def test_where_nothing_that_applies_carries_weight_nothing_is_covered():
    method = small_method(
        approaches=["oak", "elm"],
        weights={
            "goals": ("fit", Fraction(0)),
            "needs": ("fit", Fraction(1)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[
            replace(scale("pace", "needs", {"oak": 1}), not_applicable=True),
            scale("idle", "craft", {}),
        ],
        goals=[goal("east", {})],
    )
    document = {"answers": {"pace": "n/a", "idle": 3}, "weights": {"lambda": 1}}

    assert coverage(method, landscape(document, method)) == 0


def test_an_unscored_question_tells_of_neither_fit_nor_readiness():
    assert group_of(METHOD, "lives_vary") == "fit"
    with pytest.raises(LookupError, match="life_now is not scored, so it belongs to no group"):
        group_of(METHOD, "life_now")


# Ranks


@tried_a_little
@given(documents())
def test_rank_shares_add_up_to_one_by_approach_and_by_rank(document):
    drawn = readings(METHOD, landscape(document))

    for found in (drawn.close, drawn.same_order, drawn.any_goals, drawn.any_table):
        assert list(found.ranks) == [approach.key for approach in METHOD.core]
        assert all(sum(by_rank) == 1 for by_rank in found.ranks.values())
        assert all(sum(by_approach) == 1 for by_approach in zip(*found.ranks.values(), strict=True))


@tried_a_little
@given(documents())
def test_each_core_approach_is_ranked_once_and_the_further_four_not_at_all(document):
    found = appraise(METHOD, landscape(document))

    too_early = found.verdict.word == "too_early"
    core = {approach.key for approach in METHOD.core}
    assert set(found.ranks) == (set() if too_early else core)
    in_order = [fit for fit in found.fits if fit.approach.core]
    if too_early:
        assert [fit.approach for fit in in_order] == list(METHOD.core)
    else:
        assert in_order == sorted(in_order, key=lambda fit: -fit.score)
    assert len(found.fits) == 8


def test_a_further_approach_is_not_an_approach_of_the_core():
    further: list[Approach] = [part for part in METHOD.approaches if not part.core]

    assert [approach.key for approach in further] == [
        "integrated",
        "strengths_based",
        "personalised",
        "human_learning",
    ]

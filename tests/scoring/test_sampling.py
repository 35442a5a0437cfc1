"""Rank shares agree with what can be computed exactly, or by a larger draw of another kind."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import numpy as np
import pytest

from appraisal.method.export import export
from appraisal.method.model import Group
from appraisal.scoring import sampling
from appraisal.scoring.answers import Answer
from appraisal.scoring.draws import DRAWS, generator, simplex
from appraisal.scoring.ranking import rank_counts
from appraisal.scoring.sampling import readings
from appraisal.scoring.scores import chances
from tests.scoring.by_hand import Sheet, centred
from tests.scoring.landscapes import METHOD, SCORED, landscape
from tests.scoring.small_method import choice, goal, scale, small_method

CLOSE = 0.01
HALF = Fraction(1, 2)
READINESS: tuple[Group, Fraction] = ("readiness", Fraction(1))
SCALE = METHOD.question_by_key["lives_vary"]
CHOICE = METHOD.question_by_key["kind_of_place"]


def duel(*questions, weights=None, goals=(), approaches=("oak", "elm")):
    """Return a method of two approaches in which these questions are all that counts."""
    return small_method(
        approaches=approaches,
        weights=weights
        or {"goals": ("fit", Fraction(0)), "needs": ("fit", Fraction(1)), "craft": READINESS},
        questions=[*questions, scale("idle", "craft", {})],
        goals=goals or [goal("east", {}), goal("west", {})],
    )


def first(method, answers, key="oak"):
    return float(rank_shares(method, answers)[key][0])


def rank_shares(method, answers):
    return readings(method, landscape(answers, method)).close.ranks


# Unknown and guessed answers


def test_an_unknown_scale_is_drawn_evenly_and_a_tie_is_shared():
    method = duel(scale("pace", "needs", {"oak": 1}))

    # Oak leads at levels 4 and 5 and ties at 3: 2/5 + 1/2 * 1/5.
    assert first(method, {}) == pytest.approx(0.5, abs=CLOSE)


def test_an_unknown_choice_is_drawn_evenly():
    method = duel(choice("ready", "needs", {"yes": {"oak": 1}, "no": {}, "maybe": {}}))

    assert first(method, {}) == pytest.approx(1 / 3, abs=CLOSE)


def test_a_guess_is_right_half_the_time():
    method = duel(scale("pace", "needs", {"oak": 1}))
    guess = {"value": 4, "confidence": "guess"}

    # Half on 4, a quarter on 5, and a quarter on 3, which is a tie.
    assert first(method, {"answers": {"pace": guess}}) == pytest.approx(7 / 8, abs=CLOSE)


def test_a_guess_at_an_end_leaves_the_other_half_to_its_one_neighbour():
    assert chances(SCALE, Answer(5, confidence="guess")) == {5: HALF, 4: HALF}
    assert chances(SCALE, Answer(1, confidence="guess")) == {1: HALF, 2: HALF}


def test_a_guess_between_leaves_a_quarter_to_each_neighbour():
    found = chances(SCALE, Answer(3, confidence="guess"))

    assert found == {3: HALF, 2: Fraction(1, 4), 4: Fraction(1, 4)}


def test_a_guessed_choice_leaves_half_to_all_others():
    found = chances(CHOICE, Answer("urban", confidence="guess"))

    assert found == {"urban": HALF, "mixed": Fraction(1, 4), "sparse": Fraction(1, 4)}


@pytest.mark.parametrize("confidence", ["evidence", "judgement", None])
def test_an_answer_that_is_no_guess_is_certain(confidence):
    assert chances(SCALE, Answer(2, confidence=confidence)) == {2: 1}


def test_what_is_not_known_may_be_any_level():
    assert chances(SCALE, Answer(None)) == dict.fromkeys(range(1, 6), Fraction(1, 5))


def test_chances_add_up_to_one_whatever_was_said():
    for question in SCORED:
        for value in (None, *question.level_keys):
            for confidence in (None, "guess"):
                found = chances(question, Answer(value, confidence=confidence))
                assert sum(found.values()) == 1


# Weights


def test_every_weight_moves_by_up_to_a_quarter():
    # Both answers are known. Oak gains 1.2 times what elm gains, from another criterion, so elm
    # leads when its weight's factor f exceeds 1.2 times oak's, g: both uniform in 0.75 to 1.25.
    # P = (integral over g from 0.75 to 1.25 / 1.2 of 1.25 - 1.2 g) / 0.25 = 0.204167.
    method = duel(
        scale("pace", "needs", {"oak": 1}),
        scale("reach", "market", {"elm": 1}),
        weights={
            "goals": ("fit", Fraction(0)),
            "needs": ("fit", HALF),
            "market": ("fit", HALF),
            "craft": READINESS,
        },
    )
    given = {"needs": 12, "market": 10, "goals": 0}

    found = first(method, {"answers": {"pace": 5, "reach": 5}, "weights": given})

    assert found == pytest.approx(1 - 0.204167, abs=CLOSE)


def test_goals_move_one_by_one():
    # One goal each, known points: the same sum as between two criteria.
    method = duel(
        scale("pace", "needs", {}),
        weights={"goals": ("fit", Fraction(1)), "needs": ("fit", Fraction(0)), "craft": READINESS},
        goals=[goal("east", {"oak": 1}), goal("west", {"elm": 1})],
    )

    found = first(method, {"goals": {"east": 60, "west": 50}})

    assert found == pytest.approx(1 - 0.204167, abs=CLOSE)


# Ties


def test_when_all_are_equal_each_takes_each_rank_a_quarter_of_the_time():
    level = small_method(
        approaches=["oak", "elm", "ash", "yew"],
        weights={"goals": ("fit", Fraction(1)), "craft": READINESS},
        questions=[scale("idle", "craft", {})],
        goals=[goal("east", {})],
    )

    found = rank_shares(level, {})

    assert set(found.values()) == {(Fraction(1, 4),) * 4}


def test_approaches_that_tie_share_the_ranks_they_tie_for():
    scores = np.array([[2.0, 5.0, 2.0, 1.0]])

    twelfths = rank_counts(scores)

    assert twelfths.tolist() == [[0, 6, 6, 0], [12, 0, 0, 0], [0, 6, 6, 0], [0, 0, 0, 12]]


def test_three_that_tie_take_a_third_each():
    assert rank_counts(np.array([[1.0, 1.0, 0.0, 1.0]])).tolist() == [
        [4, 4, 4, 0],
        [4, 4, 4, 0],
        [0, 0, 0, 12],
        [4, 4, 4, 0],
    ]


def test_the_rounding_of_floats_does_not_break_a_tie():
    assert rank_counts(np.array([[0.1 + 0.2, 0.3]])).tolist() == [[6, 6], [6, 6]]


# Unknown goals

# P(d.w > 0) for w uniform on the simplex: the simplex cut by a half-space has a closed form.
HALF_SPACES = {
    (1, -1): 1 / 2,
    (1, 1, -2): 5 / 9,
    (2, -1, -1): 4 / 9,
    (3, -1, 2, -4, 0.5): 643 / 1134,
    (2, 2, -3, -3, 0): 0.352,
}


@pytest.mark.parametrize(("differences", "expected"), HALF_SPACES.items())
def test_goal_shares_are_drawn_evenly_from_the_simplex(differences, expected):
    drawn = simplex(np.random.RandomState(1), DRAWS, len(differences))

    assert drawn.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert (drawn @ differences > 0).mean() == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("differences", [(1, -1), (1, 1, -2), (2, -1, -1)])
def test_unknown_goals_lead_to_the_closed_form_when_weights_stand_still(monkeypatch, differences):
    monkeypatch.setattr(sampling, "WEIGHT_RANGE", 0)
    method = duel(
        scale("pace", "needs", {}),
        weights={"goals": ("fit", Fraction(1)), "needs": ("fit", Fraction(0)), "craft": READINESS},
        goals=[goal(f"goal {n}", {"oak": d}) for n, d in enumerate(differences)],
    )

    assert first(method, {}) == pytest.approx(HALF_SPACES[differences], abs=CLOSE)


# The published method, drawn a second time


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rank_shares_agree_with_a_larger_draw_of_another_kind(seed):
    document = a_landscape_with_gaps(random.Random(seed))

    found = rank_shares(METHOD, document)

    expected = redrawn(document, np.random.default_rng(seed))
    for key, shares in found.items():
        assert [float(share) for share in shares] == pytest.approx(expected[key], abs=CLOSE)


def a_landscape_with_gaps(randomly):
    answers = {}
    for question in SCORED:
        level = randomly.choice(question.level_keys)
        answers[question.key] = randomly.choice(
            [level, level, level, {"value": level, "confidence": "guess"}, None]
        )
    goals = {goal.key: randomly.randint(0, 100) for goal in METHOD.goals}
    return {"answers": answers, "goals": randomly.choice([goals, {}])}


def redrawn(document, generator, draws=200_000):
    """Return rank shares drawn from the published export, written a second time."""
    method = json.loads(json.dumps(export(METHOD)))
    sheet = Sheet(method, document)
    core = [approach["key"] for approach in method["approaches"] if approach["core"]]
    criterion_of = {
        key: criterion["key"] for criterion in method["criteria"] for key in criterion["questions"]
    }
    factors = {}
    totals = np.zeros((len(core), draws))
    for key, (group, share) in sheet.carries.items():
        carried = sheet.group_weight[group] * share
        sigma = np.array([sheet.spread[group][approach] for approach in core])[:, None]
        if key == "goals":
            effects = drawn_goals(method, sheet, core, generator, draws)
        else:
            criterion = criterion_of[key]
            if criterion not in factors:
                factors[criterion] = generator.uniform(0.75, 1.25, draws)
            effects = drawn_effects(sheet, key, core, generator, draws) * factors[criterion]
        totals += 10 * carried * effects / sigma
    places = (-totals).argsort(axis=0).argsort(axis=0)
    return {
        approach: [(places[n] == rank).mean() for rank in range(len(core))]
        for n, approach in enumerate(core)
    }


def drawn_goals(method, sheet, core, generator, draws):
    keys = [goal["key"] for goal in method["goals"]]
    if sheet.points:
        points = np.array([sheet.points.get(key, 0) for key in keys], dtype=float)
        goal_shares = np.tile(points / points.sum(), (draws, 1))
    else:
        goal_shares = generator.dirichlet(np.ones(len(keys)), draws)
    strengths = np.array([[goal["strengths"][key] for key in core] for goal in method["goals"]])
    moved = goal_shares * generator.uniform(0.75, 1.25, (draws, len(keys)))
    return (moved @ (strengths - strengths.mean(axis=0))).T


def drawn_effects(sheet, key, core, generator, draws):
    by_level = [centred(sheet.questions[key], approach) for approach in core]
    levels = list(by_level[0])
    said = sheet.said.get(key)
    if said is None:
        chosen = generator.integers(0, len(levels), draws)
    elif key in sheet.guessed:
        if sheet.questions[key]["type"] == "choice":
            others = [n for n, level in enumerate(levels) if level != said]
        else:
            others = [n for n, level in enumerate(levels) if abs(level - said) == 1]
        right = generator.random(draws) < 0.5
        chosen = np.where(right, levels.index(said), generator.choice(others, draws))
    else:
        chosen = np.full(draws, levels.index(said))
    return np.array([[effects[level] for level in levels] for effects in by_level])[:, chosen]


def test_the_seed_depends_on_the_version_of_the_method_and_nothing_else():
    def first_number(purpose):
        return generator(METHOD, purpose).random_sample()

    assert first_number("close to what was said") == first_number("close to what was said")
    assert first_number("one") != first_number("other")

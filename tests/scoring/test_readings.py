"""The four sets of readings, against closed forms and against the slow way round."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from appraisal.method.model import GOALS, GROUPS, Influence, Method
from appraisal.method.spread import spread
from appraisal.scoring.document import as_document
from appraisal.scoring.leaves import leaves, tree
from appraisal.scoring.result import appraise
from appraisal.scoring.sampling import readings
from appraisal.scoring.scores import fits
from appraisal.scoring.simplex import chance_above
from appraisal.scoring.strengths import draw_scores, tables
from appraisal.scoring.values import values
from tests.scoring.landscapes import METHOD, SCORED, documents, landscape, tried_a_little
from tests.scoring.small_method import choice, goal, scale, small_method

CLOSE = 0.01
CORE = [approach.key for approach in METHOD.core]


def answered_at_random(seed, **others):
    randomly = random.Random(seed)
    answers = {question.key: randomly.choice(question.level_keys) for question in SCORED}
    goals = {goal.key: randomly.randint(0, 100) for goal in METHOD.goals}
    return landscape({"answers": answers, "goals": goals, **others})


# Any goals: the chance that one approach is above another has a closed form


def exact_chance(given, first, second):
    """Return P(first above second) over all goals, when every answer is known."""
    of_goals = {goal.key for goal in METHOD.goals}
    found = leaves(tree(METHOD, given))
    goals_weight = sum(leaf.stated for leaf in found if leaf.key in of_goals)
    apart = [
        leaf.stated * (leaf.scores[first] - leaf.scores[second])
        for leaf in found
        if leaf.key not in of_goals
    ]
    points = values(METHOD).goals_points
    gaps = [goals_weight * (points[key][first] - points[key][second]) for key in sorted(of_goals)]
    return chance_above(gaps, sum(apart, Fraction(0)))


@pytest.mark.parametrize("seed", range(1, 7))
def test_any_goals_agree_with_the_closed_form(seed):
    given = answered_at_random(seed)

    found = readings(METHOD, given).any_goals.beats

    for first, second in combinations(CORE, 2):
        expected = exact_chance(given, first, second)
        assert float(found[first, second]) == pytest.approx(float(expected), abs=CLOSE)


def test_any_goals_agree_with_the_closed_form_under_other_weights():
    given = answered_at_random(9, weights={"lambda": 0.9, GOALS: 3, "needs": 1, "market": 1})

    found = readings(METHOD, given).any_goals.beats

    expected = [float(exact_chance(given, *pair)) for pair in combinations(CORE, 2)]
    assert [float(found[pair]) for pair in combinations(CORE, 2)] == pytest.approx(
        expected, abs=CLOSE
    )
    assert any(0.1 < chance < 0.9 for chance in expected)


def test_goals_that_would_put_an_approach_first_serve_it_better_than_goals_at_large():
    found = readings(METHOD, answered_at_random(2)).central_goals

    points = values(METHOD).goals_points
    for approach, shares in found.items():
        assert sum(shares.values()) == pytest.approx(1)
        assert list(shares) == [goal.key for goal in METHOD.goals]
        assert sum(share * float(points[key][approach]) for key, share in shares.items()) > 0


def test_an_approach_that_no_goals_put_first_has_no_central_goals():
    method = small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[scale("skill", "craft", {"oak": 1})],
        goals=[goal("east", {}), goal("west", {})],
    )

    found = readings(method, landscape({"answers": {"skill": 5}}, method)).central_goals

    assert set(found) == {"oak"}


def test_approaches_that_are_always_level_have_the_same_central_goals():
    twins = small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[scale("skill", "craft", {"oak": 1, "elm": 1})],
        goals=[goal("east", {"oak": 1, "elm": 1}), goal("west", {})],
    )

    found = readings(twins, landscape({}, twins)).central_goals

    assert found["oak"] == found["elm"] == pytest.approx({"east": 0.5, "west": 0.5}, abs=CLOSE)


# All sets


@tried_a_little
@given(documents())
def test_of_two_approaches_one_beats_the_other_or_they_share_it(document):
    drawn = readings(METHOD, landscape(document))

    for found in (drawn.close, drawn.same_order, drawn.any_goals, drawn.any_table):
        for first, second in combinations(CORE, 2):
            assert found.beats[first, second] + found.beats[second, first] == 1
        assert len(found.beats) == 12
        assert all(found.ranks[key][0] <= found.beats[key, other] for key, other in found.beats)


def test_the_same_answers_give_the_same_readings_in_all_sets():
    given = answered_at_random(4)

    first, second = readings(METHOD, given), readings(METHOD, given)

    assert first == second
    assert json.dumps(as_document(appraise(METHOD, given))) == json.dumps(
        as_document(appraise(METHOD, given))
    )


def test_another_version_draws_other_readings():
    given = answered_at_random(4)
    other = replace(METHOD, version="2027.1")

    assert readings(METHOD, given).any_goals.ranks != readings(other, given).any_goals.ranks


def test_where_goals_are_known_and_fixed_the_order_changes_nothing_but_the_points():
    # One goal alone has points, so in the same order it always comes first.
    method = small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[scale("idle", "craft", {})],
        goals=[goal("east", {"oak": 1}), goal("west", {"elm": 1})],
    )

    drawn = readings(method, landscape({"goals": {"east": 1}}, method))

    assert drawn.same_order.ranks["oak"][0] == 1
    assert float(drawn.any_goals.ranks["oak"][0]) == pytest.approx(0.5, abs=CLOSE)


# Any table: one draw, the slow way round


def as_drawn(method: Method, draw: int) -> Method:
    """Return the method with the strengths of one draw of the table written into it."""
    drawn = {
        (approach, cell.owner, cell.level): Fraction(float(table.strengths[draw, column]))
        for (approach, _), table in tables(method).items()
        for column, cell in enumerate(table.cells)
    }

    def moved(owner, level, influences: tuple[Influence, ...]) -> tuple[Influence, ...]:
        return tuple(
            replace(part, strength=drawn.get((part.approach, owner, level), part.strength))
            for part in influences
        )

    return replace(
        method,
        questions=tuple(
            replace(
                question,
                influences=moved(question.key, None, question.influences),
                levels=tuple(
                    replace(level, influences=moved(question.key, level.key, level.influences))
                    for level in question.levels
                ),
            )
            for question in method.questions
        ),
        goals=tuple(
            replace(part, influences=moved(part.key, None, part.influences))
            for part in method.goals
        ),
    )


@pytest.mark.parametrize("draw", [0, 19_999])
def test_the_spread_of_a_draw_is_that_of_a_method_with_those_strengths(draw):
    slow = as_drawn(METHOD, draw)

    for approach in METHOD.core:
        for group in GROUPS:
            quick = tables(METHOD)[approach.key, group].spread[draw]
            assert quick == pytest.approx(float(spread(slow)[group][approach.key]), abs=1e-6)


def test_the_scores_of_a_draw_are_those_of_a_method_with_those_strengths():
    weights = {"lambda": 0.5, "market": 0.5}
    given = answered_at_random(5, weights=weights)
    unsure = replace(
        given,
        answers={
            **given.answers,
            "self_funders": landscape({"answers": {"self_funders": "n/a"}}).answers["self_funders"],
            "service": landscape({"answers": {"service": None}}).answers["service"],
        },
    )

    for situation in (unsure, replace(unsure, goals={})):
        quick = draw_scores(METHOD, situation)[77]
        slow = {fit.approach.key: fit.score for fit in fits(as_drawn(METHOD, 77), situation)}
        # The exact spread is rounded to six decimals.
        assert 50 + quick == pytest.approx([float(slow[key]) for key in CORE], abs=1e-3)


def test_strengths_move_half_a_step_down_up_or_not_at_all_and_equally_often():
    for table in tables(METHOD).values():
        moves = table.strengths - [cell.strength for cell in table.cells]
        levels, counts = np.unique(moves, return_counts=True)
        assert levels.tolist() == [-0.5, 0.0, 0.5]
        assert counts / moves.size == pytest.approx([1 / 3] * 3, abs=CLOSE)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_average_another_table_scores_as_ours_does(seed):
    given = answered_at_random(seed)

    found = 50 + draw_scores(METHOD, given).mean(axis=0)

    ours = {fit.approach.key: float(fit.score) for fit in fits(METHOD, given)}
    # A little nearer to 50, as more movement makes for more spread.
    assert found == pytest.approx([ours[key] for key in CORE], abs=1)


def test_a_table_in_which_nothing_moves_an_approach_leaves_it_in_the_middle():
    # Half a step down from half a step is nothing: in a third of draws oak has no spread.
    method = small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[choice("shape", "craft", {"round": {"oak": 0.5}, "flat": {}})],
        goals=[goal("east", {})],
    )

    found = draw_scores(method, landscape({"answers": {"shape": "round"}}, method))

    assert np.isfinite(found).all()
    assert (found[:, 0] == 0).mean() == pytest.approx(1 / 3, abs=CLOSE)
    assert (found[:, 1] == 0).all()

"""How wrong the weights could be: every figure is checked by scoring again with other weights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appraisal.method.model import GOALS
from appraisal.scoring.answers import Weights
from appraisal.scoring.leaves import Node, leaves, tree
from appraisal.scoring.scores import fits
from appraisal.scoring.switching import switches
from appraisal.scoring.tolerance import weight_tolerance
from tests.scoring.landscapes import METHOD, SCORED, documents, landscape, tried, tried_a_little
from tests.scoring.small_method import goal, scale, small_method

CORE = [approach.key for approach in METHOD.core]
PAIRS = list(combinations(CORE, 2))
GROUP_OF = {criterion.key: criterion.group for criterion in METHOD.criteria}


def core_scores(given, method=METHOD):
    return {fit.approach.key: fit.score for fit in fits(method, given) if fit.approach.core}


def in_order(given):
    found = core_scores(given)
    return sorted(found, key=lambda key: -found[key])


# Leaves


@tried
@given(documents())
def test_the_weights_of_leaves_add_up_to_one_and_leaves_add_up_to_the_score(document):
    given = landscape(document)

    found = leaves(tree(METHOD, given))

    assert sum(leaf.stated for leaf in found) == 1
    for fit in fits(METHOD, given):
        parts = [leaf.stated * leaf.scores[fit.approach.key] for leaf in found]
        assert 50 + sum(parts) == fit.score


def test_there_are_thirteen_goals_and_eleven_other_leaves():
    given = landscape({"goals": {"prevention": 100}})

    found = leaves(tree(METHOD, given))

    assert len(found) == 24
    assert {leaf.key for leaf in found} == {
        *(goal.key for goal in METHOD.goals),
        *(criterion.key for criterion in METHOD.criteria if criterion.key != GOALS),
    }


def test_goals_that_were_not_weighed_are_one_leaf_worth_nothing():
    found = {leaf.key: leaf for leaf in leaves(tree(METHOD, landscape({})))}

    assert len(found) == 12
    assert found[GOALS].stated == Fraction(18, 100)
    assert set(found[GOALS].scores.values()) == {0}


def test_a_criterion_in_which_nothing_applies_is_no_leaf():
    skippable = replace(
        METHOD, questions=tuple(replace(part, not_applicable=True) for part in METHOD.questions)
    )
    given = landscape({"answers": {"benefits_due": "n/a", "year_one_cash": "n/a"}}, skippable)

    found = leaves(tree(skippable, given))

    assert "timing" not in {leaf.key for leaf in found}
    assert sum(leaf.stated for leaf in found) == 1


# All weights at once


def with_leaf_weights(given, weights):
    """Return the landscape with these weights of leaves, put as a council would give them."""
    of_goal = {goal.key for goal in METHOD.goals} | {GOALS}
    by_criterion = dict.fromkeys(GROUP_OF, Fraction(0))
    for key, weight in weights.items():
        by_criterion[GOALS if key in of_goal else key] += weight
    by_group = {
        group: sum(
            (weight for key, weight in by_criterion.items() if GROUP_OF[key] == group), Fraction(0)
        )
        for group in ("fit", "readiness")
    }
    assume(all(by_group.values()))
    goals = {goal.key: weights[goal.key] for goal in METHOD.goals if goal.key in weights}
    assume(any(goals.values()) or not given.goals)
    return replace(
        given,
        weights=Weights(
            fit=by_group["fit"] / (by_group["fit"] + by_group["readiness"]),
            criteria={key: w / by_group[GROUP_OF[key]] for key, w in by_criterion.items()},
        ),
        goals=goals,
    )


def worst(parts, ahead, behind, share):
    """Return all weights moved by a share, each the way that hurts the one ahead."""
    return {
        part.key: part.stated * (1 - share)
        if part.scores[ahead] > part.scores[behind]
        else part.stated * (1 + share)
        for part in parts
    }


@tried
@given(documents(), st.sampled_from(PAIRS))
def test_at_exactly_the_tolerance_the_worst_weights_close_the_gap(document, pair):
    given = landscape(document)
    found = core_scores(given)
    ahead, behind = sorted(pair, key=lambda key: -found[key])
    parts = leaves(tree(METHOD, given))
    tolerance = weight_tolerance(parts, ahead, behind)
    assume(tolerance is not None)
    assert tolerance is not None and 0 <= tolerance <= 1

    at_worst = with_leaf_weights(given, worst(parts, ahead, behind, tolerance))

    after = core_scores(at_worst)
    assert after[ahead] == after[behind]


@tried_a_little
@given(documents(), st.sampled_from(PAIRS), st.data())
def test_within_the_tolerance_no_weights_at_all_close_the_gap(document, pair, data):
    given = landscape(document)
    found = core_scores(given)
    ahead, behind = sorted(pair, key=lambda key: -found[key])
    parts = leaves(tree(METHOD, given))
    tolerance = weight_tolerance(parts, ahead, behind)
    assume(tolerance)
    within = st.fractions(-1, 1, max_denominator=8)
    moves = data.draw(st.lists(within, min_size=len(parts), max_size=len(parts)))

    moved = with_leaf_weights(
        given,
        {
            part.key: part.stated * (1 + move * tolerance * Fraction(99, 100))
            for part, move in zip(parts, moves, strict=True)
        },
    )

    after = core_scores(moved)
    assert after[ahead] > after[behind]


def test_two_approaches_that_nothing_tells_apart_have_no_tolerance():
    assert weight_tolerance(leaves(tree(METHOD, landscape({}))), *PAIRS[0]) is None


# One weight at a time


def with_share(given, weight, share):
    """Return the landscape with one share of its set; the others keep their proportions."""
    if weight == "fit":
        return replace(given, weights=replace(given.weights, fit=share))
    if weight in GROUP_OF:
        others = [key for key in GROUP_OF if GROUP_OF[key] == GROUP_OF[weight]]
        criteria = {
            **given.weights.criteria,
            **rescaled(given.weights.criteria, others, weight, share),
        }
        return replace(given, weights=replace(given.weights, criteria=criteria))
    stated = dict.fromkeys([goal.key for goal in METHOD.goals], Fraction(0)) | {
        **given.goal_shares()
    }
    return replace(given, goals=rescaled(stated, list(stated), weight, share))


def rescaled(shares, keys, chosen, share):
    rest = 1 - shares[chosen]
    return {key: share if key == chosen else shares[key] * (1 - share) / rest for key in keys}


def just_past(switch):
    """Return shares a hair past the switch, away from now; either way when it is now."""
    hair = Fraction(1, 10**12)
    past = []
    if switch.at >= switch.now:
        past.append(switch.at + hair)
    if switch.at <= switch.now:
        past.append(switch.at - hair)
    return [share for share in past if 0 <= share <= 1]


@tried
@given(documents(), st.data())
def test_just_past_a_switch_the_leader_is_behind_and_nowhere_nearer(document, data):
    given = landscape(document)
    leader, *rivals = in_order(given)
    found = switches(tree(METHOD, given), leader, tuple(rivals))
    switching = [switch for switch in found if switch.at is not None]
    assume(switching)
    switch = data.draw(st.sampled_from(switching))

    there = core_scores(with_share(given, switch.weight, switch.at))
    past = [core_scores(with_share(given, switch.weight, share)) for share in just_past(switch)]

    assert there[leader] == there[switch.overtaken_by]
    assert any(found[leader] < found[switch.overtaken_by] == max(found.values()) for found in past)
    # A gap is a straight line in one share. If nobody is ahead there, nor as far the other way,
    # then no line has crossed in between.
    mirrored = 2 * switch.now - switch.at
    mirrored = min(max(mirrored, Fraction(0)), Fraction(1))
    for share in (switch.at, mirrored):
        found = core_scores(with_share(given, switch.weight, share))
        assert all(found[leader] >= found[rival] for rival in rivals)


@tried
@given(documents(), st.data())
def test_a_weight_that_never_switches_leaves_nobody_ahead_of_the_leader(document, data):
    given = landscape(document)
    leader, *rivals = in_order(given)
    found = switches(tree(METHOD, given), leader, tuple(rivals))
    never = [switch for switch in found if switch.why_not == "never"]
    assume(never)
    switch = data.draw(st.sampled_from(never))

    for end in (Fraction(0), Fraction(1)):
        found = core_scores(with_share(given, switch.weight, end))

        assert all(found[leader] >= found[rival] for rival in rivals)


@tried_a_little
@given(documents())
def test_a_switch_says_why_there_is_none_and_only_then(document):
    given = landscape(document)
    leader, *rivals = in_order(given)

    for switch in switches(tree(METHOD, given), leader, tuple(rivals)):
        assert (switch.at is None) == (switch.overtaken_by is None) == (switch.why_not != "")


def test_lambda_every_criterion_and_every_goal_has_a_switching_value():
    given = landscape({"answers": {"provider_count": 5}, "goals": {"prevention": 100}})

    found = switches(tree(METHOD, given), "competitive", ("relational",))

    keys = [switch.weight for switch in found]
    assert keys[:2] == ["fit", GOALS]
    assert set(keys) == {"fit", *GROUP_OF, *(goal.key for goal in METHOD.goals)}
    assert len(keys) == len(set(keys))


def test_lambda_switches_even_when_fit_is_everything():
    answers = {"provider_count": 5, "provider_trust": 5, "leadership_backing": 5}
    given = landscape({"answers": answers, "weights": {"lambda": 1}})

    found, *_ = switches(tree(METHOD, given), "competitive", ("relational",))

    after = core_scores(with_share(given, "fit", found.at))
    assert found.now == 1
    assert after["competitive"] == after["relational"]


def test_a_criterion_that_is_everything_has_no_switching_value():
    weights = {"goals": 0, "needs": 1, "market": 0, "timing": 0}
    given = landscape({"answers": {"lives_vary": 5, "provider_count": 5}, "weights": weights})

    found = switches(tree(METHOD, given), "relational", ("competitive",))

    [needs] = [switch for switch in found if switch.weight == "needs"]
    assert needs.now == 1
    assert (needs.at, needs.why_not) == (None, "cannot be said")


def test_a_weight_that_cannot_tell_two_approaches_apart_has_no_switching_value():
    level = small_method(
        approaches=["oak", "elm"],
        weights={
            "goals": ("fit", Fraction(0)),
            "needs": ("fit", Fraction(1)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[scale("pace", "needs", {"oak": 1, "elm": 1}), scale("idle", "craft", {})],
        goals=[goal("east", {})],
    )
    given = landscape({"answers": {"pace": 5}}, level)

    found = switches(tree(level, given), "oak", ("elm",))

    assert {(switch.at, switch.overtaken_by) for switch in found} == {(None, None)}
    # Craft is alone in its set.
    assert {switch.weight: switch.why_not for switch in found} == {
        "fit": "never",
        GOALS: "never",
        "needs": "never",
        "craft": "cannot be said",
    }


def test_all_points_on_one_goal_leave_no_proportions_to_the_others():
    given = landscape({"answers": {"provider_count": 5}, "goals": {"prevention": 100}})

    found = {each.weight: each for each in switches(tree(METHOD, given), *leader_and_rivals(given))}

    assert found["prevention"].why_not == "cannot be said"
    assert found["innovation"].why_not != "cannot be said"


def test_a_set_that_carries_nothing_switches_nothing():
    given = landscape({"answers": {"provider_count": 5}, "weights": {"lambda": 1}})

    found = {each.weight: each for each in switches(tree(METHOD, given), *leader_and_rivals(given))}

    assert found["leadership"].why_not == "cannot be said"


def leader_and_rivals(given):
    leader, *rivals = in_order(given)
    return leader, tuple(rivals)


def test_to_draw_level_at_the_end_is_not_to_overtake():
    # Readiness is not known, so at lambda 0 all four score 50.
    given = landscape({"answers": {"provider_count": 5, "lives_vary": 5}})

    fit, *_ = switches(tree(METHOD, given), *leader_and_rivals(given))

    assert set(core_scores(with_share(given, "fit", Fraction(0))).values()) == {50}
    assert (fit.at, fit.why_not) == (None, "never")


def of_three(fit, readiness):
    """Return a score of two halves, with these scores of oak, elm and ash on each."""
    parts = (by_name(fit), by_name(readiness))
    whole = {key: (parts[0][key] + parts[1][key]) / 2 for key in parts[0]}
    half = Fraction(1, 2)
    return Node(
        "score",
        Fraction(1),
        whole,
        (Node("fit", half, parts[0]), Node("readiness", half, parts[1])),
    )


def by_name(scores):
    return {key: Fraction(score) for key, score in zip(("oak", "elm", "ash"), scores, strict=True)}


@pytest.mark.parametrize("rivals", [("elm", "ash"), ("ash", "elm")])
def test_of_two_that_draw_level_together_the_one_ahead_just_past_there_is_named(rivals):
    # Both are level with oak at a quarter; below that elm climbs faster than ash.
    root = of_three(fit=(9, 0, 6), readiness=(-3, 0, -2))

    [switch] = switches(root, "oak", rivals)

    assert (switch.at, switch.overtaken_by) == (Fraction(1, 4), "elm")


def test_of_two_that_are_level_all_the_way_the_first_given_is_named():
    root = of_three(fit=(9, 0, 0), readiness=(-3, 0, 0))

    assert [each.overtaken_by for each in switches(root, "oak", ("elm", "ash"))] == ["elm"]


def test_a_joint_leader_is_overtaken_where_it_stands():
    root = of_three(fit=(4, 0, 0), readiness=(0, 4, 0))

    [switch] = switches(root, "oak", ("elm", "ash"))

    assert (switch.now, switch.at, switch.overtaken_by) == (
        Fraction(1, 2),
        Fraction(1, 2),
        "elm",
    )


def test_scored_questions_all_belong_to_a_leaf():
    given = landscape({"answers": {part.key: part.level_keys[0] for part in SCORED}})

    by_leaf = {leaf.key for leaf in leaves(tree(METHOD, given))}

    assert {part.criterion for part in SCORED} <= by_leaf

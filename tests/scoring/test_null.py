"""On situations drawn at random, no core approach may win or lose by the method's own making."""

from __future__ import annotations

from fractions import Fraction

import pytest

from appraisal.scoring.null_test import (
    CROWDING_THE_MIDDLE,
    SITUATIONS,
    UNIFORM,
    first_places,
    leader_changes,
    short_route_agreement,
    situations,
)
from appraisal.scoring.result import appraise
from tests.scoring.landscapes import METHOD, all_answered, landscape

# What the documentation of version 2026.1 says, in per cent.
PUBLISHED = {
    UNIFORM: {"place_based": 24, "outcome_based": 19, "relational": 25, "competitive": 31},
    CROWDING_THE_MIDDLE: {
        "place_based": 25,
        "outcome_based": 19,
        "relational": 24,
        "competitive": 32,
    },
}


def test_there_are_at_least_twenty_thousand_situations():
    assert SITUATIONS >= 20_000


@pytest.mark.parametrize("level_chances", PUBLISHED)
def test_each_core_approach_comes_first_in_a_fair_part_of_random_situations(level_chances):
    found = first_places(METHOD, level_chances)

    assert sum(found.values()) == 1
    assert all(0.15 <= share <= 0.35 for share in found.values())


@pytest.mark.parametrize(("level_chances", "published"), PUBLISHED.items())
def test_first_places_are_as_published(level_chances, published):
    found = first_places(METHOD, level_chances)

    for key, share in found.items():
        assert 100 * share == pytest.approx(published[key], abs=1.5)


def test_over_random_situations_each_score_has_mean_fifty_and_spread_ten():
    drawn = situations(METHOD, UNIFORM)

    for points in (drawn.fit, drawn.readiness):
        assert points.mean(axis=0) == pytest.approx([0] * 8, abs=0.3)
        assert points.std(axis=0) == pytest.approx([10] * 8, abs=0.2)


def test_the_leader_changes_in_a_quarter_of_situations_when_fit_weighs_four_fifths():
    found = leader_changes(METHOD, (Fraction(1, 2), Fraction(4, 5)))

    assert 0.2 <= found <= 0.3


def test_the_leader_never_changes_when_lambda_does_not():
    assert leader_changes(METHOD, (METHOD.fit_weight, METHOD.fit_weight)) == 0


def test_the_short_route_finds_the_leader_of_the_full_route_in_most_situations():
    found = short_route_agreement(METHOD)

    assert 0.8 <= found <= 0.9


def test_a_fully_answered_short_route_is_ranked_as_provisional():
    short = {
        key: level
        for key, level in all_answered(level=4).items()
        if METHOD.question_by_key[key].short_route
    }

    found = appraise(METHOD, landscape({"answers": short, "goals": {"prevention": 100}}))

    assert len(short) == 29
    assert found.coverage == Fraction(584, 825)  # 71%
    assert found.provisional
    assert found.verdict.word != "too_early"
    assert sorted(found.ranks.values()) == [1, 2, 3, 4]

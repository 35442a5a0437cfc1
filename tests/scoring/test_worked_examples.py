"""Examples worked elsewhere, by hand or in print, that the core must reproduce."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from appraisal.scoring.draws import DRAWS, simplex
from appraisal.scoring.leaves import Node, leaves
from appraisal.scoring.moves import leader_of
from appraisal.scoring.ranking import pair_counts
from appraisal.scoring.sampling import same_order_shares
from appraisal.scoring.simplex import chance_above
from appraisal.scoring.switching import switches
from appraisal.scoring.tolerance import weight_tolerance
from tests.scoring.landscapes import landscape
from tests.scoring.small_method import goal, scale, small_method

CLOSE = 0.01


def whole(weights, table):
    """Return a score of several criteria; ``table`` has a row of criterion scores an approach."""
    children = tuple(
        Node(str(at), weight, {key: Fraction(row[at]) for key, row in table.items()})
        for at, weight in enumerate(weights)
    )
    totals = {
        key: sum((child.weight * child.scores[key] for child in children), Fraction(0))
        for key in table
    }
    return Node("score", Fraction(1), totals, children)


# Three criteria, four approaches, on a fixed scale: 50 + 25 for each step of strength.

WEIGHTS = [Fraction(5, 12), Fraction(1, 3), Fraction(1, 4)]
EFFECTS: dict[str, list[int | str]] = {
    "place_based": [1, "0.5", -1],
    "outcome_based": ["0.5", "-0.5", "-0.5"],
    "relational": ["0.5", 1, 0],
    "competitive": ["-0.5", -1, 1],
}
ON_PAPER = whole(
    WEIGHTS, {key: [50 + 25 * Fraction(e) for e in row] for key, row in EFFECTS.items()}
)
RIVALS = ("place_based", "outcome_based", "competitive")


def test_the_scores_are_as_on_paper():
    assert ON_PAPER.scores == {
        "place_based": Fraction(175, 3),
        "outcome_based": Fraction(575, 12),
        "relational": Fraction(1525, 24),
        "competitive": Fraction(1025, 24),
    }


@pytest.mark.parametrize(
    ("rival", "tolerance"),
    [("place_based", "1/3"), ("outcome_based", "1"), ("competitive", "5/8")],
)
def test_weights_may_move_as_far_as_on_paper(rival, tolerance):
    assert weight_tolerance(leaves(ON_PAPER), "relational", rival) == Fraction(tolerance)


def test_the_first_weight_switches_the_leader_where_it_does_on_paper():
    first, *_ = switches(ON_PAPER, "relational", RIVALS)

    assert (first.now, first.at, first.overtaken_by) == (
        Fraction(5, 12),
        Fraction(10, 17),
        "place_based",
    )


def test_the_other_weights_switch_where_two_lines_cross():
    _, second, third = switches(ON_PAPER, "relational", RIVALS)

    # Of the second weight w, the others keep 5 to 3. Relational less place-based:
    # 25 w + (1 - w) * (5 * -12.5 + 3 * 25) / 8 = 0 has no root from 0 to 1. Relational less
    # competitive, by the same sum: 50 w + (1 - w) * (5 * 25 - 3 * 25) / 8 has none either.
    assert (second.at, second.overtaken_by) == (None, None)
    # Of the third weight w, the others keep 5 to 4. Relational less competitive:
    # -25 w + (1 - w) * (5 * 25 + 4 * 50) / 9 = 0 at 13/22. Less place-based:
    # 25 w + (1 - w) * (5 * -12.5 + 4 * 12.5) / 9 = 0 at 1/19, which is nearer to 1/4.
    assert (third.at, third.overtaken_by) == (Fraction(1, 19), "place_based")


# In print


def test_the_office_totals_are_as_printed():
    # Goodwin and Wright, Decision Analysis for Management Judgment: offices A, C and G.
    weights = [Fraction(weight, 100) for weight in (32, 26, 23, 10, 6, 3)]
    offices = {
        "A": [100, 60, 100, 75, 0, 90],
        "C": [80, 70, 0, 0, 10, 100],
        "G": [60, 100, 20, 50, 50, 80],
    }

    found = whole(weights, offices).scores

    assert {key: round(float(score), 1) for key, score in found.items()} == {
        "A": 80.8,
        "C": 47.4,
        "G": 60.2,
    }


def test_a_printed_tie_has_no_leader_and_no_tolerance():
    # Weights 3, 2 and 1; marks that give the totals printed.
    marks = {"a": [2, 2, 1], "b": [3, 2, 2], "c": [2, 3, 3], "d": [1, 3, 3]}
    found = whole([Fraction(weight, 6) for weight in (3, 2, 1)], marks)

    assert {key: 6 * score for key, score in found.scores.items()} == {
        "a": 11,
        "b": 15,
        "c": 15,
        "d": 12,
    }
    assert leader_of(found.scores) is None
    assert weight_tolerance(leaves(found), "b", "c") == 0


# Shares on the simplex

HALF_SPACES = {
    ("1", "-1"): "1/2",
    ("1", "1", "-2"): "5/9",
    ("2", "-1", "-1"): "4/9",
    ("3", "-1", "2", "-4", "1/2"): "643/1134",
    ("2", "2", "-3", "-3", "0"): "0.352",
}


@pytest.mark.parametrize(("gaps", "expected"), HALF_SPACES.items())
def test_the_chance_that_one_is_above_another_has_a_closed_form(gaps, expected):
    assert chance_above([Fraction(gap) for gap in gaps]) == Fraction(expected)


@pytest.mark.parametrize(("gaps", "expected"), HALF_SPACES.items())
def test_pairs_drawn_at_random_come_close_to_the_closed_form(gaps, expected):
    drawn = simplex(np.random.RandomState(7), DRAWS, len(gaps))
    ahead = drawn @ [float(Fraction(gap)) for gap in gaps]

    counts = pair_counts(np.stack([ahead, np.zeros(DRAWS)], axis=1))

    assert counts[0, 1] / (2 * DRAWS) == pytest.approx(float(Fraction(expected)), abs=CLOSE)


def test_a_constant_joins_every_gap():
    # P(w1 - w2 + 1/2 > 0) with w2 = 1 - w1: P(w1 > 1/4).
    assert chance_above([Fraction(1), Fraction(-1)], Fraction(1, 2)) == Fraction(3, 4)


@pytest.mark.parametrize(("constant", "expected"), [("1/9", 1), ("0", 0), ("-1/9", 0)])
def test_with_no_gaps_the_constant_decides(constant, expected):
    assert chance_above([Fraction(0)] * 3, Fraction(constant)) == expected


def test_the_same_order_of_four_goals_gives_rank_order_centroids():
    method = four_goals()
    stated = landscape({"goals": {"north": 80, "east": 100, "west": 5, "south": 60}}, method)

    found = same_order_shares(method, stated).mean(axis=0)

    in_order = dict(zip(sorted(["north", "east", "west", "south"]), found, strict=True))
    assert in_order == pytest.approx(
        {"east": 0.52, "north": 0.27, "south": 0.15, "west": 0.06}, abs=CLOSE
    )


def test_goals_with_equal_points_share_their_places_evenly():
    method = four_goals()
    stated = landscape({"goals": {"north": 9, "east": 9}}, method)

    east, north, south, west = same_order_shares(method, stated).mean(axis=0)

    assert [east, north] == pytest.approx([(0.52 + 0.27) / 2] * 2, abs=CLOSE)
    assert [south, west] == pytest.approx([(0.15 + 0.06) / 2] * 2, abs=CLOSE)


def test_goals_that_were_not_weighed_have_no_order():
    method = four_goals()

    found = same_order_shares(method, landscape({}, method)).mean(axis=0)

    assert found == pytest.approx([0.25] * 4, abs=CLOSE)


def four_goals():
    return small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[scale("idle", "craft", {})],
        goals=[goal(key, {"oak": 1}) for key in ("north", "east", "west", "south")],
    )

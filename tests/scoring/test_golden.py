"""Worked examples, and one landscape whose outcome must not change within a version."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from appraisal.method.spread import spread
from appraisal.scoring.result import appraise
from tests.scoring.landscapes import METHOD, fits_by_key, landscape
from tests.scoring.small_method import choice, goal, scale, small_method

HERE = Path(__file__).parent
HALF = Fraction(1, 2)

# Worked on paper. Readiness is one choice; fit is half goals, half one scale.
#
#          goals: east, west, south     scale: "pace"    choice: "ready", yes or no
#   oak           2     -1    -1             1                 1, 0
#   elm           0      0     0            -1                 0, 0
#
# Means: goals 0 and 0; yes/no of oak is +1/2 and -1/2 about its mean.
# Variance of oak's fit: goals (4 + 1 + 1) / (3 * 4) = 1/2; scale (1 + 1/4 + 0 + 1/4 + 1) / 5 = 1/2;
#   each times 1/2 squared: 1/8 + 1/8 = 1/4. Spread 1/2.
# Variance of oak's readiness: 1/4. Spread 1/2.
# Variance of elm's fit: 1/4 * 1/2 = 1/8. Spread 0.353553 to six decimals. Of its readiness: 0.
WOODS = small_method(
    approaches=["oak", "elm"],
    weights={
        "goals": ("fit", HALF),
        "needs": ("fit", HALF),
        "craft": ("readiness", Fraction(1)),
    },
    questions=[
        scale("pace", "needs", {"oak": 1, "elm": -1}),
        choice("ready", "craft", {"yes": {"oak": 1}, "no": {}}),
    ],
    goals=[goal("east", {"oak": 2}), goal("west", {"oak": -1}), goal("south", {"oak": -1})],
)


def test_the_spread_of_the_woods_is_as_on_paper():
    assert spread(WOODS) == {
        "fit": {"oak": HALF, "elm": Fraction("0.353553")},
        "readiness": {"oak": HALF, "elm": 0},
    }


def test_the_scores_of_the_woods_are_as_on_paper():
    answers = {"answers": {"pace": 5, "ready": "yes"}, "goals": {"east": 100}}

    found = fits_by_key(answers, WOODS)

    # Oak's fit: 50 + 10 * (1/2 * 2 + 1/2 * 1) / (1/2) = 80. Its readiness: 50 + 10 * 1/2 / (1/2)
    # = 60. Score: 0.6 * 80 + 0.4 * 60 = 72. Parts: goal 12, pace 6, being ready 4.
    oak, elm = found["oak"], found["elm"]
    assert [oak.score, oak.fit, oak.readiness] == [72, 80, 60]
    assert {part.question: part.points for part in oak.contributions} == {
        "east": 12,
        "west": 0,
        "south": 0,
        "pace": 6,
        "ready": 4,
    }
    # Elm's fit: 50 - 10 * (1/2) / 0.353553. Its readiness never moves.
    assert elm.fit == 50 - 5 / Fraction("0.353553")
    assert elm.readiness == 50


def test_the_intervals_of_the_woods_are_as_on_paper():
    guess = {"value": 4, "confidence": "guess"}
    answers = {"answers": {"pace": guess}, "goals": {"east": 50, "west": 50}}

    oak = fits_by_key(answers, WOODS)["oak"]

    # Goals: (2 - 1) / 2 = 1/2, worth 0.6 * 1/2 * 10 * 1/2 / (1/2) = 3. Pace 4 is worth 3, its
    # neighbours 0 and 6. Whether ready is unknown: -4 or 4.
    assert [oak.low, oak.score, oak.high] == [50 + 3 + 0 - 4, 50 + 3 + 3, 50 + 3 + 6 + 4]


def test_unknown_goals_leave_room_for_all_points_on_any_one_goal():
    oak = fits_by_key({"answers": {"pace": 3, "ready": "no"}}, WOODS)["oak"]

    # Being unready is worth -4. All points on east are worth 12, all on west -6.
    assert [oak.low, oak.score, oak.high] == [46 - 6, 46, 46 + 12]


def test_coverage_of_the_woods_is_as_on_paper():
    covered = {
        "nothing": appraise(WOODS, landscape({}, WOODS)).coverage,
        "goals": appraise(WOODS, landscape({"goals": {"west": 1}}, WOODS)).coverage,
        "pace": appraise(WOODS, landscape({"answers": {"pace": 1}}, WOODS)).coverage,
        "ready": appraise(WOODS, landscape({"answers": {"ready": "no"}}, WOODS)).coverage,
    }

    assert covered == {
        "nothing": 0,
        "goals": Fraction(3, 10),
        "pace": Fraction(3, 10),
        "ready": Fraction(2, 5),
    }


# The published version


def test_the_spread_of_2026_1_does_not_change():
    found = {
        group: {key: f"{float(sigma):.6f}" for key, sigma in by_approach.items()}
        for group, by_approach in spread(METHOD).items()
    }

    assert found == {
        "fit": {
            "place_based": "0.097704",
            "outcome_based": "0.105877",
            "relational": "0.091170",
            "competitive": "0.144228",
            "integrated": "0.071976",
            "strengths_based": "0.092445",
            "personalised": "0.087418",
            "human_learning": "0.108872",
        },
        "readiness": {
            "place_based": "0.147492",
            "outcome_based": "0.113429",
            "relational": "0.117401",
            "competitive": "0.065951",
            "integrated": "0.110892",
            "strengths_based": "0.134432",
            "personalised": "0.078340",
            "human_learning": "0.138187",
        },
    }


def test_the_outcome_for_a_market_town_does_not_change():
    answers = json.loads((HERE / "market-town.json").read_text("utf-8"))
    expected = json.loads((HERE / "market-town-outcome.json").read_text("utf-8"))

    found = appraise(METHOD, landscape(answers))
    assert found.readings is not None

    assert expected == {
        "coverage": str(found.coverage),
        "verdict": found.verdict.word,
        "provisional": found.provisional,
        "leader": found.verdict.leader,
        "joint_first": list(found.verdict.joint_first),
        "scores": {fit.approach.key: str(fit.score) for fit in found.fits},
        "intervals": {fit.approach.key: [str(fit.low), str(fit.high)] for fit in found.fits},
        "rank_shares": {
            key: [str(share) for share in shares]
            for key, shares in found.readings.close.ranks.items()
        },
    }

"""The verdict at and about its published thresholds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from appraisal.scoring.scores import Fit
from appraisal.scoring.verdict import Verdict, competition_ranks, verdict
from tests.scoring.landscapes import METHOD, SCORED, landscape
from tests.scoring.small_method import approach, goal, scale, small_method

A_LITTLE = Fraction(1, 10**9)
ENOUGH = Fraction(1, 2)


def fit(key: str, score: Fraction) -> Fit:
    return Fit(
        approach=approach(key),
        score=score,
        fit=score,
        readiness=score,
        low=score,
        high=score,
        contributions=(),
    )


def said_of(
    *scores: float | str | Fraction, first: str | Fraction = "0.95", covered: Fraction = ENOUGH
) -> Verdict:
    """Return the verdict on approaches a, b, c, d with these scores; a is first this often."""
    ranked = tuple(fit(key, Fraction(score)) for key, score in zip("abcd", scores, strict=False))
    ranks = {"a": (Fraction(first), 1 - Fraction(first), Fraction(0), Fraction(0))}
    return verdict(METHOD.thresholds, ranked, covered, ranks)


# Clear


def test_five_points_ahead_and_first_in_nine_of_ten_is_clear():
    found = said_of(60, 55, 50, 40, first="0.9")

    assert found == Verdict("clear", Fraction(5), "a", ())


def test_just_under_five_points_is_leaning():
    assert said_of(60, 55 + A_LITTLE, 50, 40, first=Fraction(1)).word == "leaning"


def test_just_under_nine_of_ten_is_leaning():
    assert said_of(70, 55, 50, 40, first="0.89995").word == "leaning"


# Leaning


def test_two_and_a_half_points_ahead_and_first_in_65_per_cent_is_leaning():
    found = said_of(60, "57.5", 50, 40, first="0.65")

    assert found == Verdict("leaning", Fraction(5, 2), "a", ())


def test_just_under_two_and_a_half_points_is_no_clear_difference():
    found = said_of(60, Fraction("57.5") + A_LITTLE, 50, 40, first=Fraction(1))

    assert found.word == "no_clear_difference"


def test_just_under_65_per_cent_is_no_clear_difference():
    assert said_of(60, 50, 45, 40, first="0.64995").word == "no_clear_difference"


# No clear difference


def test_all_within_two_and_a_half_points_are_joint_first():
    found = said_of(60, 59, "57.5", Fraction("57.5") - A_LITTLE)

    assert found == Verdict("no_clear_difference", Fraction(1), "a", ("a", "b", "c"))


def test_the_runner_up_is_joint_first_even_beyond_the_margin():
    found = said_of(60, 50, 49, 48, first="0.5")

    assert found.joint_first == ("a", "b")
    assert found.leader == "a"


def test_all_that_tie_for_runner_up_are_joint_first():
    found = said_of(60, 50, 50, 48, first="0.5")

    assert found.joint_first == ("a", "b", "c")


def test_an_exact_tie_has_no_leader():
    found = said_of(60, 60, 50, 40)

    assert found == Verdict("no_clear_difference", Fraction(0), None, ("a", "b"))


def test_four_that_tie_are_all_joint_first():
    assert said_of(60, 60, 60, 60, first="0.25").joint_first == ("a", "b", "c", "d")


# Too early


def test_under_half_covered_it_is_too_early_whatever_the_lead():
    found = said_of(90, 50, 40, 30, first=Fraction(1), covered=ENOUGH - A_LITTLE)

    assert (found.word, found.leader, found.joint_first) == ("too_early", None, ())


def test_exactly_half_covered_is_enough():
    assert said_of(90, 50, 40, 30, first=Fraction(1), covered=ENOUGH).word == "clear"


# Ranks


def test_equal_scores_share_the_better_rank():
    ranked = (fit("a", Fraction(60)), fit("b", Fraction(50)), fit("c", Fraction(50)))

    assert competition_ranks((*ranked, fit("d", Fraction(40)))) == {"a": 1, "b": 2, "c": 2, "d": 4}


# As the outcome tells it

# Goals and "pace" carry 0.3 each, "reach" 0.2 and "ready" 0.2.
WOODS = small_method(
    approaches=["oak", "elm"],
    weights={
        "goals": ("fit", Fraction(1, 2)),
        "needs": ("fit", Fraction(1, 2)),
        "craft": ("readiness", Fraction(1, 2)),
        "money": ("readiness", Fraction(1, 2)),
    },
    questions=[
        scale("pace", "needs", {"oak": 1}),
        scale("reach", "craft", {"oak": 1}),
        scale("ready", "money", {"oak": 1}),
    ],
    goals=[goal("east", {"oak": 1}), goal("west", {})],
)


@pytest.mark.parametrize(
    ("answered", "goals", "covered", "word", "provisional"),
    [
        (["reach", "ready"], False, "2/5", "too_early", False),
        (["pace", "ready"], False, "1/2", "clear", True),
        (["pace", "reach", "ready"], False, "7/10", "clear", True),
        (["pace", "ready"], True, "4/5", "clear", False),
        (["pace", "reach", "ready"], True, "1", "clear", False),
    ],
)
def test_coverage_decides_whether_it_is_too_early_or_provisional(
    answered, goals, covered, word, provisional
):
    answers = dict.fromkeys(answered, 5)
    document = {"answers": answers, "goals": {"east": 1} if goals else {}}

    found = appraise(WOODS, landscape(document, WOODS))

    assert found.coverage == Fraction(covered)
    assert (found.verdict.word, found.provisional) == (word, provisional)


def test_the_unknown_are_listed_by_the_weight_they_carry():
    heavier = {"weights": {"craft": 1, "money": 2}, "answers": {"pace": 3}}

    found = as_document(appraise(WOODS, landscape(heavier, WOODS)))

    assert found["unknown"] == ["goals", "ready", "reach"]


def test_guesses_are_listed_in_the_order_they_are_asked_however_the_file_is_ordered():
    guess = {"value": 2, "confidence": "guess"}
    answers = {"ready": guess, "reach": 3, "pace": guess}
    given = {"answers": answers, "goals": {"east": 1}}

    found = as_document(appraise(WOODS, landscape(given, WOODS)))

    assert found["guesses"] == ["pace", "ready"]
    assert found["unknown"] == []


def test_too_early_gives_no_ranks_and_no_leader():
    found = as_document(appraise(METHOD, landscape({"answers": {"lives_vary": 5}})))

    assert (found["verdict"], found["leader"], found["joint_first"]) == ("too_early", None, [])
    assert not found["provisional"]
    assert [approach["rank"] for approach in found["approaches"]] == [None] * 8


def test_too_early_nothing_else_tells_of_an_order():
    few = {
        "lives_vary": 1,
        "provider_count": 5,
        "harm_of_change": {"value": 1, "confidence": "guess"},
    }

    found = as_document(appraise(METHOD, landscape({"answers": few})))

    scores = [approach["score"] for approach in found["approaches"]]
    assert scores[3] == max(scores[:4]) > scores[0]
    assert [each["key"] for each in found["approaches"]] == [each.key for each in METHOD.approaches]
    assert [approach["rank_shares"] for approach in found["approaches"]] == [[]] * 8
    assert (found["lead"], found["readings"], found["certainty"]) == (None, None, None)


def test_too_early_what_to_find_out_is_told_by_the_weight_it_carries():
    found = as_document(appraise(METHOD, landscape({"answers": {"lives_vary": 5}})))

    shares = {part["question"]: part["share"] for part in found["approaches"][0]["contributions"]}
    shares["goals"] = 0.6 * 0.3
    carried = [shares[each["question"]] for each in found["to_find_out"]]
    assert carried == sorted(carried, reverse=True)
    assert all(each["changes"] == [] and each["narrows"] == 0 for each in found["to_find_out"])
    assert any(each["value"] > 0 for each in found["to_find_out"])


def test_answers_all_in_the_middle_are_a_tie_without_a_leader():
    middle = {question.key: 3 for question in SCORED if question.kind != "choice"}

    found = as_document(appraise(METHOD, landscape({"answers": middle})))

    core = [approach for approach in found["approaches"] if approach["core"]]
    assert [approach["rank"] for approach in core] == [1, 1, 1, 1]
    assert found["verdict"] == "no_clear_difference"
    assert (found["leader"], found["lead"]) == (None, 0)
    assert found["joint_first"] == ["place_based", "outcome_based", "relational", "competitive"]


def test_the_further_four_are_scored_without_a_rank():
    answers = {question.key: question.level_keys[-1] for question in SCORED}

    found = as_document(appraise(METHOD, landscape({"answers": answers})))

    further = [approach for approach in found["approaches"] if not approach["core"]]
    assert [approach["rank"] for approach in further] == [None] * 4
    assert [approach["rank_shares"] for approach in further] == [[]] * 4

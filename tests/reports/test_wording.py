"""The verdict in words, for each of the four words, for ties and for what is provisional."""

from reports.report import report
from tests.reports.outcomes import found_as, outcome

SCORES = {"relational": 60.6, "place_based": 53.4, "outcome_based": 50.0, "competitive": 41.0}


def sentence(word, scores=SCORES, **said):
    return report(found_as(word, scores, **said)).verdict.sentence


def test_a_clear_verdict():
    assert sentence("clear") == (
        "Relational fits this situation best, and clearly so: it leads Place-based by 7.2 points "
        "and came first in 96% of 20,000 readings of these answers, each with other weights."
    )


def test_a_clear_verdict_that_no_reading_upsets():
    assert "came first in every one of 20,000 readings" in sentence("clear", first=1.0)


def test_a_leaning_verdict_says_what_it_lacks():
    close = SCORES | {"place_based": 57.2}

    assert sentence("leaning", close) == (
        "The answers lean towards Relational: it leads Place-based by 3.4 points and came first "
        "in 96% of 20,000 readings of these answers, each with other weights. "
        "A lead of less than 5 points is not a clear result."
    )
    assert sentence("leaning", first=0.8).endswith(
        "First place in less than 90% of readings is not a clear result."
    )


def test_no_clear_difference_names_all_that_are_joint_first():
    close = SCORES | {"place_based": 59.4, "outcome_based": 59.1}
    joint = ["relational", "place_based", "outcome_based"]

    assert sentence("no_clear_difference", close, joint_first=joint) == (
        "No clear difference between Relational, Place-based and Outcome-based: "
        "the first two are 1.2 points apart, too little to choose by."
    )


def test_a_lead_that_readings_do_not_bear_out_is_no_clear_difference():
    joint = ["relational", "place_based"]

    assert sentence("no_clear_difference", first=0.55, joint_first=joint) == (
        "No clear difference between Relational and Place-based: Relational is 7.2 points ahead, "
        "but came first in only 55% of 20,000 readings of these answers, each with other weights."
    )


def test_an_exact_tie_is_reported_as_a_tie():
    tied = SCORES | {"place_based": 60.6, "outcome_based": 59.0}
    joint = ["relational", "place_based", "outcome_based"]

    told = report(found_as("no_clear_difference", tied, joint_first=joint))

    assert told.verdict.sentence == (
        "No clear difference: Place-based and Relational come out exactly equal; "
        "Outcome-based within 2.5 points of them."
    )
    assert [row.place for row in told.ranking.core] == ["1=", "1=", "1=", "4"]


def test_joint_first_is_written_so_whatever_the_order_of_the_exact_scores():
    close = SCORES | {"place_based": 59.4}

    told = report(found_as("no_clear_difference", close, joint_first=["relational", "place_based"]))

    assert [row.place for row in told.ranking.core] == ["1=", "1=", "3", "4"]


BELOW = "But all four score below 50: taken together, the answers speak against each of them."


def test_a_best_that_does_not_suit_either_is_said_to():
    low = {"relational": 49.6, "place_based": 42.4, "outcome_based": 41.0, "competitive": 40.0}

    assert sentence("clear", low).endswith(f"each with other weights. {BELOW}")
    assert sentence("leaning", low | {"place_based": 46.2}).endswith(f"clear result. {BELOW}")
    assert BELOW not in sentence("clear", low | {"relational": 50.0})


def test_a_lead_that_rounds_to_nothing_is_not_called_a_tie():
    close = SCORES | {"place_based": 60.57}
    joint = ["relational", "place_based"]

    told = sentence("no_clear_difference", close, joint_first=joint)

    assert "the first two are less than 0.1 points apart" in told


def test_two_that_tie_for_second_place_are_both_named():
    tied = SCORES | {"outcome_based": 53.4}

    assert "it leads Place-based and Outcome-based by 7.2 points" in sentence("clear", tied)


def test_too_early_to_say():
    told = report(outcome({"kind_of_place": "sparse"}))

    assert told.verdict.word == "Too early to say"
    assert told.verdict.sentence == (
        "2% of what matters has been answered. "
        "At least 50% is needed before approaches can be compared."
    )


def test_a_provisional_result_says_so_plainly():
    told = report(found_as("clear", SCORES, provisional=True, coverage=0.71)).verdict

    assert told.caution == (
        "This is provisional: 71% of what matters has been answered. From 80% on it is not."
    )
    assert report(found_as("clear", SCORES)).verdict.caution == ""


def test_a_further_approach_that_scores_above_the_best_of_the_core_is_pointed_out():
    found = found_as("clear", SCORES)
    for each in found.result["approaches"]:
        if each["key"] == "integrated":
            each["score"] = 61.25

    assert report(found).ranking.above == (
        "Integrated with health scores 61.2, above Relational (60.6), "
        "the highest of the four that are ranked.",
    )

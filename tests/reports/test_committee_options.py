"""Options, risks and the decision asked for never say more than the verdict does."""

from __future__ import annotations

import pytest

from reports.committee.content import BLANK
from reports.committee.options import AS_NOW, Option
from reports.committee.paper import Paper
from tests.reports.committees import VERDICTS, demonstrated, paper
from tests.reports.outcomes import METHOD


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    return {verdict: paper(demonstrated(name)) for name, verdict in VERDICTS.items()}


def standings(told: Paper) -> dict[str, str]:
    return {each.key: each.standing for each in told.options.considered}


def option(told: Paper, key: str) -> Option:
    return next(each for each in told.options.considered if each.key == key)


# Options


@pytest.mark.parametrize("verdict", VERDICTS.values())
def test_continuing_as_now_and_all_eight_approaches_are_considered(papers, verdict):
    options = papers[verdict].options

    assert options.considered[0].name == "Continue as now"
    assert {each.key for each in options.considered[1:]} == {each.key for each in METHOD.core}
    assert len(options.beside) == len(METHOD.approaches) - len(METHOD.core)


def test_each_option_has_reasons_for_and_against_with_their_points(papers):
    for each in papers["leaning"].options.considered[1:]:
        assert each.for_it and each.against_it
        assert all(point.points.startswith("+") for point in each.for_it)
        assert all(point.points.startswith("−") for point in each.against_it)
        assert each.for_it[0].because


def test_a_clear_result_says_why_the_others_are_not_preferred(papers):
    told = standings(papers["clear"])

    assert told["competitive"] == "Comes first in this appraisal, clearly."
    assert told["relational"].startswith("Not preferred. It scores 68.6 points less than Compet")
    assert "What sets them apart most: " in told["relational"]


def test_a_leaning_result_keeps_near_rivals_open(papers):
    told = standings(papers["leaning"])

    assert told["relational"] == "Comes first in this appraisal, but not clearly."
    assert told["place_based"].startswith("Behind, and not set aside. It scores 3.4 points less")
    assert told["competitive"].startswith("Not preferred.")


@pytest.mark.parametrize("verdict", ["no_clear_difference", "too_early"])
def test_without_a_clear_difference_or_too_early_nothing_is_called_not_preferred(papers, verdict):
    told = standings(papers[verdict])

    assert not any("Not preferred" in words or "Comes first" in words for words in told.values())


def test_joint_first_are_named_together(papers):
    told = standings(papers["no_clear_difference"])
    words = "Not set aside: Relational and Competitive are too close to choose between by score."

    assert told["relational"] == told["competitive"] == words


def test_continuing_as_now_is_compared_by_what_it_comes_closest_to(papers):
    assert standings(papers["leaning"])[AS_NOW].startswith(
        "Not preferred. Competitive scores 19.6 points less than Relational."
    )
    assert standings(papers["clear"])[AS_NOW] == (
        "It comes closest to what comes first: the choice is whether to improve it."
    )
    assert "Not compared" in standings(papers["no_clear_difference"])[AS_NOW]


def test_continuing_as_now_has_what_it_spares_and_what_it_would_mean(papers):
    now = option(papers["leaning"], AS_NOW)

    assert BLANK in now.for_it[0].what
    assert now.for_it[1].what.startswith("How harmful would a change of provider be for people?")
    assert now.against_it[0].what.startswith("Providers are already leaving")


def test_too_early_there_is_no_score_to_quote(papers):
    assert not any("Score" in each.about for each in papers["too_early"].options.considered)


# Risks


def test_risks_are_those_of_what_may_be_chosen(papers):
    assert {each.of for each in papers["clear"].risks.first} == {"Competitive"}
    assert {each.of for each in papers["no_clear_difference"].risks.first} == {
        "Relational",
        "Competitive",
    }


def test_too_early_the_risks_are_those_of_carrying_on(papers):
    assert {each.of for each in papers["too_early"].risks.first} == {"Continue as now"}


def test_risks_that_find_no_room_in_front_are_counted(papers):
    risks = papers["no_clear_difference"].risks
    every = sum(len(METHOD.approach_by_key[key].risks) for key in ("relational", "competitive"))

    assert len(risks.first) + risks.left == every


# The decision asked for


def test_each_verdict_asks_for_something_else(papers):
    first = [papers[verdict].asked[0] for verdict in VERDICTS.values()]

    assert len(set(first)) == len(first)


def test_a_clear_result_that_is_what_happens_now_asks_how_to_keep_to_it(papers):
    assert papers["clear"].asked[0].startswith("Agree to keep to Competitive")


def test_a_clear_result_that_differs_from_today_asks_for_a_business_case():
    changed = paper(demonstrated("equipment", current_approach="relational"))

    assert changed.asked[0].startswith("Agree that Competitive be worked up into a full business")


def test_a_leaning_result_asks_to_find_out_before_it_is_confirmed(papers):
    asked = papers["leaning"].asked

    assert asked[0].startswith("Agree that Relational be prepared first, and that Place-based stay")
    assert "“Could the providers you want to keep manage a 60-day delay" in asked[1]
    assert asked[2].startswith("Agree that the preference be confirmed, or changed")


def test_joint_first_that_pull_against_each_other_ask_for_a_split(papers):
    asked = papers["no_clear_difference"].asked

    assert asked[1].startswith("Agree that the service be split into parts")
    assert not any(each.startswith("Choose which of") for each in asked)


def test_too_early_nobody_is_asked_to_choose(papers):
    asked = papers["too_early"].asked

    assert (
        asked[0] == "Note that it is too early to compare approaches, and that none is set aside."
    )
    assert not any("Delegate" in each or "business case" in each for each in asked)


def test_with_little_time_left_it_asks_how_support_is_kept_going(papers):
    assert any("kept going" in each for each in papers["leaning"].asked)
    plenty = paper(demonstrated("home_care", contract_end="gt36"))
    assert not any("kept going" in each for each in plenty.asked)


def test_what_stands_in_the_way_becomes_a_condition(papers):
    assert any("section 4 asks for" in each for each in papers["leaning"].asked)
    assert not any("section 4 asks for" in each for each in papers["clear"].asked)

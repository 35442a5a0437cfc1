"""Points for goals: the weights, set before any result is shown."""

import pytest

from appraisal.method.content import method
from tests.landscape.browser import draft, stored, text_of

POINTS = "goal-points"


def test_the_page_shows_both_ends_of_every_swing(amina, home_care):
    page = amina.open(home_care, POINTS).text

    for goal in method("2026.1").goals:
        assert goal.text in page
        assert goal.swing_from in page
        assert goal.swing_to in page
    assert "before you look at a result" in page


def test_points_are_stored_by_goal_and_blanks_are_left_out(amina, home_care):
    amina.save(
        home_care, {"prevention": "100", "joined_up": "12.5", "innovation": "0"}, step=POINTS
    )

    assert stored(home_care, POINTS) == {
        "prevention": {"value": "100"},
        "joined_up": {"value": "12.5"},
        "innovation": {"value": "0"},
    }
    assert 'value="12.5"' in amina.open(home_care, POINTS).text


def test_all_blank_is_not_answered(amina, home_care):
    response = amina.save(home_care, dict.fromkeys(goal_keys(), ""), step=POINTS)

    assert response.status_code == 302
    assert stored(home_care, POINTS) == {}


def test_all_zero_is_an_error_and_stays_as_typed(amina, home_care):
    response = amina.save(home_care, dict.fromkeys(goal_keys(), "0"), step=POINTS)

    page = text_of(response)
    assert "Give at least one goal some points, or leave all blank if you cannot say yet" in page
    assert stored(home_care, POINTS) == {}
    assert draft(home_care, POINTS) == dict.fromkeys(goal_keys(), "0")


def test_all_zero_does_not_undo_the_points_that_were_there(amina, home_care):
    amina.save(home_care, {"prevention": "100"}, step=POINTS)

    amina.save(home_care, {"prevention": "0"}, step=POINTS)

    assert stored(home_care, POINTS) == {"prevention": {"value": "100"}}


@pytest.mark.parametrize("typed", ["101", "-1", "half", "1e2", "1,000"])
def test_points_must_be_a_number_from_0_to_100(amina, home_care, typed):
    page = text_of(amina.save(home_care, {"prevention": typed, "joined_up": "40"}, step=POINTS))

    goal = method("2026.1").goal_by_key["prevention"]
    assert f"Points for “{goal.text}” must be a number from 0 to 100, like 40" in page
    assert 'href="#prevention"' in page
    assert stored(home_care, POINTS) == {"joined_up": {"value": "40"}}
    assert draft(home_care, POINTS) == {"prevention": typed}


def test_points_can_be_taken_away_again(amina, home_care):
    amina.save(home_care, {"prevention": "100", "joined_up": "40"}, step=POINTS)

    amina.save(home_care, {"joined_up": ""}, step=POINTS)

    assert stored(home_care, POINTS) == {"prevention": {"value": "100"}}


def test_two_versions_of_the_points_are_compared_goal_by_goal(amina, home_care):
    one, two = amina.open(home_care, POINTS), amina.open(home_care, POINTS)
    amina.send(one, {"prevention": "100"})

    response = amina.send(two, {"prevention": "60", "joined_up": "100"})

    assert response.status_code == 409
    page = text_of(response)
    assert "60 points" in page
    assert "No points" in page


def goal_keys() -> list[str]:
    return [goal.key for goal in method("2026.1").goals]

"""People who answered without their names: nothing is shown that fewer than three of them said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring.anonymity import LEAST_ANONYMOUS, said_by_enough

KEYS = ("lives_vary", "provider_trust", "provider_count")


@pytest.mark.parametrize(("people", "left"), [(0, set()), (2, set()), (3, {"lives_vary"})])
def test_an_answer_is_shown_from_three_people(people, left):
    assert said_by_enough([{"lives_vary"}] * people) == left


def test_an_answer_that_two_of_three_gave_is_not_shown():
    two, third = {"lives_vary", "provider_trust"}, {"lives_vary"}

    assert said_by_enough([two, two, third]) == {"lives_vary"}


def test_three_who_were_each_asked_something_else_are_not_shown():
    assert said_by_enough({key} for key in KEYS) == set()


@given(st.lists(st.sets(st.sampled_from(KEYS))))
def test_whatever_is_shown_was_said_by_at_least_three(people):
    enough = said_by_enough(people)

    for key in KEYS:
        assert (key in enough) == (sum(key in said for said in people) >= LEAST_ANONYMOUS)

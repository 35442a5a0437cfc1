"""People who answered without their names: nothing is shown that fewer than three of them said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring.anonymity import LEAST_ANONYMOUS, said_by_enough, shown
from appraisal.scoring.perspectives import Voice
from appraisal.scoring.result import appraise
from tests.scoring.landscapes import METHOD, documents, landscape, tried_a_little


def voice(name, group, goals=None, **answers):
    return Voice(name, group, landscape({"answers": answers, "goals": goals or {}}))


def providers(count, **answers):
    return tuple(voice(f"Provider {at}", "provider", **answers) for at in range(1, count + 1))


def said(voices):
    """Return what the voices answered, each with its group."""
    return [
        (each.group, {key: answer.value for key, answer in each.landscape.answers.items()})
        for each in voices
    ]


# How many


@pytest.mark.parametrize(("members", "left"), [(0, 0), (1, 0), (2, 0), (3, 3), (4, 4)])
def test_an_anonymous_group_is_shown_from_three_people(members, left):
    found = shown(providers(members, lives_vary=5), {"provider"})

    assert LEAST_ANONYMOUS == 3
    assert said(found) == [("provider", {"lives_vary": 5})] * left


def test_groups_are_counted_apart_and_those_with_names_stay_as_they_are():
    amina = voice("Amina", "commissioner", lives_vary=2)
    carers = tuple(voice(str(at), "unpaid_carer", lives_vary=1) for at in range(2))
    nhs = tuple(voice(str(at), "nhs", lives_vary=4) for at in range(3))

    found = shown((amina, *carers, *nhs), {"unpaid_carer", "nhs", "provider"})

    assert found[0] is amina
    assert said(found[1:]) == [("nhs", {"lives_vary": 4})] * 3


def test_without_anonymous_groups_every_voice_stays_even_a_silent_one():
    voices = (voice("Amina", "commissioner"), *providers(1, lives_vary=5))

    assert shown(voices, ()) == voices


# What they said


def test_an_answer_that_two_of_three_gave_is_not_shown():
    voices = (
        *providers(2, lives_vary=5, provider_trust=1),
        voice("Provider 3", "provider", lives_vary=4),
    )

    assert said(shown(voices, {"provider"})) == [
        ("provider", {"lives_vary": 5}),
        ("provider", {"lives_vary": 5}),
        ("provider", {"lives_vary": 4}),
    ]


def test_three_who_were_each_asked_something_else_are_not_shown():
    voices = (
        voice("1", "provider", lives_vary=5),
        voice("2", "provider", provider_trust=1),
        voice("3", "provider", provider_count=2),
    )

    assert shown(voices, {"provider"}) == ()


def test_whoever_knows_nothing_and_weighs_nothing_is_none_of_the_three():
    voices = (*providers(2, lives_vary=5), voice("Provider 3", "provider", lives_vary=None))

    assert shown(voices, {"provider"}) == ()


def test_goals_are_shown_when_three_weighed_them():
    def with_goals(count):
        weighed = [voice(str(at), "provider", {"prevention": 100}) for at in range(count)]
        return tuple(weighed) + providers(3, lives_vary=5)

    two, three = (shown(with_goals(count), {"provider"}) for count in (2, 3))

    assert [bool(each.landscape.goals) for each in two] == [False] * 3
    assert [bool(each.landscape.goals) for each in three] == [True] * 3 + [False] * 3


@tried_a_little
@given(
    st.lists(st.tuples(st.sampled_from(["provider", "nhs"]), documents()), max_size=6),
    st.sets(st.sampled_from(["provider", "nhs"])),
)
def test_no_count_of_an_anonymous_group_is_of_fewer_than_three(people, anonymous):
    voices = tuple(
        Voice(str(at), group, landscape(document)) for at, (group, document) in enumerate(people)
    )

    seen = shown(voices, anonymous)

    for key in METHOD.question_by_key:
        for group in anonymous:
            given_by = [
                each
                for each in seen
                if each.group == group
                and key in each.landscape.answers
                and each.landscape.answers[key].value is not None
            ]
            assert len(given_by) == 0 or len(given_by) >= LEAST_ANONYMOUS
    named = [each for each in voices if each.group not in anonymous]
    assert [each for each in seen if each.group not in anonymous] == named


@pytest.mark.parametrize(
    ("people", "enough"),
    [
        ([], set()),
        ([["a"], ["a", "b"]], set()),
        ([["a"], ["a", "b"], ["a", "b"]], {"a"}),
        ([["a", "a", "a"], ["b"], ["b"]], set()),
        ([["a", "b"], ["a", "b"], ["b"], ["a"]], {"a", "b"}),
    ],
)
def test_what_three_people_answered_is_said_by_enough(people, enough):
    assert said_by_enough(people) == enough


def test_few_anonymous_providers_are_neither_counted_nor_heard():
    claimed = {"provider_trust": {"value": 5, "confidence": "evidence"}}
    few, enough = (
        appraise(
            METHOD,
            landscape({"answers": claimed}),
            shown(providers(count, provider_trust=1), {"provider"}),
        )
        for count in (2, 3)
    )

    assert few.views is None
    assert [part.question for part in few.unheard] == ["provider_trust"]
    assert enough.views is not None
    assert enough.views.leads == {"provider": {"too_early": 3}}
    assert enough.unheard == ()

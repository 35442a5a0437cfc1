"""An answers file is read as it was meant, or every mistake in it is named."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from appraisal.scoring.answers import (
    NOT_ANSWERED,
    Answer,
    AnswersError,
    CitedSource,
    as_fraction,
    read_landscape,
)
from appraisal.scoring.scores import fits
from tests.scoring.landscapes import METHOD, landscape

BANDED = [question for question in METHOD.questions if question.kind == "banded number"]


def problems_with(document):
    with pytest.raises(AnswersError) as caught:
        read_landscape(METHOD, document)
    return caught.value.problems


def answer_to(key, said):
    return landscape({"answers": {key: said}}).answers[key]


# What may be said


def test_a_level_alone_is_an_answer():
    assert answer_to("lives_vary", 4) == Answer(4)
    assert answer_to("service", "homecare") == Answer("homecare")


def test_null_is_dont_know():
    assert answer_to("lives_vary", None) == NOT_ANSWERED
    assert answer_to("lives_vary", {"value": None}) == NOT_ANSWERED


def test_a_question_may_be_said_not_to_apply_where_that_is_allowed():
    assert answer_to("self_funders", "n/a") == Answer("n/a")
    assert not Answer("n/a").is_known


def test_an_answer_may_carry_confidence_a_note_a_source_and_be_exempt():
    said = {
        "value": 2,
        "confidence": "guess",
        "note": "Ask Ben",
        "source": {"title": "Ledger", "address": "https://example.org", "date": "2026-01-02"},
        "exempt": True,
    }

    found = answer_to("lives_vary", said)

    assert found == Answer(
        2,
        confidence="guess",
        note="Ask Ben",
        source=CitedSource("Ledger", "https://example.org", "2026-01-02"),
        exempt=True,
    )
    assert found.is_guess


def test_a_text_is_kept_as_it_was_written():
    assert answer_to("life_now", "ŵ ŷ £ – ≥\n").value == "ŵ ŷ £ – ≥\n"


def test_an_answers_file_may_hold_nothing():
    found = landscape({})

    assert (found.answers, found.goals) == ({}, {})
    assert found.weights.fit == METHOD.fit_weight


def test_numbers_are_taken_as_they_were_written():
    found = landscape({"goals": {"prevention": 0.1, "inequality": "0.2"}})

    assert found.goals == {"prevention": Fraction(1, 10), "inequality": Fraction(1, 5)}


def test_goals_without_points_are_not_named_and_shares_add_up_to_one():
    found = landscape({"goals": {"prevention": 100, "inequality": 50, "joined_up": 0}})

    assert found.goal_shares() == {
        "prevention": Fraction(2, 3),
        "inequality": Fraction(1, 3),
        "joined_up": 0,
    }


# Bands


@pytest.mark.parametrize("question", BANDED, ids=lambda question: question.key)
def test_a_number_on_a_threshold_falls_in_the_band_that_begins_there(question):
    for level in question.levels:
        found = answer_to(question.key, {"value": None, "number": float(level.lower)})

        assert found == Answer(level.key, number=level.lower)


@pytest.mark.parametrize("question", BANDED, ids=lambda question: question.key)
def test_a_number_just_under_a_threshold_falls_in_the_band_below(question):
    upwards = sorted(question.levels, key=lambda level: level.lower)

    for below, level in pairwise(upwards):
        number = level.lower - Fraction(1, 1000)
        assert answer_to(question.key, {"number": float(number)}).value == below.key


@pytest.mark.parametrize("question", BANDED, ids=lambda question: question.key)
def test_the_largest_number_falls_in_the_highest_band_and_more_is_refused(question):
    highest = max(question.levels, key=lambda level: level.lower)
    largest = int(question.maximum)

    assert answer_to(question.key, {"number": largest}).value == highest.key
    assert problems_with({"answers": {question.key: {"number": largest + 1}}}) == (
        f"answers: {question.key}: {largest + 1} is not a number from 0 to {largest}.",
    )


def test_bands_that_rise_and_bands_that_fall_are_both_tried_here():
    starts_at_zero = {question.levels[0].lower == 0 for question in BANDED}

    assert starts_at_zero == {True, False}


def test_a_band_and_a_number_in_it_agree():
    assert answer_to("provider_count", {"value": 2, "number": 3}) == Answer(2, number=Fraction(3))


# Mistakes: each is named, with what is allowed

ANSWERS = [
    ({"provider_cuont": 3}, ["“provider_cuont” is not a question", "provider_count"]),
    ({"lives_vary": 6}, ["lives_vary: 6 is not an answer", "one of 1, 2, 3, 4, 5", "null"]),
    ({"lives_vary": 0}, ["0 is not an answer"]),
    ({"lives_vary": 3.0}, ["3.0 is not an answer"]),
    ({"lives_vary": 2.5}, ["2.5 is not an answer"]),
    ({"lives_vary": "3"}, ['"3" is not an answer']),
    ({"lives_vary": True}, ["true is not an answer"]),
    ({"lives_vary": [3]}, ["a list is not an answer"]),
    ({"lives_vary": {"value": {"value": 3}}}, ["an object is not an answer"]),
    ({"lives_vary": {"level": 3}}, ["“level” is not known", "value, number, confidence, note"]),
    ({"service": "home_care"}, ['"home_care" is not an answer', "homecare", "carehomes"]),
    ({"service": 1}, ["service: 1 is not an answer"]),
    ({"lives_vary": "n/a"}, ['lives_vary: "n/a" is not an answer']),
    ({"self_funders": "na"}, ['"na" is not an answer', 'or "n/a"']),
    ({"self_funders": {"value": "n/a", "number": 3}}, ["a number and is “n/a”. Keep one"]),
    ({"life_now": 3}, ["life_now: 3 is not a text"]),
    ({"lives_vary": {"value": 3, "number": 3}}, ["“number” has no meaning here"]),
    ({"provider_count": {"number": -1}}, ["-1 is not a number from 0 to 5000"]),
    ({"provider_count": {"number": "many"}}, ['"many" is not a number from 0 to 5000']),
    ({"provider_count": {"number": [1]}}, ["a list is not a number from 0 to 5000"]),
    ({"provider_count": {"number": float("nan")}}, ["NaN is not a number"]),
    ({"provider_count": {"number": True}}, ["true is not a number"]),
    ({"provider_count": {"value": 5, "number": 3}}, ["3 falls in band 2, not 5. Correct one"]),
    ({"lives_vary": {"value": 3, "confidence": "sure"}}, ['"sure"', "evidence, judgement, guess"]),
    ({"lives_vary": {"value": 3, "confidence": []}}, ["confidence a list is not known"]),
    ({"lives_vary": {"value": 3, "note": 1}}, ["note: 1 is not a text"]),
    ({"lives_vary": {"value": 3, "source": "Ledger"}}, ["source must be an object", '"Ledger"']),
    ({"lives_vary": {"value": 3, "source": {"url": ""}}}, ["“url”", "title, address, date"]),
    ({"lives_vary": {"value": 3, "source": {"date": 2026}}}, ["date: 2026 is not a text"]),
    ({"lives_vary": {"value": 3, "exempt": "yes"}}, ['exempt: "yes" is neither true nor false']),
]

GOALS = [
    ({"preventon": 50}, ["“preventon” is not a goal", "prevention"]),
    ({"prevention": 101}, ["prevention: 101 is not a number of points from 0 to 100"]),
    ({"prevention": -0.5}, ["-0.5 is not a number of points"]),
    ({"prevention": float("nan")}, ["NaN is not a number of points"]),
    ({"prevention": float("inf")}, ["Infinity is not a number of points"]),
    ({"prevention": None}, ["null is not a number of points"]),
    ({"prevention": True}, ["true is not a number of points"]),
    ({"prevention": 0, "inequality": 0}, ["no goal has any points", "leave goals out"]),
]

WEIGHTS = [
    ({"lamda": 0.5}, ["“lamda” is not a weight", "lambda, goals, needs"]),
    ({"lambda": 1.01}, ["lambda: 1.01 is not a number from 0 to 1"]),
    ({"lambda": -0.01}, ["lambda: -0.01 is not a number from 0 to 1"]),
    ({"needs": -1}, ["needs: -1 is not a number of 0 or more"]),
    ({"needs": float("inf")}, ["needs: Infinity is not a number of 0 or more"]),
    ({"needs": "heavy"}, ['needs: "heavy" is not a number']),
    (dict.fromkeys(["goals", "needs", "market", "timing"], 0), ["every weight of fit is 0"]),
]


@pytest.mark.parametrize(("answers", "said"), ANSWERS)
def test_a_mistake_in_an_answer_is_named(answers, said):
    problem = only(problems_with({"answers": answers}))

    assert all(words in problem for words in ["answers: ", *said])


@pytest.mark.parametrize(("goals", "said"), GOALS)
def test_a_mistake_in_the_goals_is_named(goals, said):
    problem = only(problems_with({"goals": goals}))

    assert all(words in problem for words in ["goals: ", *said])


@pytest.mark.parametrize(("weights", "said"), WEIGHTS)
def test_a_mistake_in_the_weights_is_named(weights, said):
    problem = only(problems_with({"weights": weights}))

    assert all(words in problem for words in ["weights: ", *said])


@pytest.mark.parametrize("document", [None, True, 3, "answers", [], [{"answers": {}}]])
def test_an_answers_file_that_is_no_object_is_refused(document):
    assert "the answers file must be an object" in only(problems_with(document))


@pytest.mark.parametrize("part", ["answers", "goals", "weights"])
@pytest.mark.parametrize("value", [None, [], "none", 0])
def test_a_part_that_is_no_object_is_refused(part, value):
    assert f"{part} must be an object" in only(problems_with({part: value}))


def test_an_unknown_part_is_named_with_those_there_are():
    problem = only(problems_with({"anwsers": {}}))

    assert problem == "“anwsers” is not known. An answers file holds answers, goals and weights."


def test_every_mistake_is_told_at_once():
    document = {
        "answers": {"lives_vary": 6, "nonsense": 1, "service": {"value": "homecare", "x": 1}},
        "goals": {"prevention": 200},
        "weights": {"lambda": 2},
        "more": [],
    }

    found = problems_with(document)

    assert len(found) == 6


def test_the_error_reads_as_all_its_sentences():
    with pytest.raises(AnswersError, match=r"(?s)lives_vary: 6 .*service: 7 "):
        read_landscape(METHOD, {"answers": {"lives_vary": 6, "service": 7}})


def only(problems):
    [problem] = problems
    return problem


# Odd input


@pytest.mark.parametrize(
    "number",
    ["1e999999999", "-1e999999999", "1e-999999999", "9" * 1000, 10**5000, -(10**5000)],
    ids=["large", "low", "small", "long", "very long", "very low"],
)
def test_a_number_that_would_fill_the_memory_is_no_number(number):
    assert as_fraction(number) is None
    document = {
        "answers": {"provider_count": {"number": number}, "lives_vary": number},
        "goals": {"prevention": number},
        "weights": {"needs": number},
    }
    assert len(problems_with(document)) == 4


@pytest.mark.parametrize("text", ["", " ", "1/3", "1_000", "0x10", "٣", "1,5", "nan", "inf", "1 "])
def test_a_text_that_is_no_plain_number_is_no_number(text):
    assert as_fraction(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("+1.50", Fraction(3, 2)), (".5", Fraction(1, 2)), ("1E2", 100), ("-0", 0)],
)
def test_a_number_may_be_written_as_a_text(text, number):
    assert as_fraction(text) == number


def test_a_long_text_is_cut_short_in_the_message():
    problem = only(problems_with({"answers": {"lives_vary": "x" * 100_000}}))

    assert len(problem) < 300


def test_an_answer_nested_ten_thousand_deep_is_refused_in_words():
    deep: object = 3
    for _ in range(10_000):
        deep = {"value": deep}

    assert "an object is not an answer" in only(problems_with({"answers": {"lives_vary": deep}}))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-1, 101),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["n/a", "guess", "homecare", "1e999999999", "\ud800", "NaN", "-0"]),
)
KEYS = st.one_of(
    st.text(max_size=5),
    st.sampled_from(
        ["answers", "goals", "weights", "lambda", "value", "number", "confidence", "source"]
        + [question.key for question in METHOD.questions]
        + [goal.key for goal in METHOD.goals]
        + [criterion.key for criterion in METHOD.criteria]
    ),
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
ANY_DETAILS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ["value", "number", "confidence", "note", "source", "exempt", "other"], ANY_JSON
    ),
)
NEARLY_RIGHT = st.fixed_dictionaries(
    {},
    optional={
        "answers": st.dictionaries(
            st.sampled_from([question.key for question in METHOD.questions]),
            st.one_of(SCALARS, ANY_DETAILS),
            max_size=4,
        ),
        "goals": st.dictionaries(st.sampled_from(list(METHOD.goal_by_key)), SCALARS, max_size=3),
        "weights": st.dictionaries(
            st.sampled_from(["lambda", *METHOD.criterion_by_key]), SCALARS, max_size=4
        ),
    },
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(ANY_JSON, NEARLY_RIGHT))
@example({"answers": {"provider_count": {"value": "n/a", "number": 1}}})
@example({"weights": {"lambda": 1e-320}})
def test_any_json_is_read_or_refused_in_words(document):
    try:
        read = read_landscape(METHOD, document)
    except AnswersError as error:
        assert error.problems
        assert all(problem.strip() for problem in error.problems)
    else:
        assert len(fits(METHOD, read)) == 8

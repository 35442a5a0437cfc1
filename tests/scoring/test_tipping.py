"""The fewest answers that would put another approach first, checked by scoring every set again."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from appraisal.method.model import Method
from appraisal.scoring.answers import Answer, Landscape
from appraisal.scoring.moves import leader_of
from appraisal.scoring.scores import fits
from appraisal.scoring.tipping import tipping_points
from tests.scoring.landscapes import METHOD, documents, landscape, tried, tried_a_little
from tests.scoring.small_method import choice, goal, scale, small_method

# Three approaches that five questions can set against one another, one more that says what is
# appraised and would change everything.
WOODS = small_method(
    approaches=["oak", "elm", "ash"],
    weights={
        "goals": ("fit", Fraction(1, 3)),
        "needs": ("fit", Fraction(2, 3)),
        "craft": ("readiness", Fraction(1)),
    },
    questions=[
        replace(
            choice("which", "needs", {"a": {"oak": 2}, "b": {"elm": 2}, "c": {"ash": 2}}),
            defines_scope=True,
        ),
        scale("pace", "needs", {"oak": 1, "elm": -1}),
        scale("reach", "needs", {"elm": 1.5, "ash": -0.5}),
        choice("shape", "needs", {"round": {"ash": 1}, "square": {"oak": 0.5}, "flat": {}}),
        scale("skill", "craft", {"ash": 1, "oak": -1}),
        scale("trust", "craft", {"elm": 0.5, "oak": 1}),
    ],
    goals=[goal("east", {"oak": 1}), goal("west", {"ash": 1})],
)
FREE = [question for question in WOODS.questions if not question.defines_scope]


def core_scores(method: Method, given: Landscape) -> dict[str, Fraction]:
    return {fit.approach.key: fit.score for fit in fits(method, given) if fit.approach.core}


def changed(given: Landscape, answers) -> Landscape:
    new = {key: Answer(level) for key, level in answers}
    return replace(given, answers={**given.answers, **new})


def tipped(method: Method, given: Landscape):
    return tipping_points(method, given, core_scores(method, given))


def woods_documents():
    questions = {
        question.key: st.one_of(st.sampled_from(question.level_keys), st.none())
        for question in WOODS.questions
    }
    return st.fixed_dictionaries(
        {
            "answers": st.fixed_dictionaries({}, optional=questions),
            "goals": st.sampled_from([{}, {"east": 1}, {"west": 1}, {"east": 2, "west": 1}]),
        }
    )


# Laws


@tried
@given(documents())
def test_the_answers_named_really_put_the_approach_first_alone(document):
    given = landscape(document)

    for found in tipped(METHOD, given):
        answers = [(move.question, move.level) for move in found.moves]
        if answers:
            after = core_scores(METHOD, changed(given, answers))
            assert leader_of(after) == found.approach


@tried_a_little
@given(documents())
def test_every_core_approach_that_does_not_lead_is_asked_about(document):
    given = landscape(document)
    leader = leader_of(core_scores(METHOD, given))

    found = tipped(METHOD, given)

    assert [each.approach for each in found] == [
        approach.key for approach in METHOD.core if approach.key != leader
    ]


@tried_a_little
@given(documents())
def test_each_answer_named_is_another_than_was_given_and_one_a_question(document):
    given = landscape(document)

    for found in tipped(METHOD, given):
        questions = [move.question for move in found.moves]
        assert len(set(questions)) == len(questions) <= 3
        for move in found.moves:
            question = METHOD.question_by_key[move.question]
            assert move.level in question.level_keys
            assert move.level != given.answer(question).value
            assert given.answer(question).value != "n/a"


# No smaller set does it


def test_when_more_than_one_answer_is_named_no_single_one_would_do():
    randomly = random.Random(1)
    scored = [question for question in METHOD.questions if question.scored]
    answers = {question.key: randomly.choice([*question.level_keys, None]) for question in scored}
    given = landscape({"answers": answers, "goals": {"prevention": 50, "stable_market": 100}})

    found = {each.approach: len(each.moves) for each in tipped(METHOD, given)}

    led_by_one = {
        leader_of(core_scores(METHOD, changed(given, [(question.key, level)])))
        for question in scored
        if not question.defines_scope
        for level in question.level_keys
    }
    assert {key for key, size in found.items() if size == 1} == set(found) & led_by_one


@tried_a_little
@given(woods_documents())
def test_no_smaller_set_and_no_gentler_one_of_the_same_questions_would_do(document):
    given = landscape(document, WOODS)

    for found in tipped(WOODS, given):
        size, distance = smallest(given, found.approach, [move.question for move in found.moves])
        assert len(found.moves) == size
        assert distance == sum(move.distance for move in found.moves)


def smallest(given: Landscape, challenger: str, chosen: list[str]):
    """Return the size of the smallest sets, and the least distance among the chosen questions."""
    for size in (1, 2, 3):
        works = {
            tuple(answers): distance
            for questions in combinations(FREE, size)
            for answers, distance in every_change(given, questions)
            if leader_of(core_scores(WOODS, changed(given, answers))) == challenger
        }
        if works:
            return size, min(
                distance
                for answers, distance in works.items()
                if {key for key, _ in answers} == set(chosen)
            )
    return 0, 0


def every_change(given, questions):
    for levels in product(*(question.level_keys for question in questions)):
        now = [given.answer(question).value for question in questions]
        if any(level == before for level, before in zip(levels, now, strict=True)):
            continue
        answers = [(question.key, level) for question, level in zip(questions, levels, strict=True)]
        yield answers, sum(map(distance, questions, now, levels))


def distance(question, before, level):
    if question.kind == "choice":
        return 1
    return max(1, abs(level - (3 if before is None else before)))


# What is appraised


def test_an_answer_that_says_what_is_appraised_is_never_among_them():
    given = landscape({"answers": {"which": "a", "pace": 5}}, WOODS)
    free = replace(
        WOODS, questions=tuple(replace(part, defines_scope=False) for part in WOODS.questions)
    )

    bound_sets = {each.approach: each.moves for each in tipped(WOODS, given)}
    free_sets = {each.approach: each.moves for each in tipped(free, given)}

    assert [move.question for move in free_sets["ash"]] == ["which"]
    assert "which" not in [move.question for move in bound_sets["ash"]]
    assert [question.key for question in METHOD.questions if question.defines_scope] == ["service"]


def test_an_approach_that_nothing_can_put_first_is_told_without_answers():
    rigid = small_method(
        approaches=["oak", "elm"],
        weights={"goals": ("fit", Fraction(1)), "craft": ("readiness", Fraction(1))},
        questions=[scale("idle", "craft", {})],
        goals=[goal("east", {"oak": 1}), goal("west", {"elm": 1})],
    )

    [found] = tipped(rigid, landscape({"goals": {"east": 1}}, rigid))

    assert (found.approach, found.moves) == ("elm", ())


def test_where_nothing_may_be_changed_nothing_is_named():
    fixed = replace(
        WOODS, questions=tuple(replace(part, defines_scope=True) for part in WOODS.questions)
    )

    found = tipped(fixed, landscape({"goals": {"east": 1}}, fixed))

    assert [(each.approach, each.moves) for each in found] == [("elm", ()), ("ash", ())]


def test_a_tie_asks_what_would_put_each_first_alone():
    found = tipped(METHOD, landscape({}))

    assert [each.approach for each in found] == [approach.key for approach in METHOD.core]
    assert all(len(each.moves) == 1 for each in found)


def test_drawing_level_is_not_enough():
    twins = small_method(
        approaches=["oak", "elm"],
        weights={
            "goals": ("fit", Fraction(0)),
            "needs": ("fit", Fraction(1)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[
            replace(scale("which", "needs", {"oak": 1}), defines_scope=True),
            scale("pace", "needs", {"elm": 1}),
            scale("idle", "craft", {}),
        ],
        goals=[goal("east", {})],
    )

    [found] = tipped(twins, landscape({"answers": {"which": 5, "pace": 3}}, twins))

    # Pace at 5 would make elm exactly oak's equal.
    assert (found.approach, found.moves) == ("elm", ())

"""What each answer could do to the lead: every figure is checked by scoring again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from appraisal.method.model import LevelKey
from appraisal.scoring.answers import Answer
from appraisal.scoring.information import lead_of
from appraisal.scoring.scores import core_scores
from appraisal.scoring.swings import Lead, swings
from tests.scoring.landscapes import METHOD, SCORED, documents, landscape, tried, tried_a_little
from tests.scoring.small_method import choice, goal, scale, small_method

WOODS = small_method(
    approaches=["oak", "elm"],
    weights={
        "goals": ("fit", Fraction(0)),
        "needs": ("fit", Fraction(1)),
        "craft": ("readiness", Fraction(1)),
    },
    questions=[
        replace(scale("which", "needs", {"oak": 2}), defines_scope=True),
        scale("pace", "needs", {"oak": 1, "elm": -1}),
        scale("reach", "needs", {"elm": 0.5}),
        scale("idle", "craft", {}),
    ],
    goals=[goal("east", {})],
)


def swung(given, method=METHOD):
    scores = core_scores(method, given)
    first = max(scores, key=lambda key: scores[key])
    return first, swings(method, given, scores, first)


@tried
@given(documents(), st.data())
def test_no_level_moves_the_lead_further_than_its_worst_and_its_best(document, data):
    given = landscape(document)
    first, found = swung(given)
    swing = data.draw(st.sampled_from(found))

    leads: dict[LevelKey | None, Fraction] = {
        level: lead_of(core_scores(METHOD, with_level(given, swing.question, level)), first)
        for level in METHOD.question_by_key[swing.question].level_keys
    }

    now = given.answer(METHOD.question_by_key[swing.question]).value
    leads |= {now: lead_of(core_scores(METHOD, given), first)}
    assert swing.worst.points == min(leads.values()) == leads[swing.worst.level]
    assert swing.best.points == max(leads.values()) == leads[swing.best.level]
    assert swing.changes == (min(leads.values()) <= 0)


def with_level(given, key, level):
    return replace(given, answers={**given.answers, key: Answer(level)})


@tried_a_little
@given(documents())
def test_every_scored_question_that_applies_swings_once_the_widest_first(document):
    given = landscape(document)

    _, found = swung(given)

    assert {swing.question for swing in found} == {
        question.key
        for question in SCORED
        if given.answer(question).value != "n/a" and not question.defines_scope
    }
    widths = [swing.width for swing in found]
    assert widths == sorted(widths, reverse=True) and widths[-1] >= 0


def test_the_swings_of_the_woods_are_as_on_paper():
    given = landscape({"answers": {"which": 4, "pace": 4}}, WOODS)

    first, found = swung(given, WOODS)

    # Oak's fit has a variance of (2² + 1²) / 9 / 2 = 5/18, elm's of (1² + ½²) / 9 / 2 = 5/72:
    # spreads 0.527046 and 0.263523. Each level of pace is worth 0.6 * 10 / 3 / 2 = 1 over the
    # spread, for oak and against elm; of reach, half that for elm.
    step = 1 / Fraction("0.527046") + 1 / Fraction("0.263523")
    now = 2 / Fraction("0.527046") + step
    assert first == "oak"
    assert [swing.question for swing in found] == ["pace", "reach", "idle"]
    assert found[0].worst == Lead(1, now - 3 * step)
    assert found[0].best == Lead(5, now + step)
    assert found[0].changes
    assert found[1].worst == Lead(5, now - 1 / Fraction("0.263523"))
    assert not found[1].changes


def test_an_answer_that_makes_no_difference_stays_as_it_is():
    given = landscape({"answers": {"pace": 4, "idle": 2}}, WOODS)

    _, found = swung(given, WOODS)

    idle = found[-1]
    assert idle.worst == idle.best == Lead(2, lead_of(core_scores(WOODS, given), "oak"))


def test_an_answer_nobody_knows_may_be_better_not_known():
    method = small_method(
        approaches=["oak", "elm", "ash"],
        weights={
            "goals": ("fit", Fraction(1, 2)),
            "needs": ("fit", Fraction(1, 2)),
            "craft": ("readiness", Fraction(1)),
        },
        questions=[
            choice("shape", "needs", {"round": {"elm": 1}, "flat": {"ash": 1}}),
            scale("idle", "craft", {}),
        ],
        goals=[goal("east", {"oak": 2}), goal("west", {"oak": -2})],
    )

    _, found = swung(landscape({"goals": {"east": 1}}, method), method)

    assert found[0].question == "shape"
    assert found[0].best.level is None

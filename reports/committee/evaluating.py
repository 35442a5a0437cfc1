"""The evaluation plan: what to measure, from goals, steps and unknowns, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.scoring.rules import evaluate
from reports.committee.content import Content
from reports.committee.extracts import Extract, extract
from reports.committee.parts import PARTS
from reports.finding_out import to_find_out
from reports.plan import plans
from reports.stored import Found

OWN_MEASURES = "how_you_will_know"
LONGEST_MEASURES = 900
GOALS = 5


@dataclass(frozen=True)
class ToMeasure:
    """A goal that was given points, with both ends of its swing, or a step of the plan."""

    what: str
    now: str
    then: str
    where: str


@dataclass(frozen=True)
class ToLearn:
    question: str
    where: str


@dataclass(frozen=True)
class Evaluation:
    """``own`` is how the council said it would know; None when it has not said."""

    own: Extract | None
    goals: tuple[ToMeasure, ...]
    steps: tuple[ToMeasure, ...]
    unknowns: tuple[ToLearn, ...]
    looks: tuple[str, ...]


def evaluation(found: Found, content: Content) -> Evaluation:
    return Evaluation(
        own=_own(found),
        goals=_goals(found),
        steps=tuple(
            ToMeasure(step.do, step.now, step.then, step.question)
            for plan in plans(found)
            for step in plan.steps
        ),
        unknowns=tuple(ToLearn(each.question, each.where) for each in to_find_out(found)),
        looks=tuple(
            each.says
            for each in content.looks
            if each.rule is None or evaluate(found.method, each.rule, found.landscape).truth
        ),
    )


def _own(found: Found) -> Extract | None:
    question, answer = found.method.question_by_key[OWN_MEASURES], found.answer(OWN_MEASURES)
    if not answer.is_known:
        return None
    where = PARTS["annex_voices"].place
    return extract(question.text, str(answer.value), LONGEST_MEASURES, where)


def _goals(found: Found) -> tuple[ToMeasure, ...]:
    """Return the goals with most points."""
    points = {key: given for key, given in found.landscape.goals.items() if given}
    most = sorted(points, key=lambda key: -points[key])[:GOALS]
    goals = [found.method.goal_by_key[key] for key in most]
    return tuple(ToMeasure(each.text, each.swing_from, each.swing_to, each.where) for each in goals)

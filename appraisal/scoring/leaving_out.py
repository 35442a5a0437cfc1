"""Does the result rest on one question, one criterion, or on optimism? Exact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import GOALS, Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.information import lead_of
from appraisal.scoring.moves import (
    ZERO,
    added,
    difference,
    leader_of,
    points_of,
    points_of_goals,
)
from appraisal.scoring.scores import Fit, Shares, shares

HIGH_LEVELS = (4, 5)


@dataclass(frozen=True)
class LeftOut:
    """The ranking without one question, goal or criterion.

    ``leader`` is None when it would be a tie; ``lead`` is the present leader's lead without it,
    negative when it would be overtaken.
    """

    what: str
    leader: str | None
    lead: Fraction
    changes: bool


def without_each_question(
    method: Method, landscape: Landscape, core: tuple[Fit, ...]
) -> tuple[LeftOut, ...]:
    """Return the ranking without each answered question or weighed goal, the most telling first.

    A question left out is not known. A goal left out has no points, so the others share the
    weight of the goals; without the only one, the goals are not known.
    """
    parts = {part.question for fit in core for part in fit.contributions if part.points}
    questions = sorted(parts - set(method.goal_by_key))
    without = {key: _without_parts(core, {key}) for key in questions}
    carried = shares(method, landscape)
    if carried.of(GOALS):
        without |= {
            key: _without_goal(method, carried, landscape.goals, core, key)
            for key, points in landscape.goals.items()
            if points
        }
    return _told(core, without)


def without_each_criterion(method: Method, core: tuple[Fit, ...]) -> tuple[LeftOut, ...]:
    """Return the ranking knowing nothing of each criterion, the most telling first."""
    return _told(
        core, {part.key: _without_parts(core, set(part.questions)) for part in method.criteria}
    )


def _without_parts(core: tuple[Fit, ...], keys: set[str]) -> dict[str, Fraction]:
    return {fit.approach.key: fit.score - _points(fit, keys) for fit in core}


def _without_goal(
    method: Method,
    carried: Shares,
    goals: Mapping[str, Fraction],
    core: tuple[Fit, ...],
    without: str,
) -> dict[str, Fraction]:
    rest = {key: points for key, points in goals.items() if key != without}
    return added(_without_parts(core, set(goals)), points_of_goals(method, carried, rest))


def _told(
    core: tuple[Fit, ...], without: Mapping[str, Mapping[str, Fraction]]
) -> tuple[LeftOut, ...]:
    leader = leader_of({fit.approach.key: fit.score for fit in core})
    found = [
        LeftOut(what, leader_of(left), lead_of(left, leader), leader_of(left) != leader)
        for what, left in without.items()
    ]
    return tuple(sorted(found, key=lambda out: (out.lead, out.what)))


def _points(fit: Fit, keys: Iterable[str]) -> Fraction:
    return sum((part.points for part in fit.contributions if part.question in keys), ZERO)


@dataclass(frozen=True)
class Optimism:
    """The ranking with every hopeful readiness answer one level lower.

    ``questions`` are the readiness answers at level 4 or 5 that rest on no evidence, or claim it
    without those they are about having been heard.
    """

    questions: tuple[str, ...]
    leader: str | None
    lead: Fraction
    changes: bool


def optimism_test(
    method: Method,
    landscape: Landscape,
    scores: Mapping[str, Fraction],
    unheard: Collection[str],
) -> Optimism:
    """Return what happens if hopeful answers turn out one level lower.

    ``unheard`` names the questions whose answers are judgements, whatever they claim.
    """
    carried = shares(method, landscape)
    hopeful = [
        key
        for key in carried.questions
        if _is_high_readiness(method, landscape, key)
        and (key in unheard or landscape.answers[key].confidence != "evidence")
    ]
    changes = []
    for key in hopeful:
        level = int(landscape.answers[key].value or 0)
        before = points_of(method, carried, key, level)
        changes.append(difference(points_of(method, carried, key, level - 1), before))
    then = added(scores, *changes)
    leader = leader_of(scores)
    return Optimism(
        tuple(hopeful), leader_of(then), lead_of(then, leader), leader_of(then) != leader
    )


def _is_high_readiness(method: Method, landscape: Landscape, key: str) -> bool:
    question, answer = method.question_by_key[key], landscape.answers.get(key)
    return (
        answer is not None
        and question.criterion is not None
        and question.kind != "choice"
        and method.criterion_by_key[question.criterion].group == "readiness"
        and answer.value in HIGH_LEVELS
    )

"""What to find out first: what each unknown or guessed answer could change.

Exact, but for the worth of goals that have not been weighed: that is a mean over readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from appraisal.method.model import GOALS, LevelKey, Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.moves import (
    ZERO,
    added,
    difference,
    leader_of,
    points_of,
    points_of_goals,
)
from appraisal.scoring.sampling import worth_of_goals
from appraisal.scoring.scores import Shares, chances, shares

# How many of them to find out first.
TOP = 5


@dataclass(frozen=True)
class Worth:
    """What it would be worth to know one answer for certain, before choosing.

    ``value`` is the expected value of perfect information, in points of score. ``changes`` are
    the levels that would change the leader. ``narrows`` is by how much the worst level would
    narrow the lead; more than the whole lead when another approach would overtake.

    ``question`` is "goals" for goals that have not been weighed. They have no levels, so
    ``changes`` is empty, and ``narrows`` is for all points on the worst single goal.
    """

    question: str
    value: Fraction
    changes: tuple[LevelKey, ...]
    narrows: Fraction


def worth_knowing(
    method: Method, landscape: Landscape, scores: Mapping[str, Fraction]
) -> tuple[Worth, ...]:
    """Return every unknown or guessed question, and unweighed goals, most worth knowing first.

    Value: mean over levels of the best score, less the best of the mean scores (a guess with
    its chances). Ties, common when the lead is wide, go to what narrows the lead most.
    """
    carried = shares(method, landscape)
    found = [] if landscape.goals else [_worth_of_goals(method, landscape, carried, scores)]
    for key in carried.questions:
        question = method.question_by_key[key]
        answer = landscape.answer(question)
        if answer.is_known and not answer.is_guess:
            continue
        now = points_of(method, carried, key, answer.value)
        after = {
            level: added(scores, difference(points_of(method, carried, key, level), now))
            for level in question.level_keys
        }
        odds = chances(question, answer)
        found.append(_worth(key, scores, {level: after[level] for level in odds}, odds))
    return tuple(sorted(found, key=lambda worth: (-worth.value, -worth.narrows)))


def worth_answering(
    method: Method, landscape: Landscape, scores: Mapping[str, Fraction]
) -> tuple[Worth, ...]:
    """Return the same questions when it is too early to compare: what carries most, first.

    Nothing leads yet, so no level changes the leader and none narrows a lead.
    """
    carried = shares(method, landscape)
    found = [
        replace(worth, changes=(), narrows=ZERO)
        for worth in worth_knowing(method, landscape, scores)
    ]
    return tuple(sorted(found, key=lambda worth: -carried.of(worth.question)))


def _worth(
    key: str,
    scores: Mapping[str, Fraction],
    after: Mapping[LevelKey, Mapping[str, Fraction]],
    odds: Mapping[LevelKey, Fraction],
) -> Worth:
    best_on_average = sum((odds[level] * max(after[level].values()) for level in odds), ZERO)
    averages = [
        sum((odds[level] * after[level][approach] for level in odds), ZERO) for approach in scores
    ]
    leader = leader_of(scores)
    return Worth(
        question=key,
        value=best_on_average - max(averages),
        changes=tuple(level for level in odds if leader_of(after[level]) != leader),
        narrows=max(lead_of(scores, leader) - lead_of(then, leader) for then in after.values()),
    )


def _worth_of_goals(
    method: Method, landscape: Landscape, carried: Shares, scores: Mapping[str, Fraction]
) -> Worth:
    leader = leader_of(scores)
    after = [
        added(scores, points_of_goals(method, carried, {goal.key: Fraction(1)}))
        for goal in method.goals
    ]
    return Worth(
        question=GOALS,
        value=worth_of_goals(method, landscape, scores),
        changes=(),
        narrows=max(lead_of(scores, leader) - lead_of(then, leader) for then in after),
    )


def lead_of(scores: Mapping[str, Fraction], leader: str | None) -> Fraction:
    """Return by how much an approach is ahead of the best other; negative when behind."""
    if leader is None:
        return ZERO
    return scores[leader] - max(score for key, score in scores.items() if key != leader)

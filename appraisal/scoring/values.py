"""What every possible answer is worth to every approach, before it is weighed.

A value is in points of fit or readiness: 10 * centred effect / spread. Multiplied by the
share of the score that a question carries, it is that question's contribution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from appraisal.method.model import GOALS, Group, LevelKey, Method
from appraisal.method.spread import spread

POINTS_PER_DEVIATION = 10

ByApproach = Mapping[str, Fraction]


@dataclass(frozen=True, eq=False)
class Values:
    """Centred effects and the points they are worth, exact, by question or goal.

    ``centred`` and ``points`` of a question: level, then approach. Of a goal: approach.
    """

    centred: Mapping[str, Mapping[LevelKey, ByApproach]]
    points: Mapping[str, Mapping[LevelKey, ByApproach]]
    goals_centred: Mapping[str, ByApproach]
    goals_points: Mapping[str, ByApproach]


@cache
def values(method: Method) -> Values:
    """Return the values of every possible answer under this method."""
    keys = [approach.key for approach in method.approaches]
    centred = {
        question.key: {
            level: {key: question.centred(level, key) for key in keys}
            for level in question.level_keys
        }
        for question in method.questions
        if question.scored
    }
    means = {
        key: sum((goal.effect(key) for goal in method.goals), Fraction(0)) / len(method.goals)
        for key in keys
    }
    goals_centred = {
        goal.key: {key: goal.effect(key) - means[key] for key in keys} for goal in method.goals
    }
    goal_group = method.criterion_by_key[GOALS].group
    return Values(
        centred=centred,
        points={
            key: {
                level: _in_points(method, group_of(method, key), effects)
                for level, effects in levels.items()
            }
            for key, levels in centred.items()
        },
        goals_centred=goals_centred,
        goals_points={
            key: _in_points(method, goal_group, effects) for key, effects in goals_centred.items()
        },
    )


def group_of(method: Method, question: str) -> Group:
    """Return whether a scored question tells of fit or of readiness."""
    criterion = method.question_by_key[question].criterion
    if criterion is None:
        raise LookupError(f"{question} is not scored, so it belongs to no group.")
    return method.criterion_by_key[criterion].group


def _in_points(method: Method, group: Group, effects: ByApproach) -> dict[str, Fraction]:
    sigma = spread(method)[group]
    return {
        key: POINTS_PER_DEVIATION * effect / sigma[key] if effect else Fraction(0)
        for key, effect in effects.items()
    }

"""The development plan: which weak readiness answers to raise first, and what it would gain."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.advice import Action
from appraisal.method.model import LevelKey, Method, strength
from appraisal.scoring.answers import Landscape
from appraisal.scoring.scores import Fit, shares
from appraisal.scoring.values import values

WEAK_LEVELS = (1, 2)
TARGET = 4
MATTERS = 1


@dataclass(frozen=True)
class Step:
    """One thing to build: raise an answer to level 4.

    ``gain`` is what the approach's score would gain by it alone, ``reaches`` the score after
    this step and all before it.
    """

    question: str
    level: LevelKey
    action: Action
    gain: Fraction
    reaches: Fraction


def development_plan(method: Method, landscape: Landscape, fit: Fit) -> tuple[Step, ...]:
    """Return the steps from which an approach gains, the greatest gain first."""
    carried = shares(method, landscape)
    approach = fit.approach.key
    found = []
    for key in carried.questions:
        question = method.question_by_key[key]
        level = landscape.answer(question).value
        if (
            question.action is None
            or level not in WEAK_LEVELS
            or strength(question.influences, approach) < MATTERS
        ):
            continue
        worth = values(method).points[key]
        gain = carried.of(key) * (worth[TARGET][approach] - worth[level][approach])
        if gain > 0:
            found.append((gain, key, level, question.action))
    found.sort(key=lambda step: (-step[0], step[1]))
    steps, score = [], fit.score
    for gain, key, level, action in found:
        score += gain
        steps.append(Step(key, level, action, gain, score))
    return tuple(steps)

"""The null test: what the method says of situations drawn at random.

A method that favoured an approach whatever the situation would show it here, so the figures
are published with every version. Random situations are not typical ones: this tests the
method, and says nothing about councils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import GOALS, Criterion, Method, Question
from appraisal.scoring.sampling import TIE_PARTS, Floats, of_core, rank_counts, seed, simplex
from appraisal.scoring.values import values

SITUATIONS = 20_000

# How likely levels 1 to 5 of a scale or banded number are, in parts of the sum.
UNIFORM = (1, 1, 1, 1, 1)
CROWDING_THE_MIDDLE = (1, 4, 6, 4, 1)


@dataclass(frozen=True, eq=False)
class Situations:
    """Random situations in points above 50: one row a situation, one column a core approach."""

    fit: Floats
    readiness: Floats

    def scores(self, fit_weight: Fraction) -> Floats:
        return float(fit_weight) * self.fit + float(1 - fit_weight) * self.readiness

    def leaders(self, fit_weight: Fraction) -> NDArray[np.intp]:
        leading: NDArray[np.intp] = self.scores(fit_weight).argmax(axis=1)
        return leading


def first_places(method: Method, level_chances: Sequence[int] = UNIFORM) -> Mapping[str, Fraction]:
    """Return the share of random situations in which each core approach comes first."""
    scores = situations(method, level_chances).scores(method.fit_weight)
    firsts = rank_counts(scores)[:, 0]
    return {
        approach.key: Fraction(int(count), SITUATIONS * TIE_PARTS)
        for approach, count in zip(method.core, firsts, strict=True)
    }


def leader_changes(
    method: Method,
    fit_weights: tuple[Fraction, Fraction],
    level_chances: Sequence[int] = UNIFORM,
) -> Fraction:
    """Return how often the leader differs between two weights of fit (values of lambda)."""
    drawn = situations(method, level_chances)
    one, other = (drawn.leaders(weight) for weight in fit_weights)
    return Fraction(int((one != other).sum()), SITUATIONS)


def short_route_agreement(method: Method, level_chances: Sequence[int] = UNIFORM) -> Fraction:
    """Return how often the short route alone finds the leader that all questions find."""
    full = situations(method, level_chances).leaders(method.fit_weight)
    short = situations(method, level_chances, short_route=True).leaders(method.fit_weight)
    return Fraction(int((full == short).sum()), SITUATIONS)


def situations(
    method: Method, level_chances: Sequence[int], short_route: bool = False
) -> Situations:
    """Return 20,000 situations with every question answered at random.

    Scales and banded numbers by the chances given, choices evenly, goal shares uniform on the
    simplex. With ``short_route`` they are the same situations, but only the questions of the
    short route have been answered.
    """
    generator = np.random.RandomState(seed(method, "null test"))
    groups = {"fit": _nothing(method), "readiness": _nothing(method)}
    for criterion in method.criteria:
        if criterion.key == GOALS:
            drawn = _goals(method, generator)
        else:
            drawn = _questions(method, criterion, level_chances, short_route, generator)
        groups[criterion.group] += float(criterion.weight) * drawn
    return Situations(fit=groups["fit"], readiness=groups["readiness"])


def _nothing(method: Method) -> Floats:
    return np.zeros((SITUATIONS, len(method.core)))


def _goals(method: Method, generator: Any) -> Floats:
    points = np.array([of_core(method, points) for points in values(method).goals_points.values()])
    drawn: Floats = np.einsum("dg,ga->da", simplex(generator, SITUATIONS, len(points)), points)
    return drawn


def _questions(
    method: Method,
    criterion: Criterion,
    level_chances: Sequence[int],
    short_route: bool,
    generator: Any,
) -> Floats:
    questions = method.questions_of(criterion)
    total = _nothing(method)
    for question in questions:
        # Drawn even if it is not asked, so that both routes see the same situations.
        levels = generator.choice(
            len(question.levels), SITUATIONS, p=_chances(question, level_chances)
        )
        if question.short_route or not short_route:
            points = values(method).points[question.key]
            total += np.array([of_core(method, points[key]) for key in question.level_keys])[levels]
    return total / len(questions)


def _chances(question: Question, level_chances: Sequence[int]) -> list[float]:
    if question.kind == "choice":
        return [1 / len(question.levels)] * len(question.levels)
    return [chance / sum(level_chances) for chance in level_chances]

"""The null test: what the method says of situations drawn at random.

A method that favoured an approach whatever the situation would show it here, so the figures
are published with every version. Random situations are not typical ones: this tests the
method, and says nothing about councils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import GOALS, Criterion, Method, Question
from appraisal.scoring.draws import Floats, Generator, generator, simplex
from appraisal.scoring.ranking import TIE_PARTS, rank_counts
from appraisal.scoring.values import ByApproach, values

SITUATIONS = 20_000

# How likely levels 1 to 5 of a scale or banded number are, in parts of the sum.
UNIFORM = (1, 1, 1, 1, 1)
CROWDING_THE_MIDDLE = (1, 4, 6, 4, 1)

# How many goals a council gives points to, when it has only a few.
FEWEST_GOALS, MOST_GOALS = 3, 5


@dataclass(frozen=True, eq=False)
class Situations:
    """Random situations, in points above 50.

    ``leaves``: situation x leaf x approach, each leaf weighed within its group. ``of_fit`` and
    ``of_goals`` tell which leaves are of fit, and which are goals. Approaches are in the
    method's order, the core first.
    """

    leaves: Floats
    of_fit: NDArray[np.bool_]
    of_goals: NDArray[np.bool_]
    core: int

    @property
    def fit(self) -> Floats:
        """Return fit alone, of all approaches."""
        found: Floats = self.leaves[:, self.of_fit].sum(axis=1)
        return found

    @property
    def readiness(self) -> Floats:
        found: Floats = self.leaves[:, ~self.of_fit].sum(axis=1)
        return found

    @property
    def goals(self) -> Floats:
        """Return what the goals alone add to fit."""
        found: Floats = self.leaves[:, self.of_goals].sum(axis=1)
        return found

    def scores(self, fit_weight: Fraction) -> Floats:
        return float(fit_weight) * self.fit + float(1 - fit_weight) * self.readiness

    def leaders(self, fit_weight: Fraction) -> NDArray[np.intp]:
        leading: NDArray[np.intp] = self.scores(fit_weight)[:, : self.core].argmax(axis=1)
        return leading


def first_places(
    method: Method, level_chances: Sequence[int] = UNIFORM, few_goals: bool = False
) -> Mapping[str, Fraction]:
    """Return the share of random situations in which each core approach comes first."""
    drawn = situations(method, level_chances, few_goals=few_goals)
    firsts = rank_counts(drawn.scores(method.fit_weight)[:, : drawn.core])[:, 0]
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
    method: Method,
    level_chances: Sequence[int],
    short_route: bool = False,
    few_goals: bool = False,
) -> Situations:
    """Return 20,000 situations with every question answered at random.

    Scales and banded numbers by the chances given, choices evenly, goal shares uniform on the
    simplex. With ``short_route`` they are the same situations, but only the questions of the
    short route have been answered. With ``few_goals`` they are the same but for the goals:
    three to five have points, as many of each, and shares are uniform among those.
    """
    draw = generator(method, "null test")
    leaves: list[Floats] = []
    of_fit: list[bool] = []
    of_goals: list[bool] = []
    for criterion in method.criteria:
        weight = float(criterion.weight)
        found = (
            _goals(method, draw, few_goals)
            if criterion.key == GOALS
            else _questions(method, criterion, level_chances, short_route, draw)
        )
        leaves += [weight * leaf for leaf in found]
        of_fit += [criterion.group == "fit"] * len(found)
        of_goals += [criterion.key == GOALS] * len(found)
    return Situations(
        np.stack(leaves, axis=1), np.array(of_fit), np.array(of_goals), len(method.core)
    )


def _goals(method: Method, draw: Generator, few: bool) -> list[Floats]:
    # Drawn even if few are wanted, so that all else stays the same.
    shares = simplex(draw, SITUATIONS, len(method.goals))
    if few:
        shares = few_shares(generator(method, "few goals"), SITUATIONS, len(method.goals))
    points = values(method).goals_points
    return [
        shares[:, [column]] * _row(method, points[goal.key])
        for column, goal in enumerate(method.goals)
    ]


def few_shares(draw: Generator, draws: int, parts: int) -> Floats:
    """Return shares of three to five parts drawn at random, uniform among them; others 0."""
    counts = draw.randint(FEWEST_GOALS, MOST_GOALS + 1, size=(draws, 1))
    places = draw.random_sample((draws, parts)).argsort(axis=1).argsort(axis=1)
    drawn = draw.standard_exponential((draws, parts)) * (places < counts)
    split: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return split


def _questions(
    method: Method,
    criterion: Criterion,
    level_chances: Sequence[int],
    short_route: bool,
    draw: Generator,
) -> list[Floats]:
    questions = method.questions_of(criterion)
    leaf = np.zeros((SITUATIONS, len(method.approaches)))
    for question in questions:
        # Drawn even if it is not asked, so that both routes see the same situations.
        levels = draw.choice(len(question.levels), SITUATIONS, p=_chances(question, level_chances))
        if question.short_route or not short_route:
            points = values(method).points[question.key]
            leaf += np.array([_row(method, points[key]) for key in question.level_keys])[levels]
    return [leaf / len(questions)]


def _row(method: Method, points: ByApproach) -> Floats:
    return np.array([float(points[approach.key]) for approach in method.approaches])


def _chances(question: Question, level_chances: Sequence[int]) -> list[float]:
    if question.kind == "choice":
        return [1 / len(question.levels)] * len(question.levels)
    return [chance / sum(level_chances) for chance in level_chances]

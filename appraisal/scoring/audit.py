"""The method's own audit: what it does to random situations, published with every version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import MIDDLE, Method
from appraisal.scoring.answers import read_landscape
from appraisal.scoring.draws import Floats, generator
from appraisal.scoring.null_test import (
    CROWDING_THE_MIDDLE,
    SITUATIONS,
    UNIFORM,
    Situations,
    first_places,
    leader_changes,
    short_route_agreement,
    situations,
)
from appraisal.scoring.sampling import WEIGHT_RANGE
from appraisal.scoring.scores import MIDPOINT, coverage, fits

LEAST_FIRST, MOST_FIRST = Fraction(15, 100), Fraction(35, 100)
LAMBDAS = (Fraction(1, 2), Fraction(4, 5))
LEAD_BANDS = (0.0, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Stability:
    """Situations whose lead lies in a band, and how often their leader stays first."""

    lead: str
    share: float
    stays: float


@dataclass(frozen=True)
class GoalsDeviation:
    """The standard deviation of fit, in points, that the goals alone give an approach:
    with points on all goals, as the spread assumes, and on only a few."""

    all_goals: float
    few_goals: float


@dataclass(frozen=True)
class Audit:
    """All figures of the audit; shares run from 0 to 1. ``problems`` are what is out of bounds.

    ``first_few_goals`` is published without a bound: it shows what the spread leaves out.
    """

    situations: int
    first_uniform: Mapping[str, Fraction]
    first_crowding: Mapping[str, Fraction]
    first_few_goals: Mapping[str, Fraction]
    goals_deviation: Mapping[str, GoalsDeviation]
    middle_ties: bool
    leader_changes: Fraction
    short_coverage: Fraction
    short_agreement: Fraction
    further_above: Mapping[str, float]
    stability: tuple[Stability, ...]
    correlation: Mapping[tuple[str, str], float]
    problems: tuple[str, ...]


def audit(method: Method) -> Audit:
    """Return the audit of a method; ``problems`` is empty when all is within bounds."""
    drawn = situations(method, UNIFORM)
    uniform = first_places(method, UNIFORM)
    crowding = first_places(method, CROWDING_THE_MIDDLE)
    ties = middle_ties(method)
    above = _further_above(method, drawn)
    return Audit(
        situations=SITUATIONS,
        first_uniform=uniform,
        first_crowding=crowding,
        first_few_goals=first_places(method, UNIFORM, few_goals=True),
        goals_deviation=_goals_deviation(method, drawn),
        middle_ties=ties,
        leader_changes=leader_changes(method, LAMBDAS),
        short_coverage=short_coverage(method),
        short_agreement=short_route_agreement(method),
        further_above=above,
        stability=_stability(method, drawn),
        correlation=_correlation(method, drawn),
        problems=tuple(_problems(uniform, crowding, ties, above)),
    )


def middle_ties(method: Method) -> bool:
    """Return whether all-middle answers score every approach exactly 50."""
    middle = {
        part.key: MIDDLE for part in method.questions if part.scored and part.kind != "choice"
    }
    landscape = read_landscape(method, {"answers": middle})
    return all(fit.score == MIDPOINT for fit in fits(method, landscape))


def short_coverage(method: Method) -> Fraction:
    """Return the coverage of a fully answered short route."""
    answers = {
        part.key: part.level_keys[0]
        for part in method.questions
        if part.short_route and part.scored
    }
    goals = {goal.key: 1 for goal in method.goals}
    return coverage(method, read_landscape(method, {"answers": answers, "goals": goals}))


def _goals_deviation(method: Method, drawn: Situations) -> dict[str, GoalsDeviation]:
    every = drawn.goals.std(axis=0)
    few = situations(method, UNIFORM, few_goals=True).goals.std(axis=0)
    return {
        approach.key: GoalsDeviation(float(every[column]), float(few[column]))
        for column, approach in enumerate(method.approaches)
    }


def _further_above(method: Method, drawn: Situations) -> dict[str, float]:
    scores = drawn.scores(method.fit_weight)
    best = scores[:, : drawn.core].max(axis=1)
    return {
        approach.key: float((scores[:, column] > best).mean())
        for column, approach in enumerate(method.approaches)
        if not approach.core
    }


def _correlation(method: Method, drawn: Situations) -> dict[tuple[str, str], float]:
    table = np.atleast_2d(np.corrcoef(drawn.scores(method.fit_weight), rowvar=False))
    keys = [approach.key for approach in method.approaches]
    return {(a, b): float(table[i, j]) for i, a in enumerate(keys) for j, b in enumerate(keys)}


def _stability(method: Method, drawn: Situations) -> tuple[Stability, ...]:
    """Return how often the leader stays first when every leaf's weight moves, by lead."""
    fit = float(method.fit_weight)
    weights = np.where(drawn.of_fit, fit, 1 - fit)
    draw = generator(method, "stability of the leader")
    factors = draw.uniform(1 - WEIGHT_RANGE, 1 + WEIGHT_RANGE, (SITUATIONS, len(weights)))
    leaves = drawn.leaves[:, :, : drawn.core]
    before = np.einsum("k,dka->da", weights, leaves)
    after = np.einsum("dk,dka->da", factors * weights, leaves)
    ordered = np.sort(before, axis=1)
    lead = ordered[:, -1] - ordered[:, -2]
    stays = before.argmax(axis=1) == after.argmax(axis=1)
    return tuple(_bands(lead, stays))


def _bands(lead: Floats, stays: NDArray[np.bool_]) -> Iterator[Stability]:
    for low, high in pairwise((*LEAD_BANDS, np.inf)):
        inside = (lead >= low) & (lead < high)
        name = f"{low:g} or more" if high == np.inf else f"{low:g} to under {high:g}"
        yield Stability(name, float(inside.mean()), float(stays[inside].mean()))


def _problems(
    uniform: Mapping[str, Fraction],
    crowding: Mapping[str, Fraction],
    ties: bool,
    above: Mapping[str, float],
) -> Iterator[str]:
    for name, firsts in (("drawn evenly", uniform), ("crowding the middle", crowding)):
        for key, first in firsts.items():
            if not LEAST_FIRST <= first <= MOST_FIRST:
                yield (
                    f"{key} comes first in {float(first):.1%} of situations with answers {name}. "
                    "It should be between 15% and 35%: look at its influences again."
                )
    if not ties:
        yield "All-middle answers do not tie at 50. Look at the centring."
    for key, share in above.items():
        if not share:
            yield f"{key} never scores above the leading core approach. Look at its influences."

"""Rank acceptability: in how many plausible readings each approach takes each rank.

Four sets of 20,000 readings (draws), as in stochastic multicriteria acceptability analysis
(SMAA-2): close to what was said; the same order of goals with any points; any goals; and any
table of strengths close to ours. Seeds come from the method's version, so the same landscape
always gives the same shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from appraisal.method.model import GOALS, Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.draws import DRAWS, Floats, generator, of_core, simplex
from appraisal.scoring.ranking import TIE_DECIMALS, TIE_PARTS, pair_counts, rank_counts
from appraisal.scoring.scores import Shares, chances, shares
from appraisal.scoring.strengths import draw_scores as draw_table_scores
from appraisal.scoring.values import values

WEIGHT_RANGE = 0.25


@dataclass(frozen=True)
class Acceptability:
    """What a set of draws says of the core approaches.

    ``ranks``: the share of draws in which an approach takes rank 1, 2, 3, 4; shares sum to one
    by approach and by rank. ``beats``: the share in which the first of a pair scores above the
    second, ties counted half.
    """

    ranks: Mapping[str, tuple[Fraction, ...]]
    beats: Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True)
class Readings:
    """All sets. ``central_goals`` gives, for each approach that ever comes first under any
    goals, the mean share of each goal in the draws in which it does."""

    close: Acceptability
    same_order: Acceptability
    any_goals: Acceptability
    any_table: Acceptability
    central_goals: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class _Draws:
    """What is drawn alike for every landscape: one row a draw.

    ``factors`` multiply the weights of criteria, by name, and then of goals. ``tie_break``
    orders goals with equal points.
    """

    factors: Floats
    any_goals: Floats
    order: Floats
    tie_break: Floats


# A few versions at most are in use; each takes some 10 megabytes.
@lru_cache(maxsize=4)
def _draws(method: Method) -> _Draws:
    goals = len(method.goals)
    others = sum(criterion.key != GOALS for criterion in method.criteria)
    close = generator(method, "close to what was said")
    order = generator(method, "same order of goals")
    return _Draws(
        factors=close.uniform(1 - WEIGHT_RANGE, 1 + WEIGHT_RANGE, (DRAWS, others + goals)),
        any_goals=simplex(generator(method, "any goals"), DRAWS, goals),
        order=simplex(order, DRAWS, goals),
        tie_break=order.random_sample((DRAWS, goals)),
    )


def readings(method: Method, landscape: Landscape) -> Readings:
    """Return the rank shares of the core approaches in all four sets of draws."""
    carried = shares(method, landscape)
    known, unknown = _draw_criteria(method, landscape, carried)
    goal_points = _goal_points(method) * float(carried.of(GOALS))
    any_shares = _draws(method).any_goals
    ordered = same_order_shares(method, landscape)
    stated = _stated_goals(method, landscape, any_shares)
    fixed = known.sum(axis=0) + unknown.sum(axis=0)
    any_scores = fixed + any_shares @ goal_points
    return Readings(
        close=_acceptability(method, _close(method, known, unknown, stated, goal_points)),
        same_order=_acceptability(method, fixed + ordered @ goal_points),
        any_goals=_acceptability(method, any_scores),
        any_table=_acceptability(method, draw_table_scores(method, landscape)),
        central_goals=_central(method, any_scores, any_shares),
    )


def worth_of_goals(
    method: Method, landscape: Landscape, scores: Mapping[str, Fraction]
) -> Fraction:
    """Return what knowing the goals would be worth: mean best score, less best mean score.

    Over the readings with any goals. ``scores`` are of the core approaches with goals unknown.
    """
    known = np.array([float(scores[approach.key]) for approach in method.core])
    goal_points = _goal_points(method) * float(shares(method, landscape).of(GOALS))
    drawn = known + _draws(method).any_goals @ goal_points
    worth = drawn.max(axis=1).mean() - drawn.mean(axis=0).max()
    # Rounded as ties are, so that goals that cannot change the leader are worth exactly nothing.
    return Fraction(str(round(float(worth), TIE_DECIMALS)))


def _acceptability(method: Method, scores: Floats) -> Acceptability:
    keys = [approach.key for approach in method.core]
    ranks, beats = rank_counts(scores), pair_counts(scores)
    draws = len(scores)
    return Acceptability(
        ranks={
            key: tuple(Fraction(int(count), draws * TIE_PARTS) for count in row)
            for key, row in zip(keys, ranks, strict=True)
        },
        beats={
            (first, second): Fraction(int(beats[i, j]), 2 * draws)
            for i, first in enumerate(keys)
            for j, second in enumerate(keys)
            if i != j
        },
    )


def _close(
    method: Method, known: Floats, unknown: Floats, goal_shares: Floats, goal_points: Floats
) -> Floats:
    """Return scores with every leaf's weight within a quarter of what was stated."""
    factors = _draws(method).factors
    of_criteria, of_goals = factors[:, : len(known)], factors[:, len(known) :]
    scores: Floats = (
        of_criteria @ known[:, 0, :]
        + np.einsum("dk,kda->da", of_criteria, unknown)
        + (goal_shares * of_goals) @ goal_points
    )
    return scores


def _draw_criteria(method: Method, landscape: Landscape, carried: Shares) -> tuple[Floats, Floats]:
    """Return what each criterion but the goals adds to the scores of the core approaches.

    Known answers: one row a criterion, a single draw. Unknown and guessed answers: one row a
    criterion, all draws. Both in points, with the stated weights inside.
    """
    draw = generator(method, "unknown answers")
    criteria = sorted(part.key for part in method.criteria if part.key != GOALS)
    known = np.zeros((len(criteria), 1, len(method.core)))
    unknown = np.zeros((len(criteria), DRAWS, len(method.core)))
    for key in sorted(key for key in carried.questions):
        question = method.question_by_key[key]
        row = criteria.index(str(question.criterion))
        levels = chances(question, landscape.answer(question))
        worth = values(method).points[key]
        points = float(carried.of(key)) * np.array(
            [of_core(method, worth[level]) for level in levels]
        )
        if len(levels) == 1:
            known[row] += points
        else:
            limits = np.cumsum([float(chance) for chance in levels.values()])[:-1]
            drawn = np.searchsorted(limits, draw.random_sample(DRAWS), side="right")
            unknown[row] += points[drawn]
    return known, unknown


def _goal_keys(method: Method) -> list[str]:
    # By name, so that asking in another order draws the same.
    return sorted(goal.key for goal in method.goals)


def _goal_points(method: Method) -> Floats:
    points = values(method).goals_points
    return np.array([of_core(method, points[key]) for key in _goal_keys(method)])


def _stated_goals(method: Method, landscape: Landscape, unknown: Floats) -> Floats:
    """Return the goals' stated shares as one row; all draws when they have not been weighed."""
    if not landscape.goals:
        return unknown
    stated = landscape.goal_shares()
    return np.array([[float(stated.get(key, 0)) for key in _goal_keys(method)]])


def same_order_shares(method: Method, landscape: Landscape) -> Floats:
    """Return shares uniform among those in the stated order; tied goals in random order."""
    drawn, tie_break = _draws(method).order, _draws(method).tie_break
    if not landscape.goals:
        return drawn
    points = np.array([float(landscape.goals.get(key, 0)) for key in _goal_keys(method)])
    # Whole numbers from the least goal up; less than one more puts tied goals in random order.
    places = np.unique(points, return_inverse=True)[1]
    order = np.argsort(places + tie_break, axis=1)
    ordered: Floats = np.empty_like(drawn)
    np.put_along_axis(ordered, order, np.sort(drawn, axis=1), axis=1)
    return ordered


def _central(method: Method, scores: Floats, goal_shares: Floats) -> dict[str, Mapping[str, float]]:
    rounded = np.round(scores, TIE_DECIMALS)
    first = rounded == rounded.max(axis=1, keepdims=True)
    found: dict[str, Mapping[str, float]] = {}
    for approach, comes_first in zip(method.core, first.T, strict=True):
        if comes_first.any():
            means = zip(_goal_keys(method), goal_shares[comes_first].mean(axis=0), strict=True)
            by_goal = dict(means)
            found[approach.key] = {goal.key: float(by_goal[goal.key]) for goal in method.goals}
    return found

"""Rank acceptability: in how many of many plausible readings each approach takes each rank.

The readings (draws) move every weight by up to a quarter and draw what is not known, as in
stochastic multicriteria acceptability analysis (SMAA-2). The seed comes from the method's
version, so the same landscape always gives the same shares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import GOALS, Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.scores import Shares, chances, shares
from appraisal.scoring.values import values

DRAWS = 20_000
WEIGHT_RANGE = 0.25
# Floats that agree to nine decimals come from scores that are equal.
TIE_DECIMALS = 9

Floats = NDArray[np.float64]


def rank_shares(method: Method, landscape: Landscape) -> Mapping[str, tuple[Fraction, ...]]:
    """Return, for each core approach, the share of draws in which it takes rank 1, 2, 3, 4.

    20,000 draws "close to what was said": every weight uniform within a quarter of its stated
    value, unknown and guessed answers drawn by their chances, unknown goals drawn from the
    simplex. Approaches that tie share the ranks they tie for, so shares sum to one by approach
    and by rank.
    """
    generator = np.random.RandomState(seed(method, "close to what was said"))
    scores = _draw_scores(method, landscape, generator)
    counts = rank_counts(scores)
    return {
        approach.key: tuple(Fraction(int(count), DRAWS * TIE_PARTS) for count in row)
        for approach, row in zip(method.core, counts, strict=True)
    }


def seed(method: Method, purpose: str) -> int:
    """Return a seed that depends on the method's version and the purpose, nothing else."""
    digest = hashlib.sha256(f"{method.version} {purpose}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


# A tie of up to four approaches splits into whole twelfths.
TIE_PARTS = 12


def rank_counts(scores: Floats) -> NDArray[np.int64]:
    """Return how often each approach takes each rank, in twelfths of a draw.

    ``scores`` has one row a draw and one column an approach (at most four); the counts have
    one row an approach and one column a rank.
    """
    rounded = np.round(scores, TIE_DECIMALS)
    better = (rounded[:, None, :] > rounded[:, :, None]).sum(axis=2)
    equal = (rounded[:, None, :] == rounded[:, :, None]).sum(axis=2)
    ranks = np.arange(scores.shape[1])
    held = (ranks >= better[:, :, None]) & (ranks < (better + equal)[:, :, None])
    parts: NDArray[np.int64] = (held * (TIE_PARTS // equal)[:, :, None]).sum(axis=0)
    return parts


def _draw_scores(method: Method, landscape: Landscape, generator: Any) -> Floats:
    """Return the scores of the core approaches: one row a draw, in points above 50."""
    carried = shares(method, landscape)
    scores = _draw_goals(method, landscape, carried, generator)
    for criterion in sorted(method.criteria, key=lambda criterion: criterion.key):
        if criterion.key == GOALS:
            continue
        questions = [q for q in method.questions_of(criterion) if q.key in carried.in_group]
        if questions:
            leaf = _draw_leaf(method, landscape, carried, questions, generator)
            scores += leaf * _factors(generator, 1)
    return scores


def _factors(generator: Any, columns: int) -> Floats:
    """Return what to multiply stated weights by: uniform within a quarter of one."""
    factors: Floats = generator.uniform(1 - WEIGHT_RANGE, 1 + WEIGHT_RANGE, (DRAWS, columns))
    return factors


def simplex(generator: Any, draws: int, parts: int) -> Floats:
    """Return shares that add up to one, every split as likely as any other: one row a draw."""
    # Exponentials divided by their sum are uniform on the simplex.
    drawn = generator.standard_exponential((draws, parts))
    split: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return split


def _draw_goals(method: Method, landscape: Landscape, carried: Shares, generator: Any) -> Floats:
    goals = sorted(values(method).goals_points)
    points = np.array([of_core(method, values(method).goals_points[key]) for key in goals])
    if landscape.goals:
        stated = landscape.goal_shares()
        goal_shares = np.array([float(stated.get(key, 0)) for key in goals])
    else:
        goal_shares = simplex(generator, DRAWS, len(goals))
    weights = goal_shares * _factors(generator, len(goals)) * float(carried.of(GOALS))
    scores: Floats = np.einsum("dg,ga->da", weights, points)
    return scores


def _draw_leaf(
    method: Method,
    landscape: Landscape,
    carried: Shares,
    questions: list[Question],
    generator: Any,
) -> Floats:
    """Return one criterion's part of the scores: one row a draw, or a single row if known."""
    leaf = np.zeros((1, len(method.core)))
    for question in sorted(questions, key=lambda question: question.key):
        levels = chances(question, landscape.answer(question))
        points = np.array(
            [of_core(method, values(method).points[question.key][level]) for level in levels]
        )
        share = float(carried.of(question.key))
        if len(levels) == 1:
            leaf = leaf + share * points
        else:
            limits = np.cumsum([float(chance) for chance in levels.values()])[:-1]
            drawn = np.searchsorted(limits, generator.random_sample(DRAWS), side="right")
            leaf = leaf + share * points[drawn]
    return leaf


def of_core(method: Method, points: Mapping[str, Fraction]) -> list[float]:
    return [float(points[approach.key]) for approach in method.core]

"""The fewest answers that, if they were different, would put another approach first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from appraisal.method.model import Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.moves import Move, added, leader_of, moves
from appraisal.scoring.scores import shares

MOST_ANSWERS = 3
# Leads are searched in floats and settled in fractions; this is more than floats can be out.
ROUNDING = 1e-9
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Tipping:
    """A smallest set of changed answers after which ``approach`` leads on its own.

    ``moves`` is empty when no three answers are enough. Of all smallest sets it is the one
    that leads by most when moved all the way, moved no further than it takes.
    """

    approach: str
    moves: tuple[Move, ...]


def tipping_points(
    method: Method, landscape: Landscape, scores: Mapping[str, Fraction]
) -> tuple[Tipping, ...]:
    """Return, for every core approach that does not lead, the fewest answers that would do it.

    ``scores`` are the core approaches' exact scores. Every set found is checked exactly. An
    answer that defines what is appraised is never changed: that would be another appraisal.
    """
    carried = shares(method, landscape)
    asked = [method.question_by_key[key] for key in carried.questions]
    options = [
        move
        for question in asked
        if not question.defines_scope
        for move in moves(method, landscape, carried, question)
    ]
    leader = leader_of(scores)
    return tuple(
        Tipping(approach.key, _fewest(options, scores, approach.key))
        for approach in method.core
        if approach.key != leader
    )


def _fewest(
    options: Sequence[Move], scores: Mapping[str, Fraction], challenger: str
) -> tuple[Move, ...]:
    rivals = [key for key in scores if key != challenger]
    points = {key: np.array([float(move.points[key]) for move in options]) for key in scores}
    gains = np.stack([points[challenger] - points[rival] for rival in rivals], axis=1)
    behind = np.array([float(scores[rival] - scores[challenger]) for rival in rivals])
    owners = np.unique([move.question for move in options], return_inverse=True)[1]
    useful = _undominated(gains, owners)
    for size in range(1, MOST_ANSWERS + 1):
        for picks in _sets(gains[useful], owners[useful], behind, size):
            chosen = tuple(options[at] for at in useful[picks])
            if _puts_first(chosen, scores, challenger):
                return _gentlest(options, chosen, scores, challenger)
    return ()


def _undominated(gains: Floats, owners: Indices) -> Indices:
    """Return the moves that help against some rival, and no less than another to the question."""
    one, other = gains[:, None, :], gains[None, :, :]
    outdone = (other >= one).all(axis=2) & (other > one).any(axis=2)
    outdone &= owners[:, None] == owners[None, :]
    return np.flatnonzero((gains > 0).any(axis=1) & ~outdone.any(axis=1))


def _sets(gains: Floats, owners: Indices, behind: Floats, size: int) -> Iterator[Indices]:
    """Yield sets of ``size`` moves that put the challenger first, the widest lead first."""
    # A move that falls short beside the greatest gains of all is in no such set.
    others = np.sort(gains, axis=0)[len(gains) - size + 1 :].sum(axis=0)
    hopeful = np.flatnonzero((gains + others >= behind - ROUNDING).all(axis=1))
    picks = hopeful[_combinations(len(hopeful), size)]
    for i, j in combinations(range(size), 2):
        picks = picks[owners[picks[:, i]] != owners[picks[:, j]]]
    leads = (gains[picks].sum(axis=1) - behind).min(axis=1)
    for at in np.argsort(-leads, kind="stable"):
        if leads[at] < -ROUNDING:
            return
        yield picks[at]


def _combinations(count: int, size: int) -> Indices:
    """Return every set of ``size`` of the numbers below ``count``, one a row."""
    grids = np.meshgrid(*([np.arange(count)] * size), indexing="ij", sparse=True)
    increasing = np.ones([count] * size, dtype=bool)
    for left, right in pairwise(grids):
        increasing &= left < right
    return np.argwhere(increasing)


def _gentlest(
    options: Sequence[Move],
    found: tuple[Move, ...],
    scores: Mapping[str, Fraction],
    challenger: str,
) -> tuple[Move, ...]:
    """Return the moves of the same questions that do it with the least distance in all."""
    by_question = [[move for move in options if move.question == far.question] for far in found]
    nearest_first = sorted(
        product(*by_question), key=lambda chosen: sum(move.distance for move in chosen)
    )
    return next(chosen for chosen in nearest_first if _puts_first(chosen, scores, challenger))


def _puts_first(chosen: Sequence[Move], scores: Mapping[str, Fraction], challenger: str) -> bool:
    return leader_of(added(scores, *(move.points for move in chosen))) == challenger

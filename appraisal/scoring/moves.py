"""What changing one answer does to the scores of the core approaches. Exact.

Shared by everything that asks "what if this answer were another".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import GOALS, LevelKey, Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.scores import Shares
from appraisal.scoring.values import ByApproach, values

ZERO = Fraction(0)


@dataclass(frozen=True)
class Move:
    """One answer changed to ``level``; ``points`` is what each core approach gains by it.

    ``distance`` is how far the answer moves: levels on a scale, 1 for a choice, and for an
    unknown the distance from the middle.
    """

    question: str
    level: LevelKey
    distance: int
    points: ByApproach


def points_of(method: Method, carried: Shares, key: str, level: LevelKey | None) -> ByApproach:
    """Return what an answer adds to each core approach's score; nothing when not known."""
    if level is None:
        return {approach.key: ZERO for approach in method.core}
    share, worth = carried.of(key), values(method).points[key][level]
    return {approach.key: share * worth[approach.key] for approach in method.core}


def points_of_goals(
    method: Method, carried: Shares, goals: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Return what points for goals add to each core approach's score; nothing without points."""
    total, worth = sum(goals.values(), ZERO), values(method).goals_points
    parts = {key: carried.of(GOALS) * points / total for key, points in goals.items() if points}
    return {
        approach.key: sum((share * worth[key][approach.key] for key, share in parts.items()), ZERO)
        for approach in method.core
    }


def moves(
    method: Method, landscape: Landscape, carried: Shares, question: Question
) -> tuple[Move, ...]:
    """Return every other answer the question could have, with what it would change."""
    now = landscape.answer(question).value
    before = points_of(method, carried, question.key, now)
    return tuple(
        Move(
            question=question.key,
            level=level,
            distance=_distance(question, now, level),
            points=difference(points_of(method, carried, question.key, level), before),
        )
        for level in question.level_keys
        if level != now
    )


def difference(after: ByApproach, before: ByApproach) -> dict[str, Fraction]:
    return {key: after[key] - before[key] for key in after}


def added(scores: Mapping[str, Fraction], *changes: ByApproach) -> dict[str, Fraction]:
    """Return the scores after the changes."""
    return {
        key: score + sum((change[key] for change in changes), ZERO) for key, score in scores.items()
    }


def leader_of(scores: Mapping[str, Fraction]) -> str | None:
    """Return the approach with the highest score; None when several share it."""
    best = max(scores.values())
    first = [key for key, score in scores.items() if score == best]
    return first[0] if len(first) == 1 else None


def _distance(question: Question, now: LevelKey | None, level: LevelKey) -> int:
    if question.kind == "choice":
        return 1
    return abs(int(level) - (3 if now is None else int(now))) or 1

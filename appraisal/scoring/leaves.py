"""The score as a tree of weights: fit and readiness, their criteria, and the goals.

V = 50 + sum over leaves of stated weight * leaf score. Leaves are the thirteen goals and the
eleven other criteria. Everything that asks "what if this weight were different" starts here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import GOALS, GROUPS, Criterion, Group, Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.scores import Shares, shares
from appraisal.scoring.values import ByApproach, values

ZERO = Fraction(0)


@dataclass(frozen=True)
class Node:
    """A weight and what it multiplies.

    ``weight`` is its share of its set (siblings sum to one). ``scores`` are the points an
    approach would gain if this node carried the whole score; not known scores 0 for everyone.
    """

    key: str
    weight: Fraction
    scores: ByApproach
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """A node without children; ``stated`` is the part of the whole score it carries."""

    key: str
    stated: Fraction
    scores: ByApproach


def tree(method: Method, landscape: Landscape) -> Node:
    """Return the whole score; its children are fit and readiness, theirs the criteria."""
    carried = shares(method, landscape)
    groups = tuple(
        _parent(
            method,
            group,
            landscape.weights.of_group(group),
            tuple(_criteria(method, landscape, carried, group)),
        )
        for group in GROUPS
    )
    return _parent(method, "score", Fraction(1), groups)


def leaves(root: Node) -> tuple[Leaf, ...]:
    """Return every leaf with the part of the whole score it carries."""
    return tuple(_leaves(root, Fraction(1)))


def _leaves(node: Node, carried: Fraction) -> Iterator[Leaf]:
    if not node.children:
        yield Leaf(node.key, carried, node.scores)
    for child in node.children:
        yield from _leaves(child, carried * child.weight)


def _criteria(
    method: Method, landscape: Landscape, carried: Shares, group: Group
) -> Iterator[Node]:
    for criterion in method.criteria_in(group):
        if criterion.key == GOALS:
            yield _goals(method, landscape, carried.in_group[GOALS])
        elif keys := _applying(carried, criterion):
            yield Node(
                key=criterion.key,
                weight=sum((carried.in_group[key] for key in keys), ZERO),
                scores=_mean_points(method, landscape, keys),
            )


def _goals(method: Method, landscape: Landscape, weight: Fraction) -> Node:
    """Return the goals as one node; without children when they have not been weighed."""
    goal_shares = landscape.goal_shares()
    points = values(method).goals_points
    goals = tuple(
        Node(goal.key, goal_shares.get(goal.key, ZERO), points[goal.key])
        for goal in method.goals
        if goal_shares
    )
    return _parent(method, GOALS, weight, goals)


def _parent(method: Method, key: str, weight: Fraction, children: tuple[Node, ...]) -> Node:
    scores = {
        approach.key: sum((child.weight * child.scores[approach.key] for child in children), ZERO)
        for approach in method.approaches
    }
    return Node(key, weight, scores, children)


def _applying(carried: Shares, criterion: Criterion) -> list[str]:
    return [key for key in criterion.questions if key in carried.in_group]


def _mean_points(method: Method, landscape: Landscape, keys: list[str]) -> dict[str, Fraction]:
    """Return the mean over a criterion's questions of what their answers are worth."""
    points = [
        values(method).points[key][level]
        for key in keys
        if (level := landscape.answer(method.question_by_key[key]).value) is not None
    ]
    return {
        approach.key: sum((worth[approach.key] for worth in points), ZERO) / len(keys)
        for approach in method.approaches
    }

"""One weight at a time: where, if anywhere, would moving it change the leader? Exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from appraisal.scoring.leaves import ZERO, Node


@dataclass(frozen=True)
class Switch:
    """The nearest share at which ``overtaken_by`` draws level with the leader.

    ``weight`` is "fit" (lambda), a criterion or a goal; ``now`` and ``at`` are its share, from
    0 to 1, of the set it belongs to, while its siblings keep their proportions. ``at`` and
    ``overtaken_by`` are None when no share changes the leader.
    """

    weight: str
    now: Fraction
    at: Fraction | None
    overtaken_by: str | None


def switches(root: Node, leader: str, rivals: tuple[str, ...]) -> tuple[Switch, ...]:
    """Return the one-way switching value of lambda, then of every criterion and goal.

    Readiness is left out: it is what lambda leaves.
    """
    found = _of_set(root, root, Fraction(1), leader, rivals)
    return tuple(switch for switch in found if switch.weight != "readiness")


def _of_set(
    root: Node, parent: Node, carried: Fraction, leader: str, rivals: tuple[str, ...]
) -> Iterator[Switch]:
    for child in parent.children:
        crossings = [
            (abs(at - child.weight), at, rival)
            for rival in rivals
            if (at := crossing(root, parent, carried, child, leader, rival)) is not None
        ]
        if crossings:
            _, at, rival = min(crossings)
            yield Switch(child.key, child.weight, at, rival)
        else:
            yield Switch(child.key, child.weight, None, None)
        yield from _of_set(root, child, carried * child.weight, leader, rivals)


def crossing(
    root: Node, parent: Node, carried: Fraction, child: Node, leader: str, rival: str
) -> Fraction | None:
    """Return the share of its set at which a child's weight closes the gap, if any does.

    ``carried`` is the part of the score the set carries. The gap is a straight line in the
    share, from the siblings alone (0) to the child alone (1). None as well when several
    siblings weigh nothing: nobody can say how they would share what the child gives up.
    """
    others = [part for part in parent.children if part is not child]
    inside, mine = _gap(parent, leader, rival), _gap(child, leader, rival)
    if len(others) == 1:
        siblings = _gap(others[0], leader, rival)
    elif child.weight < 1:
        siblings = (inside - child.weight * mine) / (1 - child.weight)
    else:
        return None
    outside = _gap(root, leader, rival) - carried * inside
    at_zero, at_one = outside + carried * siblings, outside + carried * mine
    if at_zero == at_one:
        return None
    at = at_zero / (at_zero - at_one)
    return at if ZERO <= at <= 1 else None


def _gap(node: Node, leader: str, rival: str) -> Fraction:
    return node.scores[leader] - node.scores[rival]

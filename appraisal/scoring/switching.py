"""One weight at a time: where, if anywhere, would moving it change the leader? Exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from appraisal.scoring.leaves import Node

WhyNot = Literal["", "never", "cannot be said"]


@dataclass(frozen=True)
class Switch:
    """The nearest share past which ``overtaken_by`` is ahead of the leader.

    ``weight`` is "fit" (lambda), a criterion or a goal; ``now`` and ``at`` are its share, from
    0 to 1, of the set it belongs to, while its siblings keep their proportions. At ``at`` the
    two are level. ``at`` and ``overtaken_by`` are None when there is no such share, and
    ``why_not`` tells why: "never" is the leader behind, or it "cannot be said", because no
    other weight in the set could take over, or because the set carries nothing.
    """

    weight: str
    now: Fraction
    at: Fraction | None
    overtaken_by: str | None
    why_not: WhyNot = ""


@dataclass(frozen=True)
class Line:
    """The leader's gap to a rival as one share goes from 0 to 1: straight, from end to end."""

    at_zero: Fraction
    at_one: Fraction

    @property
    def slope(self) -> Fraction:
        return self.at_one - self.at_zero

    @property
    def overtaken_at(self) -> Fraction | None:
        """Return where the rival goes ahead, if it does; to draw level at an end is not enough.

        The leader is not behind as things are, so no more than one end is below nothing.
        """
        if not min(self.at_zero, self.at_one) < 0 <= max(self.at_zero, self.at_one):
            return None
        return -self.at_zero / self.slope


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
        if carried and _can_move(parent, child):
            lines = {rival: _line(root, parent, carried, child, leader, rival) for rival in rivals}
            yield _nearest(child, lines)
        else:
            yield Switch(child.key, child.weight, None, None, "cannot be said")
        yield from _of_set(root, child, carried * child.weight, leader, rivals)


def _can_move(parent: Node, child: Node) -> bool:
    """Return whether it is known who would take over what a child gives up, and in what parts.

    Several siblings that weigh nothing have no proportions to keep; one takes it all.
    """
    others = [part.weight for part in parent.children if part is not child]
    return any(others) or (len(others) == 1 and child.weight > 0)


def _nearest(child: Node, lines: dict[str, Line]) -> Switch:
    """Return the nearest switch; of several there, to the rival that leads just past it."""
    found = [
        (abs(at - child.weight), -abs(line.slope), at, rival)
        for rival, line in lines.items()
        if (at := line.overtaken_at) is not None
    ]
    if not found:
        return Switch(child.key, child.weight, None, None, "never")
    _, _, at, rival = min(found, key=lambda each: each[:2])
    return Switch(child.key, child.weight, at, rival)


def _line(
    root: Node, parent: Node, carried: Fraction, child: Node, leader: str, rival: str
) -> Line:
    """Return the gap from a child's siblings alone (share 0) to the child alone (share 1).

    ``carried`` is the part of the score the set carries.
    """
    inside, mine = _gap(parent, leader, rival), _gap(child, leader, rival)
    others = [part for part in parent.children if part is not child]
    if len(others) == 1:
        siblings = _gap(others[0], leader, rival)
    else:
        siblings = (inside - child.weight * mine) / (1 - child.weight)
    outside = _gap(root, leader, rival) - carried * inside
    return Line(at_zero=outside + carried * siblings, at_one=outside + carried * mine)


def _gap(node: Node, leader: str, rival: str) -> Fraction:
    return node.scores[leader] - node.scores[rival]

"""The exact chance that one approach beats another when only goal weights are unknown.

The weights are uniform on the simplex, so the chance is the part of a simplex that a
half-space cuts off, which has a closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

ZERO = Fraction(0)


def chance_above(gaps: Sequence[Fraction], constant: Fraction = ZERO) -> Fraction:
    """Return P(sum of w·gap + constant > 0) for w uniform on the simplex.

    ``gaps`` holds one difference of scores for each weight. As weights sum to one, the
    constant joins every gap. The sum of w·gap has density given by a B-spline with the gaps as
    knots (Curry and Schoenberg 1966), so the chance is a divided difference of the truncated
    power max(x, 0)^(n-1) over them; repeated gaps are confluent knots.
    """
    knots = sorted(gap + constant for gap in gaps)
    if all(knot == knots[0] for knot in knots):
        return Fraction(int(knots[0] > 0))
    return divided_difference(knots, len(knots) - 1)


def divided_difference(knots: Sequence[Fraction], power: int) -> Fraction:
    """Return the divided difference of max(x, 0)^power over sorted knots, repeats allowed.

    Where knots coincide, the difference is the derivative there over the factorial.
    """
    column = [_derivative(knot, power, 0) for knot in knots]
    for order in range(1, len(knots)):
        column = [
            _derivative(knots[at], power, order)
            if knots[at] == knots[at + order]
            else (column[at + 1] - column[at]) / (knots[at + order] - knots[at])
            for at in range(len(knots) - order)
        ]
    return column[0]


def _derivative(knot: Fraction, power: int, order: int) -> Fraction:
    """Return the order-th derivative of max(x, 0)^power at the knot, over order factorial."""
    if knot <= 0 or order > power:
        return ZERO
    return comb(power, order) * knot ** (power - order)

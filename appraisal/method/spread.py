"""The spread of each approach: how far its answers can carry it, over all situations.

Dividing by it puts every approach on one scale, so that being touched by more questions
does not make an approach win. It depends on the content and the published weights alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import cache

from appraisal.method.model import GOALS, GROUPS, Approach, Criterion, Group, Method

PLACES = Decimal("0.000001")


@cache
def spread(method: Method) -> Mapping[Group, Mapping[str, Fraction]]:
    """Return sigma[group][approach]: one standard deviation, in strengths, to six decimals.

    Source: section 3 of the method; the goals' shares are taken as uniform on the simplex.
    """
    return {
        group: {
            approach.key: square_root(variance(method, group, approach))
            for approach in method.approaches
        }
        for group in GROUPS
    }


def variance(method: Method, group: Group, approach: Approach) -> Fraction:
    """Return the sum over the group's criteria of weight squared times their variance."""
    return sum(
        (
            criterion.weight**2 * criterion_variance(method, criterion, approach)
            for criterion in method.criteria_in(group)
        ),
        Fraction(0),
    )


def criterion_variance(method: Method, criterion: Criterion, approach: Approach) -> Fraction:
    if criterion.key == GOALS:
        return goals_variance(method, approach)
    questions = method.questions_of(criterion)
    squares = [
        question.centred(key, approach.key) ** 2 / len(question.level_keys)
        for question in questions
        for key in question.level_keys
    ]
    return sum(squares, Fraction(0)) / len(questions) ** 2


def goals_variance(method: Method, approach: Approach) -> Fraction:
    """Return the variance of the goals' weighted mean when their shares are uniform."""
    effects = [goal.effect(approach.key) for goal in method.goals]
    count = len(effects)
    mean = sum(effects, Fraction(0)) / count
    return sum(((effect - mean) ** 2 for effect in effects), Fraction(0)) / (count * (count + 1))


def square_root(square: Fraction) -> Fraction:
    """Return the square root rounded to six decimals, the same on every machine."""
    with localcontext() as context:
        context.prec = 40
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        return Fraction(root.quantize(PLACES, rounding=ROUND_HALF_EVEN))

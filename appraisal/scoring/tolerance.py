"""How wrong the weights could be before one approach overtakes another. Exact."""

from __future__ import annotations

from fractions import Fraction

from appraisal.scoring.leaves import ZERO, Leaf


def weight_tolerance(parts: tuple[Leaf, ...], ahead: str, behind: str) -> Fraction | None:
    """Return tau: all weights may move by up to this share at once, in the worst combination.

    tau = sum of s·d ÷ sum of s·|d|, where s is a leaf's stated weight and d the difference of
    the two approaches' leaf scores. At exactly tau the gap closes. None when no leaf tells
    the two apart.
    """
    gaps = [part.stated * (part.scores[ahead] - part.scores[behind]) for part in parts]
    apart = sum((abs(gap) for gap in gaps), ZERO)
    return sum(gaps, ZERO) / apart if apart else None

"""The verdict: how sure the ranking is, in one of four words, by published thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from appraisal.method.model import Thresholds
from appraisal.scoring.scores import Fit

Word = Literal["clear", "leaning", "no_clear_difference", "too_early"]


@dataclass(frozen=True)
class Verdict:
    """What may be said of the ranking of the core approaches.

    ``lead`` is in points of score; None when it is too early. ``leader`` is None when it is too
    early or the first are exactly equal. ``joint_first`` names those that may not be told apart,
    best first; it is empty unless the word is "no clear difference".
    """

    word: Word
    lead: Fraction | None
    leader: str | None
    joint_first: tuple[str, ...]


def verdict(
    thresholds: Thresholds,
    ranked: tuple[Fit, ...],
    covered: Fraction,
    ranks: Mapping[str, tuple[Fraction, ...]],
) -> Verdict:
    """Return the verdict on the core approaches, which are given best first."""
    best, runner_up = ranked[0], ranked[1]
    if covered < thresholds.enough_coverage:
        return Verdict("too_early", None, None, ())
    lead = best.score - runner_up.score
    first = ranks[best.approach.key][0]
    if lead >= thresholds.clear_lead and first >= thresholds.clear_share:
        return Verdict("clear", lead, best.approach.key, ())
    if lead >= thresholds.leaning_lead and first >= thresholds.leaning_share:
        return Verdict("leaning", lead, best.approach.key, ())
    leader = best.approach.key if lead else None
    return Verdict("no_clear_difference", lead, leader, _joint_first(thresholds, ranked))


def _joint_first(thresholds: Thresholds, ranked: tuple[Fit, ...]) -> tuple[str, ...]:
    """Return the first, the runner-up or all that tie for it, and all others within the margin."""
    best, runner_up = ranked[0], ranked[1]
    floor = min(runner_up.score, best.score - thresholds.joint_margin)
    return tuple(fit.approach.key for fit in ranked if fit.score >= floor)


def competition_ranks(ranked: tuple[Fit, ...]) -> Mapping[str, int]:
    """Return each approach's rank; equal scores share the better rank (1, 1, 3, 4)."""
    return {
        fit.approach.key: 1 + sum(other.score > fit.score for other in ranked) for fit in ranked
    }
